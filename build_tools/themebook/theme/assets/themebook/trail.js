// Gives each evidence trail a button that expands and collapses all of it. The folds themselves need no script.
"use strict";

(() => {
  const { gettext } = window.themebook.tools;

  const folds = (trail) => [...trail.querySelectorAll("details")];

  /** The button says what it will do next, which depends on what the reader has expanded. */
  const name = (trail, button) => {
    button.textContent = folds(trail).every((fold) => fold.open) ? gettext("Collapse all") : gettext("Expand all");
  };

  const add = (trail) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tb-trail__all";
    name(trail, button);
    button.addEventListener("click", () => {
      const open = !folds(trail).every((fold) => fold.open);
      for (const fold of folds(trail)) fold.open = open;
      name(trail, button);
    });
    // "toggle" does not bubble, but it can be caught on its way down.
    trail.addEventListener("toggle", () => name(trail, button), true);
    trail.prepend(button);
  };

  for (const trail of document.querySelectorAll(".tb-trail")) {
    if (folds(trail).length > 1) add(trail);
  }
})();
