"""The XML of EndNote, which other reference managers export too.

The types of records and the meaning of the fields are those of RIS, for which the fields have other names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from themebook.core.diagnostics import Loaded, Span
from themebook.exchange.bibliographies.reading import imported_works
from themebook.exchange.bibliographies.ris import work_of_record
from themebook.exchange.bibliographies.tagged import TaggedRecord
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.safe_xml import local_name, parse_xml, place_of

_BEGINNING = re.compile(
    r"<records?\b[^<>]*>\s*+(?:<record\b[^<>]*>\s*+)?<(?:database|source-app|rec-number|ref-type|contributors|titles)\b"
)
_TYPES: Mapping[str, str] = {
    "ancient text": "ANCIENT", "artwork": "ART", "audiovisual material": "ADVS", "bill": "BILL", "blog": "BLOG",
    "book": "BOOK", "book section": "CHAP", "case": "CASE", "catalog": "CTLG", "chart or table": "CHART",
    "classical work": "CLSWK", "computer program": "COMP", "conference paper": "CPAPER",
    "conference proceedings": "CONF", "dataset": "DATA", "dictionary": "DICT", "discussion forum": "BLOG",
    "edited book": "EDBOOK", "electronic article": "EJOUR", "electronic book": "EBOOK",
    "electronic book section": "ECHAP", "encyclopedia": "ENCYC", "figure": "FIGURE", "film or broadcast": "MPCT",
    "government document": "GOVDOC", "hearing": "HEAR", "interview": "INTV", "journal article": "JOUR",
    "legal rule or regulation": "LEGAL", "magazine article": "MGZN", "manuscript": "MANSCPT", "map": "MAP",
    "multimedia application": "COMP", "music": "MUSIC", "newspaper article": "NEWS", "online database": "DBASE",
    "online multimedia": "MULTI", "pamphlet": "PAMP", "patent": "PAT", "personal communication": "PCOMM",
    "podcast": "PODCAST", "press release": "RPRT", "report": "RPRT", "serial": "JFULL", "social media": "BLOG",
    "standard": "STAND", "statute": "STAT", "television episode": "TVSHOW", "thesis": "THES",
    "unpublished work": "UNPB", "web page": "ELEC",
}  # fmt: skip
# What records have instead of names, from version to version.
_NUMBERS = {
    "0": "JOUR", "1": "BOOK", "2": "THES", "3": "CONF", "5": "CHAP", "6": "BOOK", "7": "CHAP", "10": "CONF",
    "12": "ELEC", "13": "GEN", "16": "ELEC", "17": "JOUR", "19": "MGZN", "23": "NEWS", "25": "PAT", "27": "RPRT",
    "28": "EDBOOK", "31": "STAT", "32": "THES", "34": "UNPB", "43": "EJOUR", "44": "EBOOK", "46": "GOVDOC",
    "47": "CPAPER", "59": "DATA",
}  # fmt: skip
# The tag of RIS by where in a record the field is.
_TAGS: Mapping[str, str] = {
    "contributors/authors/author": "AU", "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3", "contributors/subsidiary-authors/author": "A4",
    "titles/title": "TI", "titles/secondary-title": "T2", "titles/tertiary-title": "T3", "titles/alt-title": "JA",
    "titles/short-title": "ST", "periodical/full-title": "JF", "periodical/abbr-1": "JA", "pages": "SP",
    "volume": "VL", "number": "IS", "issue": "IS", "num-vols": "NV", "edition": "ET", "section": "SE",
    "pub-location": "CY", "publisher": "PB", "isbn": "SN", "issn": "SN", "electronic-resource-num": "DO",
    "language": "LA", "work-type": "M3", "access-date": "Y2", "orig-pub": "OP", "accession-num": "AN",
    "remote-database-name": "DB", "label": "ID", "custom2": "C2", "custom3": "C3", "custom7": "C7",
    "urls/related-urls/url": "UR", "urls/web-urls/url": "UR", "urls/url": "UR",
}  # fmt: skip
_FACES = {"italic": "i", "bold": "b", "subscript": "sub", "superscript": "sup"}


def recognises(file: InputFile) -> bool:
    return _BEGINNING.search(file.beginning) is not None


def read(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    root, found = parse_xml(file)
    records = [] if root is None else [one for one in root.iter() if local_name(one) == "record"]
    return imported_works(
        [work_of_record(_as_tagged(record, place_of(record, file.name))) for record in records], found
    )


def _as_tagged(record: etree._Element, place: Span) -> TaggedRecord:
    """The record as one of RIS."""
    kind = next((one for one in record if local_name(one) == "ref-type"), None)
    named = _TYPES.get(kind.get("name", "").strip().lower()) if kind is not None else None
    number = _text(kind).strip() if kind is not None else ""
    fields = [("TY", named or _NUMBERS.get(number, "GEN")), *_fields(record, ()), *_date(record)]
    return TaggedRecord(place, fields)


def _fields(element: etree._Element, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for child in element:
        here = (*path, local_name(child))
        tag = _TAGS.get("/".join(here))
        if tag:
            yield tag, _text(child).strip()
        elif len(here) < 3:
            yield from _fields(child, here)


def _date(record: etree._Element) -> Iterator[tuple[str, str]]:
    """The year, and the day with the year, which EndNote has apart."""
    texts = {name: _text(found) for name in ("year", "date") if (found := _first(record, name)) is not None}
    year, day = (texts.get(name, "").strip() for name in ("year", "date"))
    yield "PY", year or day
    yield "DA", day if year in day else f"{day} {year}"


def _first(record: etree._Element, name: str) -> etree._Element | None:
    dates = next((one for one in record if local_name(one) == "dates"), None)
    return None if dates is None else next((one for one in dates.iter() if local_name(one) == name), None)


def _text(element: etree._Element) -> str:
    """The text of an element, with the tags of CSL for its typefaces."""
    parts = [element.text or ""]
    for child in element:
        tag = next((tag for face, tag in _FACES.items() if face in child.get("face", "")), "")
        inner = "".join(child.itertext()).replace("<", "&lt;")
        parts += [f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner, child.tail or ""]
    return "".join(parts)
