"""Works as RIS, for reference managers. The only module that imports rispy.

The tags are those that Zotero, Mendeley and EndNote write. Details without a RIS tag become notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import rispy

from themebook.cite.csl import Item
from themebook.cite.first_authors import first_makers

_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "motion_picture": "MPCT",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "review": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "STAT",
    "webpage": "ELEC",
}
_PEOPLE = {"author": "authors", "editor": "secondary_authors", "translator": "subsidiary_authors"}
_FIELDS = {
    "title": "title",
    "title-short": "short_title",
    "volume": "volume",
    "number-of-volumes": "number_of_volumes",
    "genre": "type_of_work",
    "chapter-number": "section",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "DOI": "doi",
    "PMID": "accession_number",
    "language": "language",
}
# What is in the record in another way, or what only says how a name or title is formatted.
_ELSEWHERE = frozenset(
    (
        *("id", "type", "issued", "accessed", "original-date", "URL", "ISBN", "ISSN", "edition", "version", "page"),
        *("issue", "number", "collection-number", "container-title", "collection-title", "status"),
        *_PEOPLE,
        *_FIELDS,
    )
)


def to_ris(item: Item, notes: Iterable[str] = ()) -> str:
    """A CSL-JSON item as one RIS record, from ``TY`` to ``ER``, with additional notes."""
    record: dict[str, Any] = {"type_of_reference": _TYPES.get(str(item["type"]), "GEN"), "id": str(item["id"])}
    for role, field in _PEOPLE.items():
        record[field] = [_name(person) for person in _list(item.get(role))]
    if not any(map(item.get, _PEOPLE)):
        record["authors"] = [_name(person) for person in first_makers(item)]
    record |= {field: _text(item.get(variable)) for variable, field in _FIELDS.items()}
    record["edition"] = _text(item.get("edition") or item.get("version"))
    record |= _container_titles(item) | _numbers(item)
    issued = _date(item.get("issued"))
    record |= {"year": issued.partition("/")[0], "date": issued if "/" in issued else ""}
    record["original_publication"] = _date(item.get("original-date"))
    record["access_date"] = _date(item.get("accessed"))
    record["urls"] = [_text(item["URL"])] if item.get("URL") else []
    record["notes"] = [" ".join(note.split()) for note in (*notes, *_notes(item), *_unnamed(item))]
    ris = str(rispy.dumps([{field: value for field, value in record.items() if value}]))
    # rispy writes a line with a number before each record, which is not part of the format.
    return ris.partition("\n")[2].rstrip("\n")


def _list(value: object) -> list[Mapping[str, str]]:
    return value if isinstance(value, list) else []


def _name(person: Mapping[str, str]) -> str:
    """``Family, Given, Suffix``, or a single name without a comma."""
    if "literal" in person:
        return "et al." if person["literal"] == "others" else person["literal"]
    family = " ".join(filter(None, (person.get("non-dropping-particle"), person.get("family"))))
    given = " ".join(filter(None, (person.get("given"), person.get("dropping-particle"))))
    parts = [family, given, person.get("suffix", "")]
    return ", ".join(parts).rstrip(", ") if any(parts[1:]) else family


def _text(value: object) -> str:
    """The text without markup for words that keep their capitals or are in small capitals.

    Reference managers know that for italics, bold, raised and lowered text.
    """
    return " ".join(re.sub(r"<span\s[^<>]*>|</span>", "", str(value or "")).split())


def _container_titles(item: Item) -> dict[str, str]:
    """The journal or book that contains a work, and the series."""
    container, series = _text(item.get("container-title")), _text(item.get("collection-title"))
    return {"secondary_title": container or series, "tertiary_title": series if container else ""}


def _numbers(item: Item) -> dict[str, str]:
    """The issue or number, the pages, and the ISBN or ISSN. An article number takes the place of the pages."""
    issue, number = _text(item.get("issue")), _text(item.get("number") or item.get("collection-number"))
    in_journal = str(item["type"]).startswith("article-")
    first, _, last = (_text(item.get("page")) or (number if in_journal else "")).partition("-")
    return {
        "number": issue or ("" if in_journal else number),
        "start_page": first,
        "end_page": last,
        "issn": _text(item.get("ISBN") or item.get("ISSN")),
    }


def _unnamed(item: Item) -> Iterable[str]:
    """What has no tag, such as ``Director: Lee, Ann``."""
    for variable, value in item.items():
        if variable in _ELSEWHERE:
            continue
        label = variable.replace("-", " ").capitalize()
        if isinstance(value, list):
            yield f"{label}: {'; '.join(map(_name, value))}"
        elif isinstance(value, dict):
            yield f"{label}: {_date(value) or value.get('literal', '')}"
        else:
            yield f"{label}: {_text(value)}"
    if item.get("edition") and item.get("version"):
        yield f"Version: {_text(item['version'])}"
    if item.get("ISBN") and item.get("ISSN"):
        yield f"ISSN: {_text(item['ISSN'])}"
    if item.get("number") and item.get("page") and str(item["type"]).startswith("article-"):
        yield f"Article number: {_text(item['number'])}"


def _date(date: object) -> str:
    """``1997`` or ``1997/05/21``. The first year of a range. Empty if there is no year."""
    parts = date.get("date-parts") if isinstance(date, dict) else None
    return "/".join(f"{number:02}" for number in parts[0]) if parts else ""


def _notes(item: Item) -> Iterable[str]:
    """Details of the date that have no tag."""
    issued = item.get("issued")
    date: Mapping[str, Any] = issued if isinstance(issued, dict) else {}
    parts = date.get("date-parts", [])
    if "literal" in date:
        yield f"Date: {date['literal']}"
    if len(parts) > 1:
        yield f"Published until {_date({'date-parts': parts[1:]})}" if parts[1][0] else "Still published"
    if "season" in date:
        yield f"Season: {('spring', 'summer', 'autumn', 'winter')[date['season'] - 1]}"
    if date.get("circa"):
        yield "The year is approximate"
    if item.get("status"):
        yield f"Status: {item['status']}"
