"""The lists of all quotes and all works, and by what each of their items can be chosen (see ``filters``).

An item counts at places: a quote at its home and at the findings that it bears on, a work at what it is set beside.
Choices that are about places must all fit one of them, so that a list and a figure that count the same agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from themebook.core import works
from themebook.core.model import Finding, Person, Reference, Relation, Stance, Subtheme, Verification
from themebook.core.truncate import truncate
from themebook.graph.model import EvidenceGraph, LinkedQuote, LinkedReference, LiteratureUse, Placement

# The facets about places, in the order in which an item names them.
QUOTE_PLACES = ("theme", "subtheme", "finding", "stance")
WORK_PLACES = ("theme", "subtheme", "relation")
# Values of facets that the sources have no word for: of works that the study cites but sets beside no claim, and of
# works that were found, though not in every detail.
TEXT_ONLY = "text"
PARTLY = "partly"
# So many authors of a work that is not cited are named, and so many characters of it shown.
_MOST_NAMES = 3
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A quote with its places (see ``_places``), how many findings it supports, and those it contrasts with."""

    linked: LinkedQuote
    places: str
    supports: int
    contrasts: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteList:
    subtheme: Subtheme
    rows: tuple[QuoteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A work with its places (see ``_places``) and its distinct relations to what it is set beside.

    ``authors`` are named as ``Crawley, E.; Liebling, A.``, or else its editors.
    """

    linked: LinkedReference
    authors: str
    year: str
    verification: str
    places: str
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    """All works by their keys."""

    rows: Mapping[str, WorkRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class UncitedRow:
    """A work that nobody cites, in words that need no citation style, and its badge; see ``works.badge``."""

    words: str
    badge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UncitedList:
    """The entries of the bibliography that have no page, by authors, year and title."""

    rows: tuple[UncitedRow, ...]


def quote_list(graph: EvidenceGraph, subject: str) -> QuoteList:
    """The quotes whose home is the subtheme with that id."""
    subtheme = graph.subthemes[subject].subtheme
    return QuoteList(subtheme=subtheme, rows=tuple(_quote_row(graph.quotes[quote.id]) for quote in subtheme.quotes))


def _quote_row(linked: LinkedQuote) -> QuoteRow:
    home, *others = linked.placements
    # A home says nothing more where the quote bears on a finding there.
    at_home = any((one.theme, one.subtheme) == (home.theme, home.subtheme) for one in others)
    return QuoteRow(
        linked=linked,
        places=_places(_quote_place(one) for one in (others if at_home else linked.placements)),
        supports=sum(stance is Stance.SUPPORTS for stance, _ in linked.evidence_for),
        contrasts=tuple(finding for stance, finding in linked.evidence_for if stance is Stance.CONTRASTS),
    )


def _quote_place(placement: Placement) -> tuple[str, ...]:
    subtheme, finding = placement.subtheme, placement.finding
    return placement.theme.id, subtheme.id if subtheme else "", finding.id if finding else "", placement.stance or ""


def _places(places: Iterable[tuple[str, ...]]) -> str:
    """Places as an item names them: ids joined by slashes, empty where there is none, with spaces between places."""
    return " ".join(dict.fromkeys(map("/".join, places)))


def work_list(graph: EvidenceGraph, _: str = "") -> WorkList:
    return WorkList(rows={key: _work_row(graph, linked) for key, linked in graph.references.items()})


def uncited_list(graph: EvidenceGraph, _: str = "") -> UncitedList:
    """To format thousands of works in a citation style takes a minute, and nothing refers to these."""
    rows = [UncitedRow(words=_in_words(entry), badge=works.badge(entry)) for entry in graph.uncited]
    return UncitedList(rows=tuple(sorted(rows, key=lambda row: (_sorted_as(row.words), row.words))))


def _in_words(entry: Reference) -> str:
    """``Crawley, E.; Liebling, A. (2004). Doing prison work``; the key where no more is known."""
    people = entry.authors or entry.editors
    names = "; ".join(map(_name, people[:_MOST_NAMES])) + ("; et al." if len(people) > _MOST_NAMES else "")
    year = f"({works.year(entry)})" if works.year(entry) else ""
    title = re.sub("[{}]", "", ": ".join(filter(None, (entry.field("title"), entry.field("subtitle")))))
    before = " ".join(filter(None, (names, year)))
    return truncate(". ".join(filter(None, (before, title))) or entry.key, _LONGEST)


def _sorted_as(words: str) -> str:
    """Letters with accents are sorted beside those without."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words).casefold() if not unicodedata.combining(sign))


def _work_row(graph: EvidenceGraph, linked: LinkedReference) -> WorkRow:
    entry = linked.reference
    beside = linked.literature_uses
    found = {use.literature.relation for use in beside}
    return WorkRow(
        linked=linked,
        authors="; ".join(map(_name, entry.authors or entry.editors)),
        year=works.year(entry),
        verification=_verification(entry),
        # Of a work that is set beside nothing the other facets must still be able to speak.
        places=_places(_work_place(graph, use) for use in beside) or f"//{TEXT_ONLY if linked.uses else ''}",
        relations=tuple(relation for relation in Relation if relation in found),
    )


def _verification(entry: Reference) -> str:
    sure = works.verification(entry)
    return PARTLY if sure is Verification.VERIFIED and works.unseen(entry) else sure or "unstated"


def _name(person: Person) -> str:
    family = " ".join(filter(None, (person.particle, person.family)))
    return person.literal or ", ".join(filter(None, (family, person.given, person.suffix)))


def _work_place(graph: EvidenceGraph, use: LiteratureUse) -> tuple[str, ...]:
    """Where a work is used, and how; what is set beside a statement is in no theme."""
    finding = graph.findings.get(use.owner.id)
    theme = finding.theme.id if finding else ""
    return theme, finding.subtheme.id if finding and finding.subtheme else "", use.literature.relation
