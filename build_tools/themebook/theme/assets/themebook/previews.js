/* Previews: what a link of this site leads to is shown beside it on hover, keyboard focus and long press. Escape closes
   a preview; it stays open while the pointer or focus is on the link, or the pointer on the preview (WCAG 2.2, 1.4.13).
   The words come from the records of the site, so it also works from the file system. */
(() => {
  "use strict";

  const article = document.querySelector("article");
  const { themebook } = window;
  if (!article || !themebook || !themebook.recordOf) return;

  const { gettext, ngettext, listOf, make, truncate } = themebook.tools;

  // Long enough not to flash at a passing pointer, and short enough to come before a browser's own long-press menu.
  const DELAY = { pointer: 350, focus: 100, touch: 400 };
  const GRACE = 300;
  const LONG = 420;
  const GAP = 8;
  const LEFT_OUT = ".headerlink, .tb-kind a, .footnote-ref, .footnote-backref, [rel~='edit']";
  // Where a link is usually surrounded by the whole text of what it leads to.
  const WITH_WORDS = ".tb-quote, .tb-work, .tb-entry";

  const box = make("div", "tb-preview md-typeset");
  box.id = "tb-preview";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  // Inside the main landmark, so that screen readers find it.
  article.append(box);

  let shown = null;
  let wanted = null;
  let opening = 0;
  let closing = 0;
  let held = null;

  const squeezed = (text) => text.replace(/\s+/g, " ").trim();

  function linkAt(target) {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    return link && article.contains(link) && !link.matches(LEFT_OUT) ? link : null;
  }

  /* The record of what a link leads to, or null if there is none or a preview would show nothing new. */
  async function recordFor(link) {
    const url = new URL(link.getAttribute("href"), document.baseURI);
    const ownPage = url.origin === location.origin && url.pathname === location.pathname;
    if (ownPage && (!url.hash || inView(url.hash))) return null;
    // A filtered list is not a single thing.
    if (url.search) return null;
    const record = (await themebook.recordOf(url.href)) || (ownPage ? null : await themebook.recordOf(url.href.split("#")[0]));
    const around = link.closest(WITH_WORDS);
    return record && around && squeezed(around.textContent).includes(squeezed(record.text)) ? null : record;
  }

  function inView(hash) {
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return true;
    const { top, bottom } = target.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }

  /* What a preview shows for each kind. Quotes and references are never shortened. */
  function content(record) {
    const parts = [make("p", "tb-preview__kind", themebook.kinds.get(record.kind))];
    const text = squeezed(record.text);
    if (record.kind === "quote") {
      const words = make("blockquote", "tb-preview__words");
      if (record.lang) Object.assign(words, { lang: record.lang, dir: "auto" });
      words.append(...record.text.trim().split("\n").flatMap((line) => [document.createElement("br"), line]).slice(1));
      parts.push(words, make("p", "tb-preview__source", record.source));
    } else if (record.kind === "reference") {
      const entry = make("p", "tb-preview__text", text);
      if (record.source) entry.append(" ", make("span", "tb-badge", record.source));
      parts.push(entry);
    } else {
      const named = squeezed(record.title) === text ? text : record.title;
      parts.push(make("p", "tb-preview__title", named));
      if (text && named !== text) parts.push(make("p", "tb-preview__text", truncate(text, LONG)));
      if (record.kind === "page" && record.source) parts.push(make("p", "tb-preview__source", record.source));
    }
    if (record.kind === "finding" && record.participant) {
      const names = listOf([record.participant].flat());
      parts.push(make("p", "tb-preview__source", gettext("Quotes from %(names)s", { names })));
    }
    const themes = [record.theme ?? []].flat().filter((theme) => theme !== record.title);
    if (themes.length && record.kind !== "reference") {
      const said = ngettext("Theme: %(themes)s", "Themes: %(themes)s", themes.length, { themes: themes.join("; ") });
      parts.push(make("p", "tb-preview__themes", said));
    }
    return parts;
  }

  /* Places the preview below the link, or above it if there is more room, never over the link or off the screen. */
  function place(link, at) {
    const edges = link.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const below = innerHeight - edges.bottom - 2 * GAP;
    const above = edges.top - headerBottom() - 2 * GAP;
    box.style.maxHeight = "";
    const onTop = box.offsetHeight > below && above > below;
    box.style.maxHeight = `${Math.max(96, onTop ? above : below)}px`;
    const left = Math.min(at ?? edges.left, width - box.offsetWidth - GAP);
    const origin = box.offsetParent.getBoundingClientRect();
    box.style.left = `${Math.max(GAP, left) - origin.left}px`;
    box.style.top = `${(onTop ? edges.top - box.offsetHeight - GAP : edges.bottom + GAP) - origin.top}px`;
  }

  function headerBottom() {
    const header = document.querySelector(".md-header");
    return header ? Math.max(0, header.getBoundingClientRect().bottom) : 0;
  }

  async function open(link, how, at) {
    let record = null;
    try {
      record = await recordFor(link);
    } catch {
      // The link still works without a preview.
    }
    if (wanted !== link || !record) return;
    close();
    wanted = shown = link;
    box.replaceChildren(...content(record));
    if (how === "touch") {
      const hint = make("p", "tb-preview__hint", gettext("Tap the link to open it. Tap elsewhere to close this preview."));
      hint.setAttribute("aria-hidden", "true");
      box.append(hint);
    }
    box.hidden = false;
    box.scrollTop = 0;
    place(link, at);
    describe(link);
  }

  function describe(link) {
    const others = link.getAttribute("aria-describedby");
    link.setAttribute("aria-describedby", others ? `${others} ${box.id}` : box.id);
    // The browser's own tooltip would cover the preview.
    if (link.hasAttribute("title")) {
      link.dataset.tbTitle = link.title;
      link.removeAttribute("title");
    }
  }

  function close() {
    clearTimeout(opening);
    clearTimeout(closing);
    wanted = null;
    if (!shown) return;
    const others = shown.getAttribute("aria-describedby").split(" ").filter((id) => id !== box.id);
    if (others.length) shown.setAttribute("aria-describedby", others.join(" "));
    else shown.removeAttribute("aria-describedby");
    if (shown.dataset.tbTitle) shown.title = shown.dataset.tbTitle;
    delete shown.dataset.tbTitle;
    shown = null;
    box.hidden = true;
  }

  function openSoon(link, how, at) {
    clearTimeout(opening);
    clearTimeout(closing);
    if (link === shown) return;
    wanted = link;
    // Load the record in the meantime.
    recordFor(link).catch(() => {});
    opening = setTimeout(() => {
      if (how === "touch") held = link;
      open(link, how, at);
    }, DELAY[how]);
  }

  function closeSoon() {
    clearTimeout(opening);
    clearTimeout(closing);
    wanted = shown;
    if (shown && !(shown === document.activeElement && shown.matches(":focus-visible"))) {
      closing = setTimeout(close, GRACE);
    }
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (box.contains(/** @type {Node} */ (event.target))) clearTimeout(closing);
    else if (link) openSoon(link, "pointer", event.clientX - 24);
    else closeSoon();
  });
  document.documentElement.addEventListener("pointerleave", closeSoon);

  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link && link.matches(":focus-visible")) openSoon(link, "focus");
    else if (!link) close();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === shown || event.target === wanted) close();
  });

  /* A long press shows the preview before the browser shows its own menu, which is not prevented. */
  document.addEventListener("pointerdown", (event) => {
    if (box.contains(/** @type {Node} */ (event.target))) return;
    const link = linkAt(event.target);
    held = null;
    if (link !== shown) close();
    if (link && event.pointerType === "touch") openSoon(link, "touch", event.clientX - 24);
  });

  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, (/** @type {PointerEvent} */ event) => {
      if (event.pointerType === "touch" && !held) {
        clearTimeout(opening);
        wanted = shown;
      }
    });
  }
  document.addEventListener("click", (event) => {
    if (held && shown === held && held.contains(event.target)) event.preventDefault();
    held = null;
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || (!shown && !wanted)) return;
    if (shown) event.stopPropagation();
    close();
  }, true);
  addEventListener("beforeprint", close);
  addEventListener("pagehide", close);
})();
