"""RIS, as reference managers and databases export it.

The meaning of a tag depends on the type, and differs from program to program: Zotero, EndNote, Mendeley, and the
publishers' own. Format: https://en.wikipedia.org/wiki/RIS_(file_format).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from themebook.core.diagnostics import Loaded
from themebook.exchange.bibliographies.addresses import doi_in
from themebook.exchange.bibliographies.csl_values import Values, regular
from themebook.exchange.bibliographies.dates import CslDate, date_in, year_of
from themebook.exchange.bibliographies.keys import looks_like_key
from themebook.exchange.bibliographies.names import names_in
from themebook.exchange.bibliographies.reading import imported_works
from themebook.exchange.bibliographies.tagged import TaggedRecord, tagged_records
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedWork
from themebook.exchange.input_file import InputFile

_URLS = re.compile(r"\s+|;(?=\s*https?:)")
_FIRST_LINE = re.compile(r"^TY {1,3}- ?[A-Z]{3,8}\s*$", re.MULTILINE)
_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("JOUR", "EJOUR", "ABST", "INPR"), "article-journal"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "CLSWK", "ANCIENT"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("CPAPER", "CONF"), "paper-conference"),
    **dict.fromkeys(("ELEC", "WEB"), "webpage"),
    **dict.fromkeys(("RPRT", "GOVDOC"), "report"),
    **dict.fromkeys(("STAT", "LEGAL"), "legislation"),
    **dict.fromkeys(("DATA", "AGGR", "DBASE"), "dataset"),
    **dict.fromkeys(("MPCT", "VIDEO", "ADVS"), "motion_picture"),
    **dict.fromkeys(("UNPB", "UNPD", "MANSCPT"), "manuscript"),
    **dict.fromkeys(("ICOMM", "PCOMM"), "personal_communication"),
    **dict.fromkeys(("ART", "CHART", "EQUA"), "graphic"),
    **{"BILL": "bill", "BLOG": "post-weblog", "CASE": "legal_case", "COMP": "software", "DICT": "entry-dictionary"},
    **{"ENCYC": "entry-encyclopedia", "FIGURE": "figure", "HEAR": "hearing", "JFULL": "periodical", "MAP": "map"},
    **{"MGZN": "article-magazine", "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet"},
    **{"PAT": "patent", "PREPRINT": "article", "SLIDE": "speech", "SOUND": "song", "STAND": "standard"},
    **{"THES": "thesis", "MULTI": "webpage", "INTV": "interview", "PODCAST": "broadcast", "TVSHOW": "broadcast"},
}
_IN_OTHERS = frozenset(
    (
        *("article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference", "legal_case"),
        *("entry-dictionary", "entry-encyclopedia", "webpage", "post-weblog", "broadcast", "legislation", "article"),
    )
)
"""The types of works that are in another work, or on a website, whose title is in T2."""
_BOOKS = frozenset(("book", "chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"))
_WITHOUT_PAGES = frozenset(("book", "thesis"))
_ISBN = re.compile(r"\b(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx]\b")
_ISSN = re.compile(r"(?<![\w-])\d{4}-?\d{3}[\dXx](?![\w-])")
_IN_SERIALS = frozenset(("article-journal", "article-magazine", "article-newspaper", "periodical"))


def recognises(file: InputFile) -> bool:
    return _FIRST_LINE.search(file.beginning) is not None


def read(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    records, found = tagged_records(file, "TY")
    return imported_works([work_of_record(record) for record in records], found)


def work_of_record(record: TaggedRecord) -> ImportedWork:
    """A work from a record with the tags of RIS."""
    key = record.first("ID")
    return ImportedWork(place=record.place, csl=regular(_csl(record)), citation_key=key if looks_like_key(key) else "")


def _csl(record: TaggedRecord) -> Values:
    kind = _TYPES.get(record.first("TY").upper(), "document")
    return {
        "type": kind,
        **_people(record, kind),
        **_titles(record, kind),
        **_numbers(record, kind),
        "issued": _issued(record),
        "accessed": date_in(record.first("Y2")),
        "original-date": date_in(record.first("OP")),
        "publisher": record.first("PB"),
        "publisher-place": record.first("CY", "PP"),
        "genre": _genre(record, kind),
        "language": record.first("LA"),
        "DOI": [*record.all("DO"), *_dois(record)],
        "URL": [address for one in record.all("UR", "LK") for address in _URLS.split(one)],
    }


def _dois(record: TaggedRecord) -> list[str]:
    """DOIs that are in another place."""
    return [doi for value in record.all("M3", "L3", "N1") if (doi := doi_in(value))]


def _genre(record: TaggedRecord, kind: str) -> str:
    """What kind of thesis, report and so on it is. Some publishers have a DOI here."""
    written = record.first("M3")
    return "" if kind in _IN_SERIALS or doi_in(written) else written


def _people(record: TaggedRecord, kind: str) -> Values:
    first, second, third = record.all("AU", "A1"), record.all("A2", "ED"), record.all("A3")
    people: Values = {"author": names_in(first), "translator": names_in(record.all("A4"))}
    if kind == "motion_picture":
        return {"director": names_in(first), "producer": names_in([*second, *third])}
    if kind == "book" and not record.all("ED") and first and record.first("T2"):
        # Of a book in a series, EndNote has the editors of the series second.
        return people | {"editor": names_in(third), "collection-editor": names_in(second)}
    return people | {"editor": names_in(second), "collection-editor": names_in(third)}


def _titles(record: TaggedRecord, kind: str) -> Values:
    title = record.first("TI", "T1", "CT")
    second = record.first("T2", "JF", "JO", "BT")
    third = record.first("T3") or (record.first("BT") if record.first("T2") else "")
    short = record.first("JA", "J2", "J1")
    titles: Values = {"title": title or record.first("BT"), "title-short": record.first("ST")}
    if kind in _IN_OTHERS:
        titles |= {"collection-title": third, "container-title-short": short if second else ""}
        if kind == "paper-conference" and record.first("C3"):
            # The title of the proceedings; that of the conference is second.
            return titles | {"container-title": record.first("C3"), "event-title": second}
        return titles | {"container-title": second or short}
    if kind == "thesis":
        # Here it is the department.
        return titles
    return titles | {"collection-title": second or third}


def _numbers(record: TaggedRecord, kind: str) -> Values:
    numbers: Values = {
        "volume": record.first("VL"),
        "number-of-volumes": record.first("NV"),
        "edition": "" if kind in ("software", "dataset") else record.first("ET"),
        "version": record.first("ET") if kind in ("software", "dataset") else "",
        "page": "" if kind in _WITHOUT_PAGES else _pages(record),
        "number-of-pages": record.first("SP") if kind in _WITHOUT_PAGES else "",
        "PMCID": next((one for one in record.all("C2", "C1") if re.fullmatch(r"PMC\d+", one)), ""),
        "PMID": _pmid(record),
        "ISBN": ", ".join(found[0] for one in record.all("SN") for found in _ISBN.finditer(one)),
        "ISSN": next((found[0] for one in record.all("SN") if (found := _ISSN.search(one))), ""),
    }
    issue = record.first("IS", "M1", "CP")
    if kind in _IN_SERIALS:
        number = record.first("C7") or next((one for one in record.all("C2") if not one.startswith("PMC")), "")
        return numbers | {"issue": issue, "number": number}
    if kind in _BOOKS:
        return numbers | {"collection-number": issue, "chapter-number": record.first("SE") if kind == "chapter" else ""}
    return numbers | {"number": issue}


def _pages(record: TaggedRecord) -> str:
    """``SP`` and ``EP``. Some programs have both in the first."""
    first, last = record.first("SP"), record.first("EP")
    return (
        f"{first}-{last}"
        if first and last and last != first and not re.search(r"\d[-\u2013]\w", first)
        else first or last
    )


def _pmid(record: TaggedRecord) -> str:
    number = record.first("AN")
    database = record.first("DB", "DP", "UR").lower()
    is_pubmed = any(word in database for word in ("pubmed", "medline", "nlm.nih.gov"))
    found = re.fullmatch(r"(?:pmid:?\s*)?(\d{5,8})", number, re.I)
    return found[1] if found and (is_pubmed or number[:4].lower() == "pmid") else ""


def _issued(record: TaggedRecord) -> CslDate:
    """The most precise of the dates that agree about the year. EndNote has the day without it."""
    year, day = record.first("PY", "Y1"), record.first("DA")
    dates = [date for one in (year, record.first("Y1"), day, f"{day} {year}") if (date := date_in(one))]
    known = [date for date in dates if "date-parts" in date]
    agreeing = [date for date in known if year_of(date) == year_of(known[0])]
    return max(agreeing, key=lambda date: len(date["date-parts"][0]), default=dates[0] if dates else {})
