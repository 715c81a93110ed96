/* Guesses from the words of an address that leads nowhere what its reader is looking for. Only the page that says so
   loads it. */
(async () => {
  "use strict";

  const { themebook } = window;
  const guess = document.querySelector(".tb-guess");
  const MOST = 5;
  if (!guess) return;
  try {
    // Other words are not in the address of the page, but in that of the site.
    const path = decodeURIComponent(location.pathname).slice(new URL(themebook.root).pathname.length);
    const words = path.replace(/\.html$/, "").split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
    if (!words.length) return;
    const engine = await themebook.searchEngine();
    const found = await engine.find(words.join(" "), { kind: [] });
    for (const hit of await found.hits(0, MOST)) {
      const link = document.createElement("a");
      link.href = themebook.root + hit.address;
      link.textContent = hit.title;
      const item = document.createElement("li");
      item.append(link);
      guess.querySelector("ul").append(item);
      guess.hidden = false;
    }
  } catch {
    // Without the search, or with an address that is no text, the page is as it is without scripts.
  }
})();
