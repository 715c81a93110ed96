"""The places of entries and fields in a .bib file, as character offsets from 0. Fields have no meaning yet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from themebook.core.bibliography import EntryPlace
from themebook.core.diagnostics import Diagnostic, Rule, Span
from themebook.core.nearest import Nearest

# A parenthesis only begins an entry before a key, because a value may contain "@name (as quoted)".
PARENTHESIS = r"(?=\s*(?:[\"{]|[^\s,(){}=\"]+\s*[,=]))"
_OPENS = rf"(?:\{{|\({PARENTHESIS})"
_OPENING = re.compile(rf"@\w*[ \t]*{_OPENS}")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACE_ON_NEXT_LINE = re.compile(r"(?m)^([ \t]*@\w+[ \t]*)\n(?=[ \t]*\{)")
_COMMENT_TOKEN = re.compile(rf'\\.|@\w*[ \t]*{_OPENS}|[{{}}")%]', re.DOTALL)
_FIELD_TOKEN = re.compile(r'\\.|[{}"]|(?:^|,)[ \t]*([\w-]+)[ \t]*=[ \t]*(?=["{\d])', re.DOTALL | re.MULTILINE)
_EQUALS = re.compile(r"\s*=\s*")
_NOT_SPACE = re.compile(r"\S|\Z")
_LOST_ENTRY = re.compile(
    rf"(?mi)^[ \t]*@(?!comment\b)(?:[^\s{{}}(),@]*[ \t]*{_OPENS}|[^\s{{}}(),@]+[ \t]+[^\s,{{}}]+,)"
)
_NO_SIGN = re.compile(r"(?m)^[ \t]*(?=[A-Za-z]+[ \t]*\{[^\s{}(),=]+,[ \t]*\n[ \t]*[\w-]+[ \t]*=)")
_STRAY_FIELD = re.compile(r'[,}]|[\w-]+[ \t]*=[ \t]*["{\d]')


@dataclass(slots=True)
class BibReading:
    """The state of reading .bib files: the one that is open, the abbreviations defined so far, and the diagnostics.

    ``written`` is the text as it is in the file, ``text`` is the same with comments blanked out. ``length`` is that of
    all files. If it ``braces_titles``, braces around whole titles mean nothing. ``put_in`` and ``taken_over`` are how
    many characters abbreviations and parents have put into entries.
    """

    file: str = ""
    written: str = ""
    text: str = ""
    length: int = 0
    strings: dict[str, str] = field(default_factory=dict)
    string_names: Nearest = field(default_factory=Nearest)
    string_lines: dict[str, int] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    places: list[EntryPlace] = field(default_factory=list)
    braces_titles: bool = False
    put_in: int = 0
    taken_over: int = 0
    _line_starts: list[int] = field(default_factory=lambda: [0])

    def open(self, file: str, written: str) -> None:
        """Go on with another file. Offsets are those in it from here on."""
        self.file, self.written, self.text = file, written, without_comments(written)
        self.length += len(written)
        self._line_starts = [0, *(newline.end() for newline in re.finditer("\n", written))]

    def place(self, offset: int) -> Span:
        line = bisect_right(self._line_starts, offset)
        return Span(self.file, line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """A line of the text, counted from 1."""
        start = self._line_starts[number - 1]
        return self.written[start : self.written.find("\n", start) + 1 or None]

    @property
    def most_put_in(self) -> int:
        """How many characters abbreviations may put into all entries, and parents too.

        It grows with the files, so that time and space stay in proportion to its length.
        """
        return 1_000_000 + 2 * self.length

    def define(self, name: str, text: str) -> None:
        """Define an abbreviation from here on. Case is ignored."""
        self.strings[name.lower()] = text
        self.string_names.add(name.lower())

    def report(self, rule: Rule, place: Span, message: str, hint: str = "") -> None:
        self.found.append(rule.at(place, message, hint))


class Slot(NamedTuple):
    """The offsets of a field: where its name begins and ends, and where its raw value does."""

    name: int
    name_end: int
    value: int
    value_end: int


def without_comments(text: str) -> str:
    """The text with ``%`` comments replaced by spaces, unless they may be part of a value; no offset changes.

    That is between the fields of an entry and on lines of their own outside entries. BibTeX has no such comments but
    biber has, and authors use them to hide an entry.
    """
    text = _BRACE_ON_NEXT_LINE.sub(r"\1 ", text)
    if "%" not in text:
        return text
    blotted, at = [], 0
    for start, end in _comments(text):
        blotted += [text[at:start], " " * (end - start)]
        at = end
    return "".join((*blotted, text[at:]))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    depth, quoted, closing, at = 0, False, "}", 0
    while found := _COMMENT_TOKEN.search(text, at):
        token, at = found[0], found.end()
        if token[0] == "@":
            if depth == 0 or starts_line(text, found.start()):
                depth, quoted, closing = 1, False, "}" if token[-1] == "{" else ")"
            else:
                depth += token[-1] == "{"
        elif token == "{":
            depth += depth > 0
        elif token == "}" or (token == ")" == closing and depth == 1 and not quoted):
            depth -= depth > 0
        elif token == '"':
            quoted ^= depth == 1
        elif token == "%" and ((depth == 1 and not quoted) or (depth == 0 and starts_line(text, found.start()))):
            at = (text.find("\n", at) + 1 or len(text) + 1) - 1
            yield found.start(), at


def starts_line(text: str, at: int) -> bool:
    """Whether there are only spaces before this offset in its line."""
    while at and text[at - 1] != "\n" and text[at - 1].isspace():
        at -= 1
    return not at or text[at - 1] == "\n"


def locate(text: str, blocks: Iterable[tuple[str, bool]]) -> Iterator[int]:
    """The offset of each block, given as its raw text and whether it was read to its end.

    The splitter's own line numbers are not used because they leave out a newline after a backslash.
    """
    at = 0
    for raw, is_whole in blocks:
        start = max(text.find(raw, at), 0)
        yield start
        at = start + (len(raw) if is_whole else 1)


def slots(text: str, start: int, fields: Iterable[tuple[str, str]]) -> Iterator[Slot]:
    """The places of the fields of a well-formed entry, given as its names and raw values in their order."""
    at = text.find(",", opening_end(text, start)) + 1
    for name, value in fields:
        name_at = _skip_space(text, at)
        name_end = name_at + len(name)
        equals = _EQUALS.match(text, name_end)
        value_at = equals.end() if equals else name_end
        yield Slot(name_at, name_end, value_at, value_at + len(value))
        at = _skip_space(text, value_at + len(value)) + 1


def opening_end(text: str, start: int) -> int:
    """The offset after the ``@type{`` that begins here."""
    found = _OPENING.match(text, start)
    return found.end() if found else start


def _skip_space(text: str, at: int) -> int:
    found = _NOT_SPACE.search(text, at)
    return found.start() if found else len(text)


def unclosed_field(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The name and offset of the field in a broken entry with unclosed braces or quotation marks, if one is found.

    It is the last field before one that seems to begin inside it.
    """
    depth, quoted = 1, False
    last: tuple[str, int] | None = None
    for found in _FIELD_TOKEN.finditer(text, opening_end(text, start), end):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        quoted ^= found[0] == '"' and depth == 1
        if found[1] and (depth != 1 or quoted):
            return last
        if found[1]:
            last = found[1], found.start(1)
    return last if depth > 1 or quoted else None


def lost_entries(text: str) -> Iterator[int]:
    """The offsets in free text of what looks like the beginning of an entry but is not."""
    for found in _LOST_ENTRY.finditer(text):
        yield found.start() + found[0].index("@")
    yield from (found.end() for found in _NO_SIGN.finditer(text))


def is_stray(text: str) -> bool:
    """Whether free text looks like the rest of an entry that ended too early."""
    return _STRAY_FIELD.match(text) is not None


def shortened(text: str) -> str:
    """The text on one line, at most 40 characters of it."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def is_one_group(text: str) -> bool:
    """Whether one pair of braces encloses all of a text."""
    depth = 0
    for found in _BRACE.finditer(text) if text.startswith("{") else ():
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end() == len(text)
    return False
