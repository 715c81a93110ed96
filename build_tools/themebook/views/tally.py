"""Counts with their filters: every figure counts in the same way as the list that its numbers lead to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from themebook.core.model import Finding, Relation, Stance
from themebook.core.translation import gettext, ngettext
from themebook.graph.model import EvidenceGraph, LiteratureUse, PlacedQuote

TINTS = 5
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of quotes or works, and the filters that list exactly these.

    ``unit`` is what a screen reader says after the number, and ``split`` a visible second line: how many quotes support
    and contrast, if not all support. A quote can support one finding of a place and contrast with another, or do
    neither, so these need not add up. ``tint`` is from 0 (none) to ``TINTS``. ``anchor`` is the group of the list that
    has the first of them.
    """

    count: int
    unit: str
    split: str = ""
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
    supports = sum(Stance.SUPPORTS in one.stances for one in counted)
    contrasts = sum(Stance.CONTRASTS in one.stances for one in counted)
    unit = ngettext("quote", "quotes", len(counted))
    is_split = contrasts > 0 or supports != len(counted)
    if is_split:
        unit = gettext("%(quotes)s, %(supporting)s supporting, %(contrasting)s contrasting") % {
            "quotes": unit,
            "supporting": supports,
            "contrasting": contrasts,
        }
    return Cell(
        count=len(counted),
        unit=unit,
        split=_split(supports, contrasts) if is_split else "",
        supports=supports,
        contrasts=contrasts,
        tint=tint(len(counted), most),
        anchor=counted[0].linked.subtheme.id if counted else "",
        chosen=chosen,
    )


def _split(supports: int, contrasts: int) -> str:
    """A plus and a minus with their numbers, or a dot if none supports and none contrasts."""
    parts = (f"+{supports}" if supports else "", f"\u2212{contrasts}" if contrasts else "")
    return " ".join(filter(None, parts)) or "\u00b7"


def work_cell(count: int, chosen: Mapping[str, str], *, most: int = 0) -> Cell:
    """The cell of so many works; see ``quote_cell``."""
    return Cell(count=count, unit=ngettext("work", "works", count), tint=tint(count, most), chosen=chosen)


def tint(count: int, most: int) -> int:
    """How dark a count is, from 0 for none to ``TINTS`` for the most; a single quote is never dark."""
    return min(TINTS, math.ceil(TINTS * count / max(most, _FEW))) if count and most else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlacement:
    """One use of a work for a finding or statement: the relation, and the theme and subtheme if it has them."""

    relation: Relation
    places: tuple[str, ...]


def work_placements(graph: EvidenceGraph) -> Mapping[str, tuple[WorkPlacement, ...]]:
    """For each work by its key, where it is cited for a finding or statement."""
    return {
        key: tuple(
            WorkPlacement(relation=use.literature.relation, places=_places(graph, use))
            for use in linked.literature_uses
        )
        for key, linked in graph.references.items()
    }


def _places(graph: EvidenceGraph, use: LiteratureUse) -> tuple[str, ...]:
    if not isinstance(use.owner, Finding):
        return ()
    home = graph.findings[use.owner.id]
    return tuple(place.id for place in (home.theme, home.subtheme) if place)
