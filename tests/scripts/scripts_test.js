// Unit tests of what the scripts of the theme do without a page: `deno test tests/scripts`.
import { deepStrictEqual as same, ok } from "node:assert";

const { test } = Deno;
const scripts = new URL("../../build_tools/themebook/theme/assets/themebook/", import.meta.url);
const page = {
  documentElement: { lang: "en" },
  baseURI: "https://study.example/base/quotes/",
  createElement: () => ({}),
  // A script that is added to the page loads, and passes on the records of its shard.
  head: {
    append(script) {
      const number = Number(/(\d+)\.js$/.exec(script.src)[1]);
      loaded.push(script.src);
      queueMicrotask(() => {
        themebook.receive(number, shards[number]);
        script.onload();
      });
    },
  },
};
const loaded = [];
const shards = { 0: [], 1: [], 2: [] };
const themebook = {
  root: "https://study.example/base/",
  config: {
    shards: 3,
    records: "assets/themebook/records",
    kinds: [["quote", "Quote"]],
    language: "pl",
    messages: {
      "Showing %(number)s.": { one: "%(number)s cytat", few: "%(number)s cytaty", many: "%(number)s cytatów", other: "?" },
      "No matches.": "Brak.",
    },
  },
};
Object.assign(globalThis, { window: globalThis, document: page, themebook });
for (const name of ["tools", "records"]) await import(new URL(`${name}.js`, scripts).href);
const { decadeOf, fold, gettext, isWithin, listOf, ngettext, truncate } = themebook.tools;

test("text is folded as readers type it", () => {
  same(fold("Café NAÏVE Ångström"), "cafe naive angstrom");
  same(fold("can’t CAN'T"), "cant cant");
  same(fold("Straße ﬁn"), "strasse fin");
  same(fold("ΟΔΟΣ οδός"), "οδοσ οδοσ");
});

test("years are in ranges and decades", () => {
  same(decadeOf("1997"), "1990-1999");
  same(["1990", "1999", "2000"].map((year) => isWithin(year, "1990-1999")), [true, true, false]);
  ok(isWithin("2000", "2000"));
});

test("messages are translated, with values and plurals", () => {
  same(gettext("No matches."), "Brak.");
  same(gettext("Untranslated %(one)s and %(two)s", { one: 1, two: "2" }), "Untranslated 1 and 2");
  same(gettext("%(missing)s"), "%(missing)s");
  same([1, 2, 5].map((number) => ngettext("Showing %(number)s.", "", number)), ["1 cytat", "2 cytaty", "5 cytatów"]);
  same(ngettext("One %(what)s", "%(number)s %(what)s", 1, { what: "work" }), "One work");
  same(ngettext("One %(what)s", "%(number)s %(what)s", 2, { what: "works" }), "2 works");
  same(listOf(["a", "b", "c"]), "a, b i c");
});

test("long text ends with a whole word", () => {
  same(truncate("short", 10), "short");
  same(truncate("one two, three four", 12), "one two…");
  same(truncate("unbreakable", 5), "unbr…");
  same(truncate("😀😀😀", 4), "😀…");
});

test("a record is found by the address of its page, in the shard that Python puts it into", async () => {
  // See shard_of in records.py.
  shards[2] = [["quotes/quote-x/", "quote", "Title", "Text", "", { theme: ["T"] }]];
  const found = await themebook.recordOf("https://study.example/base/quotes/quote-x/?a=b");
  same(found, { address: "quotes/quote-x/", kind: "quote", title: "Title", text: "Text", more: "", theme: ["T"] });
  same(loaded, ["https://study.example/base/assets/themebook/records/2.js"]);
  same(await themebook.recordOf("https://elsewhere.example/quotes/quote-x/"), null);
  same(await themebook.recordOf("https://study.example/base/quotes/quote-x/#part"), null);
});
