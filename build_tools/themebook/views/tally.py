"""Counts with their filters: every figure counts in the same way as the list that its numbers lead to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from themebook.core.model import Finding, Relation, Stance
from themebook.graph.model import EvidenceGraph, LiteratureUse, PlacedQuote

TINTS = 5
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of quotes or works, and the filters that list exactly these.

    ``tint`` goes from 0 (none) to ``TINTS``; ``anchor`` is the group of the list in which the first of them stands. A
    quote can support one finding of a place and contrast with another, or do neither, so the parts need not add up.
    """

    count: int
    supports: int = 0
    contrasts: int = 0
    tint: int = 0
    anchor: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)


def by_participant(counted: Iterable[PlacedQuote]) -> Mapping[str, tuple[PlacedQuote, ...]]:
    """The same quotes by the id of who spoke them."""
    spoken: dict[str, list[PlacedQuote]] = {}
    for one in counted:
        spoken.setdefault(one.linked.participant.id, []).append(one)
    return {name: tuple(found) for name, found in spoken.items()}


def quote_cell(counted: Sequence[PlacedQuote], chosen: Mapping[str, str], *, most: int = 0) -> Cell:
    """The cell of these quotes; tinted where ``most``, the largest count that is shown beside it, is given."""
    return Cell(
        count=len(counted),
        supports=sum(Stance.SUPPORTS in one.stances for one in counted),
        contrasts=sum(Stance.CONTRASTS in one.stances for one in counted),
        tint=tint(len(counted), most),
        anchor=counted[0].linked.subtheme.id if counted else "",
        chosen=chosen,
    )


def tint(count: int, most: int) -> int:
    """How dark a count is, from 0 for none to ``TINTS`` for the most; a single quote is never dark."""
    return min(TINTS, math.ceil(TINTS * count / max(most, _FEW))) if count and most else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One use of a work beside a finding or statement: the relation, and the theme and subtheme where it has them."""

    relation: Relation
    places: tuple[str, ...]


def settings_of_works(graph: EvidenceGraph) -> Mapping[str, tuple[Setting, ...]]:
    """For each work by its key where the study sets it beside a claim."""
    return {
        key: tuple(
            Setting(relation=use.literature.relation, places=_places(graph, use)) for use in linked.literature_uses
        )
        for key, linked in graph.references.items()
    }


def _places(graph: EvidenceGraph, use: LiteratureUse) -> tuple[str, ...]:
    if not isinstance(use.owner, Finding):
        return ()
    home = graph.findings[use.owner.id]
    return tuple(place.id for place in (home.theme, home.subtheme) if place)
