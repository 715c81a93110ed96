/* The search of the site: a dialog, which keys.js also opens, with results that show their kind. The engines are in
   search-engines.js. The query is kept for the session, so that the search continues on the next page. */
(() => {
  "use strict";

  const { themebook } = window;
  // Only pages with a list need the script of the lists.
  if (document.querySelector("form.tb-filter")) themebook.script("assets/themebook/lists.js").catch(console.error);

  const dialog = document.querySelector("dialog.tb-search");
  const button = document.querySelector(".tb-search-open");
  if (!dialog || !button || !dialog.showModal) return;
  const { compare, decadeOf, gettext, listOf, make, ngettext } = themebook.tools;

  const PAGE = 10;
  const WORDS_SHOWN = 32;
  const WORDS_BEFORE = 8;
  // Quotes are shown in full, unless they are very long.
  const QUOTE_SHOWN = 70;
  const PAUSE = 120;
  // Several studies may be on one host.
  const KEPT = `themebook-search ${themebook.root}`;

  const part = (name) => dialog.querySelector(`.tb-search__${name}`);
  const [form, words, filters, kinds, status, widen, list, more, clear] = [
    "form", "words", "filters", "kinds", "status", "widen", "hits", "more", "clear",
  ].map(part);
  const selects = [...dialog.querySelectorAll("select")];

  /* The query. */

  const chosen = () => ({
    kind: [...kinds.querySelectorAll("input:checked")].map((box) => box.value),
    ...Object.fromEntries(selects.map((select) => [select.name, select.value])),
  });
  const sought = () => words.value.replace(/["“”«»„]/g, " ").trim();

  const keep = () => {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ words: words.value, chosen: chosen() }));
    } catch {
      // Some browsers store nothing for pages from the file system.
    }
  };
  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    } catch {
      return {};
    }
  };

  /* The results. */

  const marked = (into, shown, matches) => {
    shown.forEach((word, place) => {
      if (place) into.append(" ");
      into.append(matches(word, place) ? make("mark", "", word) : word);
    });
    return into;
  };

  // The part of so many words with most matches.
  const stretch = ({ words, matched }, most, className) => {
    const places = [...matched];
    const last = Math.max(0, words.length - most);
    const inside = (from) => places.filter((place) => place >= from && place < from + most).length;
    const starts = [0, ...places.map((place) => Math.max(0, Math.min(place - WORDS_BEFORE, last)))];
    const from = starts.reduce((best, start) => (inside(start) > inside(best) ? start : best), 0);
    const text = make("span", className);
    if (from) text.append("… ");
    marked(text, words.slice(from, from + most), (_, place) => matched.has(from + place));
    if (from < last) text.append(" …");
    return text;
  };

  // The text of a thing, and text about it if only that matches. Never both in one excerpt: readers must not take our
  // words for those of a participant.
  const isTitle = ({ title, own }) => title.split(/\s+/).join(" ") === own.words.join(" ");
  const excerpts = (hit) => {
    const { own, rest } = hit;
    const shown = [];
    const isQuote = hit.kind === "quote";
    if (own.words.length && !isTitle(hit) && (isQuote || own.matched.size || !rest.matched.size)) {
      const said = stretch(own, isQuote ? QUOTE_SHOWN : WORDS_SHOWN, isQuote ? "tb-hit__spoken" : "tb-hit__excerpt");
      if (hit.lang) Object.assign(said, { lang: hit.lang, dir: "auto" });
      shown.push(said);
    }
    if (rest.matched.size && !own.matched.size) shown.push(stretch(rest, WORDS_SHOWN, "tb-hit__excerpt"));
    return shown;
  };

  const asItem = (hit) => {
    const item = make("li", `tb-hit tb-hit--${hit.kind}`);
    const link = make("a");
    link.href = themebook.root + hit.address;
    const head = make("span", "tb-hit__head");
    head.append(make("span", "tb-hit__kind", themebook.kinds.get(hit.kind)));
    // The title of a quote is its speaker, because its words follow.
    const [name, source] = hit.kind === "quote" ? [hit.source, ""] : [hit.title, hit.source];
    for (const said of [source, hit.place, hit.year]) if (said) head.append(" ", make("span", "tb-hit__said", said));
    if (hit.stance) head.append(" ", make("span", "tb-hit__said tb-against", hit.stance));
    const terms = themebook.searchTokens(sought());
    const begins = (word) => themebook.searchTokens(word).some((one) => hit.terms?.has(one) ?? terms.some((term) => one.startsWith(term)));
    const matches = isTitle(hit) ? (_, place) => hit.own.matched.has(place) : begins;
    const title = marked(make("span", "tb-hit__title"), name.split(/\s+/), matches);
    link.append(head, " ", title, " ", ...excerpts(hit));
    item.append(link);
    return item;
  };

  const busy = (is) => dialog.setAttribute("aria-busy", is);
  const say = (text) => (status.textContent = text);

  const quoted = (names) => listOf(names.map((name) => gettext("“%(name)s”", { name })));
  const resultsOf = ({ total, partial, unknown }) => {
    if (!partial || !unknown?.length) return resultsOfKnown({ total, partial });
    const missing = gettext("No exact match for %(words)s.", { words: quoted(unknown) });
    return `${missing} ${ngettext("Closest: %(number)s result", "Closest: %(number)s results", total)}`;
  };
  const resultsOfKnown = ({ total, partial }) =>
    partial
      ? ngettext(
          "No result has all of these words. %(number)s result has some of them.",
          "No result has all of these words. %(number)s results have some of them.",
          total,
        )
      : ngettext("%(number)s result", "%(number)s results", total);
  const resultsWithoutFilters = ({ total, partial }) =>
    partial
      ? ngettext(
          "Without filters, %(number)s result has some of these words.",
          "Without filters, %(number)s results have some of these words.",
          total,
        )
      : ngettext("%(number)s result without filters.", "%(number)s results without filters.", total);
  const noResults = (text, narrowing) => {
    if (!narrowing) return gettext("No results for “%(text)s”.", { text });
    if (!text) return gettext("No results with these filters.");
    return gettext("No results for “%(text)s” with these filters.", { text });
  };
  // ``without`` are the results without the filters, if they were searched for.
  const describe = (text, narrowing, found, without) => {
    if (found.total) return resultsOf(found);
    const sentences = [noResults(text, narrowing)];
    if (without?.total) sentences.push(resultsWithoutFilters(without));
    return sentences.join(" ");
  };

  const shows = async (found, from) => {
    const hits = await found.hits(from, from + PAGE);
    return () => {
      const items = hits.map(asItem);
      // New results do not take the focus away from the results.
      const at = [...list.querySelectorAll("a")].findIndex((link) => link === document.activeElement);
      if (from) list.append(...items);
      else list.replaceChildren(...items);
      if (!from && at >= 0) (items[Math.min(at, items.length - 1)]?.querySelector("a") ?? words).focus();
      more.hidden = from + PAGE >= found.total;
      return items;
    };
  };

  /* Searching. Only the results of the latest search are shown. */

  let engine;
  let question = 0;
  let current;

  // Returns whether the results of this search are shown.
  const search = async () => {
    const asked = ++question;
    const [text, filter] = [sought(), chosen()];
    keep();
    const narrowing = filter.kind.length + selects.filter((select) => select.value).length;
    clear.hidden = !narrowing;
    filters.querySelector("summary").textContent = narrowing
      ? ngettext("Filters (%(number)s active)", "Filters (%(number)s active)", narrowing)
      : gettext("Filters");
    widen.hidden = true;
    if (!text && !narrowing) {
      current = undefined;
      list.replaceChildren();
      more.hidden = true;
      busy(false);
      say("");
      count(await engine?.facets().then((facets) => facets.kind));
      return false;
    }
    busy(true);
    try {
      const found = await engine.find(text, filter);
      const without = text && narrowing && !found.total ? await engine.find(text, { kind: [] }) : undefined;
      const show = await shows(found, 0);
      if (asked !== question) return false;
      current = found;
      show();
      count(found.kinds);
      say(describe(text, narrowing, found, without));
      widen.hidden = !narrowing || found.total > 0;
      busy(false);
      return true;
    } catch (error) {
      if (asked === question) failed(error);
      return false;
    }
  };

  const failed = (error) => {
    busy(false);
    current = undefined;
    list.replaceChildren();
    more.hidden = true;
    say(gettext("The search could not be loaded. Use the menu to find pages."));
    console.error(error);
  };

  let pause;
  const searchSoon = () => {
    if (!engine) return;
    // Results of an earlier search are no longer wanted.
    question += 1;
    busy(true);
    clearTimeout(pause);
    pause = setTimeout(search, PAUSE);
  };

  /* Filters. */

  const count = (numbers = {}) => {
    for (const label of kinds.querySelectorAll("label")) {
      const found = numbers[label.querySelector("input").value] ?? 0;
      label.querySelector(".tb-chip__count").textContent = found;
      label.classList.toggle("tb-chip--none", !found);
    }
  };

  const themes = themebook.config.themes ?? [];
  const ORDERS = {
    theme: (one, other) => themes.indexOf(one) - themes.indexOf(other),
    year: (one, other) => compare(other, one),
  };

  // The years of a decade can be selected together.
  const byDecade = (years) =>
    [...new Set(years.map(decadeOf))].map((range) => {
      const group = make("optgroup");
      // The first year of the decade.
      const decade = range.slice(0, 4);
      group.label = gettext("%(decade)ss", { decade });
      const within = years.filter((one) => decadeOf(one) === range);
      if (within.length > 1) group.append(new Option(gettext("All of the %(decade)ss", { decade }), range));
      group.append(...within.map((one) => new Option(one, one)));
      return group;
    });

  const offer = (facets) => {
    for (const [kind, name] of themebook.kinds) {
      if (!facets.kind?.[kind]) continue;
      const label = make("label", "tb-chip");
      const box = make("input");
      Object.assign(box, { type: "checkbox", value: kind });
      label.append(box, make("span", "tb-chip__name", name), " ", make("span", "tb-chip__count"));
      kinds.append(label);
    }
    for (const select of selects) {
      const values = Object.keys(facets[select.name] ?? {}).sort(ORDERS[select.name] ?? compare);
      select.append(...(select.name === "year" ? byDecade(values) : values.map((value) => new Option(value, value))));
      select.closest("label").hidden = values.length < 2;
    }
    filters.hidden = false;
  };

  const choose = ({ kind = [], ...others } = {}) => {
    for (const box of kinds.querySelectorAll("input")) box.checked = kind.includes(box.value);
    for (const select of selects) {
      const wanted = others[select.name] ?? "";
      select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "";
    }
  };

  /* Opening. */

  let ready;
  const prepare = async () => {
    busy(true);
    say(gettext("Loading search…"));
    const made = await themebook.searchEngine();
    offer(await made.facets());
    choose(kept().chosen);
    say("");
    engine = made;
  };

  const open = async () => {
    if (dialog.open) return;
    words.value ||= kept().words ?? "";
    dialog.showModal();
    words.select();
    try {
      await (ready ??= prepare());
      if (!current) await search();
    } catch (error) {
      ready = undefined;
      failed(error);
    }
  };

  /* Keys. */

  const step = (by) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement) + by;
    (at < 0 ? words : links[Math.min(at, links.length - 1)])?.focus();
  };

  dialog.addEventListener("keydown", (event) => {
    const inResults = list.contains(/** @type {Node} */ (event.target));
    if (!inResults && event.target !== words) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      step(by);
    } else if (event.key === "Escape" && event.target === words) {
      // Otherwise the first Escape would only clear the field.
      event.preventDefault();
      dialog.close();
    }
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(pause);
    // If the reader has typed more in the meantime, the earlier results are not wanted.
    if (engine && (await search())) list.querySelector("a")?.click();
  });
  words.addEventListener("input", searchSoon);
  filters.addEventListener("change", () => engine && search());
  for (const each of [clear, widen])
    each.addEventListener("click", () => {
      choose();
      words.focus();
      search();
    });
  let isLoadingMore = false;
  more.addEventListener("click", async () => {
    if (isLoadingMore) return;
    isLoadingMore = true;
    const asked = question;
    try {
      const show = await shows(current, list.children.length);
      if (asked === question) show()[0]?.querySelector("a").focus();
    } catch (error) {
      if (asked === question) say(gettext("More results could not be loaded. Please try again."));
      console.error(error);
    } finally {
      isLoadingMore = false;
    }
  });
  part("close").addEventListener("click", () => dialog.close());
  // A click outside the dialog is a click on its backdrop.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // A result on the same page does not load a new page.
  list.addEventListener("click", ({ target }) => /** @type {Element} */ (target).closest("a") && dialog.close());
  button.addEventListener("click", open);

  document.querySelector(".tb-indexes").hidden = true;
  button.hidden = false;
})();
