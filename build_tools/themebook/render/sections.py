"""The plain text of HTML: hand-written pages, split into sections at their headings, and texts of the findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

import lxml.html
from lxml.etree import iterwalk
from lxml.html import HtmlElement

ParsedPage: TypeAlias = HtmlElement

_EXCLUDE = "data-search-exclude"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements inside a line of text. All others separate their text from the text around them.
_INLINE = (
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u", "wbr",
)  # fmt: skip
_IGNORED_TAGS = ("script", "style", "svg", "template", "noscript")
# The permalinks of headings, and the marks of doubtful works, whose badges are on the pages of the works.
_IGNORED_CLASSES = ("headerlink", "tb-doubt")
_NOT_PROSE_TAGS = ("aside", "details", "dl", "figcaption", "nav", "section", "table")
_NOT_PROSE_CLASSES = ("tb-counts", "tb-more", "tb-panel")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text up to the next heading with an anchor. Text before the first heading has no anchor."""

    anchor: str
    title: str
    text: str


_PARSER = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


def parse(page: str) -> ParsedPage:
    """The elements of a page (HTML), inside one element, for ``sections`` and ``first_paragraph``."""
    root: ParsedPage = lxml.html.document_fromstring(f"<div>{page}</div>".encode("utf-8", "replace"), parser=_PARSER)
    return root


def sections(page: ParsedPage) -> tuple[Section, ...]:
    """The sections of a page in order, without elements that have ``data-search-exclude``.

    A section also ends with the parent element of its heading. If a heading is excluded, so is its section.
    """
    found = [_OpenSection("")]
    # The section to which text belongs, for each open element.
    current = [found[0]]
    walk = iterwalk(page, events=("start", "end"))
    for event, element in walk:
        space = "" if element.tag in _INLINE else " "
        if event == "end":
            current.pop()
            current[-1].text += (space, element.tail or "")
            continue
        if element.tag in _HEADINGS and element.get("id"):
            current[-1] = _OpenSection.of(element)
            found.append(current[-1])
            walk.skip_subtree()
        elif _EXCLUDE in element.attrib or _is_ignored(element):
            walk.skip_subtree()
        else:
            current[-1].text += (space, element.text or "")
        current.append(current[-1])
    return tuple(section.closed() for section in found if not section.excluded)


def first_paragraph(page: ParsedPage) -> str:
    """The first paragraph of prose on a page, as plain text. Empty if there is none.

    The words of a quote count, although the search excludes them: they are in its own record.
    """
    walk = iterwalk(page, events=("start",))
    for _, element in walk:
        if element.tag in _NOT_PROSE_TAGS or _is_ignored(element, _NOT_PROSE_CLASSES):
            walk.skip_subtree()
        elif element.tag == "p" and (text := text_of(element)):
            return text
    return ""


def ids(page: ParsedPage) -> set[str]:
    """The ids of all elements of a page."""
    return {str(name) for name in page.xpath(".//@id")}


class _OpenSection:
    def __init__(self, anchor: str, title: str = "", *, excluded: bool = False) -> None:
        self.excluded = excluded
        self.text: list[str] = []
        self._anchor = anchor
        self._title = title

    @classmethod
    def of(cls, heading: HtmlElement) -> _OpenSection:
        return cls(heading.get("id", ""), text_of(heading), excluded=_EXCLUDE in heading.attrib)

    def closed(self) -> Section:
        return Section(self._anchor, self._title, _joined(self.text))


def text_of(root: HtmlElement) -> str:
    """The text of an element. Its blocks are separated by spaces."""
    pieces: list[str] = []
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        space = "" if element.tag in _INLINE else " "
        if event == "end":
            pieces += (space, (element.tail or "") if element is not root else "")
        elif element is not root and _is_ignored(element):
            walk.skip_subtree()
        else:
            pieces += (space, element.text or "")
    return _joined(pieces)


def _is_ignored(element: HtmlElement, also: Collection[str] = ()) -> bool:
    if element.tag in _IGNORED_TAGS:
        return True
    names = element.get("class", "").split()
    return any(name in _IGNORED_CLASSES or name in also for name in names)


def _joined(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).split())
