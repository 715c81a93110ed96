/* Loaded by the header, before anything is drawn, so that no page flashes in the wrong colours. It chooses the colours
   (the reader's own choice, else that of the device) where the author offers light and dark ones, and holds the functions for keeping values in the browser that the
   theme's script expects; the theme has both as scripts in the page, which a strict policy forbids. */
(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src);

  window.__md_scope = root;
  window.__md_hash = (text) => [...text].reduce((sum, sign) => ((sum << 5) - sum + sign.charCodeAt(0)) | 0, 0);
  window.__md_get = (name, store = "localStorage", scope = root) => {
    // A browser may refuse to keep anything, and then refuses to be asked, too.
    try {
      return JSON.parse(kept(store).getItem(`${scope.pathname}.${name}`));
    } catch {
      return null;
    }
  };
  window.__md_set = (name, value, store = "localStorage", scope = root) => {
    try {
      kept(store).setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
    } catch {
      // Then the choice holds for this page only.
    }
  };

  function kept(store) {
    return typeof store === "string" ? window[store] : store;
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const offered = { ...document.currentScript.dataset };
  const given = document.body.getAttribute("data-md-color-scheme") ?? "default";
  let chosen = window.__md_get("scheme");
  let printing = false;

  function show() {
    const wanted = chosen ?? (dark.matches ? "dark" : "light");
    const scheme = printing ? (offered.light ?? "default") : (offered[wanted] ?? given);
    document.body.setAttribute("data-md-color-scheme", scheme);
    for (const button of document.querySelectorAll(".tb-scheme")) {
      button.setAttribute("aria-pressed", String(wanted === "dark"));
      button.hidden = false;
    }
    return wanted;
  }

  show();
  dark.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".tb-scheme")) {
      chosen = show() === "dark" ? "light" : "dark";
      window.__md_set("scheme", chosen);
      show();
    }
  });
  // Paper is white.
  for (const [name, now] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(name, () => {
      printing = now;
      show();
    });
  }
})();
