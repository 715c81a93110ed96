/* Offers the numbers of each figure as a CSV file, made from its table. */
(() => {
  "use strict";

  const { gettext, make } = window.themebook.tools;

  // Without what is only for screen readers, and the second line of a cell, which is how its number is made up.
  const textOf = (cell) => {
    const copied = cell.cloneNode(true);
    for (const part of copied.querySelectorAll(".tb-hidden, small, svg, .tb-more")) part.remove();
    return copied.textContent.replace(/\s+/g, " ").trim();
  };
  // RFC 4180. A spreadsheet would take a text that begins with one of these signs for a formula.
  const field = (text) => `"${text.replace(/^[=+@-]/, "'$&").replace(/"/g, '""')}"`;
  const csvOf = (table) => [...table.rows].map((row) => [...row.cells].map(textOf).map(field).join(",")).join("\r\n");

  for (const source of document.querySelectorAll(".tb-source")) {
    const table = source.parentElement.querySelector("table");
    if (!table) continue;
    const button = make("button", "tb-source__download", gettext("Download CSV"));
    button.type = "button";
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      // The mark at the beginning tells spreadsheets that it is Unicode.
      link.href = URL.createObjectURL(new Blob(["\uFEFF", csvOf(table), "\r\n"], { type: "text/csv" }));
      link.download = `${document.title.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
    source.append(" ", button);
  }
})();
