"""What an error of the YAML parser comes from, proved by trial: with the cause repaired, the error is gone.

The parser reports where it can no longer go on, in terms of its own. Often the cause is a character that only looks
like one of the keyboard, or a text cut at a `#`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from build_tools.diagnostics import Diagnostic, Span
from build_tools.lookalikes import COLONS, GAPS, HYPHENS, QUOTATION_MARKS, first, plain
from build_tools.read.characters import look_alike
from build_tools.read.yaml_comments import Comment, text_cut

_STRUCTURE = re.compile(
    rf"(?P<marks>[{GAPS}]*(?:[-{HYPHENS}][{GAPS}]+)*)"
    rf"(?P<key>\w[\w{HYPHENS}-]*(?:[{GAPS}]*[{COLONS}][{GAPS}]*|[{GAPS}]*:(?:[{GAPS}]+|$)))?"
    r"(?P<value>.*)"
)
_BLOCK_SCALAR = re.compile(r"(?:^|[\s:-])[|>][-+0-9]*[ \t]*(?:#.*)?$")
_HASH = re.compile(r"(?<=\S)[ \t]+#")
# So many places in which a `#` may be the cause are tried.
_TRIALS = 8

ErrorLine = Callable[[str], int]
"""The line of the first error in a YAML text, counted from 0; the number of its lines where there is none."""


class _Repair(NamedTuple):
    line: int
    repaired: str
    diagnostic: Diagnostic
    has_key: bool


def causes(file: str, text: str, error_line: ErrorLine) -> tuple[Diagnostic, ...]:
    """The causes of the first error in a text that does not parse; none if they are of another kind."""
    lines = text.split("\n")
    return _look_alikes(file, lines, error_line) or _cut_text(file, lines, error_line)


def look_alike_in(file: str, line: int, written: str) -> Diagnostic | None:
    """The first look-alike in what gives a line its structure; ``line`` is counted from 0."""
    repair = _repair(file, line, written)
    return repair.diagnostic if repair else None


def _look_alikes(file: str, lines: Sequence[str], error_line: ErrorLine) -> tuple[Diagnostic, ...]:
    at = error_line("\n".join(lines))
    every = [repair for number in _outside_texts(lines) if (repair := _repair(file, number, lines[number]))]
    for repairs in (every, [repair for repair in every if repair.has_key]):
        mended = list(lines)
        for repair in repairs:
            mended[repair.line] = repair.repaired
        until = error_line("\n".join(mended)) if repairs else at
        if until > at:
            return tuple(repair.diagnostic for repair in repairs if repair.line <= until)
    return ()


def _repair(file: str, number: int, line: str) -> _Repair | None:
    """The line as it was meant, if look-alikes are in what gives it its structure."""
    found = _STRUCTURE.fullmatch(line)
    if not found or not (found["marks"].strip() or found["key"]):
        return None
    marks, key, value = found["marks"], found["key"] or "", found["value"]
    quotes = value[:1] if value[:1] in QUOTATION_MARKS else ""
    at = first(marks + key + quotes)
    if at < 0:
        return None
    meant = plain(key)
    if meant and not meant.endswith(" ") and value:
        meant += " "
    if quotes and value[-1] in QUOTATION_MARKS:
        value = "'" + value[1:-1].replace("'", "''") + "'"
    return _Repair(
        number, plain(marks) + meant + value, look_alike(line[at], Span(file, number + 1, at + 1)), bool(key)
    )


def _outside_texts(lines: Sequence[str]) -> Iterator[int]:
    """The lines that are neither comments nor in a text after `|` or `>`."""
    deeper_than = -1
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or (deeper_than >= 0 and indent > deeper_than):
            continue
        deeper_than = -1
        if line.lstrip().startswith("#"):
            continue
        if _BLOCK_SCALAR.search(line):
            deeper_than = indent + len(re.match(r" *((?:- +)*)", line)[1])  # type: ignore[index]
        yield number


def _cut_text(file: str, lines: Sequence[str], error_line: ErrorLine) -> tuple[Diagnostic, ...]:
    """The `#` before the error without which there would be none; the nearest is tried first."""
    at = error_line("\n".join(lines))
    near = [number for number in _outside_texts(lines) if at - 40 <= number <= at]
    tried = 0
    for number in reversed(near):
        for found in reversed(list(_HASH.finditer(lines[number]))):
            tried += 1
            if tried > _TRIALS:
                return ()
            column = found.end() - 1
            mended = [*lines[:number], lines[number][:column] + "_" + lines[number][column + 1 :], *lines[number + 1 :]]
            if error_line("\n".join(mended)) > at:
                comment = Comment(number + 1, column + 1, lines[number][column:].strip(), is_set_off=False)
                return (text_cut(comment, file),)
    return ()
