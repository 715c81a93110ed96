/* The single key "/" opens the search. Users of speech input, or those who easily hit a key, can turn it off in the search
   dialog (WCAG 2.2, 2.1.4). The choice is kept if the browser allows it. */
(() => {
  "use strict";

  const button = document.querySelector(".tb-search-open");
  const dialog = document.querySelector("dialog.tb-search");
  const box = dialog && dialog.querySelector(".tb-search__single input");
  if (!button || !box) return;

  const { isTyping } = window.themebook.tools;
  const KEPT = "single-keys";

  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || dialog.open) return;
    if (event.key === "/") {
      event.preventDefault();
      button.click();
    }
  });

  function show() {
    button.querySelector("kbd").hidden = !box.checked;
    if (box.checked) button.setAttribute("aria-keyshortcuts", "/");
    else button.removeAttribute("aria-keyshortcuts");
  }

  box.addEventListener("change", () => {
    window.__md_set(KEPT, box.checked);
    show();
  });
  // Also if the browser restores a page from before the choice.
  addEventListener("pageshow", () => {
    box.checked = window.__md_get(KEPT) !== false;
    show();
  });
})();
