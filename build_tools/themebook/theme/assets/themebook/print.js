/* Prepares a page for printing: gives the style sheet the text of the margins. early.js sets the colours.

   Material opens all folds for paper and closes them afterwards. Of tabs only one can be open, so the first is opened. */
(() => {
  "use strict";

  const quoted = (text) => `"${text.replace(/\s+/g, " ").replace(/["\\]/g, "\\$&")}"`;
  const canonical = document.querySelector('link[rel="canonical"]');
  const root = document.documentElement.style;

  root.setProperty("--tb-print-title", quoted(document.title));
  root.setProperty("--tb-print-address", quoted(canonical ? canonical.href : ""));

  addEventListener("afterprint", () =>
    setTimeout(() => {
      for (const tabs of document.querySelectorAll(".tb-tabs"))
        if (!tabs.querySelector("details[open]")) tabs.querySelector("details").open = true;
    }),
  );
})();
