"""The facts of a built site: what is at which address, read from its HTML.

``python -m tests.golden.facts SITE`` writes them to ``facts.json`` beside this module, and adds new addresses to
``addresses.txt``: every address, with every id on its page, that the site has ever had. Somebody may have linked to it,
so no page is removed from there, and no item of the study, but only citations, labels and sections that are no more. A
change of these files is reviewed like code.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

FACTS = Path(__file__).with_name("facts.json")
ADDRESSES = Path(__file__).with_name("addresses.txt")

Facts = dict[str, dict[str, object]]

# Kinds of pages, by the folder at the start of their address.
_FOLDERS = {"themes", "findings", "quotes", "participants", "references"}
_BASE = "https://site.example/"


def facts_of(site: Path) -> Facts:
    """The facts of every page of a site built with directory addresses, by its address from the root."""
    pages = sorted(site.rglob("index.html"))
    return {_address(path, site): _facts(path, _address(path, site)) for path in pages}


def known_facts() -> Facts:
    """The facts as they were reviewed."""
    facts: Facts = json.loads(FACTS.read_text("utf-8"))
    return facts


def known_addresses() -> list[str]:
    """All addresses that the site has ever had, as ``/path/`` and ``/path/#id``."""
    return ADDRESSES.read_text("utf-8").splitlines()


def addresses_of(facts: Facts) -> set[str]:
    """The address of every page, alone and with every id on it."""
    return {f"{address}{end}" for address, page in facts.items() for end in ("", *(f"#{name}" for name in _ids(page)))}


def resolves(address: str, site: Path) -> bool:
    """Whether an address leads somewhere in a site of any style of addresses, at once or by a redirect."""
    path, _, name = address.partition("#")
    names = (f"{path}index.html", f"{path.rstrip('/')}.html", path)
    file = next((site / one.lstrip("/") for one in names if (site / one.lstrip("/")).is_file()), None)
    if file is None:
        return False
    page = html.document_fromstring(file.read_bytes())
    moved = page.xpath("//meta[@http-equiv='refresh']/@content")
    if moved:
        target = urljoin(f"{_BASE}{file.relative_to(site).as_posix()}", moved[0].partition("url=")[2])
        return resolves(f"{unquote(urlsplit(target).path)}{address[len(path) :]}", site)
    return not name or name in page.xpath("//@id")


def _ids(page: dict[str, object]) -> list[str]:
    ids = page["ids"]
    assert isinstance(ids, list)
    return ids


def _address(path: Path, site: Path) -> str:
    return "/" + path.relative_to(site).as_posix().removesuffix("index.html")


def _facts(path: Path, address: str) -> dict[str, object]:
    page = html.document_fromstring(path.read_bytes())
    article = next(iter(page.xpath("//article")), page.body)
    return {
        "title": _plain(next(iter(page.xpath("//title")), page)),
        "headings": [f"{node.tag} {_heading(node)}" for node in article.xpath(".//h1|.//h2|.//h3|.//h4")],
        "quotes": [_said(node) for node in article.xpath(".//blockquote")],
        "links": _links(article, address),
        "counts": [_plain(node) for node in article.xpath(".//p[@class='tb-counts']")],
        "ids": sorted(str(name) for name in article.xpath(".//@id")),
    }


def _plain(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def _heading(node: html.HtmlElement) -> str:
    """The words of a heading without the sign of the link to itself."""
    return " ".join("".join(node.xpath(".//text()[not(ancestor::a[contains(@class, 'headerlink')])]")).split())


def _said(quote: html.HtmlElement) -> str:
    """The words of a quote, character for character, its line breaks as such."""
    for line_break in quote.xpath(".//br"):
        line_break.tail = f"\n{(line_break.tail or '').removeprefix(chr(10))}"
    return str(quote.text_content()).strip()


def _links(article: html.HtmlElement, address: str) -> dict[str, int]:
    """How often the article links to each kind of page, to other sites, and to places on the page itself."""
    return dict(sorted(Counter(_kind(str(href), address) for href in article.xpath(".//a/@href")).items()))


def _kind(href: str, address: str) -> str:
    whole = urlsplit(urljoin(urljoin(_BASE, address), href))
    if whole.netloc != urlsplit(_BASE).netloc:
        return "other site"
    path = unquote(whole.path)
    if path == address:
        return "same page"
    folder, _, below = path.strip("/").partition("/")
    if folder in _FOLDERS:
        return f"{folder}, index" if not below else folder
    return "page"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    facts = facts_of(parser.parse_args().site)
    FACTS.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")
    every = {*addresses_of(facts), *(known_addresses() if ADDRESSES.exists() else ())}
    ADDRESSES.write_text("".join(f"{address}\n" for address in sorted(every)), "utf-8")


if __name__ == "__main__":
    main()
