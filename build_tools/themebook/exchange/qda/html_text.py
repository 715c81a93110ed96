"""The text of HTML as readers see it, with positions that count the UTF-8 bytes of the text between its tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

# What is on lines of its own.
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "h1",
        "h2",
    )
    + ("h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul")
)
# Long texts come in pieces, so that a place in them is found fast.
_LONGEST = 1_000
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of text between tags: the byte at which it begins, and its place in the text that readers see."""

    text: str
    offset: int
    place: int
    follows_space: bool

    def shown(self, size: int | None = None) -> str:
        """What readers see of its first bytes, or of all of it: all space between words is one character."""
        text = self.text if size is None else self.text.encode()[:size].decode("utf-8", "ignore")
        shown = _SPACE.sub(" ", text)
        return shown.lstrip(" ") if self.follows_space else shown


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The text with a line for each block, and the pieces that it is made of."""

    text: str
    _pieces: tuple[_Piece, ...]
    _offsets: tuple[int, ...]

    def position(self, offset: int, *, is_end: bool) -> int:
        """Where in the text a byte is. Between two pieces, an end is in the first and a start in the second."""
        index = bisect_right(self._offsets, offset - 1 if is_end else offset) - 1
        if index < 0:
            return 0
        piece = self._pieces[index]
        return piece.place + len(piece.shown(max(offset - piece.offset, 0)))


def html_text(content: str) -> HtmlText:
    """The text of what can be in the body of a page."""
    pieces: list[_Piece] = []
    shown: list[str] = []
    offset = place = 0
    last = "\n"
    for text in _texts(content):
        if text is not None:
            piece = _Piece(text, offset, place, follows_space=last in " \n")
            pieces.append(piece)
            shown.append(piece.shown())
            offset += len(text.encode())
        elif last != "\n":
            shown.append("\n")
        else:
            continue
        place += len(shown[-1])
        last = shown[-1][-1:] or last
    return HtmlText("".join(shown), tuple(pieces), tuple(piece.offset for piece in pieces))


def _texts(content: str) -> Iterator[str | None]:
    """The texts between tags in order, and None where a block begins or ends."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    # Browsers leave out space at the start of a page, and read all line breaks as one character.
    body = content.replace("\r\n", "\n").replace("\r", "\n").lstrip(" \t\n\f")
    try:
        root = html.document_fromstring(f"<html><body>{body}</body></html>".encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield None
        text = element.text if event == "start" else element.tail
        for start in range(0, len(text or ""), _LONGEST):
            yield text[start : start + _LONGEST]
