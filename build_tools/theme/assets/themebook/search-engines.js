/* Two ways to search the records of the site, of one shape: Pagefind where the site is served, MiniSearch over all
   records where it is read from the file system. Pagefind loads only what a search needs; MiniSearch needs no server.

   engine = await themebook.searchEngine()
   await engine.facets()             {kind: {"Quote": 24, ...}, theme: ..., participant: ..., year: ...}
   await engine.find(words, chosen)  {total, kinds, hits: async (from, to) => [hit, ...]}

   Without words all that fits is found. ``chosen`` is {kind: [...], theme, participant, year}; ``kinds`` counts the results of each kind as if none had been
   chosen. A hit has address, kind, title, source, year, its text in words, and the places of those that matched. */
(() => {
  "use strict";

  const themebook = (window.themebook ??= {});
  const FACETS = ["theme", "participant", "year"];
  const MOST_RERANKED = 10;

  const fold = (text) =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f'’‘]/g, "")
      .toLowerCase();
  const tokens = (text) => fold(text).match(/[\p{L}\p{N}]+(?:&[\p{L}\p{N}]+)*/gu) ?? [];
  const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

  // A lone "&" is no word.
  const wordsOnly = (words) => words.replace(/(^|\s)&(?=\s|$)/g, " ").trim();

  themebook.searchTokens = tokens;

  // Who writes a whole title wants that thing; who writes a part of a title, or words that were spoken, wants what they
  // are from; and who writes a phrase wants what holds it.
  const phrase = (text) => ` ${tokens(text.replace(/(^|\s)&(?=\s|$)/g, "$1and")).join(" ")} `;
  const nearness = (words, hit) => {
    const [sought, title, text] = [words, hit.title, hit.words.join(" ")].map(phrase);
    if (title === sought || text === sought) return 3;
    if (title.includes(sought) || (hit.kind === "Quote" && text.includes(sought))) return 2;
    return text.includes(sought) ? 1 : 0;
  };
  const nearestFirst = (words, hits) => {
    const near = new Map(hits.map((hit) => [hit, nearness(words, hit)]));
    return [...hits].sort((one, other) => near.get(other) - near.get(one));
  };

  async function pagefind() {
    const bundle = `${themebook.root()}pagefind/`;
    const library = await import(`${bundle}pagefind.js`);
    await library.options({ basePath: bundle, baseUrl: "/" });
    await library.init();

    const asked = ({ kind, ...others }) => {
      const filters = Object.fromEntries(FACETS.filter((name) => others[name]).map((name) => [name, others[name]]));
      return kind.length ? { ...filters, kind: { any: kind } } : filters;
    };
    const asHit = (data) => ({
      ...data.meta,
      address: data.raw_url ?? "",
      words: wordsOf(data.content),
      matched: new Set(data.locations),
    });

    let facets;
    return {
      facets: () => (facets ??= library.filters()),
      async find(words, chosen) {
        await this.facets();
        const [found, unsorted] = await Promise.all([
          library.search(wordsOnly(words) || null, { filters: asked(chosen) }),
          library.search(wordsOnly(words) || null, { filters: asked({ ...chosen, kind: [] }) }),
        ]);
        const load = (from, to) => Promise.all(found.results.slice(from, to).map(async (one) => asHit(await one.data())));
        const first = nearestFirst(words, await load(0, MOST_RERANKED));
        return {
          total: found.results.length,
          kinds: unsorted.filters.kind ?? {},
          hits: async (from, to) => [...first.slice(from, to), ...(await load(Math.max(from, first.length), to))],
        };
      },
    };
  }

  async function records() {
    const numbers = [...Array(themebook.config.shards ?? 0).keys()];
    await themebook.script("assets/themebook/vendor/minisearch-7.2.0.js");
    const all = (await Promise.all(numbers.map(themebook.load))).flat().map(themebook.asRecord);
    const index = new window.MiniSearch({
      fields: ["title", "words"],
      tokenize: tokens,
      processTerm: (term) => term,
      searchOptions: {
        boost: { title: 2 },
        combineWith: "AND",
        prefix: (term) => term.length > 1,
        fuzzy: (term) => (term.length > 5 ? 0.15 : false),
        weights: { prefix: 0.5, fuzzy: 0.2 },
      },
    });
    const texts = all.map(({ title, text, more }) => [text === title ? "" : text, more].filter(Boolean).join(" "));
    await index.addAllAsync(all.map(({ title }, id) => ({ id, title, words: texts[id] })), { chunkSize: 500 });

    const everything = all.map((_, id) => ({ id, terms: [] }));

    const count = (found, name) => {
      const counts = {};
      for (const record of found) for (const value of [record[name] ?? []].flat()) counts[value] = (counts[value] ?? 0) + 1;
      return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
    };
    const fits = (record, chosen) => FACETS.every((name) => !chosen[name] || [record[name] ?? []].flat().includes(chosen[name]));
    const asHit = ({ id, terms }) => {
      const words = wordsOf(texts[id]);
      const matching = new Set(terms);
      const matched = words.flatMap((word, place) => (tokens(word).some((one) => matching.has(one)) ? [place] : []));
      return { ...all[id], words, matched: new Set(matched) };
    };

    return {
      facets: async () => Object.fromEntries(["kind", ...FACETS].map((name) => [name, count(all, name)])),
      async find(words, chosen) {
        const sought = tokens(words).join(" ");
        const every = sought ? index.search(sought) : everything;
        const some = every.length ? every : index.search(sought, { combineWith: "OR" });
        const found = some.filter(({ id }) => fits(all[id], chosen));
        const shown = found.filter(({ id }) => !chosen.kind.length || chosen.kind.includes(all[id].kind));
        const first = nearestFirst(words, shown.slice(0, MOST_RERANKED).map(asHit));
        return {
          total: shown.length,
          kinds: count(found.map(({ id }) => all[id]), "kind"),
          hits: async (from, to) => [...first, ...shown.slice(first.length, to).map(asHit)].slice(from, to),
        };
      },
    };
  }

  let engine;
  themebook.searchEngine = () => {
    engine ??= themebook.config.search === "records" ? records() : pagefind();
    engine.catch(() => (engine = undefined));
    return engine;
  };
})();
