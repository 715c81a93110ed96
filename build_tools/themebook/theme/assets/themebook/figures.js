/* Offers each figure as a file: its numbers as CSV, made from its table, and its picture as SVG, as it is seen. */
(() => {
  "use strict";

  const { gettext, make } = window.themebook.tools;
  const SVG = "http://www.w3.org/2000/svg";

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
  // A byte order mark tells spreadsheets that the file is Unicode.
  // A cell that spans several columns is the first of them.
  const cellsOf = (row) => [...row.cells].flatMap((cell) => [textOf(cell), ...Array(cell.colSpan - 1).fill("")]);

  const csvOf = (table) =>
    `\uFEFF${[...table.rows].map((row) => cellsOf(row).map(field).join(",")).join("\r\n")}\r\n`;

  function drawn(name, values, words = "") {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, `${value}`);
    element.textContent = words;
    return element;
  }

  const boxed = (color, x, y, width, height) => drawn("rect", { x, y, width, height, fill: color });

  function* boxesOf(element, { left, top }) {
    const style = getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    if (!/, 0\)$/.test(style.backgroundColor)) {
      yield boxed(style.backgroundColor, x - left, y - top, width, height);
    }
    for (const side of ["top", "bottom"]) {
      const thick = parseFloat(style.getPropertyValue(`border-${side}-width`));
      const at = side === "top" ? y : y + height - thick;
      if (thick) yield boxed(style.getPropertyValue(`border-${side}-color`), x - left, at - top, width, thick);
    }
  }

  /* The lines of a text as the browser has set them: each becomes a text of its own, as wide as here in any font.
     Vertical text reads upwards on our pages, so it is drawn in a plane that is turned. */
  function* linesOf(node, { left, top }) {
    const style = getComputedStyle(node.parentElement);
    const isUpwards = style.writingMode.startsWith("vertical");
    const range = document.createRange();
    const lines = [];
    let at = 0;
    for (const sign of node.data) {
      range.setStart(node, at);
      range.setEnd(node, (at += sign.length));
      const box = range.getBoundingClientRect();
      let line = lines.at(-1);
      if (!sign.trim()) {
        if (line) line.words += " ";
        continue;
      }
      const [start, end, across] = isUpwards
        ? [top - box.bottom, top - box.top, box.left - left]
        : [box.left - left, box.right - left, box.top - top];
      if (!line || Math.abs(across - line.across) > 2) lines.push((line = { words: "", start, end, across }));
      line.words += sign;
      line.start = Math.min(line.start, start);
      line.end = Math.max(line.end, end);
    }
    const font = Object.fromEntries(
      ["font-style", "font-weight", "font-size", "font-family"].map((name) => [name, style.getPropertyValue(name)]),
    );
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = Object.values(font).join(" ");
    const { fontBoundingBoxAscent } = pen.measureText("x");
    for (const { words, start, end, across } of lines) {
      const text = drawn("text", {
        x: style.direction === "rtl" ? end : start,
        y: across + fontBoundingBoxAscent,
        textLength: end - start,
        lengthAdjust: "spacingAndGlyphs",
        direction: style.direction,
        fill: style.color,
        ...font,
        transform: isUpwards ? "rotate(-90)" : "",
      }, words.replace(/\s+/g, " ").trim());
      yield linked(text, node.parentElement.closest("a"));
    }
  }

  function linked(element, link) {
    if (!link) return element;
    const around = drawn("a", { href: link.href });
    around.append(element);
    return around;
  }

  function copyOf(svg, { left, top }) {
    const copied = svg.cloneNode(true);
    const { x, y, width, height } = svg.getBoundingClientRect();
    const values = { x: x - left, y: y - top, width, height };
    for (const [key, value] of Object.entries(values)) copied.setAttribute(key, `${value}`);
    const parts = svg.querySelectorAll("*");
    for (const [at, part] of copied.querySelectorAll("*").entries()) {
      const style = getComputedStyle(parts[at]);
      for (const name of ["fill", "stroke", "stroke-width"]) part.setAttribute(name, style.getPropertyValue(name));
    }
    return copied;
  }

  // Without what is only for screen readers, for the pointer or in a fold that is closed.
  function* partsOf(element, origin) {
    if (element.matches(".tb-hidden, .headerlink, .tb-source__offer") || !element.checkVisibility()) return;
    if (element.localName === "svg") {
      yield copyOf(element, origin);
      return;
    }
    yield* boxesOf(element, origin);
    for (const child of element.childNodes) {
      if (child instanceof Text) yield* linesOf(child, origin);
      else if (child instanceof Element && (element.localName !== "details" || child.localName === "summary")) {
        yield* partsOf(child, origin);
      }
    }
  }

  function svgOf(figure) {
    figure.querySelector("[class*='__scroll']")?.scrollTo(0, 0);
    const { left, top, height } = figure.getBoundingClientRect();
    const margin = 16;
    const widest = [figure, ...figure.querySelectorAll("table")].map((one) => one.getBoundingClientRect().width);
    const size = { width: Math.max(...widest) + 2 * margin, height: height + 2 * margin };
    const picture = drawn("svg", { xmlns: SVG, viewBox: `0 0 ${size.width} ${size.height}`, ...size });
    const title = figure.querySelector("figcaption")?.textContent.trim() ?? document.title;
    const { backgroundColor } = getComputedStyle(document.body);
    picture.append(drawn("title", {}, title), drawn("desc", {}, window.location.href));
    picture.append(boxed(backgroundColor, 0, 0, size.width, size.height));
    picture.append(...partsOf(figure, { left: left - margin, top: top - margin }));
    return new XMLSerializer().serializeToString(picture);
  }

  function save(name, kind, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: kind }));
    link.download = name.replace(/[^\p{L}\p{N}.]+/gu, "-");
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function citeLink() {
    const link = document.createElement("a");
    link.className = "tb-source__offer";
    link.href = "#cite_";
    link.textContent = gettext("Cite");
    return link;
  }

  function button(words, act) {
    const element = make("button", "tb-source__offer", words);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  for (const source of document.querySelectorAll("figure > .tb-source")) {
    const figure = /** @type {HTMLElement} */ (source.parentElement);
    const table = figure.querySelector("table");
    const name = [document.title, figure.className.replace(/.*tb-/, "")].join(" ");
    if (table) source.append(" ", button(gettext("Download CSV"), () => save(`${name}.csv`, "text/csv", csvOf(table))));
    source.append(" ", button(gettext("Download SVG"), () => save(`${name}.svg`, "image/svg+xml", svgOf(figure))));
    if (document.getElementById("cite_")) source.append(" ", citeLink());
  }
})();
