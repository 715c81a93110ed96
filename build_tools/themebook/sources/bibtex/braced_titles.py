"""Braces around whole titles.

They keep all capitals of a title. Some reference managers, such as Mendeley, put them around every title, though; there
they mean nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from themebook.sources.bibtex.blocks import is_one_group

_FEWEST = 10
_SHARE = 0.95
_TITLES = frozenset(("title", "booktitle", "subtitle", "booksubtitle"))


def are_a_habit(titles: Sequence[str]) -> bool:
    """Whether braces are around nearly all titles of a file."""
    return len(titles) >= _FEWEST and sum(map(_is_braced, titles)) >= _SHARE * len(titles)


def without_outer_braces(name: str, text: str) -> str:
    """The field as LaTeX, without the braces around all of it if it is a title."""
    return text.strip()[1:-1] if name in _TITLES and _is_braced(text) else text


def _is_braced(text: str) -> bool:
    return is_one_group(text.strip())
