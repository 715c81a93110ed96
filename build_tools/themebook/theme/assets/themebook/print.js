/* Prepares a page for printing: gives the style sheet the text of the margins. early.js sets the colours. */
(() => {
  "use strict";

  const quoted = (text) => `"${text.replace(/\s+/g, " ").replace(/["\\]/g, "\\$&")}"`;
  const canonical = document.querySelector('link[rel="canonical"]');
  const root = document.documentElement.style;

  root.setProperty("--tb-print-title", quoted(document.title));
  root.setProperty("--tb-print-address", quoted(canonical ? canonical.href : ""));
})();
