/* Filters and sorts the list of quotes and the list of works. The filters are in the address of the page, so that a view
   can be shared and other pages can link to it; the parameters are the names of the fields of the form.

   An item matches if its own values do (its attributes data-NAME, and its words) and one of its places (data-at: values
   joined by slashes, in the order given by data-places of the form, several subthemes within one another joined by dots)
   matches all filters about places.

   Of a long list, the page has the first items only, and scripts have the rest (see list_scripts.py): one the values of
   all items, the others their elements, which are loaded when they are to be shown or searched. */
(() => {
  "use strict";
  const form = document.querySelector("form.tb-filter");
  if (!form) return;
  const { decadeOf, fold, gettext, isWithin, listOf, make, ngettext, toClipboard } = window.themebook.tools;

  // Punctuation around words is ignored, so that a citation or the title of a quote can be pasted.
  const wordsOf = (text) => fold(text).split(/\s+/).map(bare).filter(Boolean);
  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

  const controls = [...form.querySelectorAll("[name]")];
  const control = (name) => controls.find((one) => one.name === name);
  const placeNames = form.dataset.places.split(" ");
  const texts = controls.filter((one) => one.type === "search");
  const sort = control("sort");
  const selects = controls.filter((one) => one.localName === "select" && one !== sort);
  const ownSelects = selects.filter((one) => !placeNames.includes(one.name));
  const status = form.querySelector("[role=status]");
  const printed = document.querySelector(".tb-filter__printed");
  const canonical = document.querySelector("link[rel='canonical']");

  /* The items, and their groups. */
  const groups = [...document.querySelectorAll(".tb-list")].map(groupOf);
  const items = groups.flatMap(({ list }, group) =>
    [...list.children].map((element) => itemOf(dataOf(element), group, 0, element)),
  );
  const itemsPerPage = items.length;
  const isLong = Boolean(form.dataset.scripts);
  const rest = document.querySelector(".tb-rest");
  // How many items are shown at most.
  let limit = itemsPerPage;

  /* The values of an item by the names of the fields, as they are in the form. A dataset has other names. */
  function dataOf(element) {
    const named = [...element.attributes].filter(({ name }) => name.startsWith("data-"));
    return Object.fromEntries(named.map(({ name, value }) => [name.slice("data-".length), value]));
  }

  /** @param {Record<string, string>} named */
  function itemOf(named, group, page, element = null) {
    const { at, ...values } = named;
    const places = at.split(" ").map((place) => place.split("/").map((part) => part.split(".")));
    return { element, group, page, values, places, folded: {} };
  }

  /* A list with its heading, and the heading of its theme, which can be the same. */
  function groupOf(list) {
    const heading = document.getElementById(list.getAttribute("aria-labelledby"));
    let above = heading;
    while (above && above.localName !== "h2") above = above.previousElementSibling;
    return { list, heading, above };
  }

  /* Loads a script of a long list, and returns its content. */
  const contents = new Map();
  const loads = new Map();
  window.themebook.receiveList = (number, content) => contents.set(number, content);
  async function load(number) {
    const address = `${form.dataset.scripts}/${number}.js?${rest.dataset.version}`;
    if (!loads.has(number)) loads.set(number, window.themebook.script(address));
    try {
      await loads.get(number);
    } catch (error) {
      // It may load the next time.
      loads.delete(number);
      throw error;
    }
    return contents.get(number);
  }

  /* Adds the items that the page does not have yet, without their elements. Once they are there, it adds none. */
  async function complete() {
    if (!isLong) return;
    const { groups: all, names, entries } = await load(0);
    for (const group of all.slice(groups.length)) groups.push(addGroup(group));
    for (const [group, ...values] of entries.slice(items.length)) {
      const named = Object.fromEntries(names.map((name, index) => [name, values[index]]));
      items.push(itemOf(named, group, Math.floor(items.length / itemsPerPage)));
    }
  }

  function addGroup([theme, title, subtheme, subtitle]) {
    const list = make("ul", "tb-list tb-list--quotes");
    list.setAttribute("aria-labelledby", subtheme || theme);
    const added = [list];
    if (subtheme) added.unshift(addHeading("h3", subtheme, subtitle));
    if (!document.getElementById(theme)) added.unshift(addHeading("h2", theme, title));
    for (const one of added) one.hidden = true;
    rest.before(...added);
    return groupOf(added.at(-1));
  }

  function addHeading(level, id, words) {
    const heading = make(level, "", words);
    heading.id = id;
    return heading;
  }

  /* Loads the elements of items. */
  async function loadElements(some) {
    const pages = some.filter((item) => !item.element).map((item) => item.page);
    await Promise.all([...new Set(pages)].map(loadPage));
  }

  async function loadPage(page) {
    const holder = document.createElement("template");
    holder.innerHTML = await load(page + 1);
    [...holder.content.children].forEach((element, index) => {
      items[page * itemsPerPage + index].element ??= element;
    });
  }

  /* The text of an item that a field searches: its words, or one of its values. */
  function textOf(item, name) {
    item.folded[name] ??= fold(name === "q" ? item.element.firstElementChild.textContent : item.values[name]);
    return item.folded[name];
  }

  /* An item can have several values, such as those who speak, with spaces between. Filters for years are single years or
     ranges, usually decades. */
  function valuesOf(item, name) {
    const value = item.values[name];
    return name === "year" && value ? [value, decadeOf(value)] : value.split(" ");
  }

  function fits(item, name, chosen) {
    const value = item.values[name];
    return name === "year" ? isWithin(value, chosen) : ` ${value} `.includes(` ${chosen} `);
  }

  /* The active filters. */
  function chosen() {
    return Object.fromEntries(controls.filter((one) => one !== sort && one.value.trim()).map((one) => [one.name, one.value]));
  }

  /* Sets the form to the filters in the address, and returns those that it does not have. */
  function read() {
    const asked = new URLSearchParams(location.search);
    const unknown = [];
    for (const one of controls) {
      const value = asked.get(one.name)?.trim() ?? "";
      if (one.name === "subtheme") offerSubthemes();
      if (one.name === "year" && /^\d{4}(-\d{4})?$/.test(value)) offer(one, value);
      reset(one);
      if (!value) continue;
      if (texts.includes(one) || [...one.options].some((option) => option.value === value)) one.value = value;
      else unknown.push(gettext("%(label)s “%(value)s”", { label: labelOf(one), value }));
    }
    return unknown;
  }

  function reset(one) {
    if (one.localName === "select") one.selectedIndex = 0;
    else one.value = "";
  }

  const labelOf = (one) => one.labels[0]?.textContent ?? one.getAttribute("aria-label");

  /* Links of other pages may have a range of years that is not a decade. */
  function offer(select, value) {
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  }

  /* Only the subthemes of the selected theme. */
  const subtheme = control("subtheme");
  const optgroups = [...subtheme.querySelectorAll("optgroup")];
  function offerSubthemes() {
    const theme = control("theme").value;
    const before = subtheme.value;
    subtheme.replaceChildren(subtheme.options[0], ...optgroups.filter((one) => !theme || one.dataset.within === theme));
    subtheme.value = before;
    if (subtheme.selectedIndex < 0) subtheme.selectedIndex = 0;
  }

  /* Which items match, and how many would match with each other value of each facet: an item that fails one facet only
     counts for the values that it has there. */
  function fit(choice) {
    const left = new Map(selects.map((one) => [one.name, new Map()]));
    const sought = texts.filter((one) => choice[one.name]).map((one) => ({ name: one.name, words: wordsOf(one.value) }));
    const own = ownSelects.map((one) => one.name);
    const asked = placeNames.map((name) => choice[name]);
    let fitting = 0;
    for (const item of items) {
      item.fits = false;
      if (!sought.every(({ name, words }) => words.every((word) => textOf(item, name).includes(word)))) continue;
      const missed = own.filter((name) => choice[name] && !fits(item, name, choice[name]));
      if (missed.length > 1) continue;
      const there = placed(item, asked, missed.length ? null : left);
      if (!there) continue;
      for (const name of missed.length ? missed : own) {
        for (const value of valuesOf(item, name)) count(left.get(name), value, item);
      }
      item.fits = !missed.length;
      fitting += item.fits;
    }
    return { fitting, left };
  }

  /* Whether one place of an item matches all values. Also counts the values of its places, if given where to count. */
  function placed(item, asked, left) {
    let there = false;
    for (const place of item.places) {
      let missed = -1;
      let misses = 0;
      for (let index = 0; index < asked.length; index += 1) {
        if (asked[index] && !place[index].includes(asked[index])) {
          missed = index;
          misses += 1;
        }
      }
      there ||= !misses;
      if (!left || misses > 1) continue;
      for (let index = 0; index < asked.length; index += 1) {
        if (misses && index !== missed) continue;
        for (const value of place[index]) count(left.get(placeNames[index]), value, item);
      }
    }
    return there;
  }

  /* Counts an item once, even if several of its places have the value. */
  function count(numbers, value, item) {
    const one = numbers.get(value);
    if (!one) numbers.set(value, { number: 1, last: item });
    else if (one.last !== item) {
      one.number += 1;
      one.last = item;
    }
  }

  /* Shows these items, in this order within their groups. */
  function show(visible) {
    const elements = groups.map(() => []);
    for (const item of visible) elements[item.group].push(item.element);
    const above = new Set(groups.filter((_, number) => elements[number].length).map((group) => group.above));
    groups.forEach((group, number) => {
      replace(group.list, elements[number]);
      // About the height of that many items, for groups outside the viewport (see lists.css).
      group.list.style.containIntrinsicHeight = `${7 * elements[number].length}rem`;
      hide(group.list, !elements[number].length);
      hide(group.heading, !elements[number].length);
      hide(group.above, !above.has(group.above));
    });
  }

  /* Shows only works that match in the lists further down the page too. Those are only there if the page has all works. */
  const followers = [...document.querySelectorAll("[data-tb-follows] li > a")];
  function follow() {
    if (!followers.length || isLong) return;
    const fitting = items.filter((item) => item.fits).map((item) => item.element.querySelector(".tb-more a").href);
    const addresses = new Set(fitting);
    for (const link of followers) link.parentElement.hidden = !addresses.has(link.href);
  }

  function replace(list, elements) {
    const isSame = list.childElementCount === elements.length && elements.every((one, at) => list.children[at] === one);
    if (!isSame) list.replaceChildren(...elements);
  }

  /* Hides an element, and for a heading also its link in the table of contents. */
  function hide(part, hidden) {
    if (!part || part.hidden === hidden) return;
    part.hidden = hidden;
    if (!part.id) return;
    for (const link of document.querySelectorAll(`.md-nav--secondary a[href="#${CSS.escape(part.id)}"]`)) {
      link.closest("li").hidden = hidden;
    }
  }

  const plain = new Map(selects.flatMap((one) => [...one.options]).map((option) => [option, option.text]));
  function describe(left, result, unknown) {
    for (const select of selects.filter((one) => !one.hidden)) {
      select.classList.toggle("tb-filter__chosen", select.value !== "");
      for (const option of select.options) {
        const label = plain.get(option) ?? option.value;
        const text = option.value ? `${label} (${left.get(select.name).get(option.value)?.number ?? 0})` : label;
        if (option.text !== text) option.text = text;
      }
    }
    for (const linked of form.querySelectorAll(".tb-filter__linked")) {
      const select = linked.querySelector("select");
      linked.hidden = !select.value;
      linked.querySelector(".tb-filter__choice").textContent = select.value && plain.get(select.selectedOptions[0]);
    }
    const sentences = [result];
    if (unknown.length) sentences.push(gettext("Ignored unknown filters: %(filters)s.", { filters: listOf(unknown) }));
    status.textContent = sentences.join(" ");
  }

  function resultOf(shown, fitting, filtering) {
    const total = items.length;
    if (!fitting) return gettext("No matches. Remove a filter or clear all.");
    if (!filtering && shown < total) return gettext("Showing the first %(shown)s of %(total)s.", { shown, total });
    if (!filtering) return ngettext("Showing %(number)s.", "Showing all %(number)s.", total);
    if (shown === fitting) return gettext("Showing %(fitting)s of %(total)s.", { fitting, total });
    return gettext("%(fitting)s of %(total)s match. Showing the first %(shown)s.", { fitting, total, shown });
  }

  /* The items by the chosen order. Sorting is stable, and works without a year come last. */
  function ordered() {
    // The page has the works by author.
    if (!sort || sort.selectedIndex === 0) return items;
    return [...items].sort((a, b) => Number(b.values[sort.value]) - Number(a.values[sort.value]));
  }

  /* The address of the view, which keeps other parameters. */
  function address(choice, page = location.href) {
    const url = new URL(page);
    for (const one of controls) {
      url.searchParams.delete(one.name);
      if (choice[one.name]) url.searchParams.set(one.name, choice[one.name].trim());
    }
    if (sort?.selectedIndex > 0) url.searchParams.set("sort", sort.value);
    // An anchor is for readers without scripts; its target may be hidden now.
    if (Object.keys(choice).length) url.hash = "";
    return url.href;
  }

  /* Browsers limit how often the address may change. */
  let saving = 0;
  function save(choice) {
    clearTimeout(saving);
    saving = setTimeout(() => history.replaceState(history.state, "", address(choice)), 150);
  }

  /* Shows what the form says. If that takes time, only the latest of several calls has an effect. */
  let latest = 0;
  async function apply(unknown = []) {
    const turn = (latest += 1);
    const choice = chosen();
    const words = wordsOf(choice.q ?? "");
    save(choice);
    let found;
    try {
      found = await find(choice, words);
    } catch {
      if (turn === latest) status.textContent = gettext("The rest of the list could not be loaded. Reload the page.");
      return;
    }
    if (turn !== latest) return;
    const { visible, fitting, left } = found;
    show(visible);
    follow();
    const filtering = Object.keys(choice).length > 0;
    const result = resultOf(visible.length, fitting, filtering);
    describe(left, result, unknown);
    printed.textContent = [result, ...chosenLabels()].join(" ");
    if (rest) offerRest(fitting - visible.length, result, filtering);
    highlight(visible, words);
  }

  /* The buttons for more items, which do what the links to the other pages of the list are for. */
  function offerRest(number, result, filtering) {
    rest.hidden = !number;
    rest.firstElementChild.textContent = result;
    const more = gettext("Show %(number)s more", { number: Math.min(number, itemsPerPage) });
    rest.querySelector("[data-action=more]").textContent = more;
    rest.nextElementSibling.hidden = filtering || !number;
  }

  /* The filters in words, such as "Participant: Officer A." */
  function chosenLabels() {
    const set = controls.filter((one) => one !== sort && one.value.trim());
    const valueOf = (one) => (one.localName === "select" ? (plain.get(one.selectedOptions[0]) ?? one.value) : one.value);
    return set.map((one) => gettext("%(label)s: %(value)s.", { label: labelOf(one), value: valueOf(one) }));
  }

  /* Loads what is missing, and returns the items to show, the number of those that match, and the counts of values. */
  async function find(choice, words) {
    await complete();
    if (words.length) await loadElements(items);
    const { fitting, left } = fit(choice);
    const visible = ordered().filter((item) => item.fits).slice(0, limit);
    await loadElements(visible);
    return { visible, fitting, left };
  }

  /* Highlights the search terms, a few items at a time, without changing the text. */
  const marks = window.Highlight && CSS.highlights ? new Highlight() : null;
  if (marks) CSS.highlights.set("tb-found", marks);
  let marking = 0;
  function highlight(visible, words) {
    if (!marks) return;
    clearTimeout(marking);
    marks.clear();
    const left = words.length ? [...visible] : [];
    const some = () => {
      for (const item of left.splice(0, 100)) mark(item.element.firstElementChild, words);
      if (left.length) marking = setTimeout(some, 20);
    };
    some();
  }

  function mark(element, words) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { text, places } = foldedWithPlaces(node.nodeValue);
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new StaticRange({
            startContainer: node,
            startOffset: places[at][0],
            endContainer: node,
            endOffset: places[at + word.length - 1][1],
          });
          marks.add(range);
        }
      }
    }
  }

  /* Folded text, and for each of its characters the start and end of the original character. */
  function foldedWithPlaces(data) {
    let text = "";
    const places = [];
    let start = 0;
    for (const character of data) {
      const folded = fold(character);
      text += folded;
      for (let index = 0; index < folded.length; index += 1) places.push([start, start + character.length]);
      start += character.length;
    }
    return { text, places };
  }

  function copyResult(done, link) {
    if (!done) return gettext("Could not copy. The link is in the address bar.");
    if (link.startsWith("file:")) return gettext("Link to this view copied. It only works on this device.");
    return gettext("Link to this view copied.");
  }

  /* Shows more items, and moves the focus to the first of them. */
  async function showMore(most) {
    const shown = document.querySelectorAll(".tb-list > li").length;
    limit = most;
    await apply();
    const first = document.querySelectorAll(".tb-list > li")[shown];
    // Not a link in it, which would show its preview.
    first?.setAttribute("tabindex", "-1");
    first?.focus();
  }

  rest?.addEventListener("click", ({ target }) => {
    const { action } = /** @type {Element} */ (target).closest("button")?.dataset ?? {};
    if (action) showMore(action === "all" ? Infinity : limit + itemsPerPage);
  });
  // Paper has all that match. Nothing can be loaded once the browser has begun to print.
  addEventListener("keydown", async (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "p" || rest?.hidden !== false) return;
    event.preventDefault();
    limit = Infinity;
    await apply();
    print();
  });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target === control("theme")) offerSubthemes();
    limit = itemsPerPage;
    apply();
  });
  form.addEventListener("click", async (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button?.dataset.action === "copy") {
      // Other people cannot open files on this device.
      const link = address(chosen(), location.protocol === "file:" ? canonical?.href : location.href);
      const done = await toClipboard({ text: link });
      button.focus();
      status.textContent = copyResult(done, link);
      return;
    }
    if (!button) return;
    if (button.dataset.action === "clear") {
      controls.forEach(reset);
      offerSubthemes();
    } else {
      button.parentElement.querySelector("select").value = "";
      // The button disappears, so the focus must move.
      texts[0].focus();
    }
    limit = itemsPerPage;
    apply();
  });
  addEventListener("popstate", () => apply(read()));

  /* An address may have the anchor of a group that is not on the page itself. */
  async function showGroup(name) {
    const group = groups.findIndex(({ heading }) => heading?.id === name);
    const first = items.findIndex((item) => item.group === group);
    if (!name || first < limit) return;
    limit = first + itemsPerPage;
    await apply();
    groups[group].heading.scrollIntoView();
  }

  const shown = apply(read());
  form.hidden = false;
  if (isLong && !Object.keys(chosen()).length) shown.then(() => showGroup(decodeURIComponent(location.hash.slice(1))));
  // The browser scrolls to the anchor while the page loads, but matching items are right below the form.
  if (location.hash && Object.keys(chosen()).length) addEventListener("load", () => form.scrollIntoView());
})();
