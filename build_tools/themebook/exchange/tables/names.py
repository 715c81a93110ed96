"""Several names in one cell, and the levels of a path in one name, as they are written and read.

Semicolons and line breaks separate names, and " > " the levels of a path. A backslash before one of these, or before
another backslash, makes it a part of the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from themebook.exchange.imported import Path
from themebook.exchange.imported_names import key_of

_NAME = re.compile(r"((?:\\.|[^\\;\n]|\\$)*)(?:[;\n]|$)", re.DOTALL)
_LEVEL = re.compile(r"((?:\\.|(?!\s>\s)[^\\]|\\$)*)(?:\s>\s|$)", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\;>\n])")


def joined_names(names: Iterable[str]) -> str:
    """Names as one cell."""
    return "; ".join(re.sub(r"[\\;\n]", r"\\\g<0>", name) for name in names)


def joined_paths(paths: Iterable[Path]) -> str:
    """Paths as one cell."""
    return "; ".join(" > ".join(re.sub(r"[\\;>\n]", r"\\\g<0>", title) for title in path) for path in paths)


def names_in(cell: str) -> Iterator[str]:
    """The names in a cell."""
    return (_plain(name) for name in _parts(_NAME, cell))


def paths_in(cell: str) -> Iterator[Path]:
    """The paths in a cell."""
    for name in _parts(_NAME, cell):
        if path := tuple(_plain(title) for title in _parts(_LEVEL, name)):
            yield path


def distinct_names(names: Mapping[str, str]) -> dict[str, str]:
    """Names by ids, each with its id after it where names differ in nothing but capitals and spaces."""
    distinct = dict(names)
    while True:
        times = Counter(key_of((name,)) for name in distinct.values())
        if max(times.values(), default=0) < 2:
            return distinct
        distinct = {one: f"{name} {one}" if times[key_of((name,))] > 1 else name for one, name in distinct.items()}


def _parts(pattern: re.Pattern[str], text: str) -> list[str]:
    return [part for found in pattern.finditer(text) if (part := found[1].strip())]


def _plain(name: str) -> str:
    return _ESCAPED.sub(r"\1", name)
