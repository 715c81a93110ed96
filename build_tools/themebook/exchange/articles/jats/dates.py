"""Dates of JATS as dates of CSL-JSON."""

from __future__ import annotations

import re
from typing import Any

from themebook.exchange.articles.jats.elements import Element, attribute, below, text_of

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def dates_in(element: Element) -> dict[str, dict[str, Any]]:
    """When a work was issued and read, as dates of CSL."""
    found: dict[str, dict[str, Any]] = {}
    year = next(below(element, "year", outside=frozenset({"date-in-citation"})), None)
    text = attribute(year, "iso-8601-date") or text_of(year) if year is not None else ""
    if number := _YEAR.search(text_of(year) if year is not None else "") or _YEAR.search(text):
        parts = [int(number[0])]
        for name in ("month", "day"):
            value = _month(text_of(next(below(element, name, outside=frozenset({"date-in-citation"})), None)))
            if not value:
                break
            parts.append(value)
        found["issued"] = {"date-parts": [parts]}
    elif text:
        found["issued"] = {"literal": text}
    accessed = next(below(element, "date-in-citation"), None)
    if accessed is not None and (read := _accessed(accessed)):
        found["accessed"] = read
    return found


def _accessed(element: Element) -> dict[str, Any]:
    iso = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", attribute(element, "iso-8601-date"))
    if iso:
        return {"date-parts": [[int(part) for part in iso.groups() if part]]}
    if year := text_of(next(below(element, "year"), None)):
        return date_of(year, *(text_of(next(below(element, name), None)) for name in ("month", "day")))
    text = text_of(element)
    return {"literal": text} if text else {}


def date_of(year: str, month: str = "", day: str = "") -> dict[str, Any]:
    if not year.isdigit():
        return {"literal": year} if year else {}
    parts = [int(year)]
    for text in (month, day):
        if not (value := _month(text)):
            break
        parts.append(value)
    return {"date-parts": [parts]}


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month(text: str) -> int:
    """The number of a month or day; 0 if it is none."""
    if text.isdigit():
        return int(text) if int(text) <= 31 else 0
    return _MONTHS.index(text[:3].casefold()) + 1 if text[:3].casefold() in _MONTHS else 0
