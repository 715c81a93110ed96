"""Converts references to CSL-JSON items that citation processors format as the manuals of the styles require.

Titles may contain ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, a span for small capitals, and ``<span class="nocase">``
around words that keep their capitals.
"""

from __future__ import annotations

import re

from themebook.cite.csl.dates import csl_date, iso_date
from themebook.cite.csl.numbers import note_of, numbers_of
from themebook.cite.csl.people import people_of
from themebook.cite.csl.publishers import addresses_of, publisher_of
from themebook.cite.csl.titles import WorkTitles
from themebook.cite.csl.types import csl_type
from themebook.core.bibliography import Reference

_STATE = re.compile(r"in ?press|forthcoming|in ?preparation|submitted|pre-?published|advance online publication", re.I)
# How authors of BibTeX, which has no field for it, say when they saw a page.
_ACCESSED = re.compile(r"(?:last )?(?:accessed|retrieved|visited)(?: on)?:? +(.*?\d)\.?", re.I)
_STATES = {"inpress": "in press", "inpreparation": "in preparation", "prepublished": "advance online publication"}

Item = dict[str, object]


def to_csl(reference: Reference, language: str = "en") -> Item:
    """The CSL-JSON item of a reference. Its ``id`` is the key. Unknown variables are omitted.

    ``language`` is that of works without a language of their own, as a BCP 47 tag.
    """
    kind = csl_type(reference)
    people = people_of(reference, kind)
    parts: tuple[dict[str, object], ...] = (
        dict(people),
        dict(WorkTitles(reference, kind, language).variables()),
        _dates(reference, kind),
        dict(numbers_of(reference, kind)),
        dict(publisher_of(reference, kind, people["author"])),
        dict(addresses_of(reference)),
    )
    item: Item = {"id": reference.key, "type": kind}
    for part in parts:
        item |= {name: value for name, value in part.items() if value}
    return item


def _dates(reference: Reference, kind: str) -> Item:
    held = csl_date(reference.field("eventdate"))
    issued = _issued(reference) or (held if kind in ("speech", "performance") else {})
    seen = _ACCESSED.fullmatch(reference.field("note").strip())
    return {
        "issued": issued,
        "event-date": held if held != issued else {},
        "original-date": csl_date(reference.field("origdate", "origyear")),
        "accessed": csl_date(reference.field("urldate") or iso_date(seen[1] if seen else "")),
        "status": _status(reference, kind),
        "note": "" if seen or _STATE.fullmatch(_note(reference)) else note_of(reference, kind),
    }


def _issued(reference: Reference) -> Item:
    name = "date" if reference.field("date") else "year"
    date = reference.field(name)
    if _STATE.search(date) or _state(reference.field("pubstate")) in ("in press", "forthcoming"):
        return {}
    return csl_date(date, month=reference.field("month"), day=reference.field("day"), is_year=name == "year")


def _status(reference: Reference, kind: str) -> str:
    """Whether the work is in press, submitted and so on, by its state, its date or a note that says nothing else."""
    state = _state(reference.field("pubstate")) or _state(reference.field("date", "year"))
    state = state or _state(_note(reference) if _STATE.fullmatch(_note(reference)) else "")
    return "" if kind == "article" and state == _STATES["prepublished"] else state


def _note(reference: Reference) -> str:
    return reference.field("note").strip().rstrip(".")


def _state(written: str) -> str:
    found = _STATE.search(written)
    word = found[0].lower() if found else ""
    return _STATES.get(re.sub(r"[ -]", "", word), word)
