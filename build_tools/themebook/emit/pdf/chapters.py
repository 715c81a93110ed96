"""The chapters of the book: pages of the built site, without elements that only work on a screen."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from lxml import html

from themebook.emit.mkdocs.build import Built, NavPage
from themebook.site.routes import FINDINGS, PARTICIPANTS, QUOTES, REFERENCES, THEMES

Node: TypeAlias = Any

# What is on these pages is printed elsewhere in the book.
_LISTS = (FINDINGS, QUOTES, REFERENCES)
_SCREEN_ONLY = frozenset(
    {
        "tb-cite",
        "tb-claims",
        "tb-head",
        "tb-neighbours",
        "tb-pages",
        "tb-print-only",
        "tb-saved",
        "tb-screen-only",
        "tb-spread",
        "tb-trail",
        "headerlink",
        "md-content__button",
    }
)
_SCREEN_ONLY_TAGS = ("button", "dialog", "form", "script", "style", "template")
# Headings of sections that other parts of the book make redundant: the references, and the findings of a subtheme.
_REDUNDANT = ("works_cited", "quotes_")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Headings without their sections: the evidence trail is only on screens, and a subtheme has nothing but findings.
_HEADINGS_ONLY = ("trail_", "findings_")
#: The class of the headings of parts of a chapter.
PART = "tb-part"
# The cards of an index repeat the table of contents.
_CARDS = "tb-cards"


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the site: its file, relative to the site folder, and its ``<article>``."""

    file: str
    article: Node


@dataclass(frozen=True, slots=True)
class Chapter:
    """One or more pages. The first has the title of the chapter."""

    title: str
    parts: tuple[Part, ...]


def site_file(source: str) -> str:
    """The file of a generated page, by the path of its source."""
    return source.removesuffix(".md") + ".html"


def chapters(built: Built) -> Iterator[Chapter]:
    """The pages in the order of the navigation, except those that the author excludes and lists of what is printed
    elsewhere. Subthemes are in the chapters of their themes.
    """
    subthemes = {target.path for target in built.site.plan.targets.values() if target.kind == "subtheme"}
    for page in built.nav:
        if page.is_printed and page.source not in _LISTS and page.source not in subthemes:
            yield from _chapter(built, page)


def _chapter(built: Built, page: NavPage) -> Iterator[Chapter]:
    article = _article(built.folder, page.file)
    _add_more_quotes(built, page.source, article)
    _expand_findings(built, page.file, article)
    if page.source == THEMES:
        _remove(classed(article, "div", _CARDS))
    title = next(article.iter("h1")).text_content().strip()
    parts = [Part(page.file, article)]
    if page.source == PARTICIPANTS:
        _add_rows_of_further_pages(built, article)
        parts += _participants(built)
    parts += _subthemes(built, page.source)
    if any(_has_content(part.article) for part in parts):
        yield Chapter(title, tuple(parts))


def _add_more_quotes(built: Built, source: str, article: Node) -> None:
    """Replace the links to all quotes of a finding or participant by those that the page does not show."""
    for link in classed(article, "p", "tb-all-quotes"):
        more = built.site.renderer.panel("more-quotes", link.get("data-of"), source)
        for figure in list(html.fragment_fromstring(more, create_parent="div")):
            link.addprevious(figure)
        link.drop_tree()


def _add_rows_of_further_pages(built: Built, article: Node) -> None:
    """Complete the table of all participants."""
    rows = next(article.iter("tbody"))
    for planned in built.site.plan.pages:
        if planned.template == "participants" and planned.subject:
            file = site_file(planned.path)
            further = next(_article(built.folder, file).iter("tbody"))
            _move(further, file, site_file(PARTICIPANTS))
            rows.extend(further)


def _expand_findings(built: Built, file: str, article: Node) -> None:
    """Replace the findings on the page of a theme or subtheme, which are shortened, by those on their own pages."""
    for section in classed(article, "section", "tb-finding"):
        heading = next(node for node in section.iter(*_HEADINGS) if node.get("id"))
        target = built.site.plan.targets[heading.get("id")]
        if target.kind == "finding":
            own_file = site_file(target.path)
            whole = _article(built.folder, own_file)
            _add_more_quotes(built, target.path, whole)
            _move(whole, own_file, file)
            for title in list(whole.iter("h2")):
                _make_label(title)
            claim = next(whole.iter("h1"))
            claim.tag = "h3"
            claim.set("class", "tb-claim")
            section[:] = list(whole)


def _move(root: Node, from_file: str, to_file: str) -> None:
    """Make the links and pictures of one page those of another."""
    for node in root.iter("a", "img"):
        name = "href" if node.tag == "a" else "src"
        address = node.get(name, "")
        if address and not urlsplit(address).scheme:
            path, sign, fragment = address.partition("#")
            target = posixpath.join(posixpath.dirname(from_file), path) if path else from_file
            node.set(name, posixpath.relpath(target, posixpath.dirname(to_file)) + sign + fragment)


def _participants(built: Built) -> Iterator[Part]:
    """The pages of participants. The themes of their quotes have no place in the contents of the book."""
    for part in _parts_of(built, built.site.graph.participants):
        for heading in list(part.article.iter("h2")):
            _make_label(heading)
        next(part.article.iter("h1")).tag = "h2"
        yield part


def _subthemes(built: Built, source: str) -> Iterator[Part]:
    """The pages of the subthemes of the theme that a page is about, if it is about one."""
    targets = built.site.plan.targets
    themes = (theme for theme in built.site.graph.study.themes if targets[theme.id].path == source)
    for part in _parts_of(built, (path[-1].id for theme in themes for path in theme.with_paths() if len(path) > 1)):
        # Without the heading of all findings, each claim is at the right level.
        for heading in list(part.article.iter("h2")):
            heading.tag = "h3"
        title = next(part.article.iter("h1"))
        title.tag = "h2"
        title.set("class", PART)
        yield part


def _parts_of(built: Built, names: Iterable[str]) -> Iterator[Part]:
    """The pages of participants or subthemes."""
    for name in names:
        source = built.site.plan.targets[name].path
        file = site_file(source)
        article = _article(built.folder, file)
        _add_more_quotes(built, source, article)
        _expand_findings(built, file, article)
        yield Part(file, article)


def _make_label(heading: Node) -> None:
    heading.tag = "p"
    heading.set("class", "tb-label")


def _has_content(article: Node) -> bool:
    title = next(article.iter("h1", "h2")).text_content()
    return article.text_content().strip() != title.strip() or next(article.iter("svg", "img"), None) is not None


def _article(folder: Path, file: str) -> Node:
    root = html.document_fromstring((folder / file).read_bytes())
    article = next(root.iter("article"))
    _remove(node for node in article.iter() if _is_screen_only(node) or node.get("id") in _HEADINGS_ONLY)
    for heading in [node for node in article.iter() if node.get("id") in _REDUNDANT]:
        _remove([*takewhile(lambda node: node.tag not in _HEADINGS, heading.itersiblings()), heading])
    return article


def _is_screen_only(node: Node) -> bool:
    return (
        not isinstance(node.tag, str)
        or node.tag in _SCREEN_ONLY_TAGS
        or node.get("hidden") is not None
        or not _SCREEN_ONLY.isdisjoint(node.get("class", "").split())
    )


def classed(root: Node, tag: str, name: str) -> list[Node]:
    """All elements with a tag and a class, in document order."""
    return [node for node in root.iter(tag) if name in node.get("class", "").split()]


def _remove(nodes: Iterable[Node | None]) -> None:
    """Remove elements, but not the text after them."""
    for node in list(nodes):
        if node is not None and node.getparent() is not None:
            node.drop_tree()
