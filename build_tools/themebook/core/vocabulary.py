"""The labels of kinds, stances, relations, scales and so on, in the active language each time they are read.

They are defined only here. Whole sentences that contain such a word are where they are shown; ``locale/themebook.pot``
lists them with their files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from themebook.core.model import Relation, Scale, Stance, Verification
from themebook.core.translation import N_, Labels, gettext, ngettext, ngettext_noop


def capitalise(words: str) -> str:
    """Words as they are at the beginning of a line."""
    return f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True, slots=True)
class KindName:
    """The name of a kind of thing, made of message ids: for one, for a number of them, and for more.

    Only kinds that are nodes of the evidence graph are counted.
    """

    _one: str
    _counted: tuple[str, str] | None = None
    _more: tuple[str, str] | None = None

    @property
    def english(self) -> str:
        """The singular for diagnostics, which are in English."""
        return self._one

    @property
    def one(self) -> str:
        """The singular, inside a sentence."""
        return gettext(self._one)

    @property
    def label(self) -> str:
        """The singular on its own or at the beginning of a line."""
        return capitalise(self.one)

    def counted(self, number: int) -> str:
        """So many of them, such as "1 theme" or "3 themes"."""
        assert self._counted
        return ngettext(*self._counted, number) % {"number": number}

    def more(self, number: int) -> str:
        """What a list that is cut short ends with, such as "and 3 more themes"."""
        assert self._more
        return ngettext(*self._more, number) % {"number": number}


@dataclass(frozen=True, slots=True)
class RelationLabels:
    """How a quote or work relates to a finding, made of message ids."""

    _label: str
    _within: str
    _toward: str

    @property
    def label(self) -> str:
        """On its own."""
        return gettext(self._label)

    @property
    def within(self) -> str:
        """With the name of the quote or work."""
        return gettext(self._within)

    def toward(self, kind: str) -> str:
        """With the name of the kind of thing that the quote or work relates to."""
        return gettext(self._toward) % {"kind": kind}


KINDS: Mapping[str, KindName] = {
    "theme": KindName(
        N_("theme"),
        ngettext_noop("%(number)s theme", "%(number)s themes"),
        ngettext_noop("and %(number)s more theme", "and %(number)s more themes"),
    ),
    "subtheme": KindName(
        N_("subtheme"),
        ngettext_noop("%(number)s subtheme", "%(number)s subthemes"),
        ngettext_noop("and %(number)s more subtheme", "and %(number)s more subthemes"),
    ),
    "finding": KindName(
        N_("finding"),
        ngettext_noop("%(number)s finding", "%(number)s findings"),
        ngettext_noop("and %(number)s more finding", "and %(number)s more findings"),
    ),
    "quote": KindName(
        N_("quote"),
        ngettext_noop("%(number)s quote", "%(number)s quotes"),
        ngettext_noop("and %(number)s more quote", "and %(number)s more quotes"),
    ),
    "participant": KindName(
        N_("participant"),
        ngettext_noop("%(number)s participant", "%(number)s participants"),
        ngettext_noop("and %(number)s more participant", "and %(number)s more participants"),
    ),
    "implication": KindName(
        N_("implication"),
        ngettext_noop("%(number)s implication", "%(number)s implications"),
        ngettext_noop("and %(number)s more implication", "and %(number)s more implications"),
    ),
    "limitation": KindName(
        N_("limitation"),
        ngettext_noop("%(number)s limitation", "%(number)s limitations"),
        ngettext_noop("and %(number)s more limitation", "and %(number)s more limitations"),
    ),
    "statement": KindName(N_("statement")),
    "reference": KindName(
        N_("cited work"),
        ngettext_noop("%(number)s cited work", "%(number)s cited works"),
        ngettext_noop("and %(number)s more cited work", "and %(number)s more cited works"),
    ),
    "term": KindName(N_("glossary term")),
    "page": KindName(N_("page")),
}

PAGE_TITLES: Mapping[str, str] = Labels(
    {
        "home": N_("Home"),
        "themes": N_("Themes"),
        "quotes": N_("Quotes"),
        "participants": N_("Participants"),
        "references": N_("References"),
        "implications": N_("Implications"),
        "limitations": N_("Limitations"),
        "glossary": N_("Glossary"),
    }
)

STANCES: Mapping[Stance, RelationLabels] = {
    Stance.SUPPORTS: RelationLabels(N_("Supporting"), N_("Supporting quote"), N_("Supports the %(kind)s")),
    Stance.CONTRASTS: RelationLabels(N_("Contrasting"), N_("Contrasting quote"), N_("Contrasts with the %(kind)s")),
}

# Of a quote that is shown with the finding.
STANCES_SHOWN: Mapping[Stance, str] = Labels(
    {
        Stance.SUPPORTS: N_("Supports this finding"),
        Stance.CONTRASTS: N_("Contrasts with this finding"),
    }
)

RELATIONS: Mapping[Relation, RelationLabels] = {
    Relation.AGREES: RelationLabels(N_("Agrees"), N_("agrees"), N_("Agrees with the %(kind)s")),
    Relation.CONTRASTS: RelationLabels(N_("Contrasts"), N_("contrasts"), N_("Contrasts with the %(kind)s")),
    Relation.EXPLAINS: RelationLabels(
        N_("Helps to explain"), N_("helps to explain"), N_("Helps to explain the %(kind)s")
    ),
    Relation.METHOD: RelationLabels(N_("Method"), N_("method"), N_("Method behind the %(kind)s")),
    Relation.BACKGROUND: RelationLabels(N_("Background"), N_("background"), N_("Background to the %(kind)s")),
}


def page_of_source(page: int | None, source: str) -> str:
    """Where a quote is in the source of the study, such as "p. 12 of the accepted manuscript"; empty without a page."""
    if page is None:
        return ""
    if not source:
        return gettext("p. %(page)s") % {"page": page}
    return gettext("p. %(page)s of the %(source)s") % {"page": page, "source": source}


def relation_labels(relation: Stance | Relation) -> RelationLabels:
    """The labels of a stance or a relation, which have one value in common."""
    return STANCES[relation] if isinstance(relation, Stance) else RELATIONS[relation]


SCALES: Mapping[Scale, str] = Labels(
    {
        Scale.ALL: N_("all participants"),
        Scale.MOST: N_("most participants"),
        Scale.SOME: N_("some participants"),
        Scale.ONE: N_("one participant"),
    }
)

# In the evidence trail, before what a thing is evidence for or part of, and before what it is based on.
LEADS_TO: Mapping[str, str] = Labels(
    {
        "subtheme": N_("Part of"),
        "finding": N_("Contributes to"),
        "quote": N_("Relates to"),
        "participant": N_("Source of"),
        "reference": N_("Cited for"),
    }
)
RESTS_ON: Mapping[str, str] = Labels(
    {
        **dict.fromkeys(KINDS, N_("Based on")),
        "finding": N_("Evidence"),
        "quote": N_("Said by"),
    }
)

# Message ids, to be passed to gettext() where they are shown.
PARTLY_VERIFIED, NOT_STATED = N_("Verified, but not in every detail"), N_("Not stated")
VERIFICATION: Mapping[Verification, str] = Labels(
    {
        Verification.VERIFIED: N_("Verified"),
        Verification.RECALLED: N_("Recalled, not verified"),
        Verification.AMBIGUOUS: N_("Ambiguous"),
        Verification.UNKNOWN: N_("Unknown"),
    }
)
# What readers must know about a work before they rely on it.
DOUBTS: Mapping[Verification, str] = Labels(
    {
        Verification.RECALLED: N_("recalled, not verified"),
        Verification.AMBIGUOUS: N_("ambiguous: uncertain which work is meant"),
        Verification.UNKNOWN: N_("unknown: work not identified"),
    }
)

ENTRY_TYPES: Mapping[str, str] = Labels(
    {
        "article": N_("Article"),
        "book": N_("Book"),
        "booklet": N_("Booklet"),
        "collection": N_("Edited book"),
        "dataset": N_("Data set"),
        "inbook": N_("Part of a book"),
        "incollection": N_("Chapter"),
        "inproceedings": N_("Conference paper"),
        "manual": N_("Manual"),
        "mastersthesis": N_("Master’s thesis"),
        "misc": N_("Other"),
        "online": N_("Web page"),
        "phdthesis": N_("Doctoral thesis"),
        "proceedings": N_("Conference proceedings"),
        "report": N_("Report"),
        "software": N_("Software"),
        "techreport": N_("Technical report"),
        "thesis": N_("Thesis"),
        "unpublished": N_("Unpublished work"),
    }
)

FIELDS: Mapping[str, str] = Labels(
    {
        "address": N_("place"),
        "author": N_("authors"),
        "booktitle": N_("title of the book"),
        "doi": N_("DOI"),
        "edition": N_("edition"),
        "editor": N_("editors"),
        "institution": N_("institution"),
        "isbn": N_("ISBN"),
        "journal": N_("journal"),
        "journaltitle": N_("journal"),
        "number": N_("issue or number"),
        "pages": N_("pages"),
        "publisher": N_("publisher"),
        "title": N_("title"),
        "url": N_("web address"),
        "volume": N_("volume"),
        "year": N_("year"),
    }
)
