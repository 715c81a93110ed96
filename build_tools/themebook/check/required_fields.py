"""Which fields an entry of the bibliography must have, by its type.

They are those of the BibTeX and biblatex manuals (https://ctan.org/pkg/biblatex, section 2.1), except what no citation
style needs. A name such as ``author/editor`` requires one of the two.
"""

from __future__ import annotations

from themebook.core.bibliography import Reference

_REQUIRED = {
    "article": ("author", "title", "journal/journaltitle", "year/date"),
    "book": ("author/editor", "title", "year/date"),
    "booklet": ("title",),
    "collection": ("editor", "title", "year/date"),
    "inbook": ("author", "title", "booktitle/chapter/pages", "year/date"),
    "incollection": ("author", "title", "booktitle", "year/date"),
    "inproceedings": ("author", "title", "booktitle", "year/date"),
    "mastersthesis": ("author", "title", "school/institution", "year/date"),
    "online": ("author/editor/title", "url/doi/eprint", "year/date/urldate"),
    "phdthesis": ("author", "title", "school/institution", "year/date"),
    "proceedings": ("title", "year/date"),
    "report": ("author", "title", "year/date"),
    "techreport": ("author", "title", "year/date"),
    "thesis": ("author", "title", "school/institution", "year/date"),
}
_ANY = ("title",)


def required_fields() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each type with the fields it must have, alternatives joined by ``or``; any other type must have a title."""
    kinds = [*_REQUIRED.items(), ("(any other)", _ANY)]
    return tuple((kind, tuple(names.replace("/", " or ") for names in required)) for kind, required in kinds)


def missing_fields(reference: Reference) -> tuple[str, ...]:
    """The required fields that an entry lacks, alternatives joined by ``or``. A work still to appear needs no date."""
    required = _REQUIRED.get(reference.kind, _ANY)
    missing = [names for names in required if not reference.field(*names.split("/"))]
    is_to_appear = bool(reference.field("pubstate"))
    return tuple(names.replace("/", " or ") for names in missing if not (is_to_appear and "date" in names.split("/")))
