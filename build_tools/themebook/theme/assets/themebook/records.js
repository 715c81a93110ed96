/* The records of the site: the kind, title and text of each thing. They are in shards, each a script that passes on its
   records, because scripts load both from a server and from the file system.

   themebook.load(n)       a promise of the records of shard n, as they are in it
   themebook.recordOf(url) a promise of the record that an address of this site leads to, or of null
   themebook.script(path)  a promise that the script at a path of the site is loaded
   themebook.searchEngine() a promise of the engine of the search (see search-engines.js), which is loaded for it
   themebook.kinds         the label of each kind of thing by its name, such as "quote", in the order in which results are
                           counted */
(() => {
  "use strict";

  const { themebook } = window;
  themebook.kinds = new Map(themebook.config.kinds ?? []);

  const loads = new Map();
  const waiting = new Map();

  themebook.receive = (number, records) => waiting.get(number)?.(records);

  themebook.script = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = themebook.root + path;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${path} does not load`));
      document.head.append(script);
    });

  // The engines of the search are large, and needed only for a search.
  themebook.searchEngine = async () => {
    await themebook.script("assets/themebook/search-engines.js");
    return themebook.searchEngine();
  };
  themebook.load = (number) => {
    if (!loads.has(number)) {
      const loaded = new Promise((resolve, reject) => {
        waiting.set(number, resolve);
        const path = `${themebook.config.records}/${number}.js`;
        // A script passes on its records before it counts as loaded.
        themebook.script(path).then(() => reject(new Error(`${path} has no records`)), reject);
      });
      // It may load the next time.
      loaded.catch(() => loads.delete(number));
      loads.set(number, loaded);
    }
    return loads.get(number);
  };

  themebook.asRecord = ([address, kind, title, text, more, facets]) => ({ address, kind, title, text, more, ...facets });

  const plain = (address) => {
    try {
      return decodeURIComponent(address);
    } catch {
      return address;
    }
  };

  /* FNV-1a of the UTF-8 of a text, as in records.py. */
  const hashed = (text) =>
    new TextEncoder().encode(text).reduce((code, byte) => Math.imul(code ^ byte, 0x01000193) >>> 0, 0x811c9dc5);

  themebook.recordOf = async (url) => {
    const whole = new URL(url, document.baseURI);
    const [page] = whole.href.split(/[?#]/);
    if (!page.startsWith(themebook.root) || !themebook.config.shards) return null;
    const path = page.slice(themebook.root.length);
    const records = await themebook.load(hashed(path) % themebook.config.shards);
    const sought = plain(path + whole.hash);
    const found = records.find(([address]) => plain(address) === sought);
    return found ? themebook.asRecord(found) : null;
  };
})();
