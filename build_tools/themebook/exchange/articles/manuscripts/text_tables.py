"""Tables drawn with characters, which are left out of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from themebook.core.diagnostics import Diagnostic, Span
from themebook.exchange.articles.study import PARTS_CARRIED

_GRID = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*$")
_ROW = re.compile(r"\s*[|+]")
_RULE = re.compile(r"\s*-{10,}\s*$")
_COLUMNS = re.compile(r"\s*:?-{2,}:?(?:\s+:?-{2,}:?)+\s*$")
# Longer tables are read as text.
_MOST_LINES = 600


def without_tables(lines: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """The lines with those of tables emptied, and the numbers of the lines where tables began, from 1."""
    kept, found, at = list(lines), list[int](), 0
    while at < len(lines):
        end = _end(lines, at)
        if end > at:
            found.append(at + 1)
            kept[at:end] = [""] * (end - at)
        at = max(end, at + 1)
    return kept, tuple(found)


def _end(lines: list[str], at: int) -> int:
    """The line after the table that begins here, or this line if none does."""
    line = lines[at]
    if _GRID.match(line):
        end = at + 1
        while end < len(lines) and _ROW.match(lines[end]):
            end += 1
        return end
    if _RULE.match(line):
        inside = lines[at + 1 : at + _MOST_LINES]
        closing = next((number for number, one in enumerate(inside) if _RULE.match(one)), -1)
        is_table = closing >= 0 and (
            any(_COLUMNS.match(one) for one in inside[:closing]) or not any(one.strip() for one in inside[:closing])
        )
        return at + closing + 2 if is_table else at
    if _COLUMNS.match(line) and at and lines[at - 1].strip():
        end = at + 1
        while end < len(lines) and lines[end].strip():
            end += 1
        return end
    return at


def table_left_out(name: str, lines: Sequence[int]) -> tuple[Diagnostic, ...]:
    """What is reported of tables that begin on these lines: the first stands for all."""
    message, hint = "this table is left out, and others like it", "copy what you need by hand"
    return tuple(PARTS_CARRIED.at(Span(name, line), message, hint) for line in lines[:1])
