/* What the theme leaves out for those who read by keyboard or with a screen reader: the menu of narrow screens as a
   button that says whether it is open, tables and code that can be scrolled with the keyboard, and no shortcuts of single
   letters, which speech input sets off by accident. */
(() => {
  "use strict";

  const drawer = document.getElementById("__drawer");
  const panel = document.querySelector(".md-sidebar--primary");

  /* A real button in the place of a label that works without script. */
  function button(label, name) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = label.className;
    made.setAttribute("aria-label", name);
    made.append(label.querySelector("svg"));
    made.addEventListener("click", () => drawer.click());
    label.replaceWith(made);
    return made;
  }

  function menu() {
    const opener = button(document.querySelector(".tb-menu"), "Menu");
    const closer = button(panel.querySelector(".tb-nav__close"), "Close menu");
    const beside = document.querySelectorAll(
      ".md-header, .md-footer, .md-content, .md-sidebar--secondary, .md-top, [data-md-component=skip]",
    );
    panel.id ||= "tb-menu";
    opener.setAttribute("aria-controls", panel.id);

    function tell() {
      const open = drawer.checked;
      const inside = panel.contains(document.activeElement);
      opener.setAttribute("aria-expanded", String(open));
      beside.forEach((part) => (part.inert = open));
      if (open) closer.focus();
      else if (inside) opener.focus();
    }

    tell();
    drawer.addEventListener("change", tell);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) drawer.click();
    });
    matchMedia("(min-width: 76.25em)").addEventListener("change", (wide) => {
      if (wide.matches && drawer.checked) drawer.click();
    });
  }

  /* The theme puts its wraps and buttons into the text when they come into view. */
  function scrollable(text) {
    for (const wrap of text.querySelectorAll(".md-typeset__scrollwrap, pre > code")) {
      const wide = wrap.scrollWidth > wrap.clientWidth;
      if (wide === wrap.hasAttribute("tabindex")) continue;
      if (!wide) {
        ["tabindex", "role", "aria-label"].forEach((name) => wrap.removeAttribute(name));
        continue;
      }
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", `${wrap.matches("code") ? "Code" : "Table"}, wider than the screen`);
    }
    for (const buttons of text.querySelectorAll(".md-code__nav:not([role])")) {
      buttons.setAttribute("role", "presentation");
    }
  }

  /* The tabs that the reader last chose are opened, and the one that the address names. */
  function tabs() {
    const chosen = window.__md_get("__tabs") ?? [];
    for (const set of document.querySelectorAll(".tabbed-set")) {
      const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")];
      const label = labels.find((one) => chosen.includes(one.textContent.trim()));
      if (label) document.getElementById(label.htmlFor).checked = true;
    }
    const named = document.getElementById(location.hash.slice(1));
    if (named?.name?.startsWith("__tabbed_")) named.checked = true;
  }

  if (drawer && panel) menu();
  tabs();
  const text = document.querySelector(".md-content");
  if (text) {
    scrollable(text);
    new MutationObserver(() => scrollable(text)).observe(text, { childList: true, subtree: true });
    new ResizeObserver(() => scrollable(text)).observe(text);
  }
  // Before the theme's own listener, which turns pages at these letters.
  addEventListener(
    "keydown",
    (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (plain && ["p", "n", ",", "."].includes(event.key) && !typing(event.target)) event.stopImmediatePropagation();
    },
    true,
  );

  function typing(target) {
    return target instanceof Element && (target.matches("input, textarea, select") || target.isContentEditable);
  }
})();
