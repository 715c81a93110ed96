"""Braces around whole titles.

They keep all capitals of a title. Some reference managers, such as Mendeley, put them around every title, though; there
they mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from themebook.sources.bibtex.entries import RawEntry

_FEWEST = 10
_SHARE = 0.95
_TITLES = frozenset(("title", "booktitle", "subtitle", "booksubtitle"))
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def are_a_habit(entries: Iterable[RawEntry]) -> bool:
    """Whether braces are around nearly all titles."""
    titles = [field.text for entry in entries for field in entry.fields if field.name == "title"]
    return len(titles) >= _FEWEST and sum(map(_is_braced, titles)) >= _SHARE * len(titles)


def without_outer_braces(name: str, text: str) -> str:
    """The field as LaTeX, without the braces around all of it if it is a title."""
    return text.strip()[1:-1] if name in _TITLES and _is_braced(text) else text


def _is_braced(text: str) -> bool:
    stripped, depth = text.strip(), 0
    if not stripped.startswith("{"):
        return False
    for found in _BRACE.finditer(stripped):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end() == len(stripped)
    return False
