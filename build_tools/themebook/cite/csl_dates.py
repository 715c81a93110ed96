"""Converts the dates of BibTeX and biblatex to CSL-JSON.

Formats: https://ctan.org/pkg/biblatex, section 2.3.8, and
https://docs.citationstyles.org/en/stable/specification.html#date-variables.
"""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = ("spring", "summer", "autumn", "winter")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_YEAR = re.compile(r"(\d{4})[a-z]?")
_YEARS = re.compile(r"(\d{4})\s*(?:-{1,2}|\u2013)\s*(\d{4})")
_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa)\s*|[~?%]$", re.IGNORECASE)
_NO_DATE = re.compile(r"(?:n\.?\s*d\.?|no date|undated)?", re.IGNORECASE)


def csl_date(value: str, *, month: str = "", day: str = "") -> dict[str, object]:
    """A CSL date: ``date-parts``, ``season`` and ``circa``, or the text as ``literal``. Empty for ``n.d.``.

    A letter after a year (``2004a``) is dropped, because the citation processor adds these letters.
    """
    text = re.sub(r"[{}]", "", value).strip()
    if _NO_DATE.fullmatch(text):
        return {}
    is_circa = bool(_CIRCA.search(text))
    parts = _parts(_CIRCA.sub("", text).strip())
    if not parts:
        return {"literal": text}
    date: dict[str, object] = {"date-parts": parts}
    if len(parts) == 1 and len(parts[0]) == 1:
        date |= _month(parts[0][0], month.strip().strip("{}"), day)
    return date | {"circa": True} if is_circa else date


def _parts(text: str) -> list[list[int]]:
    """Year, month and day of the start, and of the end of a range. Empty if the text is not a date."""
    if years := _YEARS.fullmatch(text):
        return [[int(years[1])], [int(years[2])]]
    parts = []
    for end in text.split("/"):
        if match := _ISO.fullmatch(end.strip()) or _YEAR.fullmatch(end.strip()):
            parts.append([int(number) for number in match.groups() if number and int(number)])
        elif end.strip(" ."):
            return []
    return parts[:2]


def _month(year: int, month: str, day: str) -> dict[str, object]:
    """Refine a year by the fields ``month`` and ``day``, such as ``jan``, ``March 12``, ``5`` or ``Spring``."""
    name = re.search(r"[^\W\d_]+", month)
    number = re.search(r"\d+", day) or (re.search(r"\d+", month) if name else None)
    if name and name[0].lower() in [*_SEASONS, "fall"]:
        season = "autumn" if name[0].lower() == "fall" else name[0].lower()
        return {"date-parts": [[year]], "season": _SEASONS.index(season) + 1}
    if name and name[0].lower()[:3] in _MONTHS:
        parts = [year, _MONTHS.index(name[0].lower()[:3]) + 1]
    elif month.isdecimal() and 1 <= int(month) <= 12:
        parts = [year, int(month)]
    else:
        return {}
    return {"date-parts": [[*parts, int(number[0])] if number and 1 <= int(number[0]) <= 31 else parts]}
