/* What Material lacks for readers with a keyboard or a screen reader: a button for the menu of narrow screens that says
   whether it is open, tables and code that can be scrolled with the keyboard, and no single-letter shortcuts, which speech
   input triggers by accident. */
(() => {
  "use strict";

  const { gettext, isTyping } = window.themebook.tools;
  const drawer = document.getElementById("__drawer");
  const panel = document.querySelector(".md-sidebar--primary");

  /* Replaces a label, which works without scripts, with a real button. */
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
    const opener = button(document.querySelector(".tb-menu"), gettext("Menu"));
    const closer = button(panel.querySelector(".tb-nav__close"), gettext("Close menu"));
    const beside = document.querySelectorAll(
      ".md-header, .md-footer, .md-content, .md-sidebar--secondary, .md-top, [data-md-component=skip]",
    );
    panel.id ||= "tb-menu";
    opener.setAttribute("aria-controls", panel.id);

    function update() {
      const open = drawer.checked;
      const inside = panel.contains(document.activeElement);
      opener.setAttribute("aria-expanded", String(open));
      beside.forEach((part) => (part.inert = open));
      if (open) closer.focus();
      else if (inside) opener.focus();
    }

    update();
    drawer.addEventListener("change", update);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) drawer.click();
    });
    matchMedia("(min-width: 76.25em)").addEventListener("change", (wide) => {
      if (wide.matches && drawer.checked) drawer.click();
    });
  }

  /* Material adds its wrappers and buttons to the text when they come into view. */
  function scrollable(text) {
    for (const wrap of text.querySelectorAll(".md-typeset__scrollwrap, pre > code")) {
      // To measure what is in a fold that is closed, the browser would lay it out, and load its fonts.
      if (!wrap.checkVisibility()) continue;
      const wide = wrap.scrollWidth > wrap.clientWidth;
      if (wide === wrap.hasAttribute("tabindex")) continue;
      if (!wide) {
        ["tabindex", "role", "aria-label"].forEach((name) => wrap.removeAttribute(name));
        continue;
      }
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", wrap.matches("code") ? gettext("Scrollable code") : gettext("Scrollable table"));
    }
    for (const buttons of text.querySelectorAll(".md-code__nav:not([role])")) {
      buttons.setAttribute("role", "presentation");
    }
  }

  /* Opens the tabs that the reader last chose, and the one that the address names. */
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
  // Before Material's own listener, which goes to another page on these letters.
  addEventListener(
    "keydown",
    (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (plain && ["p", "n", ",", "."].includes(event.key) && !isTyping(event)) event.stopImmediatePropagation();
    },
    true,
  );
})();
