"""The cells of figures: a count, with the filters that list exactly what it counts.

Which quotes count in a part of the study is decided in ``graph/counts.py``.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from themebook.core.choices import Stance
from themebook.core.translation import gettext, ngettext
from themebook.graph.model import EvidenceGraph, LinkedQuote, PlacedQuote
from themebook.site.routes import group_anchor

TINTS = 5
_MOST_LEADERS = 2

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of quotes or works, and the filters that select exactly these.

    ``unit`` is the text for screen readers after the number. ``split`` is a visible second line: the numbers of
    supporting and contrasting quotes, unless all support. These need not add up: a quote can support one finding of a
    place and contrast with another, or do neither. ``tint`` is from 0 (none) to ``TINTS``. ``anchor`` is the group of
    the list that contains the first of them.
    """

    count: int
    unit: str
    split: str = ""
    supports: int = 0
    contrasts: int = 0
    tint: int = 0
    anchor: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)


def by_participant(counted: Iterable[PlacedQuote]) -> Mapping[str, tuple[PlacedQuote, ...]]:
    """The quotes by the ids of those who speak, without interviewers."""
    quotes: dict[str, list[PlacedQuote]] = {}
    for placed in counted:
        for voice in placed.linked.voices:
            quotes.setdefault(voice.id, []).append(placed)
    return {name: tuple(by_speaker) for name, by_speaker in quotes.items()}


def everything(graph: EvidenceGraph) -> tuple[PlacedQuote, ...]:
    """All quotes of the study, each with all its stances."""
    return tuple(
        PlacedQuote(linked=linked, stances=frozenset(stance for stance, _ in linked.evidence_for))
        for linked in graph.quotes.values()
    )


def distinct(placed: Iterable[PlacedQuote]) -> tuple[PlacedQuote, ...]:
    """The quotes of several places, each once with its stances at all of them."""
    linked: dict[str, LinkedQuote] = {}
    stances: dict[str, set[Stance]] = {}
    for one in placed:
        linked[one.linked.quote.id] = one.linked
        stances.setdefault(one.linked.quote.id, set()).update(one.stances)
    return tuple(PlacedQuote(linked=linked[name], stances=frozenset(found)) for name, found in stances.items())


def quote_cell(counted: Sequence[PlacedQuote], filters: Mapping[str, str], *, levels: Sequence[int] = ()) -> Cell:
    """The cell of these quotes, tinted by the ``levels`` of the figure, if they are given."""
    supports = sum(Stance.SUPPORTS in placed.stances for placed in counted)
    contrasts = sum(Stance.CONTRASTS in placed.stances for placed in counted)
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
        tint=tint(len(counted), levels),
        anchor=group_anchor(counted[0].linked.path) if counted else "",
        filters=filters,
    )


def _split(supports: int, contrasts: int) -> str:
    """The numbers after a plus and a minus, or a dot if both are 0."""
    parts = (f"+{supports}" if supports else "", f"\u2212{contrasts}" if contrasts else "")
    return " ".join(filter(None, parts)) or "\u00b7"


def work_cell(count: int, filters: Mapping[str, str], *, levels: Sequence[int] = ()) -> Cell:
    """The cell of a number of works; see ``quote_cell``."""
    return Cell(count=count, unit=ngettext("work", "works", count), tint=tint(count, levels), filters=filters)


@dataclass(frozen=True, slots=True)
class Leaders(Generic[T]):
    """The one or two things with the largest count, and that count. Nothing if they are more, or if none has less."""

    things: tuple[T, ...]
    count: int

    @property
    def number(self) -> int:
        return len(self.things)


def leaders(counts: Sequence[tuple[T, int]]) -> Leaders[T]:
    most = max((count for _, count in counts), default=0)
    first = tuple(thing for thing, count in counts if count == most)
    return Leaders(first if most and len(first) <= _MOST_LEADERS and len(first) < len(counts) else (), most)


def levels_of(counts: Iterable[int]) -> tuple[int, ...]:
    """The different counts of a figure, in order, by which its cells are tinted."""
    return tuple(sorted({count for count in counts if count}))


def tint(count: int, levels: Sequence[int]) -> int:
    """How dark a count is, from 0 for none to ``TINTS`` for the most, by its rank.

    So one count that is much larger than the others does not make these look alike. Small counts are never dark.
    """
    if not count or not levels:
        return 0
    return min(math.ceil(TINTS * bisect_right(levels, count) / len(levels)), count + 1)
