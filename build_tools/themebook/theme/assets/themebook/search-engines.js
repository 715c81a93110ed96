/* Two engines for the records of the site with one interface: Pagefind if the site is served, MiniSearch over all records
   if it is read from the file system. Pagefind loads only what a search needs; MiniSearch needs no server.

   engine = await themebook.searchEngine()
   await engine.facets()             {kind: {"quote": 24, ...}, theme: ..., participant: ..., year: ...}
   await engine.find(words, chosen)  {total, partial, unknown, kinds, hits: async (from, to) => [hit, ...]}

   Without words, everything that matches the filters is found. If nothing on the whole site has all of the words, things
   with some of them are found, and ``partial`` is true. ``unknown`` are the words that the site does not have; if it has
   none of them, things with the closest words are found. ``chosen`` is {kind: [...], theme, participant, year}, where a
   year may be a range of years ("1990-1999"); ``kinds`` counts the results of each kind as if no kind were chosen. A hit has address,
   kind, title, source, year, the words of its text (``own``) and of other text that is searched (``rest``), each as
   {words, matched: the indexes of those that matched}; and, if known, the ``terms`` that matched. */
(() => {
  "use strict";

  const { themebook } = window;
  const { fold, isWithin } = themebook.tools;
  const FACETS = ["theme", "participant", "year"];
  const MOST_RERANKED = 10;

  const tokens = (text) => fold(text).match(/[\p{L}\p{N}]+(?:&[\p{L}\p{N}]+)*/gu) ?? [];
  const wordsOf = (text) => text.split(/\s+/).filter(Boolean);
  // Separates the text of a record from other text that is searched, in the index.
  const MARK = "\u241e";

  const parted = (words, matched) => {
    const mark = words.indexOf(MARK);
    const at = mark < 0 ? words.length : mark;
    const within = (from, to) => ({
      words: words.slice(from, to),
      matched: new Set(matched.filter((place) => place >= from && place < to).map((place) => place - from)),
    });
    return { own: within(0, at), rest: within(at + 1, words.length) };
  };

  // Of a question, only the words are searched for that say what it is about. Other words of readers may be a quote, of
  // which every word counts. There are only English questions here.
  const isEnglish = (themebook.config.language ?? "en").startsWith("en");
  const ASKING = /^(?:are|can|did|do|does|has|have|how|is|was|were|what|when|where|which|who|whom|why)\s/i;
  const SMALL = /^(?:a|about|am|an|and|any|as|at|be|been|by|for|from|had|i|in|it|of|on|or|say|says|said|that|the|their|them|there|they|think|this|to|with)$/i;
  // A lone "&" is not a word.
  const wordsOnly = (words) => {
    const all = wordsOf(words.replace(/[?¿]/g, " ").replace(/(^|\s)&(?=\s|$)/g, " "));
    const isTelling = (word) => !SMALL.test(word) && !ASKING.test(`${word} `);
    const telling = isEnglish && ASKING.test(words) ? all.filter(isTelling) : [];
    return (telling.length ? telling : all).join(" ");
  };

  // The words of a query one by one, without small ones if there are others.
  const distinctWords = (words) => {
    const all = [...new Set(wordsOf(wordsOnly(words)))];
    const telling = isEnglish ? all.filter((word) => !SMALL.test(word)) : all;
    return telling.length ? telling : all;
  };

  themebook.searchTokens = tokens;

  // A query that is a whole title ranks that thing first; then come titles and quotes that contain the query, then other
  // text that contains it as a phrase.
  const phrase = (text) => ` ${tokens(text.replace(/(^|\s)&(?=\s|$)/g, "$1and")).join(" ")} `;
  const nearness = (words, hit) => {
    const [sought, title, own, rest] = [words, hit.title, hit.own.words.join(" "), hit.rest.words.join(" ")].map(phrase);
    if (title === sought || own === sought) return 3;
    if (title.includes(sought) || (hit.kind === "quote" && own.includes(sought))) return 2;
    return own.includes(sought) || rest.includes(sought) ? 1 : 0;
  };
  // Of those that are equally near, findings come first: they are the answers. Where nothing has all of the words, the
  // order is that of how rare the words are.
  const nearestFirst = (words, hits, partial) => {
    const isAnswer = ({ kind }) => kind === "finding" && !partial;
    const near = new Map(hits.map((hit) => [hit, nearness(words, hit) + (isAnswer(hit) ? 0.5 : 0)]));
    return [...hits].sort((one, other) => near.get(other) - near.get(one));
  };

  // Possible base forms of a word, by the endings of English plurals and verbs. They only match words of the site with one
  // another, so a base that is not a word does no harm.
  const bases = (term) => {
    const single = term
      .replace(/(?<=\p{L}{2})ies$/u, "y")
      .replace(/(?<=\p{L}{2}(?:ss|sh|ch|x))es$/u, "")
      .replace(/(?<=\p{L}{2}[^su])s$/u, "");
    const bare = single.replace(/(?<=\p{L}{3})(?:ing|ed)$/u, "");
    return bare === single ? [single] : [single, bare, `${bare}e`];
  };

  // Whether a word is another form of the one that was looked for, or begins with it. If a word does not occur, Pagefind
  // searches for its first letters instead: "recommend" would find the initial "R.".
  const LEAST_LETTERS = 4;
  const LEAST_SHARE = 0.6;
  const isForm = (found, sought) =>
    found.startsWith(sought) ||
    bases(sought).includes(found) ||
    (sought.startsWith(found) && found.length >= Math.max(LEAST_LETTERS, LEAST_SHARE * sought.length));
  // What Pagefind matched otherwise begins alike: it knows more forms than ``bases``.
  const isMatch = (found, sought) =>
    isForm(found, sought) || (!sought.startsWith(found) && found.slice(0, 2) === sought.slice(0, 2));
  // Whether two words begin with so many of the same letters that one may be meant by the other, such as "abusive" and
  // "abuse".
  const firstLetters = (word) => word.slice(0, Math.max(LEAST_LETTERS, Math.floor(LEAST_SHARE * word.length)));
  const isClose = (found, sought) => sought.length > LEAST_LETTERS && found.startsWith(firstLetters(sought));
  const matchedWords = ({ own, rest }) =>
    [own, rest].flatMap(({ words, matched }) => [...matched].map((place) => words[place]));
  const hasWord = (hit, word) => {
    const [ofText, ofTitle] = [matchedWords(hit).join(" "), hit.title].map(tokens);
    return tokens(word).every(
      (sought) => ofText.some((one) => isMatch(one, sought)) || ofTitle.some((one) => isForm(one, sought)),
    );
  };

  // Records with some of the words. A rare word counts more than several common ones, and the most common do not count.
  // ``lists`` are the results of each word, with their number on the whole site; the answer is, for each record, its
  // results for the words that count.
  const COMMON = 1 / 6;
  const withSome = (lists, size) => {
    const known = lists.filter(({ number }) => number);
    const telling = known.filter(({ number }) => number <= size * COMMON);
    const found = new Map();
    for (const { results, number } of telling.length ? telling : known)
      for (const one of results) {
        const { weight, told } = found.get(one.id) ?? { weight: 0, told: [] };
        found.set(one.id, { weight: weight + Math.log(size / number) ** 2, told: [...told, one] });
      }
    return [...found.values()].sort((one, other) => other.weight - one.weight).map(({ told }) => told);
  };

  async function pagefind() {
    const bundle = `${themebook.root}${themebook.config.index}/`;
    const library = await import(`${bundle}pagefind.js`);
    await library.options({ basePath: bundle, baseUrl: "/" });
    await library.init();

    const asked = ({ kind, ...others }) => {
      const filters = Object.fromEntries(FACETS.filter((name) => others[name]).map((name) => [name, others[name]]));
      if (others.year) filters.year = { any: Object.keys(years).filter((year) => isWithin(year, others.year)) };
      return kind.length ? { ...filters, kind: { any: kind } } : filters;
    };
    // A result is what the searches for one or more words found for one record.
    const asHit = async (result) => {
      let data;
      const places = [];
      for (const one of result) {
        data = await one.data();
        places.push(...data.locations);
      }
      return { ...data.meta, kind: data.filters.kind[0], address: data.raw_url ?? "", ...parted(wordsOf(data.content), places) };
    };

    const facets = await library.filters();
    const years = facets.year ?? {};
    const size = Object.values(facets.kind ?? {}).reduce((sum, number) => sum + number, 0);

    // Results whose whole title is the query come first.
    const calledFirst = async (words, results) => {
      const titles = Object.keys(facets.title ?? {}).filter((title) => phrase(title) === phrase(words));
      if (!titles.length) return results;
      const called = await library.search(null, { filters: { title: { any: titles } } });
      const names = new Set(called.results.map(({ id }) => id));
      return [...results.filter(({ id }) => names.has(id)), ...results.filter(({ id }) => !names.has(id))];
    };

    const all = async (words, chosen) => {
      const text = wordsOnly(words) || null;
      const found = await library.search(text, { filters: asked(chosen) });
      const unsorted = chosen.kind.length
        ? await library.search(text, { filters: asked({ ...chosen, kind: [] }) })
        : found;
      if (text && !unsorted.unfilteredResultCount) return null;
      const results = (await calledFirst(words, found.results)).map((one) => [one]);
      return { results, kinds: unsorted.filters.kind ?? {} };
    };

    let sorted;
    const sorts = () =>
      (sorted ??= Promise.all(
        Object.keys(facets.kind ?? {}).map(async (kind) => {
          const { results } = await library.search(null, { filters: { kind } });
          return results.map(({ id }) => [id, kind]);
        }),
      ).then((pairs) => new Map(pairs.flat())));

    const some = async (words, chosen) => {
      const filters = asked({ ...chosen, kind: [] });
      const kindOf = await sorts();
      const lists = await Promise.all(
        distinctWords(words).map(async (word) => {
          const { results, unfilteredResultCount } = await library.search(word, { filters });
          return { results, number: unfilteredResultCount };
        }),
      );
      const found = withSome(lists, size);
      const kinds = {};
      for (const [{ id }] of found) kinds[kindOf.get(id)] = (kinds[kindOf.get(id)] ?? 0) + 1;
      const results = found.filter(([{ id }]) => !chosen.kind.length || chosen.kind.includes(kindOf.get(id)));
      return { results, kinds, partial: true };
    };

    // The words that nothing on the site has, of those that none of these hits has.
    const unknownWords = async (words, hits) => {
      const missing = distinctWords(words).filter((word) => tokens(word).length && !hits.some((hit) => hasWord(hit, word)));
      const found = await Promise.all(
        missing.map(async (word) => {
          const [result] = (await library.search(word)).results;
          return Boolean(result) && hasWord(await asHit([result]), word);
        }),
      );
      return missing.filter((_, index) => !found[index]);
    };

    const load = (results, from, to) => Promise.all(results.slice(from, to).map(asHit));
    const firstHits = ({ results }) => load(results, 0, MOST_RERANKED);

    // What has all of the words, or else some of those that occur, with the first hits.
    const answer = async (words, chosen) => {
      const found = (await all(words, chosen)) ?? (await some(words, chosen));
      const hits = await firstHits(found);
      const unknown = await unknownWords(words, hits);
      if (!unknown.length) return { partial: false, unknown, ...found, hits };
      const known = distinctWords(words).filter((word) => !unknown.includes(word));
      if (!known.length) return { unknown, ...(await closest(unknown, chosen)) };
      const partial = await some(known.join(" "), chosen);
      return { ...partial, unknown, hits: await firstHits(partial) };
    };

    // The first things with words that are close to those that the site does not have.
    const closest = async (unknown, chosen) => {
      const beginnings = unknown.flatMap(tokens).map(firstLetters);
      const found = await Promise.all(beginnings.map((word) => library.search(word, { filters: asked(chosen) })));
      const results = found.flatMap((one) => one.results.slice(0, MOST_RERANKED)).map((one) => [one]);
      const loaded = await load(results, 0, results.length);
      const isNear = (hit) => {
        const terms = tokens([...matchedWords(hit), hit.title].join(" "));
        return unknown.some((word) => tokens(word).some((sought) => terms.some((term) => isClose(term, sought))));
      };
      const near = loaded.map(isNear);
      const hits = loaded.filter((_, index) => near[index]);
      const kinds = {};
      for (const { kind } of hits) kinds[kind] = (kinds[kind] ?? 0) + 1;
      return { results: results.filter((_, index) => near[index]), kinds, partial: hits.length > 0, hits };
    };

    return {
      facets: async () => facets,
      async find(words, chosen) {
        const { results, kinds, partial, unknown, hits } = await answer(words, chosen);
        const first = nearestFirst(words, hits, partial);
        return {
          total: results.length,
          partial,
          unknown,
          kinds,
          hits: async (from, to) => [...first.slice(from, to), ...(await load(results, Math.max(from, first.length), to))],
        };
      },
    };
  }

  async function records() {
    const numbers = [...Array(themebook.config.shards ?? 0).keys()];
    await themebook.script("assets/themebook/vendor/minisearch-7.2.0.js");
    const all = (await Promise.all(numbers.map(themebook.load))).flat().map(themebook.asRecord);
    // The terms of the site by their possible base forms.
    const forms = new Map();
    const learn = (term) => {
      for (const base of bases(term)) forms.set(base, (forms.get(base) ?? new Set()).add(term));
      return term;
    };
    const index = new window.MiniSearch({
      fields: ["title", "words"],
      tokenize: tokens,
      processTerm: learn,
      searchOptions: { boost: { title: 2 }, combineWith: "OR", processTerm: (term) => term },
    });
    const texts = all.map(({ title, text, more }) => `${text === title ? "" : text} ${MARK} ${more}`);
    // Readers know what a kind of thing is called.
    const words = (id) => `${texts[id]} ${themebook.kinds.get(all[id].kind)}`;
    await index.addAllAsync(all.map(({ title }, id) => ({ id, title, words: words(id) })), { chunkSize: 500 });
    const every = [...new Set([...forms.values()].flatMap((terms) => [...terms]))];
    const isKnown = (sought) => every.some((term) => isForm(term, sought));

    const everything = all.map((_, id) => ({ id, terms: [] }));
    const titles = all.map(({ title }) => phrase(title));

    // The word itself counts most, then its other forms, words that begin with it, and words with a similar spelling. A
    // word that does not occur is taken for a typing error: two letters swapped, or else any two wrong.
    const withWord = (term) => {
      const others = new Set(bases(term).flatMap((base) => [...(forms.get(base) ?? [])]));
      others.delete(term);
      const alike = (fuzzy) => ({ queries: [term], prefix: term.length > 1, fuzzy, weights: { prefix: 0.4, fuzzy: 0.1 } });
      const kin = { queries: [...others], boostTerm: () => 0.6 };
      const found = index.search({ queries: [alike(term.length > 5 ? 0.2 : false), kin] });
      if (found.length || term.length < 6) return found;
      const letters = [...term];
      const swaps = letters.map((_, at) => letters.toSpliced(at, 2, ...letters.slice(at, at + 2).reverse()).join(""));
      const swapped = index.search({ queries: swaps });
      return swapped.length ? swapped : index.search({ queries: [alike(2)] });
    };

    const ranked = (words) => {
      const terms = [...new Set(tokens(wordsOnly(words)))];
      if (!terms.length) return { found: everything, partial: false, unknown: [] };
      const unknown = distinctWords(words).filter((word) => !tokens(word).every(isKnown));
      const lists = terms.map((term) => withWord(term)).map((results) => ({ results, number: results.length }));
      const gathered = new Map();
      for (const { results } of lists)
        for (const { id, score, terms } of results) {
          const hit = gathered.get(id) ?? { id, score: 0, words: 0, terms: [] };
          gathered.set(id, { id, score: hit.score + score, words: hit.words + 1, terms: [...hit.terms, ...terms] });
        }
      const sought = phrase(words);
      const called = ({ id }) => Number(titles[id] === sought);
      const whole = [...gathered.values()].filter((hit) => hit.words === terms.length);
      whole.sort((one, other) => called(other) - called(one) || other.score - one.score);
      if (whole.length) return { found: whole, partial: unknown.length > 0, unknown };
      const some = withSome(lists, all.length);
      return { found: some.map((told) => ({ id: told[0].id, terms: told.flatMap((one) => one.terms) })), partial: true, unknown };
    };

    const count = (found, name) => {
      const counts = {};
      for (const record of found) for (const value of [record[name] ?? []].flat()) counts[value] = (counts[value] ?? 0) + 1;
      return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
    };
    const fits = (record, chosen) =>
      FACETS.every((name) => {
        const wanted = chosen[name];
        const isWanted = (value) => (name === "year" ? isWithin(value, wanted) : value === wanted);
        return !wanted || [record[name] ?? []].flat().some(isWanted);
      });
    const asHit = ({ id, terms }) => {
      const words = wordsOf(texts[id]);
      const matching = new Set(terms);
      const matched = words.flatMap((word, place) => (tokens(word).some((one) => matching.has(one)) ? [place] : []));
      return { ...all[id], terms: matching, ...parted(words, matched) };
    };

    return {
      facets: async () => Object.fromEntries(["kind", ...FACETS].map((name) => [name, count(all, name)])),
      async find(words, chosen) {
        const { found: fitting, partial, unknown } = ranked(words);
        const found = fitting.filter(({ id }) => fits(all[id], chosen));
        const shown = found.filter(({ id }) => !chosen.kind.length || chosen.kind.includes(all[id].kind));
        const first = nearestFirst(words, shown.slice(0, MOST_RERANKED).map(asHit), partial);
        return {
          total: shown.length,
          partial,
          unknown,
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
