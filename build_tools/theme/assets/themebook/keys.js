/* The single keys: "/", "s" and "f" open the search, and with "p" and "n" (or "," and ".") the theme turns to the page
   before or after. Who speaks to a computer, or easily strikes a key, can switch them off in the search (WCAG 2.2,
   2.1.4); the choice is kept where the browser keeps anything. */
(() => {
  "use strict";

  const button = document.querySelector(".tb-search-open");
  const dialog = document.querySelector("dialog.tb-search");
  const box = dialog && dialog.querySelector(".tb-search__single input");
  if (!button || !box) return;

  const KEPT = "single-keys";
  const SEARCH = ["/", "s", "f"];
  const TURN = ["p", "n", ",", "."];

  const isTyping = ({ target }) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

  // The theme's own script listens later, and takes its keys even with a modifier or over an open dialog.
  addEventListener(
    "keydown",
    (event) => {
      if (isTyping(event) || ![...SEARCH, ...TURN].includes(event.key)) return;
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (modified || dialog.open || !box.checked) {
        if (TURN.includes(event.key)) event.stopPropagation();
      } else if (SEARCH.includes(event.key)) {
        event.preventDefault();
        button.click();
      }
    },
    { capture: true },
  );

  function show() {
    button.querySelector("kbd").hidden = !box.checked;
    if (box.checked) button.setAttribute("aria-keyshortcuts", SEARCH[0]);
    else button.removeAttribute("aria-keyshortcuts");
  }

  box.addEventListener("change", () => {
    window.__md_set(KEPT, box.checked);
    show();
  });
  // Another page of the site that is open may have changed it meanwhile.
  addEventListener("pageshow", () => {
    box.checked = window.__md_get(KEPT) !== false;
    show();
  });
})();
