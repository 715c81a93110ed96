"""Dates as people and databases write them, converted to CSL-JSON."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from themebook.cite.csl.dates import csl_date
from themebook.exchange.bibliographies.texts import plain

CslDate = dict[str, Any]

_NUMBERS = re.compile(r"(-?\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[/T ].*)?", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\w)")
_DAY = re.compile(r"(?<![\d/.-])\d{1,2}(?![\d/.-])")
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ORDINALS = frozenset(("st", "nd", "rd", "th", "of", "and", "t", "z"))
_LONGEST = 40
_MONTHS_OF_YEAR, _DAYS_OF_MONTH, _SEASONS_OF_YEAR = range(1, 13), range(1, 32), range(1, 5)
_LAST_YEAR = 9999


def date_in(text: str) -> CslDate:
    """The date in a text such as ``2006/01/03/``, ``2006 Mar-Apr`` or ``3 March 2006``, or the text as ``literal``.

    Empty if there is none.
    """
    written = plain(text).strip(" /,;")[:_LONGEST]
    if (found := _NUMBERS.fullmatch(written)) and (parts := _parts(found.groups())):
        return {"date-parts": [parts]}
    date = csl_date(written) if written else {}
    if "date-parts" in date:
        return date if date["date-parts"][0][0] else {}
    return _date_of_words(written) or date


def _date_of_words(text: str) -> CslDate:
    """Years, months, seasons and days, wherever they are in the text. Empty without a year, or with other words."""
    years = [int(year) for year in _YEAR.findall(text)][:2]
    words = [word.lower() for word in _WORD.findall(text)]
    months = [_MONTHS.index(word[:3]) + 1 for word in words if word[:3] in _MONTHS][:2]
    season = next((_SEASONS[word] for word in words if word in _SEASONS), 0)
    days = [int(day) for day in _DAY.findall(text) if int(day) in _DAYS_OF_MONTH]
    if not years or not all(word[:3] in _MONTHS or word in _SEASONS or word in _ORDINALS for word in words):
        return {}
    if season and not months:
        return {"date-parts": [years[:1]], "season": season}
    if len(months) > 1:
        first, last = [years[0], months[0]], [years[-1], months[1]]
        return {"date-parts": [first, last] if first < last else [first]}
    if len(years) > 1 and years[0] < years[1]:
        return {"date-parts": [[years[0]], [years[1]]]}
    return {"date-parts": [[years[0], *months, *(days if months and len(days) == 1 else [])]]}


def date_of(value: object) -> CslDate:
    """A date of CSL-JSON in its regular form: whole numbers in ``date-parts``, and no others. Empty if it is none."""
    if not isinstance(value, dict):
        return date_in(plain(value))
    parts = value.get("date-parts")
    points = [_parts(point) for point in parts[:2] if isinstance(point, list)] if isinstance(parts, list) else []
    if not points or not points[0]:
        return date_in(plain(value.get("literal") or value.get("raw") or ""))
    is_open = len(points) > 1 and not points[1]
    date: CslDate = {"date-parts": [points[0], [0]] if is_open else points}
    season = plain(value.get("season"))
    if season.isascii() and season.isdigit() and int(season[:3]) in _SEASONS_OF_YEAR:
        date["season"] = int(season)
    elif season.lower() in _SEASONS:
        date["season"] = _SEASONS[season.lower()]
    return date | {"circa": True} if value.get("circa") else date


def _parts(written: object) -> list[int]:
    """A year, and a month and a day as far as they are possible. Empty without a year."""
    numbers = [_number(one) for one in list(written)[:3]] if isinstance(written, list | tuple) else []
    if not numbers or not numbers[0] or abs(numbers[0]) > _LAST_YEAR:
        return []
    allowed = zip(numbers[1:], (_MONTHS_OF_YEAR, _DAYS_OF_MONTH), strict=False)
    return [numbers[0], *(number for number, _ in takewhile(lambda pair: pair[0] in pair[1], allowed))]


def _number(value: object) -> int:
    text = plain(value).strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else 0


def year_of(date: object) -> str:
    """The first year of a date of CSL-JSON, or nothing."""
    parts = date.get("date-parts") if isinstance(date, dict) else None
    return str(parts[0][0]) if parts else ""
