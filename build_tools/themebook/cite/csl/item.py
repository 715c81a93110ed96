"""Converts references to CSL-JSON items that citation processors format as the manuals of the styles require.

Titles may contain ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, and ``<span class="nocase">`` around words that keep their
capitals.
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

_STATUS = re.compile(r"in ?press|forthcoming|in ?preparation|submitted|pre-?published|advance online publication", re.I)
# How authors of BibTeX, which has no field for it, say when they saw a page.
_ACCESSED = re.compile(r"(?:last )?(?:accessed|retrieved|visited)(?: on)?:? +(.*?\d)\.?", re.I)
_STATUSES = {"inpress": "in press", "inpreparation": "in preparation", "prepublished": "advance online publication"}

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
    name = "date" if reference.field("date") else "year"
    date = reference.field(name)
    status = _STATUS.search(" ".join((date, reference.field("pubstate"), reference.field("note"))))
    word = status[0].lower() if status else ""
    state = _STATUSES.get(re.sub(r"[ -]", "", word), word)
    is_preprint = kind == "article" and state == _STATUSES["prepublished"]
    dates: Item = {"status": "" if is_preprint else state}
    is_to_appear = state in ("in press", "forthcoming") and reference.field("pubstate")
    if not is_to_appear and not _STATUS.search(date):
        month, day = reference.field("month"), reference.field("day")
        dates["issued"] = csl_date(date, month=month, day=day, is_year=name == "year")
    held = csl_date(reference.field("eventdate"))
    if kind in ("speech", "performance"):
        dates["issued"] = dates.get("issued") or held
    if held != dates.get("issued"):
        dates["event-date"] = held
    seen = _ACCESSED.fullmatch(reference.field("note").strip())
    if not seen and not (status and status[0] in reference.field("note")):
        dates["note"] = note_of(reference, kind)
    dates["accessed"] = csl_date(reference.field("urldate") or iso_date(seen[1] if seen else ""))
    dates["original-date"] = csl_date(reference.field("origdate", "origyear"))
    return dates
