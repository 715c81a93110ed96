/* Readies a page for paper: tells the style sheet what stands in the margins. The colours are those of early.js. */
(() => {
  "use strict";

  const quoted = (text) => `"${text.replace(/\s+/g, " ").replace(/["\\]/g, "\\$&")}"`;
  const canonical = document.querySelector('link[rel="canonical"]');
  const root = document.documentElement.style;

  root.setProperty("--tb-print-title", quoted(document.title));
  root.setProperty("--tb-print-address", quoted(canonical ? canonical.href : ""));
})();
