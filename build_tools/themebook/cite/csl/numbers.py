"""The numbers, volumes and pages of works."""

from __future__ import annotations

import re

from themebook.cite.csl.types import IN_BOOKS, IN_SERIALS, LEGAL, arxiv_in_journal, genre_of, medium_of
from themebook.cite.csl.typography import plain_field
from themebook.core.bibliography import Reference

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ARTICLE_NUMBER = re.compile(
    r"(?:art(?:icle)?\.?\s*+(?:no\.?|id)?\s*+)?(e\d[\w.]*|\d{5,})|art(?:icle)?\.?\s*(\S+)", re.I
)
# Where a law or judgment is printed: volume, short title and page.
_PRINTED_IN = re.compile(r"(\d+)\s+([A-Z][\w.\u2019' ]*?)\s+(\d+)\.?")
_IN_SERIES = frozenset({"book", *IN_BOOKS})
# The pages of a book may be their number.
_WITHOUT_PAGES = frozenset({"book", "thesis"})


def numbers_of(reference: Reference, kind: str) -> dict[str, str]:
    """The numbers as CSL variables. ``kind`` is the CSL type."""
    # In BibTeX, an @inbook may be a part without a title of its own.
    is_part = kind in IN_BOOKS or reference.kind == "inbook"
    number = re.sub(r"[\u2010-\u2014\u2212]", "-", plain_field(reference, "number"))
    numbers = {
        "volume": plain_field(reference, "volume"),
        "number-of-volumes": plain_field(reference, "volumes"),
        "number-of-pages": plain_field(reference, "pagetotal"),
        "part-number": plain_field(reference, "part"),
        "edition": _edition(plain_field(reference, "edition")),
        "version": _version(plain_field(reference, "version")),
        "genre": genre_of(reference, kind),
        "medium": medium_of(reference, kind),
        "chapter-number": plain_field(reference, "chapter") if is_part else "",
        "page": "" if kind in _WITHOUT_PAGES and not is_part else pages_of(reference),
    }
    if kind in IN_SERIALS:
        return numbers | {"issue": _issue(reference)} | _pages_or_article(reference)
    if kind in LEGAL:
        return numbers | _printed_in(reference) | {"number": number}
    variable = "collection-number" if kind in _IN_SERIES else "number"
    return numbers | {variable: number or _arxiv(reference)}


def _issue(reference: Reference) -> str:
    """The number of an issue and, in biblatex, its name."""
    return ", ".join(filter(None, (plain_field(reference, "number"), plain_field(reference, "issue"))))


def _printed_in(reference: Reference) -> dict[str, str]:
    """Where a law is printed, if a note says so, such as ``110 Stat. 1936``."""
    found = _PRINTED_IN.fullmatch(plain_field(reference, "note", "howpublished"))
    if not found or reference.field("journaltitle", "journal", "volume"):
        return {}
    return {"volume": found[1], "container-title": found[2], "page": found[3]}


def note_of(reference: Reference, kind: str) -> str:
    """The note, unless it only says what other variables say."""
    parts = [plain_field(reference, "note"), plain_field(reference, "addendum")]
    known = kind in LEGAL and _PRINTED_IN.fullmatch(parts[0])
    return ". ".join(part.rstrip(".") for part in (parts[1:] if known else parts) if part)


def _arxiv(reference: Reference) -> str:
    if reference.field("eprinttype", "archiveprefix").lower() == "arxiv" and reference.field("eprint"):
        return f"arXiv:{plain_field(reference, 'eprint').removeprefix('arXiv:')}"
    number = arxiv_in_journal(reference)
    return f"arXiv:{number}" if number else ""


def _pages_or_article(reference: Reference) -> dict[str, str]:
    """The pages of an article, or its article number."""
    pages = pages_of(reference)
    match = _ARTICLE_NUMBER.fullmatch(pages)
    names = ["eid", "article-number", "articleno"]
    if reference.field("eprinttype").lower() == "article":
        names.append("eprint")
    number = plain_field(reference, *names) or (match and (match[1] or match[2])) or ""
    return {"number": number, "page": "" if match else pages}


def pages_of(reference: Reference) -> str:
    """Page ranges with a hyphen, such as ``17-34, 40``."""
    return re.sub(r"(?<!\s)\s*+(?:-{2,}|[\u2010-\u2014\u2212])\s*", "-", plain_field(reference, "pages")).rstrip("-")


def _edition(edition: str) -> str:
    """Turn ``2nd`` and ``Second edition`` into ``2``. Other editions are unchanged. Some exporters cut the word off."""
    number = re.sub(r"(?<!\s)\s*+\b(?:ed|edn|edi|edit|editi|editio|edition)\.*$", "", edition, flags=re.I)
    if number.lower() in _ORDINALS:
        return str(_ORDINALS.index(number.lower()) + 1)
    if re.fullmatch(r"rev(?:ised|\.)?", number, re.I):
        return "Rev. ed."
    found = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?\.?", number)
    return found[1] if found else edition


def _version(version: str) -> str:
    """The number without the word ``version``, which styles add."""
    return re.sub(r"^version\s+", "", version, flags=re.IGNORECASE)
