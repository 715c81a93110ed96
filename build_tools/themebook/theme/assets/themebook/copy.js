/* Copying: citations, addresses, and links to a passage. Each block with `data-tb-copy`, whose value says what it
   contains, gets a button; implications and limitations get one for their address; and selected words get one for a link
   to them. Without this script, all of it is text that can be selected. */
(() => {
  "use strict";

  const article = document.querySelector("article");
  if (!article) return;

  const { gettext, make, toClipboard } = window.themebook.tools;
  // The buttons of blocks, by the values of `data-tb-copy`.
  const LABELS = {
    BibTeX: gettext("Copy BibTeX"),
    "CSL-JSON": gettext("Copy CSL-JSON"),
    RIS: gettext("Copy RIS"),
    address: gettext("Copy address"),
    citation: gettext("Copy citation"),
    reference: gettext("Copy reference"),
  };
  const CONFIRMED = 4000;
  const canonical = document.querySelector("link[rel='canonical']");
  const home = canonical ? canonical.href : location.href.replace(/[?#].*$/, "");
  for (const place of article.querySelectorAll("[data-tb-address]")) place.textContent = home;

  const status = make("p", "tb-copy__status tb-hidden");
  status.setAttribute("role", "status");
  document.body.append(status);

  function say(words) {
    // Without this, a message that is already there would not be announced again.
    status.textContent = "";
    setTimeout(() => { status.textContent = words; }, 50);
  }

  /* A button that copies what `offer` returns: {text, html, element, link}. Only `text` is required. `name` is for
     screen readers, which read buttons without their context. */
  function button(words, offer, name = "") {
    const made = make("button", "tb-copy__button");
    made.type = "button";
    made.append(make("span", "tb-copy__label", words));
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", () => copy(made, words, offer()));
    return made;
  }

  async function copy(from, words, offered) {
    const copied = await toClipboard(offered);
    const keys = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘C" : "Ctrl+C";
    if (!copied) select(from, offered);
    const label = from.querySelector(".tb-copy__label");
    label.textContent = copied ? gettext("Copied") : gettext("Press %(keys)s", { keys });
    from.classList.toggle("tb-copy__button--done", copied);
    const isLocal = offered.link && offered.text.startsWith("file:");
    if (!copied) say(gettext("Selected. Press %(keys)s to copy.", { keys }));
    else say(isLocal ? gettext("Copied. This link only works on this device.") : gettext("Copied"));
    clearTimeout(from.reset);
    from.reset = setTimeout(() => {
      label.textContent = words;
      from.classList.remove("tb-copy__button--done");
    }, CONFIRMED);
  }

  /* Without a clipboard, the reader copies: the words are selected, in a field if necessary. */
  function select(from, { text, element }) {
    if (element) {
      getSelection().selectAllChildren(element);
      return;
    }
    let field = from.parentElement.querySelector("input.tb-copy__field");
    if (!field) {
      field = make("input", "tb-copy__field");
      field.readOnly = true;
      field.setAttribute("aria-label", gettext("Link to copy"));
      from.after(field);
    }
    field.value = text;
    field.focus();
    field.select();
  }

  /* The words of a block as text, and as HTML unless they are code. Marks of doubt are only for readers of this site, and
     relative addresses only work on this page. */
  function wordsOf(element) {
    const code = element.querySelector("pre");
    if (code) return { text: code.textContent.replace(/^\n+|\n+$/g, ""), element: code };
    const copied = element.cloneNode(true);
    for (const sign of copied.querySelectorAll(".tb-doubt")) sign.remove();
    for (const link of copied.querySelectorAll("a")) {
      if (/^https?:/.test(link.getAttribute("href"))) link.removeAttribute("class");
      else link.replaceWith(...link.childNodes);
    }
    return { text: copied.textContent.replace(/\s+/g, " ").trim(), html: copied.innerHTML.trim(), element };
  }

  /* The link "Cite" opens what it leads to. Browsers do so by themselves only if the address changes. */
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a[href='#cite_']")) {
      article.querySelector(".tb-cite")?.setAttribute("open", "");
    }
  });

  for (const block of article.querySelectorAll("[data-tb-copy]")) {
    const what = block.dataset.tbCopy;
    const inner = make("div", "tb-copy__words");
    inner.append(...block.childNodes);
    const offer = () => ({ ...wordsOf(inner), link: what === "address" });
    block.append(inner, button(LABELS[what] ?? gettext("Copy"), offer));
  }

  for (const claim of article.querySelectorAll(".tb-statement > .tb-claim[id]")) {
    // The words without the link to the heading are in an element of their own (heading_links.py).
    const title = (document.getElementById(`${claim.id}__words`) ?? claim).textContent.trim();
    const offer = () => ({ text: `${home}#${claim.id}`, link: true });
    const link = button(gettext("Copy link"), offer, gettext("Copy link: %(title)s", { title }));
    claim.after(link);
  }

  /* Links to a passage: https://wicg.github.io/scroll-to-text-fragment/. The browser goes to the first match on the page,
     and matches only whole words, so the text must not occur earlier. */
  const LONG = 80;

  function encode(words) {
    return encodeURIComponent(words).replace(/-/g, "%2D");
  }

  function squeezed(range) {
    return range.toString().replace(/\s+/g, " ").trim();
  }

  function around(range) {
    const before = document.createRange();
    before.setStart(document.body, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const after = document.createRange();
    after.setStart(range.endContainer, range.endOffset);
    after.setEndAfter(article.lastChild);
    // Browsers do not match the words of buttons.
    const rest = after.cloneContents();
    for (const control of rest.querySelectorAll("button")) control.replaceWith(" ");
    return [squeezed(before).toLowerCase(), rest.textContent.replace(/\s+/g, " ").trim()];
  }

  /* The number of first words that do not occur earlier: as few as possible, but at least four. */
  function opening(words, before) {
    for (let number = Math.min(4, words.length); number < words.length; number += 1) {
      const phrase = words.slice(0, number).join(" ");
      if (!before.includes(phrase.toLowerCase())) return number;
    }
    return words.length;
  }

  function directive(range) {
    const text = squeezed(range);
    const words = text.split(" ");
    const [before, after] = around(range);
    const first = opening(words, before);
    const last = Math.min(4, words.length - first);
    const inOneBlock = block(range.startContainer) === block(range.endContainer) && !range.cloneContents().querySelector("br");
    let named = encode(text);
    if ((text.length > LONG || !inOneBlock) && last > 0) {
      named = `${encode(words.slice(0, first).join(" "))},${encode(words.slice(-last).join(" "))}`;
    } else if (before.includes(text.toLowerCase()) && after) {
      // The words that follow distinguish this place from the earlier one.
      named += `,-${encode(after.split(" ").slice(0, 2).join(" "))}`;
    }
    return `${home}#:~:text=${named}`;
  }

  function block(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element && element.closest("p, li, h1, h2, h3, h4, td, th, dd, dt, figcaption, pre, summary");
  }

  /* The range of the words in an element. */
  function rangeOf(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range;
  }

  /* The selection, extended to whole words, or null if nothing in the article is selected. */
  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0).cloneRange();
    if (!article.contains(range.commonAncestorContainer) || !squeezed(range)) return null;
    const inWord = (node, at) => /[\p{L}\p{N}]{2}/u.test(node.data.slice(Math.max(0, at - 1), at + 1));
    const isText = (node) => node.nodeType === Node.TEXT_NODE;
    while (isText(range.startContainer) && range.startOffset > 0 && inWord(range.startContainer, range.startOffset)) {
      range.setStart(range.startContainer, range.startOffset - 1);
    }
    while (isText(range.endContainer) && range.endOffset > 0 && inWord(range.endContainer, range.endOffset)) {
      range.setEnd(range.endContainer, range.endOffset + 1);
    }
    return range;
  }

  const spoken = article.querySelector(".tb-words blockquote");
  if (spoken) {
    const place = article.querySelector(".tb-words figcaption");
    place.append(button(gettext("Copy link to this quote"), () => ({ text: directive(rangeOf(spoken)), link: true })));
  }

  /* A button for the selection follows the block in which it ends, so that the Tab key reaches it next. */
  const passage = make("div", "tb-passage");
  let passageLink = "";
  passage.append(button(gettext("Copy link to this passage"), () => ({ text: passageLink, link: true })));

  function offerPassage() {
    if (passage.contains(document.activeElement)) return;
    const range = chosen();
    if (!range || article.querySelector(".tb-cite")?.contains(range.commonAncestorContainer)) {
      passage.remove();
      return;
    }
    passageLink = directive(range);
    const rects = range.getClientRects();
    const end = rects[rects.length - 1];
    let after = block(range.endContainer) || article.lastElementChild;
    while (after.parentElement.closest("ul, ol, dl, table, figure, details")) {
      after = after.parentElement.closest("ul, ol, dl, table, figure, details");
    }
    after.after(passage);
    passage.style.top = `${end.bottom + scrollY + 6}px`;
    const room = document.documentElement.clientWidth - passage.offsetWidth - 8;
    passage.style.left = `${Math.max(8, Math.min(end.right - passage.offsetWidth / 2, room))}px`;
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offerPassage, 250);
  });
  // A press on the button must not clear the selection.
  passage.addEventListener("pointerdown", (event) => event.preventDefault());
  passage.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && passage.isConnected) passage.remove();
  });
})();
