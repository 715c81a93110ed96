"""Whether a date in the bibliography exists.

Valid are the forms of BibTeX and biblatex (https://ctan.org/pkg/biblatex, section 2.3.8), which are those of EDTF
(https://www.loc.gov/standards/datetime), and the words that libraries use for missing or approximate dates. Every
number must be part of a possible year, month or day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match

from themebook.core.bibliography import Reference
from themebook.core.diagnostics import Diagnostic, Severity, rule
from themebook.sources.all_sources import Sources

_DATES = ("year", "date", "origdate", "origyear", "eventdate", "urldate")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = "january february march april may june july august september october november december"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = range(21, 42)

_MONTH_NAME = re.compile(rf"(?<![^\W\d_])(?:{'|'.join((*_LONG.split(), *_NAMES, 'sept'))})(?![^\W\d_])", re.I)
_ISO = re.compile(
    r"(?<![\w.])(?P<year>-?\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?(?P<time>T[\d:.]+(?:Z|[+-][\d:]+)?)?[?~%]*(?![\w-])"
)
_YEARS = re.compile(r"(?P<from>(?<!\d)\d{4})\s*(?:-{1,3}|[\u2010-\u2015/])\s*(?P<to>\d{2}|\d{4})(?![\w-])")
_OTHER_ERA = re.compile(r"\b(?:b\.?\s?c|a\.?\s?d|c\.?\s?e|a\.?\s?h|centur(?:y|ies)|jahrhundert|jh)\b", re.I)
_NUMBER = re.compile(
    r"(?P<before>Y-?(?=\d+E)|Y-?|'|\u2019)?(?P<digits>\d+)(?P<after>st|nd|rd|th|[xXuU]+\b|(?<=\d)E\d+)?"
)
_UNKNOWN_PART = re.compile(r"-(?:[xXuU]{2})")

# Almost every date.
_YEAR = re.compile(r"[12]\d{3}")

_HOW = "write a year (2026), a month (2026-07) or a day (2026-07-14), and leave out unknown parts"


@rule(Severity.WARNING)
def bib_date(sources: Sources) -> Iterator[Diagnostic]:
    """A date must exist, and be written as in BibTeX or biblatex."""
    for entry in sources.bibliography.references:
        for name, why, hint in _impossible(entry):
            message = f"`{name}` of '{entry.key}' cannot be '{entry.field(name)}': {why}"
            yield bib_date.at(entry.place(name), message, hint)


def _impossible(entry: Reference) -> Iterator[tuple[str, str, str]]:
    """The fields with an impossible date, each with the reason and what to do."""
    for name in _DATES:
        text = _plain(entry.field(name))
        if not text or _YEAR.fullmatch(text):
            continue
        if why := wrong_date(text, is_year=name in ("year", "origyear")):
            yield name, why, _how_to_write(name, text)
    month, day = _plain(entry.field("month")), _plain(entry.field("day"))
    if why := wrong_month(month):
        yield (
            "month",
            why,
            "write the first three letters of its English name without braces, such as mar, or its number",
        )
    elif why := _wrong_day(month, day, _plain(entry.field("year"))):
        yield "day" if day else "month", why, "correct the day or the month"


def _how_to_write(name: str, text: str) -> str:
    month, year = _MONTH_NAME.search(text), re.search(r"\d{4}", text)
    if name == "year" and month and year:
        return f"write year = {{{year[0]}}} and month = {month[0][:3].lower()}"
    return _HOW


def _plain(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").split())


def wrong_date(text: str, *, is_year: bool) -> str:
    """Why a date is impossible, or nothing if it is not. A year may be a range such as ``1909-13``."""
    if not re.search(r"\d", text) or _OTHER_ERA.search(text):
        return ""
    text = _UNKNOWN_PART.sub("", text)
    reasons: list[str] = []

    def of_iso(found: Match[str]) -> str:
        month, year_end = int(found["month"]), int(found["year"][-2:])
        may_be_range = not found["day"] and len(found["month"]) == 2 and month > year_end
        if not (may_be_range and (is_year or month > _SEASONS[-1]) and month > 12):
            reasons.append(_wrong_day_of(found["year"], month, int(found["day"] or 1)))
        return " "

    rest = _YEARS.sub(" ", _ISO.sub(of_iso, text))
    if _MONTH_NAME.search(rest):
        reasons.append("the name of a month is not allowed here")
    reasons += [_wrong_year(found) for found in _NUMBER.finditer(rest)]
    return next(filter(None, reasons), "") or _wrong_order(text)


def _wrong_order(text: str) -> str:
    ends = text.split("/")
    starts = [re.match(r"\d{4}(?:-\d\d){0,2}(?=[?~%T]|$)", end.strip()) for end in ends]
    if len(ends) != 2 or not starts[0] or not starts[1]:
        return ""
    length = min(len(starts[0][0]), len(starts[1][0]))
    return "it ends before it begins" if starts[1][0][:length] < starts[0][0][:length] else ""


def _wrong_year(found: Match[str]) -> str:
    digits = found["digits"]
    if found["before"] or found["after"]:
        return ""
    if not digits.strip("0") and len(digits) > 2:
        return "there is no year 0"
    return "" if len(digits) in (3, 4) else f"a year has four digits, and {digits} has {len(digits)}"


def _wrong_day_of(year: str, month: int, day: int) -> str:
    if int(year) == 0:
        return "there is no year 0"
    if month in _SEASONS:
        return ""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    return _too_late(day, month, year)


def _too_late(day: int, month: int, year: str) -> str:
    last = _DAYS[month - 1]
    if month == 2 and re.fullmatch(r"\d{4}", year) and not _is_leap(int(year)):
        last = 28
    return "" if 1 <= day <= last else f"{_LONG.split()[month - 1].capitalize()} has no day {day}"


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def wrong_month(text: str) -> str:
    """Why a month is impossible, or nothing. It may be a name in any language, a season, a number or a range."""
    if re.search(r"[^\W\d_]", text):
        return ""
    wrong = next((number for number in re.findall(r"\d+", text) if not 1 <= int(number) <= 12), None)
    return f"there is no month {wrong}" if wrong else ""


def _wrong_day(month: str, day: str, year: str) -> str:
    """Why the day of a month is impossible. It is in its own field, or with the month, as in ``30~feb``."""
    name = _MONTH_NAME.search(month)
    number = _NAMES.index(name[0][:3].lower()) + 1 if name else int(month) if month.isdecimal() else 0
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", day or (month if name else ""))
    return next(filter(None, (_too_late(int(one), number, year) for one in days)), "") if number else ""


RULES = (bib_date,)
