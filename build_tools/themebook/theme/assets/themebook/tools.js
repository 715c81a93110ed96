/* What more than one script of the site needs.

   themebook.config                           the settings of the site, from settings.js (see site_scripts.py)
   themebook.root                             the address of the site, with a slash at its end, also from there
   themebook.tools.gettext(message, values)   the message in the language of the site, with values for placeholders such
                                              as %(name)s
   themebook.tools.ngettext(one, many, number, values)
                                              the same, in the form for a number, which is also the value of %(number)s
   themebook.tools.listOf(names)              the names as a list in a sentence
   themebook.tools.compare(one, other)        the order of two names in the language of the site, as for sort()
   themebook.tools.fold(text)                 text for comparison: without accents, case, apostrophes or ligatures
   themebook.tools.decadeOf(year)             the decade of a year as a range of years, such as "1990-1999"
   themebook.tools.isWithin(year, years)      whether a year is in a range of years, or is that year
   themebook.tools.isTyping(event)            whether a key is pressed in a field, where it is text
   themebook.tools.make(name, kind, words)    an element of a class, which may be empty, with words in it
   themebook.tools.truncate(text, most)       the text in at most about so many characters, cut at the end of a word
   themebook.tools.toClipboard({text, html})  a promise of whether it was copied; html is optional */
(() => {
  "use strict";

  const { themebook } = window;

  /* Messages are English until the site has them in another language: as text, or as an object of the plural forms by
     CLDR category. See core/translation.py. */
  const { language = "en", messages = {} } = themebook.config;
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const lists = new Intl.ListFormat(language, { type: "unit" });
  const { compare } = new Intl.Collator(document.documentElement.lang || language, { numeric: true });

  function fill(message, values) {
    return message.replace(/%\((\w+)\)s/g, (placeholder, name) => {
      const value = values[name] ?? placeholder;
      return typeof value === "number" ? numbers.format(value) : value;
    });
  }

  function gettext(message, values = {}) {
    return fill(messages[message] ?? message, values);
  }

  function ngettext(one, many, number, values = {}) {
    const forms = /** @type {Record<string, string>} */ (messages[one]);
    const message = forms ? (forms[plurals.select(number)] ?? forms.other) : number === 1 ? one : many;
    return fill(message, { ...values, number });
  }

  const listOf = (names) => lists.format(names);

  // Upper case first, because "ß" is "SS" there. The Greek sigma has another form at the end of a word.
  function fold(text) {
    return text.normalize("NFKD").replace(/[\p{M}'’‘]/gu, "").toUpperCase().toLowerCase().replace(/ς/g, "σ");
  }

  const decadeOf = (year) => `${year.slice(0, 3)}0-${year.slice(0, 3)}9`;

  function isWithin(year, years) {
    const [first, last = first] = years.split("-");
    return first <= year && year <= last;
  }

  function isTyping({ target }) {
    return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
  }

  function make(name, kind, words = "") {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.textContent = words;
    return element;
  }

  /* As truncate.py does. In text without spaces, a space near the beginning is not the end of the last word. */
  function truncate(text, most) {
    if (text.length <= most) return text;
    const space = text.lastIndexOf(" ", most - 1);
    const end = space > most / 2 ? space : most - 1;
    // Do not keep half of a surrogate pair.
    return `${text.slice(0, end).replace(/[\s,;:.–—\uD800-\uDBFF-]+$/, "")}…`;
  }

  /* With HTML, formatted references keep their italics. The clipboard is only available on secure connections; without
     it, browsers still copy what is selected in a field. */
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
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const field = make("textarea", "tb-hidden");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    return done;
  }

  themebook.tools = {
    gettext, ngettext, listOf, compare, fold, decadeOf, isWithin, isTyping, make, truncate, toClipboard,
  };
})();
