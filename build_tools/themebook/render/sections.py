"""The plain text of a page's HTML, in the parts that its headings make. Needs nothing but the standard library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_VOID = ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
# Elements that stand inside a word or a line; all others set their words apart from those around.
_INLINE = (
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u", "wbr",
)  # fmt: skip
_UNREAD_TAGS = ("script", "style", "svg", "template", "noscript")
# The sign at each heading that links to it, and the sign of doubt, whose words stand with the work itself.
_UNREAD_CLASSES = ("headerlink", "tb-doubt")
_BESIDE_TAGS = ("aside", "details", "dl", "figcaption", "nav", "section", "table")
_BESIDE_CLASSES = ("tb-counts", "tb-more", "tb-panel")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, up to the next heading with an anchor. What comes first has no anchor."""

    anchor: str
    title: str
    text: str


def sections(html: str) -> tuple[Section, ...]:
    """The parts of a page in their order, without what carries ``data-search-exclude``.

    A part also ends with the element that its heading stands in. A heading that is excluded takes its part with it.
    """
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return tuple(parser.made())


def first_paragraph(html: str) -> str:
    """The first paragraph of a page that has words, and is none of a part beside the text and no line of counts."""
    parser = _FirstParagraph()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.found).split())


class _Part:
    def __init__(self, anchor: str, *, dropped: bool = False) -> None:
        self.anchor = anchor
        self.dropped = dropped
        self.title: list[str] = []
        self.text: list[str] = []


class _Parser(HTMLParser):
    # Whether what is kept out of the search is left out.
    _excludes = True

    def __init__(self) -> None:
        super().__init__()
        self._parts = [_Part("")]
        # For each open element its tag, the part it began in, and whether it is left out.
        self._open: list[tuple[str, _Part, bool]] = []
        self._depth: Counter[str] = Counter()
        self._current = self._parts[0]
        self._in_heading = False

    def made(self) -> Iterator[Section]:
        for part in self._parts:
            if not part.dropped:
                title, text = (" ".join("".join(words).split()) for words in (part.title, part.text))
                yield Section(part.anchor, title, text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._space(tag)
        if tag in _VOID:
            return
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        excluded = "data-search-exclude" in given
        left_out = self._left_out(tag, classes) or (excluded and self._excludes)
        inside = bool(self._open) and self._open[-1][2]
        self._open.append((tag, self._current, left_out or inside))
        self._depth[tag] += 1
        if tag in _HEADINGS and given.get("id") and not inside:
            self._current = _Part(given["id"] or "", dropped=excluded)
            self._parts.append(self._current)
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

    def _left_out(self, tag: str, classes: list[str]) -> bool:
        return tag in _UNREAD_TAGS or any(one in classes for one in _UNREAD_CLASSES)

    def _space(self, tag: str) -> None:
        if tag not in _INLINE:
            self.handle_data(" ")


class _FirstParagraph(_Parser):
    """Collects the words of the paragraph; the words of a quote count, though its search is told of them otherwise."""

    _excludes = False

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A paragraph may end without a sign of its own.
        self._done = self._done or (tag not in _INLINE and tag not in _VOID and bool("".join(self.found).strip()))
        super().handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        inside = any(tag == "p" for tag, _, _ in self._open)
        if inside and not self._done and not self._open[-1][2]:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self._done = self._done or (tag == "p" and bool("".join(self.found).strip()))

    def _left_out(self, tag: str, classes: list[str]) -> bool:
        beside = tag in _BESIDE_TAGS or any(one in classes for one in _BESIDE_CLASSES)
        return beside or super()._left_out(tag, classes)
