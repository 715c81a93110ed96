"""Markdown source text: the places of things in it, and whether its HTML is balanced."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from themebook.core.diagnostics import Span
from themebook.core.fields import Prose
from themebook.sources.markdown.code_and_html import blanked, code_and_comments


class Places:
    """Finds the places of things in the text: each time the first occurrence that was not found before."""

    def __init__(self, text: Prose) -> None:
        self._text = text
        self._plain = without_code(text.markdown)
        self._from: dict[str, int] = {}
        self._found: set[int] = set()
        self.found_text = ""

    def inside(self, block: str, spelling: str) -> Span:
        """The place of something in a block of HTML, which is in the text exactly as it is."""
        at = self._plain.find(block.strip())
        start = self._plain.find(spelling, at) if at >= 0 else -1
        while start in self._found:
            start = self._plain.find(spelling, start + 1)
        if start < 0:
            return self.next(spelling)
        self._found |= {start, start + max(spelling.find("@"), 0)}
        return self._text.place(start)

    def next(self, spelling: str) -> Span:
        end = r"(?!\w)" if spelling.startswith(("@", "-@")) else ""
        return self._next(rf"(?<!\\)(?P<it>{_loosely(spelling)}){end}")

    def next_address(self, address: str | None) -> Span:
        """The place of the address of a link or picture; for the back link of a footnote, the place of the footnote."""
        if not address:
            return self._text.span
        footnote = address.removeprefix("#fnref:")
        written = rf"\[\^{re.escape(footnote)}\]:" if footnote != address else re.escape(address)
        return self._next(rf"(?:^|(?<=[\s(<\"'=:]))(?P<it>{written})(?=[\s)>\"'\]]|\Z)")

    def next_view(self, name: str) -> Span:
        return self._next(rf"(?m)^ {{0,3}}(?P<it>\{{\{{[ \t]*{re.escape(name)}[ \t]*\}}\}})")

    def next_embed(self, name: str) -> Span:
        return self._next(rf"(?m)^ {{0,3}}(?P<it>!\[\[[ \t]*{re.escape(name)}[ \t]*\]\])[ \t]*$")

    def next_stray_embed(self, spelling: str) -> Span:
        return self._next(rf"(?<!\S)(?P<it>{_loosely(spelling)})")

    def _next(self, pattern: str) -> Span:
        """The place of what matches, or of its group ``it`` if it has one."""
        it = "it" if "(?P<it>" in pattern else 0
        every = re.compile(pattern).finditer(self._plain, self._from.get(pattern, 0))
        found = next((one for one in every if one.start(it) not in self._found), None)
        if not found:
            # It will not be found further on either, so it is not searched for again.
            self._from[pattern] = len(self._plain)
            return self._text.span
        start = found.start(it)
        self._from[pattern] = found.end()
        self.found_text = found[it]
        self._found.add(start)
        if self.found_text.endswith("]"):
            # The keys in a citation in brackets are not citations of their own.
            self._found |= {start + at.start() for at in re.finditer("@", self.found_text)}
        return self._text.place(start)


def _loosely(spelling: str) -> str:
    """A pattern for what the parser says was written.

    The parser removes the marks of quotes and the indentation of lists where a line continues, and replaces what it has
    already processed by placeholders.
    """

    def piece(found: re.Match[str]) -> str:
        if found["space"]:
            return r"\s[\s>]*"
        return ".+?" if found["dealt"] else re.escape(found[0])

    return re.sub(r"(?P<space>\s+)|(?P<dealt>\x02[^\x03]*\x03)|[^\s\x02]+", piece, spelling)


def without_code(text: str) -> str:
    """The text with everything in code and comments blanked out, each character still at its offset."""
    return blanked(text, code_and_comments(text))


_VOID = frozenset("area br col embed hr img input link meta source track wbr".split())  # noqa: SIM905


class _Tags(HTMLParser):
    """Tracks the open elements, each with the offset of its tag."""

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
    """The HTML elements of a Markdown text that are not closed in it, or closed but not opened, with their offsets."""
    # An address in angle brackets is Markdown.
    plain = re.sub(r"<([^<>\s]*+)>", _without_address, without_code(text))
    tags = _Tags(plain)
    return tuple(sorted([*tags.open, *tags.astray], key=lambda found: found[1]))
