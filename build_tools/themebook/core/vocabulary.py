"""The labels that readers see. They are defined only here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from themebook.core.model import Relation, Scale, Stance, Verification
from themebook.core.translation import gettext, ngettext


def capitalise(words: str) -> str:
    """Words as they are at the beginning of a line."""
    return f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a kind of thing inside a sentence, of one and of several."""

    one: str
    many: str

    @property
    def label(self) -> str:
        """The name on its own or at the beginning of a line."""
        return capitalise(self.one)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLabels:
    """How a quote or work relates to a finding.

    It is written on its own (``label``), with the name of the quote or work (``within``), or before the name of the
    finding (``toward``).
    """

    label: str
    within: str
    toward: str


KINDS: Mapping[str, Name] = {
    "theme": Name("theme", "themes"),
    "subtheme": Name("subtheme", "subthemes"),
    "finding": Name("finding", "findings"),
    "quote": Name("quote", "quotes"),
    "participant": Name("participant", "participants"),
    "implication": Name("implication", "implications"),
    "limitation": Name("limitation", "limitations"),
    "statement": Name("statement", "statements"),
    "reference": Name("cited work", "cited works"),
    "term": Name("glossary term", "glossary terms"),
    "page": Name("page", "pages"),
}

PAGE_TITLES: Mapping[str, str] = {
    "home": "Home",
    "themes": "Themes",
    "quotes": "Quotes",
    "participants": "Participants",
    "references": "References",
    "implications": "Implications",
    "limitations": "Limitations",
    "glossary": "Glossary",
}

STANCES: Mapping[Stance, RelationLabels] = {
    Stance.SUPPORTS: RelationLabels(
        label="Supports a finding", within="Supporting quote", toward="Supports the %(kind)s"
    ),
    Stance.CONTRASTS: RelationLabels(
        label="Contrasts with a finding",
        within="Contrasting quote",
        toward="Contrasts with the %(kind)s",
    ),
}

# With the finding that the quote is shown with.
STANCES_SHOWN: Mapping[Stance, str] = {
    Stance.SUPPORTS: "Supports this finding",
    Stance.CONTRASTS: "Contrasts with this finding",
}

RELATIONS: Mapping[Relation, RelationLabels] = {
    Relation.AGREES: RelationLabels(label="Agrees", within="agrees", toward="Agrees with the %(kind)s"),
    Relation.CONTRASTS: RelationLabels(label="Contrasts", within="contrasts", toward="Contrasts with the %(kind)s"),
    Relation.EXPLAINS: RelationLabels(
        label="Helps to explain", within="helps to explain", toward="Helps to explain the %(kind)s"
    ),
    Relation.METHOD: RelationLabels(label="Method", within="method", toward="Method behind the %(kind)s"),
    Relation.BACKGROUND: RelationLabels(label="Background", within="background", toward="Background to the %(kind)s"),
}

SCALES: Mapping[Scale, str] = {
    Scale.ALL: "all participants",
    Scale.MOST: "most participants",
    Scale.SOME: "some participants",
    Scale.ONE: "one participant",
}

# What leads from a thing up to what rests on it, and what a thing rests on.
LEADS_TO: Mapping[str, str] = {
    "subtheme": "Part of",
    "finding": "Leads to",
    "quote": "Bears on",
    "participant": "Words of this participant",
    "reference": "Set beside",
}
RESTS_ON: Mapping[str, str] = {
    **dict.fromkeys(KINDS, "Rests on"),
    "finding": "Evidence",
    "quote": "Spoken by",
}

PARTLY_VERIFIED, NOT_STATED = "Verified, but not in every detail", "No statement"
VERIFICATION: Mapping[Verification, str] = {
    Verification.VERIFIED: "Verified",
    Verification.RECALLED: "Recalled, not verified",
    Verification.AMBIGUOUS: "Ambiguous",
    Verification.UNKNOWN: "Unknown",
}
# What readers must know of a work before they take it for a fact.
DOUBTS: Mapping[Verification, str] = {
    Verification.RECALLED: "recalled, not verified",
    Verification.AMBIGUOUS: "ambiguous: uncertain which work is meant",
    Verification.UNKNOWN: "unknown: work not identified",
}

ENTRY_TYPES: Mapping[str, str] = {
    "booklet": "Booklet",
    "collection": "Edited book",
    "inbook": "Part of a book",
    "incollection": "Chapter",
    "inproceedings": "Conference paper",
    "mastersthesis": "Master’s thesis",
    "misc": "Other",
    "online": "Web page",
    "phdthesis": "Doctoral thesis",
    "techreport": "Technical report",
}

FIELDS: Mapping[str, str] = {
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


def relation_labels(relation: Stance | Relation) -> RelationLabels:
    return STANCES[relation] if isinstance(relation, Stance) else RELATIONS[relation]


def counted(kind: str, number: int) -> str:
    """A number with the name of a kind: ``1 quote``, ``2 quotes``."""
    return f"{number} {ngettext(KINDS[kind].one, KINDS[kind].many, number)}"


def counted_more(kind: str, number: int) -> str:
    """``and 1 more quote``, ``and 2 more quotes``."""
    name = ngettext(KINDS[kind].one, KINDS[kind].many, number)
    return gettext("and %(number)s more %(kind)s") % {"number": number, "kind": name}
