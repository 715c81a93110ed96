"""Look-alikes in the syntax of a BibTeX file are reported, and corrected so that the entry can be read.

In values they are text. Special spaces between fields are harmless, and are left unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from themebook.core.characters import look_alike
from themebook.core.lookalikes import ANY, AT_SIGNS, GAPS, QUOTATION_MARKS, first, named, plain
from themebook.sources.bibtex.blocks import PARENTHESIS, BibReading

_OPENING = re.compile(
    rf"(?m)^[{GAPS}]*(?P<at>[@{AT_SIGNS}])(?P<gap>[{GAPS}]*)(?P<type>[A-Za-z]+)(?P<more>[{GAPS}]*)"
    rf"(?P<open>[{{\uff5b]|[(\uff08]{PARENTHESIS})"
)
_KEY = re.compile(r"[^,\uff0c{}=\n]*")
_TOKEN = re.compile(
    r"\\.|[{}\"\uff5b\uff5d,]|(?P<quote>=\s*[" + QUOTATION_MARKS + r"])|(?P<name>[^\s{}\"=,#\\]+)|(?P<other>[^\w\s])",
    re.S,
)
_CLOSING = re.compile(rf"[{QUOTATION_MARKS}](?=\s*(?:[,\uff0c}}\uff5d]|$))", re.M)


class _LookAlike(NamedTuple):
    """The offset of a look-alike, the text of the same length that replaces it, and how to report it, if at all."""

    at: int
    meant: str
    report: Literal["character", "quotation mark", ""] = "character"


def replace_look_alikes(reading: BibReading) -> None:
    """Report the look-alikes in the syntax of a file, and replace them in the text that is read. No offset changes."""
    characters = list(reading.text)
    for found in _look_alikes(reading.text):
        character, place = reading.text[found.at], reading.place(found.at)
        if found.report == "character":
            reading.found.append(look_alike(character, place))
        elif found.report:
            message = f"a value cannot begin with {named(character)}"
            reading.report(look_alike, place, message, "put the value in braces: title = {...},")
        characters[found.at : found.at + len(found.meant)] = found.meant
    reading.text = "".join(characters)


def _look_alikes(text: str) -> Iterator[_LookAlike]:
    openings = list(_OPENING.finditer(text))
    ends = [*(opening.start() for opening in openings[1:]), len(text)]
    for opening, end in zip(openings, ends, strict=False):
        if opening["gap"] or not opening[0].isascii():
            yield from _in_opening(opening)
        is_entry = opening["type"].lower() not in ("comment", "preamble")
        if is_entry and ANY.search(text, opening.end(), end):
            yield from _between_values(text, opening.end(), end)


def _in_opening(opening: re.Match[str]) -> Iterator[_LookAlike]:
    """The sign, the type and the brace must be plain, and nothing may be between the sign and the type."""
    written, start = opening[0], opening.start()
    sign = opening.start("at") - start
    at = first(written[sign:])
    if at >= 0:
        yield _LookAlike(start + sign + at, written[sign + at])
    meant = opening["gap"] + "@" + opening["type"] + " " * len(opening["more"]) + plain(opening["open"])
    yield _LookAlike(opening.start("at"), meant, report="")


def _between_values(text: str, start: int, end: int) -> Iterator[_LookAlike]:
    """The text outside the braces and quotation marks of an entry."""
    key = _KEY.match(text, start, end)
    at = key.end() if key else start
    if text[at : at + 1] == "\uff0c":
        yield _LookAlike(at, ",")
    depth, may_close = 1, True
    while depth and (token := _TOKEN.search(text, at, end)):
        at = token.end()
        if token[0] in ("{", "\uff5b"):
            depth += 1
        elif token[0] in ("}", "\uff5d"):
            depth -= 1
        if token[0] in ("\uff5b", "\uff5d") and depth < 2 + (token[0] == "\uff5b"):
            yield _LookAlike(token.start(), plain(token[0]))
        if depth != 1:
            continue
        if token[0] == '"':
            at = text.find('"', at, end) + 1 or end
        elif token["quote"]:
            closing = _CLOSING.search(text, at, end) if may_close else None
            # Where none follows, none follows later either.
            may_close = closing is not None
            if closing:
                yield _LookAlike(at - 1, '"', report="quotation mark")
                yield _LookAlike(closing.start(), '"', report="")
                at = closing.end()
        elif (token["name"] or token["other"]) and (found := first(token[0])) >= 0:
            yield _LookAlike(token.start() + found, plain(token[0][found]) or " ")
