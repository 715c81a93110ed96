"""The lists of all quotes and all works, and by what each of their items can be chosen (see ``filters``).

An item counts at places: a quote at its home and at the findings that it bears on, a work at what it is set beside.
Choices that are about places must all fit one of them, so that a list and a figure that count the same agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from build_tools import works
from build_tools.knowledge import Bearing, KnowledgeBase, LinkedQuote, LinkedReference, LiteratureUse
from build_tools.model import Finding, Person, Quote, Stance, Subtheme

# The facets about places, in the order in which an item names them.
QUOTE_PLACES = ("theme", "subtheme", "finding", "stance")
WORK_PLACES = ("theme", "subtheme", "relation")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A quote with its places (see ``_places``) and the number of findings that it bears on, by stance."""

    linked: LinkedQuote
    places: str
    stances: tuple[tuple[Stance, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteList:
    subtheme: Subtheme
    rows: tuple[QuoteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrasts:
    pairs: tuple[tuple[Quote, Finding], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A work with its places (see ``_places``); ``authors`` as ``Crawley, E.; Liebling, A.``, or its editors."""

    linked: LinkedReference
    authors: str
    year: str
    verification: str
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    """All works by their keys."""

    rows: Mapping[str, WorkRow]


def contrasting(kb: KnowledgeBase, _: str = "") -> Contrasts:
    """Each quote that contrasts with a finding, with that finding."""
    return Contrasts(
        pairs=tuple(
            (linked.quote, finding)
            for linked in kb.quotes.values()
            for stance, finding in linked.carries
            if stance is Stance.CONTRASTS
        )
    )


def quote_list(kb: KnowledgeBase, subject: str) -> QuoteList:
    """The quotes whose home is the subtheme with that id."""
    subtheme = next(one for one in kb.study.subthemes() if one.id == subject)
    return QuoteList(subtheme=subtheme, rows=tuple(_quote_row(kb.quotes[quote.id]) for quote in subtheme.quotes))


def _quote_row(linked: LinkedQuote) -> QuoteRow:
    home, *others = linked.bearings
    # A home says nothing more where the quote bears on a finding there.
    at_home = any((one.theme, one.subtheme) == (home.theme, home.subtheme) for one in others)
    numbers = ((stance, sum(one is stance for one, _ in linked.carries)) for stance in Stance)
    return QuoteRow(
        linked=linked,
        places=_places(_quote_place(one) for one in (others if at_home else linked.bearings)),
        stances=tuple((stance, number) for stance, number in numbers if number),
    )


def _quote_place(bearing: Bearing) -> tuple[str, ...]:
    subtheme, finding = bearing.subtheme, bearing.finding
    return bearing.theme.id, subtheme.id if subtheme else "", finding.id if finding else "", bearing.stance or ""


def _places(places: Iterable[tuple[str, ...]]) -> str:
    """Places as an item names them: ids joined by slashes, empty where there is none, with spaces between places."""
    return " ".join(dict.fromkeys(map("/".join, places)))


def work_list(kb: KnowledgeBase, _: str = "") -> WorkList:
    return _work_list(kb)


# The list asks for it, and so do the choices above it.
@lru_cache(maxsize=1)
def _work_list(kb: KnowledgeBase) -> WorkList:
    return WorkList(rows={key: _work_row(kb, linked) for key, linked in kb.references.items()})


def _work_row(kb: KnowledgeBase, linked: LinkedReference) -> WorkRow:
    entry = linked.reference
    return WorkRow(
        linked=linked,
        authors="; ".join(map(_name, entry.authors or entry.editors)),
        year=works.year(entry),
        verification=works.verification(entry) or "unstated",
        # Of a work that is set beside nothing the other facets must still be able to speak.
        places=_places(_work_place(kb, use) for use in linked.uses if isinstance(use, LiteratureUse)) or "//",
    )


def _name(person: Person) -> str:
    family = " ".join(filter(None, (person.particle, person.family)))
    return person.literal or ", ".join(filter(None, (family, person.given, person.suffix)))


def _work_place(kb: KnowledgeBase, use: LiteratureUse) -> tuple[str, ...]:
    """Where a work is used, and how; what is set beside a statement is in no theme."""
    finding = kb.findings.get(use.owner.id)
    theme = finding.theme.id if finding else ""
    return theme, finding.subtheme.id if finding and finding.subtheme else "", use.literature.relation
