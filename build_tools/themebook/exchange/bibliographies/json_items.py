"""The objects of a list in JSON, each with its place, also if others are damaged."""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from themebook.core.diagnostics import Diagnostic, Loaded, Span
from themebook.exchange.bibliographies.tagged import WORK_READABLE
from themebook.exchange.input_file import InputFile

# A string, or a bracket. A string that does not end on its line is damaged, and is not taken for one.
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\[^\n])*+"|[\[\]{}]')
# The list of objects, which is the file or something in it.
_LIST = re.compile(r'\s*+(?:\[|\{(?:.*?"items"\s*+:\s*+\[(?=\s*+\{)))(?P<first>)', re.DOTALL)
_MARGIN = re.compile(r"\s*?\n([ \t]*)(?=\{)")
_MOST_DIGITS = 15


class JsonItem(NamedTuple):
    """An object, and where it begins."""

    values: Mapping[str, Any]
    place: Span


def json_items(file: InputFile) -> Loaded[tuple[JsonItem, ...]]:
    """The objects of the list that the file is, or that it has under ``items``; or the one that it is."""
    text, found = file.decoded
    ends = [line.end() for line in re.finditer("\n", text)]
    items: list[JsonItem] = []
    damaged: list[Diagnostic] = []
    for start, end in _spans(text):
        line = bisect.bisect_right(ends, start)
        place = Span(file.name, line + 1, start - (ends[line - 1] if line else 0) + 1)
        try:
            values = json.loads(text[start:end], parse_int=_number, strict=False)
        except json.JSONDecodeError as error:
            damaged.append(_damaged(place, f"{error.msg}, on line {place.line + error.lineno - 1}"))
        except (ValueError, RecursionError):
            damaged.append(_damaged(place, "it is nested too deeply"))
        else:
            if isinstance(values, dict):
                items.append(JsonItem(values, place))
            else:
                damaged.append(_damaged(place, "it is no object"))
    return Loaded(tuple(items), (*found, *damaged))


def _damaged(place: Span, reason: str) -> Diagnostic:
    return WORK_READABLE.at(place, f"this record is damaged and left out: {reason}", "export the file again")


def _number(digits: str) -> int | str:
    """A whole number. Python refuses very long ones."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the objects begin and end.

    An object that does not end, because it is damaged, ends where the next begins on a line like the first.
    """
    found = _LIST.match(text)
    margin = _MARGIN.match(text, found.start("first")) if found else None
    next_item = f"\n{margin[1]}{{" if margin else ""
    depth, start = 0, 0
    for token in _TOKEN.finditer(text, found.start("first") if found else 0):
        at, bracket = token.start(), token[0]
        if depth and next_item and bracket == "{" and text.endswith(next_item, 0, at + 1):
            yield start, text.rfind("\n", 0, at)
            depth = 0
        if bracket in "[{":
            start = start if depth else at
            depth += 1
        elif bracket in "]}":
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                yield start, token.end()
    if depth > 0:
        yield start, len(text)
