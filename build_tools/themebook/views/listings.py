"""The lists of all quotes and all works, and the properties that each item can be filtered by (see ``facets``).

An item has places: a quote has its home and the findings that it is evidence for, a work the findings that it is cited
for. All filters for places must match the same place, so that a list agrees with the figure that links to it.
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
from themebook.views.claims import QuoteView, quote_view

# The facets for places, in the order in which an item gives them.
QUOTE_PLACES = ("theme", "subtheme", "finding", "stance")
WORK_PLACES = ("theme", "subtheme", "relation")
# Values of facets that are not in the sources: for works that are only cited in text, and for works that were verified,
# but not in every detail.
TEXT_ONLY = "text"
PARTLY = "partly"
# How many authors of an uncited work are named, and how many characters of it are shown.
_MOST_NAMES = 3
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A quote with its places (see ``_places``), how many findings it supports, and those it contrasts with.

    ``lines`` are the lines of its words.
    """

    view: QuoteView
    lines: tuple[str, ...]
    places: str
    supports: int
    contrasts: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteList:
    subtheme: Subtheme
    rows: tuple[QuoteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A work with its places (see ``_places``), its badge, how often it is used, and its relations to findings.

    ``authors``, or else its editors, are written ``Crawley, E.; Liebling, A.``
    """

    key: str
    type: str
    badge: str
    uses: int
    is_own: bool
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
    """An uncited work, in a form that needs no citation style, and its badge; see ``works.badge``."""

    words: str
    badge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UncitedList:
    """The entries of the bibliography that have no page, by authors, year and title."""

    rows: tuple[UncitedRow, ...]

    @property
    def count(self) -> int:
        return len(self.rows)


def quote_list(graph: EvidenceGraph, subject: str) -> QuoteList:
    """The quotes whose home is the subtheme with that id."""
    subtheme = graph.subthemes[subject].subtheme
    return QuoteList(subtheme=subtheme, rows=tuple(_quote_row(graph.quotes[quote.id]) for quote in subtheme.quotes))


def _quote_row(linked: LinkedQuote) -> QuoteRow:
    home, *others = linked.placements
    # Its home is not another place if the quote is evidence for a finding there.
    at_home = any((one.theme, one.subtheme) == (home.theme, home.subtheme) for one in others)
    return QuoteRow(
        view=quote_view(linked),
        lines=tuple(linked.quote.text.split("\n")),
        places=_places(_quote_place(one) for one in (others if at_home else linked.placements)),
        supports=sum(stance is Stance.SUPPORTS for stance, _ in linked.evidence_for),
        contrasts=linked.contrasts_with,
    )


def _quote_place(placement: Placement) -> tuple[str, ...]:
    subtheme, finding = placement.subtheme, placement.finding
    return placement.theme.id, subtheme.id if subtheme else "", finding.id if finding else "", placement.stance or ""


def _places(places: Iterable[tuple[str, ...]]) -> str:
    """Places as an item gives them: each is ids joined by slashes, some of them empty, and spaces separate places."""
    return " ".join(dict.fromkeys(map("/".join, places)))


def work_list(graph: EvidenceGraph, _: str = "") -> WorkList:
    return WorkList(rows={key: _work_row(graph, linked) for key, linked in graph.references.items()})


def uncited_list(graph: EvidenceGraph, _: str = "") -> UncitedList:
    """The entries without a page. They are not formatted in the citation style: for thousands that takes a minute."""
    rows = [UncitedRow(words=_in_words(entry), badge=works.badge(entry)) for entry in graph.uncited]
    return UncitedList(rows=tuple(sorted(rows, key=lambda row: (_sorted_as(row.words), row.words))))


def _in_words(entry: Reference) -> str:
    """``Crawley, E.; Liebling, A. (2004). Doing prison work``; the key if nothing else is known."""
    people = entry.authors or entry.editors
    names = "; ".join(map(_name, people[:_MOST_NAMES])) + ("; et al." if len(people) > _MOST_NAMES else "")
    year = f"({works.year(entry)})" if works.year(entry) else ""
    title = re.sub("[{}]", "", ": ".join(filter(None, (entry.field("title"), entry.field("subtitle")))))
    before = " ".join(filter(None, (names, year)))
    return truncate(". ".join(filter(None, (before, title))) or entry.key, _LONGEST)


def _sorted_as(words: str) -> str:
    """A key for sorting that ignores accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words).casefold() if not unicodedata.combining(sign))


def _work_row(graph: EvidenceGraph, linked: LinkedReference) -> WorkRow:
    entry = linked.reference
    beside = linked.literature_uses
    found = {use.literature.relation for use in beside}
    return WorkRow(
        key=entry.key,
        type=entry.kind,
        badge=works.badge(entry),
        uses=len(linked.uses),
        is_own=entry.key == graph.own_reference.key,
        authors="; ".join(map(_name, entry.authors or entry.editors)),
        year=works.year(entry),
        verification=_verification(entry),
        # A work that is cited for no finding still needs a place for the filters to match.
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
    """Where a work is cited, and its relation. A statement is in no theme."""
    finding = graph.findings.get(use.owner.id)
    theme = finding.theme.id if finding else ""
    return theme, finding.subtheme.id if finding and finding.subtheme else "", use.literature.relation
