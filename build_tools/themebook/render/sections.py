"""The plain text of an HTML page, split into sections at its headings. Uses only the standard library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_VOID = ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
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


def sections(html: str) -> tuple[Section, ...]:
    """The sections of a page in order, without elements that have ``data-search-exclude``.

    A section also ends with the parent element of its heading. If a heading is excluded, so is its section.
    """
    parser = _SectionParser()
    parser.feed(html)
    parser.close()
    return tuple(parser.sections())


def first_paragraph(html: str) -> str:
    """The first paragraph of prose on a page, as plain text. Empty if there is none."""
    parser = _FirstParagraph()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.found).split())


class _OpenSection:
    def __init__(self, anchor: str, *, excluded: bool = False) -> None:
        self.anchor = anchor
        self.excluded = excluded
        self.title: list[str] = []
        self.text: list[str] = []


class _SectionParser(HTMLParser):
    # Whether to ignore elements with data-search-exclude.
    _excludes = True

    def __init__(self) -> None:
        super().__init__()
        self._sections = [_OpenSection("")]
        # For each open element, its tag, the section it began in, and whether it is ignored.
        self._open: list[tuple[str, _OpenSection, bool]] = []
        self._depth: Counter[str] = Counter()
        self._current = self._sections[0]
        self._in_heading = False

    def sections(self) -> Iterator[Section]:
        for section in self._sections:
            if not section.excluded:
                title, text = (" ".join("".join(pieces).split()) for pieces in (section.title, section.text))
                yield Section(section.anchor, title, text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._space(tag)
        if tag in _VOID:
            return
        attributes = dict(attrs)
        classes = (attributes.get("class") or "").split()
        excluded = "data-search-exclude" in attributes
        ignored = self._is_ignored(tag, classes) or (excluded and self._excludes)
        in_ignored = bool(self._open) and self._open[-1][2]
        self._open.append((tag, self._current, ignored or in_ignored))
        self._depth[tag] += 1
        if tag in _HEADINGS and attributes.get("id") and not in_ignored:
            self._current = _OpenSection(attributes["id"] or "", excluded=excluded)
            self._sections.append(self._current)
            self._in_heading = True

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._depth[tag]:
            return
        while self._open:
            name, before, _ = self._open.pop()
            self._depth[name] -= 1
            if name not in _HEADINGS:
                self._current = before
            elif name == tag:
                self._in_heading = False
            if name == tag:
                break
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][2]):
            (self._current.title if self._in_heading else self._current.text).append(data)

    def _is_ignored(self, tag: str, classes: list[str]) -> bool:
        return tag in _IGNORED_TAGS or any(name in classes for name in _IGNORED_CLASSES)

    def _space(self, tag: str) -> None:
        if tag not in _INLINE:
            self.handle_data(" ")


class _FirstParagraph(_SectionParser):
    """Collects the text of the first paragraph.

    The words of a quote count, although the search excludes them: they are in its own record.
    """

    _excludes = False

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A paragraph may end without an end tag.
        self._done = self._done or (tag not in _INLINE and tag not in _VOID and bool("".join(self.found).strip()))
        super().handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        inside = any(tag == "p" for tag, _, _ in self._open)
        if inside and not self._done and not self._open[-1][2]:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self._done = self._done or (tag == "p" and bool("".join(self.found).strip()))

    def _is_ignored(self, tag: str, classes: list[str]) -> bool:
        not_prose = tag in _NOT_PROSE_TAGS or any(name in classes for name in _NOT_PROSE_CLASSES)
        return not_prose or super()._is_ignored(tag, classes)
