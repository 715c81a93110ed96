"""Works as RIS, which reference managers read. The only importer of rispy.

The tags are those that Zotero, Mendeley and EndNote write; what RIS has no tag for goes into notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import rispy

from themebook.cite.csl_json import Item

_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "report": "RPRT",
    "software": "COMP",
    "thesis": "THES",
    "webpage": "ELEC",
}
_PEOPLE = {"author": "authors", "editor": "secondary_authors", "translator": "subsidiary_authors"}
_FIELDS = {
    "title": "title",
    "volume": "volume",
    "number-of-volumes": "number_of_volumes",
    "edition": "edition",
    "genre": "type_of_work",
    "chapter-number": "section",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "DOI": "doi",
    "language": "language",
}


def to_ris(item: Item, notes: Iterable[str] = ()) -> str:
    """The work of a CSL-JSON item as one record of RIS, with notes of our own, ``TY`` first and ``ER`` last."""
    record: dict[str, Any] = {"type_of_reference": _TYPES.get(str(item["type"]), "GEN"), "id": str(item["id"])}
    for role, field in _PEOPLE.items():
        record[field] = [_name(person) for person in _list(item.get(role))]
    record |= {field: _text(item.get(variable)) for variable, field in _FIELDS.items()}
    record |= _titles_around(item) | _numbers(item)
    issued = _date(item.get("issued"))
    record |= {"year": issued[:4], "date": issued if len(issued) > 4 else ""}
    record["original_publication"] = _date(item.get("original-date"))
    record["access_date"] = _date(item.get("accessed"))
    record["urls"] = [_text(item["URL"])] if item.get("URL") else []
    record["notes"] = [" ".join(note.split()) for note in (*notes, *_notes(item))]
    written = str(rispy.dumps([{field: value for field, value in record.items() if value}]))
    # The library puts a number on a line of its own before each record, which is no part of the format.
    return written.partition("\n")[2].rstrip("\n")


def _list(value: object) -> list[Mapping[str, str]]:
    return value if isinstance(value, list) else []


def _name(person: Mapping[str, str]) -> str:
    """``Family, Given, Suffix``; a body, and whoever has one name only, without a comma of ours."""
    if "literal" in person:
        return "et al." if person["literal"] == "others" else person["literal"]
    family = " ".join(filter(None, (person.get("non-dropping-particle"), person.get("family"))))
    parts = [family, person.get("given", ""), person.get("suffix", "")]
    return ", ".join(parts).rstrip(", ") if any(parts[1:]) else family


def _text(value: object) -> str:
    """The text without the marks of words that keep their capitals."""
    return " ".join(re.sub(r'<span class="nocase">|</span>', "", str(value or "")).split())


def _titles_around(item: Item) -> dict[str, str]:
    """The journal or book that a work is in, and the series."""
    holder, series = _text(item.get("container-title")), _text(item.get("collection-title"))
    return {"secondary_title": holder or series, "tertiary_title": series if holder else ""}


def _numbers(item: Item) -> dict[str, str]:
    """The issue or number, the pages, and ISBN or ISSN. The number of an article without pages stands as its page."""
    issue, number = _text(item.get("issue")), _text(item.get("number") or item.get("collection-number"))
    in_journal = str(item["type"]).startswith("article-")
    first, _, last = (_text(item.get("page")) or (number if in_journal else "")).partition("-")
    return {
        "number": issue or ("" if in_journal else number),
        "start_page": first,
        "end_page": last,
        "issn": _text(item.get("ISBN") or item.get("ISSN")),
    }


def _date(date: object) -> str:
    """``1997`` or ``1997/05/21``, of a span of years the first; nothing where there is no year."""
    parts = date.get("date-parts") if isinstance(date, dict) else None
    return "/".join(f"{number:02}" for number in parts[0]) if parts else ""


def _notes(item: Item) -> Iterable[str]:
    """What is known of the date but has no tag."""
    issued = item.get("issued")
    date: Mapping[str, Any] = issued if isinstance(issued, dict) else {}
    parts = date.get("date-parts", [])
    if "literal" in date:
        yield f"Date: {date['literal']}"
    if len(parts) > 1:
        yield f"Published until {parts[1][0]}"
    if date.get("circa"):
        yield "The year is approximate"
    if item.get("status"):
        yield f"Status: {item['status']}"
