/* Offers the numbers of each figure as a CSV file, made from its table. */
(() => {
  "use strict";

  const { gettext, make } = window.themebook.tools;

  // Without the second line of a cell, which is how its number is made up. What a fold holds is a list.
  const textOf = (cell) => {
    const copied = cell.cloneNode(true);
    const unneeded = cell.localName === "th" ? "svg" : "small, svg, summary, .tb-hidden";
    for (const part of copied.querySelectorAll(unneeded)) part.remove();
    for (const part of copied.querySelectorAll(".tb-more")) part.replaceWith(`, ${part.textContent}`);
    const items = [...copied.querySelectorAll("li")].map((item) => item.textContent.trim());
    return (items.length ? items.join("; ") : copied.textContent).replace(/\s+/g, " ").replace(/ ,/g, ",").trim();
  };
  // RFC 4180. A spreadsheet would take a text that begins with one of these signs for a formula.
  const field = (text) => `"${text.replace(/^[=+@-]/, "'$&").replace(/"/g, '""')}"`;
  const csvOf = (table) => [...table.rows].map((row) => [...row.cells].map(textOf).map(field).join(",")).join("\r\n");

  const citeLink = () => {
    const link = document.createElement("a");
    link.href = "#cite_";
    link.textContent = gettext("Cite");
    link.addEventListener("click", () => document.querySelector(".tb-cite")?.setAttribute("open", ""));
    return link;
  };

  for (const source of document.querySelectorAll(".tb-source")) {
    const table = source.parentElement.querySelector("table");
    if (!table) continue;
    const button = make("button", "tb-source__download", gettext("Download CSV"));
    button.type = "button";
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      // The mark at the beginning tells spreadsheets that it is Unicode.
      link.href = URL.createObjectURL(new Blob(["\uFEFF", csvOf(table), "\r\n"], { type: "text/csv" }));
      const name = [document.title, table.closest("figure").className.replace(/.*tb-/, "")].join(" ");
      link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
    source.append(" ", button);
    if (document.getElementById("cite_")) source.append(" ", citeLink());
  }
})();
