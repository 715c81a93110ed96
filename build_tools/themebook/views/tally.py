"""What counts where: the one way in which all figures count, which is also that of the lists they lead to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from themebook.core.model import Finding, Relation, Stance, Theme
from themebook.graph.model import EvidenceGraph, LinkedQuote, LiteratureUse

TINTS = 5
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A quote at a place where it counts, with the stances that it takes there; none where it only is at home."""

    linked: LinkedQuote
    stances: frozenset[Stance]


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


# Every figure of a theme asks for it. One is remembered, because a build has one knowledge base.
@lru_cache(maxsize=1)
def quotes_by_place(graph: EvidenceGraph) -> Mapping[str, tuple[Counted, ...]]:
    """For each theme, subtheme and finding by its id the distinct quotes with a bearing there, in the study's order."""
    places: dict[str, dict[str, set[Stance]]] = {}
    for name, linked in graph.quotes.items():
        for placement in linked.placements:
            for place in (placement.theme, placement.subtheme, placement.finding):
                if place is not None:
                    stances = places.setdefault(place.id, {}).setdefault(name, set())
                    stances.update([placement.stance] if placement.stance else [])
    return {
        place: tuple(Counted(linked=graph.quotes[name], stances=frozenset(stances)) for name, stances in found.items())
        for place, found in places.items()
    }


def by_participant(counted: Iterable[Counted]) -> Mapping[str, tuple[Counted, ...]]:
    """The same quotes by the id of who spoke them."""
    spoken: dict[str, list[Counted]] = {}
    for one in counted:
        spoken.setdefault(one.linked.participant.id, []).append(one)
    return {name: tuple(found) for name, found in spoken.items()}


def quote_cell(counted: Sequence[Counted], chosen: Mapping[str, str], *, most: int = 0) -> Cell:
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
            Setting(relation=use.literature.relation, places=_places(graph, use))
            for use in linked.uses
            if isinstance(use, LiteratureUse)
        )
        for key, linked in graph.references.items()
    }


def _places(graph: EvidenceGraph, use: LiteratureUse) -> tuple[str, ...]:
    if not isinstance(use.owner, Finding):
        return ()
    home = graph.findings[use.owner.id]
    return tuple(place.id for place in (home.theme, home.subtheme) if place)


def theme_of(graph: EvidenceGraph, subject: str) -> Theme:
    """The theme with this id."""
    return next(theme for theme in graph.study.themes if theme.id == subject)
