"""What an entry of the bibliography must have, by its type, and what readers are told about it.

The required fields are those of the BibTeX and biblatex manuals (https://ctan.org/pkg/biblatex, section 2.1), less what
no citation style needs. A name such as ``author/editor`` asks for one of the two.
"""

from __future__ import annotations

import re

from build_tools.model import Reference, Verification

_REQUIRED = {
    "article": ("author", "title", "journal/journaltitle", "year/date"),
    "book": ("author/editor", "title", "year/date"),
    "booklet": ("title",),
    "collection": ("editor", "title", "year/date"),
    "inbook": ("author", "title", "booktitle/chapter/pages", "year/date"),
    "incollection": ("author", "title", "booktitle", "year/date"),
    "inproceedings": ("author", "title", "booktitle", "year/date"),
    "mastersthesis": ("author", "title", "school/institution", "year/date"),
    "online": ("author/editor/title", "url/doi", "year/date/urldate"),
    "phdthesis": ("author", "title", "school/institution", "year/date"),
    "proceedings": ("title", "year/date"),
    "report": ("author", "title", "year/date"),
    "techreport": ("author", "title", "year/date"),
    "thesis": ("author", "title", "school/institution", "year/date"),
}
_ANY = ("title",)

FIELD_NAMES = {
    "address": "place",
    "author": "authors",
    "booktitle": "title of the book",
    "doi": "DOI",
    "edition": "edition",
    "editor": "editors",
    "institution": "institution",
    "isbn": "ISBN",
    "journal": "journal",
    "journaltitle": "journal",
    "number": "issue or number",
    "pages": "pages",
    "publisher": "publisher",
    "title": "title",
    "url": "web address",
    "volume": "volume",
    "year": "year",
}


def required_fields() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each type with the fields it must have, alternatives joined by ``or``; any other type must have a title."""
    kinds = [*_REQUIRED.items(), ("(any other)", _ANY)]
    return tuple((kind, tuple(names.replace("/", " or ") for names in required)) for kind, required in kinds)


def missing_fields(reference: Reference) -> tuple[str, ...]:
    """The required fields that an entry lacks, alternatives joined by ``or``."""
    required = _REQUIRED.get(reference.kind, _ANY)
    return tuple(names.replace("/", " or ") for names in required if not reference.field(*names.split("/")))


def verification(reference: Reference) -> Verification | None:
    """How sure the entry is, or None where its author does not say."""
    word = reference.field("verification")
    return Verification(word) if word else None


def unseen(reference: Reference) -> tuple[str, ...]:
    """What readers call the details that were not seen in a source."""
    names = re.split(r"\s*,\s*", reference.field("unseen").strip())
    return tuple(dict.fromkeys(FIELD_NAMES.get(name, name) for name in names if name))


_BADGES = {
    Verification.RECALLED: "recalled, not verified",
    Verification.AMBIGUOUS: "ambiguous: uncertain which work is meant",
    Verification.UNKNOWN: "unknown: work not identified",
}


def badge(reference: Reference) -> str:
    """The few words that keep a reader from taking a guess for a fact, or nothing where all is verified."""
    sure = verification(reference)
    if sure in _BADGES:
        return _BADGES[sure]
    return "verified, but not in every detail" if unseen(reference) else ""


def badge_or_verified(reference: Reference) -> str:
    """The badge, or plain words where nothing is doubtful or said."""
    return badge(reference) or ("verified" if verification(reference) else "no statement")


def year(reference: Reference) -> str:
    """The year in which the work came out, in four digits, or nothing where none is known."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", reference.field("date", "year"))
    return found[0] if found else ""


def is_doubtful(reference: Reference) -> bool:
    """Whether it is doubtful that the work is the one that was cited, or that it exists as described."""
    return verification(reference) in _BADGES


def candidates(reference: Reference) -> tuple[str, ...]:
    """The works that may be meant, as the entry describes them."""
    return tuple(value for name, value in reference.fields if re.fullmatch(r"candidate-\d+", name))


def public_bibtex(reference: Reference) -> str:
    """The entry as its author wrote it, less the fields that only Themebook knows; what is not verified is noted."""
    note = badge(reference)
    details = f" ({', '.join(unseen(reference))})" if unseen(reference) else ""
    return f"% {note}{details}\n{reference.source}" if note else reference.source
