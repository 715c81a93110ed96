/* What more than one script of the site needs.

   themebook.tools.make(name, kind, words)    an element of a class, with words in it
   themebook.tools.truncate(text, most)            the text in about so many characters at most, cut where a word ends
   themebook.tools.toClipboard({text, html})  a promise of whether it is on the clipboard; html only where there is some */
(() => {
  "use strict";

  const themebook = (window.themebook ??= {});

  function make(name, kind, words = "") {
    const element = document.createElement(name);
    element.className = kind;
    element.textContent = words;
    return element;
  }

  /* As truncate.py does: a space near the beginning is not where words of a script without spaces end. */
  function truncate(text, most) {
    if (text.length <= most) return text;
    const space = text.lastIndexOf(" ", most - 1);
    const end = space > most / 2 ? space : most - 1;
    // No half of a character that is written as two.
    return `${text.slice(0, end).replace(/[\s,;:.–—\uD800-\uDBFF-]+$/, "")}…`;
  }

  /* Formatted references keep their italics where the reader's program takes them. The clipboard is there only on safe
     connections; where it is not, browsers still copy what is selected in a field. */
  async function toClipboard({ text, html }) {
    try {
      if (html && window.ClipboardItem && navigator.clipboard.write) {
        const kinds = { "text/plain": text, "text/html": html };
        const parts = Object.entries(kinds).map(([kind, words]) => [kind, new Blob([words], { type: kind })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
      } else {
        await navigator.clipboard.writeText(text);
      }
      return true;
    } catch {
      return byField(text);
    }
  }

  function byField(text) {
    const focused = document.activeElement;
    const field = make("textarea", "tb-hidden");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    return done;
  }

  themebook.tools = { make, truncate, toClipboard };
})();
