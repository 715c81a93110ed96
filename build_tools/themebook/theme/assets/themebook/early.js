/* Loaded by the header, before anything is drawn, so that no page flashes in the wrong colours. It sets the colour scheme
   (the reader's choice, or else that of the device) if the author offers light and dark ones, and defines the storage
   functions that Material's script expects. Material has both as inline scripts, which a strict Content-Security-Policy
   forbids. */
(() => {
  "use strict";

  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  window.__md_scope = root;
  window.__md_hash = (text) => [...text].reduce((sum, sign) => ((sum << 5) - sum + sign.charCodeAt(0)) | 0, 0);
  window.__md_get = (name, store = "localStorage", scope = root) => {
    // A browser may forbid storage altogether.
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
      // Then the choice is for this page only.
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
    if (event.target instanceof Element && event.target.closest(".tb-scheme")) {
      chosen = show() === "dark" ? "light" : "dark";
      window.__md_set("scheme", chosen);
      show();
    }
  });
  // Paper is white.
  for (const name of ["beforeprint", "afterprint"]) {
    addEventListener(name, () => {
      printing = name === "beforeprint";
      show();
    });
  }
})();
