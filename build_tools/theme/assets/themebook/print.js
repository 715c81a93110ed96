/* Readies a page for paper: tells the style sheet what stands in the margins, and prints dark pages in light colours. */
(() => {
  "use strict";

  const quoted = (text) => `"${text.replace(/\s+/g, " ").replace(/["\\]/g, "\\$&")}"`;
  const canonical = document.querySelector('link[rel="canonical"]');
  const root = document.documentElement.style;
  let scheme = null;

  root.setProperty("--tb-print-title", quoted(document.title));
  root.setProperty("--tb-print-address", quoted(canonical ? canonical.href : ""));

  addEventListener("beforeprint", () => {
    scheme = document.body.getAttribute("data-md-color-scheme");
    document.body.setAttribute("data-md-color-scheme", "default");
  });

  addEventListener("afterprint", () => {
    if (scheme !== null) document.body.setAttribute("data-md-color-scheme", scheme);
    scheme = null;
  });
})();
