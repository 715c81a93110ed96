"""The chapters of the book: pages of the built site, without what only a screen can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lxml import html

from themebook.emit.mkdocs.build import Built, MenuPage
from themebook.site.routes import PARTICIPANTS, QUOTES, REFERENCES, THEMES

Node: TypeAlias = Any

# The words and works that these pages list are printed elsewhere in the book.
_LISTS = (QUOTES, REFERENCES)
_SCREEN_ONLY = frozenset(
    {
        "tb-head",
        "tb-neighbours",
        "tb-print-only",
        "tb-screen-only",
        "tb-trail",
        "headerlink",
        "md-content__button",
    }
)
_SCREEN_ONLY_TAGS = ("button", "dialog", "form", "script", "style", "template")
# Headings of what another place of the book tells: the chapter of references, the table of all participants.
_TOLD_ELSEWHERE = ("works_cited", "spread_")
# The heading of the drawing that only a screen shows.
_TRAIL = "trail_"
# The contents show what the cards of an index show.
_CARDS = "tb-cards"
# Figures repeat in tables what they show. In the book that of the whole study is enough.
_FIGURE = "tb-panel"


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the site: its file below the folder of the site, and its article."""

    file: str
    article: Node


@dataclass(frozen=True, slots=True)
class Chapter:
    """One or more pages that are read as one; the first gives the title."""

    title: str
    parts: tuple[Part, ...]


def site_file(source: str) -> str:
    """The file of a generated page, by the path of its source."""
    return source.removesuffix(".md") + ".html"


def chapters(built: Built) -> Iterator[Chapter]:
    """The pages of the menu in their order, but for those that their authors, or their like on paper, leave out."""
    subthemes = {target.path for target in built.site.plan.targets.values() if target.kind == "subtheme"}
    for page in built.menu:
        if page.printed and page.source not in _LISTS and page.source not in subthemes:
            yield from _chapter(built, page)


def _chapter(built: Built, page: MenuPage) -> Iterator[Chapter]:
    article = _article(built.folder, page.file)
    if page.source == THEMES:
        _remove(classed(article, "div", _CARDS))
    else:
        _remove(folded for panel in classed(article, "div", _FIGURE) for folded in panel.iter("details"))
    title = next(article.iter("h1")).text_content().strip()
    parts = [Part(page.file, article)]
    if page.source == PARTICIPANTS:
        parts += _participants(built)
    if any(_says_something(part.article) for part in parts):
        yield Chapter(title, tuple(parts))


def _participants(built: Built) -> Iterator[Part]:
    """Everyone's page, a level below that of all."""
    for name in built.site.graph.participants:
        file = site_file(built.site.plan.targets[name].path)
        article = _article(built.folder, file)
        for heading in list(article.iter("h1", "h2", "h3", "h4", "h5")):
            heading.tag = f"h{int(heading.tag[1]) + 1}"
        yield Part(file, article)


def _says_something(article: Node) -> bool:
    title = next(article.iter("h1", "h2")).text_content()
    return article.text_content().strip() != title.strip() or next(article.iter("svg", "img"), None) is not None


def _article(folder: Path, file: str) -> Node:
    root = html.document_fromstring((folder / file).read_bytes())
    article = next(root.iter("article"))
    _remove(node for node in article.iter() if _is_for_screens(node) or node.get("id") == _TRAIL)
    for heading in [node for node in article.iter() if node.get("id") in _TOLD_ELSEWHERE]:
        _remove([heading.getnext(), heading])
    return article


def _is_for_screens(node: Node) -> bool:
    return (
        not isinstance(node.tag, str)
        or node.tag in _SCREEN_ONLY_TAGS
        or node.get("hidden") is not None
        or not _SCREEN_ONLY.isdisjoint(node.get("class", "").split())
    )


def classed(root: Node, tag: str, name: str) -> list[Node]:
    """All elements with a tag and a class, in the order of the text."""
    return [node for node in root.iter(tag) if name in node.get("class", "").split()]


def _remove(nodes: Iterable[Node | None]) -> None:
    """Takes elements out of their tree, and leaves the text behind them."""
    for node in list(nodes):
        if node is not None and node.getparent() is not None:
            node.drop_tree()
