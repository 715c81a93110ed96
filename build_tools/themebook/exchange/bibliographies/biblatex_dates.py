"""Dates of CSL-JSON as biblatex has them (https://ctan.org/pkg/biblatex, section 2.3.8)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from themebook.exchange.bibliographies.latex import latex

_STATES = {
    **dict.fromkeys(("inpress", "forthcoming", "submitted", "inpreparation", "prepublished"), ""),
    **dict.fromkeys(("advanceonlinepublication", "onlinefirst", "epubaheadofprint", "aheadofprint"), "prepublished"),
    **dict.fromkeys(("underreview", "insubmission"), "submitted"),
    **dict.fromkeys(("toappear", "accepted", "acceptedforpublication"), "inpress"),
}
_FIRST_SEASON = 20
_LAST_YEAR_OF_FOUR_DIGITS = 9999


def state_in(text: str) -> str:
    """The word of biblatex for the state of a work, such as ``inpress`` for "In press"; nothing for other texts."""
    word = re.sub(r"[\W_]", "", text).lower()
    return (_STATES[word] or word) if word in _STATES else ""


def biblatex_date(date: object) -> str:
    """The date, or nothing. A range without an end ends with a slash."""
    if not isinstance(date, Mapping):
        return ""
    parts = date.get("date-parts")
    if not parts:
        return "" if state_in(str(date.get("literal", ""))) else latex(str(date.get("literal", "")))
    points = [_point(point) if point[0] else "" for point in parts]
    if date.get("season") and len(parts[0]) == 1:
        points[0] += f"-{_FIRST_SEASON + date['season']}"
    # A sign of doubt is about the date that it follows.
    return "/".join(f"{point}~" if date.get("circa") and point else point for point in points)


def _point(parts: Sequence[int]) -> str:
    year, *others = parts
    sign, number = "-" if year < 0 else "", abs(year)
    if number > _LAST_YEAR_OF_FOUR_DIGITS:
        return f"Y{sign}{number}"
    return "-".join((f"{sign}{number:04}", *(f"{other:02}" for other in others)))
