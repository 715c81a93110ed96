"""Citations in running text, as they are written: names with years, or numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from themebook.exchange.articles.citations.names import is_organisation
from themebook.exchange.articles.citations.names_in_text import AND, names_before
from themebook.exchange.articles.citations.reference_fields import YEAR

# Longer brackets are not looked at, and names are looked for this far before a year.
_LONGEST_BRACKET = 1_500
_YEAR = re.compile(rf"(?<![\w.–-])(?:{YEAR})(?![\w–-])", re.IGNORECASE)
# What follows a year that begins a period or a date, and is no citation.
_PERIOD = re.compile(r"\s*(?:[–-]|to\b|and\b|until\b|bis\b|through\b|a\b|à\b|/)\s*\d|\s+[^\W\d_]{4}")
_LOCATOR_WORD = (
    r"(?:pp?|S|ss?|págs?|chap(?:ter)?s?|ch|Kap|cap|paras?|lines?|ll?|section|sec|fig(?:ure)?|table|tab|appendix|footnote|"
    r"note|n|vol|rule|art|min|verse|Z|Abs|Rn|loc)"
)
_LOCATOR = re.compile(
    rf"\s*[,:;]?\s*(?P<word>{_LOCATOR_WORD}\.?\s*|§+\s*|¶+\s*)?(?P<place>[ivxlc]{{0,4}}\d[\w.]{{0,9}}(?:\s?[–—,&-]\s?\d[\w.]{{0,9}}){{0,6}}\s?(?:ff?\.)?)\s*",
    re.IGNORECASE,
)
_ONLY_LOCATOR = re.compile(
    rf"(?:{_LOCATOR_WORD}(?:\.\s?|\s)|(?-i:pp?)(?:\.\s?|\s)|§\s?|¶\s?)(?:[ivxlc]{{1,6}}|[A-Z]?\d{{1,6}}[a-z]?)(?:\s?[–—,&-]\s?\w{{1,7}}){{0,4}}",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\d{1,4}(?:\s?[,;–—-]\s?\d{1,4}){0,60}")
_NUMBERS_WITH_LOCATOR = re.compile(rf"(\d{{1,4}})\s?[,:]\s?((?:{_LOCATOR_WORD})\.?\s?\d[\d–—-]{{0,10}})", re.IGNORECASE)
_IN_YEAR = re.compile(r"\sin ((?:1[5-9]|20)\d\d)(?!\d)")
_BY = re.compile(
    r"\b(?:published|issued|released|produced|written|drafted|adopted|reported|set out) (?:in \w+ )?by (?:the )?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCitation:
    """One citation of one work, or of several by their numbers, in a text.

    ``names`` are those of the authors, as written, and ``year`` has its suffix. ``is_partial`` says that more authors
    are meant than named. ``title`` is all that is written before the year in the same brackets, in case it is a title.
    A mention with neither names nor numbers only adds a ``locator`` to the work that was cited before.
    """

    start: int
    end: int
    names: tuple[str, ...] = ()
    year: str = ""
    is_partial: bool = False
    locator: str = ""
    numbers: tuple[str, ...] = ()
    title: str = ""


def mentions(text: str) -> Iterator[TextCitation]:
    """Everything in a text that may be a citation, including any other numbers in brackets."""
    for start, end in _brackets(text):
        inside = text[start:end]
        if (year := _YEAR.match(inside.lstrip(" ("))) and not _PERIOD.match(
            inside, inside.find(year[0]) + len(year[0])
        ):
            offset = start + len(inside) - len(inside.lstrip(" ("))
            yield from _narrative(text, offset, end, year[0])
        elif _ONLY_LOCATOR.fullmatch(inside.strip()):
            yield TextCitation(start=start, end=end, locator=_written(inside))
        elif found := _NUMBERS_WITH_LOCATOR.fullmatch(inside.strip()):
            yield TextCitation(start=start, end=end, numbers=(found[1],), locator=_written(found[2]))
        elif _NUMBERS.fullmatch(inside.strip()):
            yield TextCitation(start=start, end=end, numbers=numbers_in(inside))
        else:
            yield from _bracketed(text, start, end)
    yield from _published(text)


def _published(text: str) -> Iterator[TextCitation]:
    """``published by the Ministry of Work in 2010``"""
    for found in _IN_YEAR.finditer(text):
        start, names, _ = names_before(text, found.start())
        if len(names) == 1 and is_organisation(names[0]) and _BY.search(text[max(start - 30, 0) : start]):
            yield TextCitation(start=start, end=found.end(), names=names, year=found[1])


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a list such as ``1, 3–5``."""
    found: list[str] = []
    for part in re.split(r"[,;]", text):
        first, _, last = re.sub(r"\s*[–—-]\s*", "-", part.strip()).partition("-")
        if last.isdigit() and first.isdigit() and 0 < int(last) - int(first) < 100:
            found += [str(number) for number in range(int(first), int(last) + 1)]
        else:
            found += [one for one in (first, last) if one]
    return tuple(found)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The insides of brackets in order: of brackets in others the outer ones if they have a year in them."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if character in "([":
            opened.append(at + 1)
        elif character in ")]" and opened:
            start = opened.pop()
            if at - start <= _LONGEST_BRACKET:
                found.append((start, at))
    outer_end = -1
    for start, end in sorted(found):
        if start >= outer_end or not _YEAR.search(text, start, end):
            yield start, end
            outer_end = end


def _narrative(text: str, start: int, end: int, year: str) -> Iterator[TextCitation]:
    """``Smith and Jones (2010, p. 12)``: the brackets begin with the year, and the names are before them."""
    opening = text.rfind("(", 0, start + 1) if "(" in text[max(start - 3, 0) : start] else text.rfind("[", 0, start)
    names_at, names, partial = names_before(text, opening)
    if not names:
        yield from _years(text, start, end, (), is_partial=False, first_start=start)
        return
    yield from _years(text, start, end, names, is_partial=partial, first_start=names_at, closing=end + 1)


def _years(
    text: str, start: int, end: int, names: tuple[str, ...], *, is_partial: bool, first_start: int, closing: int = 0
) -> Iterator[TextCitation]:
    """The works of one list of names, one for each year, and those of other names that follow in the same brackets."""
    years = list(_YEAR.finditer(text, start, end))
    begins, at = first_start, 0
    for number, found in enumerate(years):
        following = years[number + 1].start() if number + 1 < len(years) else end
        locator = _LOCATOR.match(text, found.end(), following)
        stop = (
            min(locator.end(), following)
            if locator and (locator["word"] or text[found.end() : found.end() + 1] in ",:")
            else found.end()
        )
        written = _written(text[found.end() : stop]) if stop > found.end() else ""
        between = text[at : found.start()].strip(" ,;&") if at else ""
        if at and between and between.casefold() not in AND:
            name_start, other, partial = names_before(text, found.start(), at)
            if not other:
                at = stop
                continue
            names, is_partial, begins = other, partial, name_start
        last = number + 1 == len(years)
        yield TextCitation(
            start=begins if begins >= 0 else found.start(),
            end=closing
            if closing and last and not text[stop:end].strip()
            else max(found.end(), stop - _trailing(text[found.end() : stop])),
            names=names,
            year=found[0],
            is_partial=is_partial,
            locator=written,
        )
        begins, at = -1, stop


def _trailing(text: str) -> int:
    return len(text) - len(text.rstrip(" ,;:"))


def _bracketed(text: str, start: int, end: int) -> Iterator[TextCitation]:
    """``(see Smith & Jones, 2010, p. 12; Lee, 2011a, 2011b)``"""
    at = start
    while at < end:
        stop = text.find(";", at, end)
        stop = end if stop < 0 else stop
        if first := _YEAR.search(text, at, stop):
            names_at, names, partial = names_before(text, first.start(), at, listed=True)
            title = text[at : first.start()].strip(' ,“”"‘’')
            if names:
                found = _years(text, first.start(), stop, names, is_partial=partial, first_start=names_at)
                yield from (replace(one, title=title if one.start == names_at else "") for one in found)
            else:
                yield TextCitation(start=first.start(), end=first.end(), year=first[0], title=title)
        at = stop + 1


def _written(locator: str) -> str:
    """A locator as readers expect it. A number alone is a page."""
    bare = " ".join(locator.strip(" ,:;").split())
    return f"p. {bare}" if bare[:1].isdigit() else bare
