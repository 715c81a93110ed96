"""Works that are in the input more than once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from themebook.core.diagnostics import Diagnostic, Rule, Severity
from themebook.exchange.bibliographies.csl_values import Values
from themebook.exchange.bibliographies.dates import year_of
from themebook.exchange.bibliographies.texts import plain
from themebook.exchange.imported import ImportedWork

WORK_ONCE = Rule(
    "work-once", "A work should be in the input once, and no other work should have its DOI.", Severity.NOTE
)

Work = tuple[ImportedWork, Values]
"""A work, and its CSL-JSON in regular form."""
_ALIKE = 0.5
_MOST_COMPARED = 20
_VOLUMES = ("volume", "volume-title", "part-number")


@dataclass(slots=True)
class Distinct:
    """A work, its regular CSL-JSON, and the ids of the works in the input that are the same."""

    work: ImportedWork
    values: Values
    ids: list[str] = field(default_factory=list)


def distinct(works: Iterable[Work]) -> tuple[Sequence[Distinct], Sequence[Diagnostic]]:
    """Each work once, in the order of the input, and a note for each that was left out.

    Works are the same if they have the same DOI and a similar title, or the same title, year and first author. Of two,
    the one of which more is known is kept, with what only the other has.
    """
    kept: list[Distinct] = []
    by_doi: dict[str, Distinct] = {}
    by_title: dict[tuple[str, str, str], list[Distinct]] = {}
    notes: list[Diagnostic] = []
    for work, values in works:
        same = by_doi.get(_doi(values))
        if same and not _are_alike(same.values, values):
            notes.append(_shared_doi(work, same.work, str(values["DOI"])))
            work, values = _without_doi(work, values)
            same = None
        alike = by_title.setdefault(title, []) if (title := _title_key(values)) else []
        same = same or next((one for one in alike[:_MOST_COMPARED] if not _differ(one.values, values)), None)
        if same:
            notes.append(_repeated(work, same.work))
            _keep_better(same, work, values)
        else:
            same = Distinct(work, values)
            kept.append(same)
            alike.append(same)
        same.ids.append(str(work.csl.get("id", "")))
        if _doi(values):
            by_doi.setdefault(_doi(values), same)
    return kept, notes


def _doi(values: Values) -> str:
    return str(values.get("DOI", "")).casefold()


def _without_doi(work: ImportedWork, values: Values) -> Work:
    entry = work.entry
    if entry:
        fields = tuple((name, text) for name, text in entry.public_fields if name != "doi")
        entry = replace(entry, public_fields=fields)
    return replace(work, entry=entry), {name: value for name, value in values.items() if name != "DOI"}


def _keep_better(same: Distinct, work: ImportedWork, values: Values) -> None:
    key = same.work.citation_key or work.citation_key
    other = values
    if _worth(work, values) > _worth(same.work, same.values):
        same.work, same.values, other = work, values, same.values
    if other["type"] == same.values["type"]:
        same.values = {**other, **same.values}
    same.work = replace(same.work, citation_key=key)


def _worth(work: ImportedWork, values: Values) -> tuple[bool, bool, int]:
    return not work.is_unknown, work.entry is not None, len(values)


def _title_key(values: Values) -> tuple[str, str, str] | None:
    """The title, year and first author without what is written differently from list to list."""
    title, year = _letters(values.get("title")), year_of(values.get("issued"))
    people = values.get("author") or values.get("editor") or values.get("director")
    first = people[0] if isinstance(people, list) and people else {}
    author = _letters(first.get("family") or first.get("literal"))
    return (title, year, author) if title and year and author else None


def _letters(value: object) -> str:
    return re.sub(r"[\W_]", "", plain(value)).casefold()


def _are_alike(one: Values, other: Values) -> bool:
    """Whether two works with one DOI may be the same: chapters sometimes have the DOI of their book."""
    if _is_part(one, other):
        return False
    first, second = (_words(values) for values in (one, other))
    return not first or not second or len(first & second) >= _ALIKE * min(len(first), len(second))


def _is_part(one: Values, other: Values) -> bool:
    return {one["type"], other["type"]} == {"book", "chapter"}


def _words(values: Values) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", plain(values.get("title")).casefold()))


def _differ(one: Values, other: Values) -> bool:
    """Whether two works with one title are known to be different, such as two volumes, or a paper and its preprint."""
    known = [(_letters(one.get(name)), _letters(other.get(name))) for name in ("DOI", "volume", "number")]
    pages = [re.match(r"\w*", str(values.get("page", ""))) for values in (one, other)]
    known.append((pages[0][0] if pages[0] else "", pages[1][0] if pages[1] else ""))
    is_book = one["type"] == other["type"] == "book"
    volumes = [[_letters(values.get(name)) for name in _VOLUMES] for values in (one, other)]
    is_other_volume = is_book and volumes[0] != volumes[1]
    return _is_part(one, other) or is_other_volume or any(a and b and a != b for a, b in known)


def _repeated(work: ImportedWork, first: ImportedWork) -> Diagnostic:
    message = f"'{_named(work)}' is the same work as that at {first.place}"
    return WORK_ONCE.at(work.place, message, "both became one entry; check that they are the same")


def _shared_doi(work: ImportedWork, first: ImportedWork, doi: str) -> Diagnostic:
    message = f"'{_named(work)}' has the DOI of another work, at {first.place}: {doi}"
    return WORK_ONCE.at(work.place, message, "it was left out of the second; add the right one if there is one")


def _named(work: ImportedWork) -> str:
    return plain(work.csl.get("title"))[:80] or str(work.csl.get("id", ""))
