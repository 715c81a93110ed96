"""Looks for payloads that came to life: in a real browser, and in files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from lxml import html
from playwright.sync_api import Browser, Page, Request, expect

from tests.conftest import serving
from tests.payloads.study import PAYLOADS, Hand

# Only these hosts are linked to, by what is meant to be an address: works, and the theme's makers.
LINKED = {"work.example", "doi.org", "example.org", "squidfunk.github.io"}

# What no page may hold, however it came there: elements and attributes that act, and addresses that are scripts.
ALIVE = """() => {
  const found = [];
  const acting = "iframe, object, embed, base, style, template, meta[http-equiv=refresh], [srcdoc], [autofocus]";
  const ours = "dialog.tb-search [autofocus]";
  for (const one of document.querySelectorAll(acting)) if (!one.matches(ours)) found.push(one.outerHTML.slice(0, 200));
  for (const one of document.querySelectorAll("script"))
    if (!one.src && !["application/json", "application/ld+json"].includes(one.type))
      found.push(one.outerHTML.slice(0, 200));
  for (const one of document.querySelectorAll("*"))
    for (const { name, value } of one.attributes) {
      const address = value.replace(/[\\u0000-\\u0020]/g, "").toLowerCase();
      const isAddress = ["href", "xlink:href", "src", "action", "formaction", "data", "poster"].includes(name);
      if (name.startsWith("on") || (isAddress && /^(javascript|data|vbscript):/.test(address)))
        found.push(`${name}=${value}`.slice(0, 200));
    }
  return found;
}"""

_START = """
  window.copied = [];
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.sample}`));
  navigator.clipboard.write = async (items) => {
    for (const item of items)
      for (const type of item.types) copied.push([type, await (await item.getType(type)).text()]);
  };
  navigator.clipboard.writeText = async (text) => void copied.push(["text/plain", text]);
"""


@dataclass
class Watch:
    """What a browser did while it was watched; on a good site all but the counts stays empty."""

    address: str
    pages: int = 0
    previews: int = 0
    searches: int = 0
    copies: int = 0
    choices: int = 0
    executed: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    alive: list[str] = field(default_factory=list)
    garbled: list[str] = field(default_factory=list)

    def troubles(self) -> list[str]:
        return [*self.executed, *self.dialogs, *self.foreign, *self.violations, *self.alive, *self.garbled]

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.foreign.append(request.url)

    def look(self, page: Page) -> None:
        """Note what a page holds and did."""
        self.alive += [f"{page.url}: {one}" for one in page.evaluate(ALIVE)]
        self.violations += [f"{page.url}: {one}" for one in page.evaluate("violations.splice(0)")]

    def visit(self, page: Page, path: str, *, previews: int = 0) -> None:
        """Open a page, unfold all of it, press what copies, and reach so many of its links by keyboard."""
        page.goto(self.address + path, wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.evaluate(_PRESS)
        for kind, text in page.evaluate("copied.splice(0)"):
            self.copies += 1
            self.alive += [f"copied from {page.url}: {one}" for one in alive_in(text) if kind == "text/html"]
        for number in range(previews):
            self.previews += bool(page.evaluate(_FOCUS, number))
            self.look(page)
        self.look(page)
        self.pages += 1

    def filter(self, page: Page, path: str) -> None:
        """Choose everything that can be chosen in a list, one after another."""
        page.goto(self.address + path, wait_until="load")
        self.choices += page.evaluate(_CHOOSE)
        self.look(page)

    def search(self, page: Page, words: str) -> str:
        """The text of what is found for some words."""
        if not page.locator("dialog.tb-search").evaluate("one => one.open"):
            page.keyboard.press("/")
        page.locator(".tb-search__words").fill(words)
        # Until then, the previous results are shown, whose excerpts may contain these words.
        expect(page.locator("dialog.tb-search")).to_have_attribute("aria-busy", "false")
        expect(page.locator(".tb-search__hits")).to_contain_text(words)
        self.look(page)
        self.searches += 1
        return page.locator(".tb-search__hits").inner_text()


_PRESS = """async () => {
  const buttons = [...document.querySelectorAll("button.tb-copy__button")];
  for (const one of buttons) one.click();
  // What is copied as text alone is one item, else it is two.
  for (let tries = 0; tries < 40 && copied.length < buttons.length; tries += 1)
    await new Promise((done) => setTimeout(done, 5));
}"""

_CHOOSE = """() => {
  let chosen = 0;
  for (const select of document.querySelectorAll("form.tb-filter select"))
    for (const option of select.options) {
      select.value = option.value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
      chosen += 1;
    }
  return chosen;
}"""

# Resolves to whether a preview came.
_FOCUS = """async (number) => {
  const all = [...document.querySelectorAll("article a[href]:not(.headerlink)")];
  const links = all.filter((one) => one.checkVisibility());
  const box = document.getElementById("tb-preview");
  if (!links.length || !box) return false;
  document.activeElement?.blur();
  links[(number * 7) % links.length].focus({ focusVisible: true });
  for (let tries = 0; tries < 12; tries += 1) {
    if (!box.hidden) return true;
    await new Promise((done) => setTimeout(done, 25));
  }
  return false;
}"""


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[tuple[Watch, Page]]:
    """A page of a browser in which everything that runs, asks or opens is noted."""
    watch = Watch(address)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.expose_function("pwn", lambda number: watch.executed.append(f"payload {number} ran"))
    context.add_init_script(_START)
    context.on("request", watch.asked)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("dialog", lambda dialog: (watch.dialogs.append(dialog.message), dialog.dismiss()))
    try:
        yield watch, page
    finally:
        context.close()


def pages_of(site: Path) -> list[str]:
    """The paths of all pages of a built site, as a server knows them."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return ["/" + re.sub("(^|/)index.html$", r"\1", file) for file in files]


def browse(
    browser: Browser, site: Path, paths: Sequence[str], hand: Hand, policy: str = "", previews: int = 1
) -> Watch:
    """What happened while pages of a site were opened and used, its lists filtered, and its search asked."""
    headers = {"Content-Security-Policy": policy} if policy else {}
    with serving(site, headers) as address, watched(browser, address) as (watch, page):
        for path in paths:
            watch.visit(page, path, previews=previews)
        for path in ("/quotes/", "/references/"):
            watch.filter(page, path)
            typed = quote(" ".join(PAYLOADS.values()))
            page.goto(f"{address}{path}?q={typed}&theme={typed}&author={typed}#{typed}", wait_until="load")
            watch.look(page)
        for token, value in hand.of("a theme: title").items():
            found = " ".join(watch.search(page, token).split())
            if " ".join(value.split()) not in found:
                watch.garbled.append(f"{value!r} is found as {found!r}")
    return watch


# Scripts of these types are data, and do not run.
_DATA = ("application/json", "application/ld+json")


def alive_in(text: str) -> list[str]:
    """What acts in the HTML of a page, as far as it shows without a browser, and links to hosts that nobody named."""
    tree = html.document_fromstring(text)
    return [*_elements(tree), *_attributes(tree)]


def _elements(tree: html.HtmlElement) -> Iterator[str]:
    for one in tree.iter("iframe", "object", "embed", "base", "style", "template", "script"):
        if not (one.tag == "script" and (one.get("src") or one.get("type") in _DATA)):
            yield f"<{one.tag}>"


def _attributes(tree: html.HtmlElement) -> Iterator[str]:
    for name, value in ((name, value) for one in tree.iter() for name, value in one.attrib.items()):
        address = re.sub(r"[\0- ]", "", value)
        leads = name in ("href", "src", "action")
        if (
            name.startswith("on")
            or name == "style"
            or (leads and re.match("(javascript|data|vbscript):", address, re.I))
            or (leads and urlsplit(address).netloc not in LINKED | {""})
        ):
            yield f"{name}={value[:100]}"


# Attributes that hold words for people.
_WORDED = ("alt", "aria-label", "content", "label", "placeholder", "title", "value")


def garbled_in(text: str, values: Mapping[str, str]) -> list[str]:
    """Which values are shown in a page other than as they were typed; each ends in the token by which it is known.

    White space counts as one space. A value that is cut short has lost its token, and is not looked at.
    """
    tree = html.document_fromstring(text)
    # Data of scripts, BibTeX and citation styles have ways of their own to write some characters.
    formatted = tree.xpath("//section[@class='tb-tabs']")
    for one in [*tree.iter("script", "pre"), *formatted]:
        one.drop_tree()
    named = ((name, value) for one in tree.iter() for name, value in one.attrib.items())
    places = [tree.text_content(), *(value for name, value in named if name in _WORDED)]
    found = []
    for place in (" ".join(place.split()) for place in places if "zq" in place):
        for match in re.finditer(r"zq\d+x\d+(?!\d)", place):
            value = " ".join(values[match[0]].split()) if match[0] in values else match[0]
            if not place.endswith(value, 0, match.end()):
                found.append(f"{value!r} as {place[max(0, match.end() - len(value) - 20) : match.end()]!r}")
    return found
