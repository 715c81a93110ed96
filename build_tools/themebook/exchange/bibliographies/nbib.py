"""The format of MEDLINE, which PubMed calls PubMed or nbib.

Format: https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
"""

from __future__ import annotations

import re

from themebook.core.diagnostics import Loaded
from themebook.exchange.bibliographies.csl_values import Values, regular
from themebook.exchange.bibliographies.dates import date_in
from themebook.exchange.bibliographies.names import CslName, name_in, name_with_initials
from themebook.exchange.bibliographies.reading import imported_works
from themebook.exchange.bibliographies.tagged import TaggedRecord, tagged_records
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedWork
from themebook.exchange.input_file import InputFile

_FIRST_LINE = re.compile(r"^PMID ?- ?\d", re.MULTILINE)
_TRANSLATED = re.compile(r"\[(.+?)\.?\]\.?", re.DOTALL)
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_TYPES = {
    "preprint": "article",
    "dataset": "dataset",
    "academic dissertations": "thesis",
    "newspaper article": "article-newspaper",
}


def recognises(file: InputFile) -> bool:
    return _FIRST_LINE.search(file.beginning) is not None


def read(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    records, found = tagged_records(file, "PMID")
    works = [ImportedWork(place=record.place, csl=regular(_csl(record))) for record in records]
    return imported_works(works, found)


def _csl(record: TaggedRecord) -> Values:
    book, title = _sentence(record.first("BTI")), _title(record)
    in_book = bool(book and title)
    return {
        "type": "chapter" if in_book else "book" if book else _type(record),
        "title": title or book,
        "container-title": book if in_book else _sentence(record.first("JT", "TA")),
        "container-title-short": "" if in_book else record.first("TA") if record.first("JT") else "",
        "collection-title": _sentence(record.first("CTI")),
        "author": [*_names(record, "FAU", "AU"), *map(name_in, record.all("CN"))],
        "editor": _names(record, "FED", "ED"),
        "issued": date_in(record.first("DP", "DEP")),
        "volume": record.first("VI"),
        "issue": record.first("IP"),
        "page": record.first("PG"),
        "number": "" if record.first("PG") else _identifier(record, "[pii]"),
        "edition": record.first("EN"),
        "publisher": record.first("PB"),
        "publisher-place": record.first("PL") if book else "",
        "language": record.first("LA"),
        "ISSN": next((found[0] for one in record.all("IS") if (found := _ISSN.search(one))), ""),
        "ISBN": record.first("ISBN").partition(" ")[0],
        "PMID": record.first("PMID"),
        "PMCID": record.first("PMC"),
        "DOI": _identifier(record, "[doi]"),
    }


def _type(record: TaggedRecord) -> str:
    kinds = (_TYPES.get(one.lower(), "") for one in record.all("PT"))
    return next(filter(None, kinds), "article-journal")


def _title(record: TaggedRecord) -> str:
    """The title in the language of the work; brackets around it say that it is translated."""
    title = " ".join(record.first("TI").split())
    translated = _TRANSLATED.fullmatch(title)
    return _sentence(record.first("TT") or translated[1]) if translated else _sentence(title)


def _sentence(title: str) -> str:
    """A title without the full stop that MEDLINE puts after each."""
    return " ".join(title.split()).removesuffix(".")


def _names(record: TaggedRecord, full: str, short: str) -> list[CslName]:
    names = record.all(full)
    return [name_in(one) for one in names] or [name_with_initials(one) for one in record.all(short)]


def _identifier(record: TaggedRecord, kind: str) -> str:
    """The identifier that has this after it, such as ``10.1234/abc [doi]``."""
    return next((one[: -len(kind)].strip() for one in record.all("LID", "AID") if one.endswith(kind)), "")
