"""Converts the dates of BibTeX and biblatex to CSL-JSON.

Formats: https://ctan.org/pkg/biblatex, section 2.3.8, for which https://www.loc.gov/standards/datetime is the model,
and https://docs.citationstyles.org/en/stable/specification.html#date-variables.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any
from unicodedata import decimal

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = ("spring", "summer", "autumn", "winter")
_LAST_MONTH = 12
_FIRST_SEASON = 21
_SEASON_NUMBERS = range(_FIRST_SEASON, 42)
_UNSURE = r"[~?%]*"
_TIME = re.compile(r"(?<=\d)T\d\d:\d\d.*$", re.IGNORECASE)
_ISO = re.compile(rf"(-?\d{{4}})(?:-(\d{{1,2}}|[Xx]{{2}})(?:-(\d{{1,2}}|[Xx]{{2}}))?)?{_UNSURE}")
_LONG_YEAR = re.compile(r"[Yy](-?\d{5,7})")
_YEAR = re.compile(rf"(\d{{4}})[a-rt-z]?{_UNSURE}")
_YEARS = re.compile(r"(\d{4})\s*(?:-{1,3}|[\u2010-\u2015])\s*(\d{4})")
_OPEN = re.compile(r"(\d{4})\s*(?:-{1,3}|[\u2010-\u2015])")
_ONGOING = re.compile(r"(\d{4})\s*(?:-{1,3}|[\u2010-\u2015])\s*(?:date|present|today|now|heute)", re.IGNORECASE)
_BEFORE_CHRIST = re.compile(r"(\d{1,4})\s*B\.?\s?C\.?(?:\s?E\.?)?", re.IGNORECASE)
_AFTER_CHRIST = re.compile(r"(?:A\.?\s?D\.?\s*(\d{1,4})|(\d{1,4})\s*(?:A\.?\s?D\.?|C\.?\s?E\.?))", re.IGNORECASE)
_DECADE = re.compile(r"(\d{3})[xX]|(\d{2})[xX]{2}")
_CIRCA = re.compile(r"(?:c\.|ca\.?|circa|approx\.?|approximately)\s*", re.IGNORECASE)
_UNSURE_SIGNS = "~?%"
_NO_DATE = re.compile(r"(?:n\.?\s*d\.?|no date|undated|s\.?\s*a\.?|o\.?\s*j\.?)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? +(?P<month>[A-Za-z]+)\.?,? +(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]+)\.? +(?P<day>\d{1,2})(?:st|nd|rd|th)?,? +(?P<year>\d{4})")
_SIMPLE = re.compile(r"[12][0-9]{3}")
_NO_END = ("", "..", "open", "unknown", "*")

Date = dict[str, Any]


def csl_date(value: str, *, month: str = "", day: str = "", is_year: bool = False) -> Date:
    """A CSL date: ``date-parts``, ``season`` and ``circa``, or the text as ``literal``. Empty for ``n.d.``.

    A letter after a year (``2004a``) is dropped, because the citation processor adds these letters. In a field for a
    year, ``1900/1953`` are the years of the first and of a later edition. Elsewhere, they are a range.
    """
    if _SIMPLE.fullmatch(value) and not month:
        # Almost every date.
        return {"date-parts": [[int(value)]]}
    text = _plain(value)
    if _NO_DATE.fullmatch(text):
        return {}
    known = text.rstrip(_UNSURE_SIGNS)
    prefix = _CIRCA.match(known)
    is_circa = known != text or prefix is not None
    certain = iso_date(_TIME.sub("", known[prefix.end() :] if prefix else known).strip())
    if found := _ONGOING.fullmatch(certain):
        return {"literal": f"{found[1]}\u2013present"}
    if found := _DECADE.fullmatch(certain):
        return {"literal": f"{found[1]}0s" if found[1] else f"{found[2]}00s"}
    if is_year and re.fullmatch(r"\d{4}/\d{2,4}", certain):
        return {"literal": certain}
    date = _range(certain)
    if not date:
        return {"literal": text}
    parts = date.get("date-parts", [])
    if len(parts) == 1 and len(parts[0]) == 1 and "season" not in date:
        date |= _month(parts[0][0], _plain(month), _plain(day))
    return date | {"circa": True} if is_circa else date


def iso_date(text: str) -> str:
    """An English date such as ``3 March 2010`` or ``March 3, 2010`` in the form of biblatex. Others are unchanged."""
    found = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if not found or found["month"].lower()[:3] not in _MONTHS:
        return text
    month = _MONTHS.index(found["month"].lower()[:3]) + 1
    return f"{found['year']}-{month:02}-{int(found['day']):02}"


def _plain(value: str) -> str:
    """The text without braces, and with digits of any script as 0 to 9."""
    text = re.sub(r"[{}]", "", value).replace("\u00a0", " ").strip()
    plain = "".join(str(decimal(char)) if char.isdecimal() else char for char in text)
    return plain[1:-1] if re.fullmatch(r"\(\d{4}\)", plain) else plain


def _range(text: str) -> Date:
    """The start and perhaps the end. A range without an end ends with 0. Empty if the text is not a date."""
    if years := _YEARS.fullmatch(text):
        return {"date-parts": [[int(years[1])], [int(years[2])]]}
    if year := _OPEN.fullmatch(text):
        return {"date-parts": [[int(year[1])], [0]]}
    start, slash, end = (part.strip() for part in text.partition("/"))
    if slash and start.casefold() in _NO_END:
        return {"literal": f"\u2013{end}"} if _point(end) else {}
    if slash and end.casefold() in _NO_END:
        first = _point(start)
        return first | {"date-parts": [*first["date-parts"], [0]]} if first else {}
    first, last = _point(start), _point(end) if slash else {}
    if not first or (slash and not last):
        return {}
    return first | {"date-parts": [*first["date-parts"], *last.get("date-parts", [])]}


def _point(text: str) -> Date:
    """One day, month, season or year."""
    if era := _BEFORE_CHRIST.fullmatch(text):
        return {"date-parts": [[-int(era[1])]]}
    if era := _AFTER_CHRIST.fullmatch(text):
        return {"date-parts": [[int(era[1] or era[2])]]}
    if year := _YEAR.fullmatch(text) or _LONG_YEAR.fullmatch(text):
        return {"date-parts": [[int(year[1])]]}
    if not (found := _ISO.fullmatch(text)):
        return {}
    second = int(found[2]) if found[2] and found[2].isdecimal() else 0
    if second > _LAST_MONTH and second not in _SEASON_NUMBERS:
        # Such as 2012-13.
        first = int(found[1])
        last = first - first % 100 + second
        return {"date-parts": [[first], [last]]} if last > first and not found[3] else {}
    numbers = [int(part) if part and part.lower() != "xx" else 0 for part in found.groups()]
    if len(numbers) > 1 and numbers[1] >= _FIRST_SEASON:
        return {"date-parts": [numbers[:1]], "season": (numbers[1] - _FIRST_SEASON) % len(_SEASONS) + 1}
    known = list(takewhile(bool, numbers))
    return {"date-parts": [known]} if known else {}


def _month(year: int, month: str, day: str) -> Date:
    """Refine a year by the fields ``month`` and ``day``, such as ``jan``, ``March 12``, ``5`` or ``Spring``."""
    name = re.search(r"[^\W\d_]+", month)
    number = re.search(r"(?<!\d)\d{1,2}(?!\d)", day) or (re.search(r"(?<!\d)\d{1,2}(?!\d)", month) if name else None)
    if name and name[0].lower() in [*_SEASONS, "fall"]:
        season = "autumn" if name[0].lower() == "fall" else name[0].lower()
        return {"date-parts": [[year]], "season": _SEASONS.index(season) + 1}
    if name and name[0].lower()[:3] in _MONTHS:
        parts = [year, _MONTHS.index(name[0].lower()[:3]) + 1]
    elif re.fullmatch(r"0?[1-9]|1[0-2]", month):
        parts = [year, int(month)]
    else:
        return {}
    return {"date-parts": [[*parts, int(number[0])] if number and 1 <= int(number[0]) <= 31 else parts]}
