"""What an entry of the bibliography must have, by its type, and what readers are told about it.

The required fields are those of the BibTeX and biblatex manuals (https://ctan.org/pkg/biblatex, section 2.1), less what
no citation style needs. A name such as ``author/editor`` asks for one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from themebook.model import Reference, Verification
from themebook.read.bibtex_fields import is_own

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


_SPACE = re.compile(r"[ \t\r\n]+")
# A backslash in the last place would escape the closing brace.
_END = re.compile(r"[ \\]+\Z")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ESCAPED_BRACES = {r"\{": r"\textbraceleft{}", r"\}": r"\textbraceright{}"}

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


def doubt(reference: Reference) -> str:
    """The badge and the details that were not seen, for those who take the entry away; empty where all is verified."""
    details = f" ({', '.join(unseen(reference))})" if unseen(reference) else ""
    return f"{badge(reference)}{details}" if badge(reference) else ""


def public_bibtex(reference: Reference) -> str:
    """The work as BibTeX for readers, with its published fields; a comment says what is not verified."""
    fields = ((name, value) for name, value in reference.public_fields if not is_own(name))
    note = doubt(reference)
    return (f"% {note}\n" if note else "") + _entry(reference, fields)


def exported_bibtex(reference: Reference) -> str:
    """The entry as Themebook reads it again, without what is private."""
    return _entry(reference, reference.public_fields)


def _entry(reference: Reference, fields: Iterable[tuple[str, str]]) -> str:
    lines = (f"  {name} = {{{_balanced(value)}}},\n" for name, value in fields)
    return f"@{reference.kind}{{{reference.key},\n{''.join(lines)}}}"


def _balanced(latex: str) -> str:
    """The value on one line, such that it ends where its braces end.

    BibTeX counts braces even where a backslash stands before them, and other programs do not.
    """
    text = _END.sub("", _SPACE.sub(" ", latex)).lstrip(" ")
    if not _is_balanced(text, re.compile(r"[{}]")):
        text = _BRACE.sub(lambda found: _ESCAPED_BRACES.get(found[0], found[0]), text)
    return text if _is_balanced(text, _BRACE) else _without_braces(text)


def _is_balanced(text: str, brace: re.Pattern[str]) -> bool:
    depth = 0
    for found in brace.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth < 0:
            return False
    return depth == 0


def _without_braces(text: str) -> str:
    return _BRACE.sub(lambda found: "" if found[0] in "{}" else found[0], text)
