"""Markdown as it was written: where something stands in it, and whether its HTML is whole."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from build_tools.diagnostics import Span
from build_tools.model import Prose
from build_tools.opaque import code_and_comments


class Places:
    """Finds what was written in the text, each time from where the last one of the same spelling was found."""

    def __init__(self, text: Prose) -> None:
        self._text = text
        self._plain = without_code(text.markdown)
        self._from: dict[str, int] = {}

    def next(self, spelling: str) -> Span:
        return self._next(_loosely(spelling))

    def next_view(self) -> Span:
        return self._next(r"(?m)^\{\{")

    def _next(self, pattern: str) -> Span:
        found = re.compile(pattern).search(self._plain, self._from.get(pattern, 0))
        if not found:
            # Nor is it found further on, which need not be looked for again.
            self._from[pattern] = len(self._plain)
            return self._text.span
        self._from[pattern] = found.end()
        return self._text.place(found.start())


def _loosely(spelling: str) -> str:
    """A pattern for what the parser says was written.

    It takes off the marks of quotes and the indents of lists where a line goes on, and puts a placeholder for what it
    has already dealt with.
    """

    def piece(found: re.Match[str]) -> str:
        if found["space"]:
            return r"\s[\s>]*"
        return ".+?" if found["dealt"] else re.escape(found[0])

    return re.sub(r"(?P<space>\s+)|(?P<dealt>\x02[^\x03]*\x03)|[^\s\x02]+", piece, spelling)


def without_code(text: str) -> str:
    """The text with everything in code and comments blanked out, each character still at its offset."""
    parts, at = [], 0
    for start, end in code_and_comments(text):
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join((*parts, text[at:]))


_VOID = frozenset("area br col embed hr img input link meta source track wbr".split())  # noqa: SIM905


class _Tags(HTMLParser):
    """Keeps account of the elements that are open, each with the offset of its tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.open: list[tuple[str, int]] = []
        self.astray: list[tuple[str, int]] = []
        self.feed(text)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append((tag, self._offset()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        elif tag not in _VOID:
            self.astray.append((tag, self._offset()))


def _without_address(match: re.Match[str]) -> str:
    return " " * len(match[0]) if ":" in match[1] or "@" in match[1] else match[0]


def unclosed_tags(text: str) -> tuple[tuple[str, int], ...]:
    """The HTML elements of a Markdown text that are not closed in it, or closed and not opened, with their offsets."""
    # An address in angle brackets is Markdown.
    plain = re.sub(r"<([^<>\s]*+)>", _without_address, without_code(text))
    tags = _Tags(plain)
    return tuple(sorted([*tags.open, *tags.astray], key=lambda found: found[1]))
