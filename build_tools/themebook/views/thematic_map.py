"""The thematic map: the themes and subthemes below each other, how much evidence each has, and what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from themebook.core.model import Finding, Subtheme, Theme
from themebook.core.translation import gettext
from themebook.graph.model import EvidenceGraph, PlacedQuote
from themebook.views.arcs import ROW, WIDTH, Bubble, arc, bubble, thickness
from themebook.views.tally import Cell, quote_cell

# With more subthemes than these, the arcs would be too many to follow.
MOST_SUBTHEMES = 24
# With more lines than these, none could be told from another.
MOST_ARCS = 32
# With more lines than these each is drawn fainter.
_DENSE = 16
_MOST_SHARED = 12
HUES = 8


class RowKind(StrEnum):
    """What a row represents: a theme, the findings of a theme as a whole, or a subtheme."""

    THEME = "theme"
    WHOLE = "whole"
    SUBTHEME = "subtheme"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """A row of the map, and the arcs that begin or end there. Rows without a ``bubble`` are headings.

    ``within`` is the title of the theme that a row for a theme as a whole belongs to.
    """

    kind: RowKind
    id: str
    title: str
    within: str
    hue: int
    quotes: Cell
    findings: int
    participants: int
    works: int
    bubble: Bubble | None
    arcs: tuple[Arc, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """One line of a pair of rows, for the ``shared`` things, "works" or "quotes", and how many they are."""

    first: int
    second: int
    shared: str
    count: int
    path: str
    thickness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two rows of the map and what they share."""

    first: MapRow
    second: MapRow
    quotes: Shared
    works: Shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How many quotes or works two rows share, the first of them by id or key, and how many ``more`` there are."""

    count: int
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThematicMap:
    """``theme`` is the title of the theme that a local map is about, empty for the whole; ``summed`` says that the
    places are themes, because there are too many subthemes. ``arcs`` are the thickest of ``all_arcs``."""

    theme: str
    summed: bool
    rows: tuple[MapRow, ...]
    arcs: tuple[Arc, ...]
    all_arcs: int
    pairs: tuple[Pair, ...]
    most_quotes: int
    size: tuple[int, int]
    is_dense: bool

    @property
    def drawn_arcs(self) -> int:
        return len(self.arcs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A row before it is drawn: what it holds. ``own`` places belong to the theme of a local map.

    ``works`` and ``quotes`` are their keys and ids, in order.
    """

    kind: RowKind
    part: Theme | Subtheme
    hue: int
    own: bool
    findings: tuple[Finding, ...]
    counted: tuple[PlacedQuote, ...]
    works: Mapping[str, None]
    quotes: Mapping[str, None]
    node: bool


def thematic_map(graph: EvidenceGraph, subject: str) -> ThematicMap:
    """The map of the whole study; for a theme that of its subthemes and of those elsewhere that they touch."""
    counted = graph.quotes_at
    summed = sum(1 for _ in graph.study.subthemes()) > MOST_SUBTHEMES
    if not subject:
        return _draw(_places(graph, counted, "", summed=summed), "", summed=summed)
    return _draw(_local(graph, counted, subject), graph.themes[subject].theme.title, summed=summed)


def _local(graph: EvidenceGraph, counted: Mapping[str, tuple[PlacedQuote, ...]], subject: str) -> list[_Place]:
    """The places of a theme, with those of other themes that share something with them: subthemes, or themes where
    these would be too many."""
    for summed in (False, True):
        places = _places(graph, counted, subject, summed=summed)
        own = [place for place in places if place.own and place.node]
        touched = [place for place in places if place.own or (place.node and any(_shared(place, one) for one in own))]
        kept = {place.part.id for place in touched}
        themes = {theme.id for theme in graph.study.themes if kept & {theme.id, *(one.id for one in theme.subthemes)}}
        shown = [place for place in places if place in touched or (place.part.id in themes and not place.node)]
        if sum(place.node for place in shown) <= MOST_SUBTHEMES:
            break
    return shown


def _places(
    graph: EvidenceGraph, counted: Mapping[str, tuple[PlacedQuote, ...]], subject: str, *, summed: bool
) -> list[_Place]:
    """All rows in the order of the study. With ``summed`` themes are places and their subthemes are left out, save
    those of the theme that is the subject."""
    places = []
    for number, theme in enumerate(graph.study.themes):
        own = theme.id == subject
        whole = summed and not own
        within = [*theme.findings, *(finding for one in theme.subthemes for finding in one.findings)]
        said = (theme, number % HUES, own)
        places.append(_place(RowKind.THEME, said, within, counted.get(theme.id, ()), node=whole))
        if whole:
            continue
        if theme.findings:
            heard = {one.linked.quote.id: one for finding in theme.findings for one in counted.get(finding.id, ())}
            places.append(_place(RowKind.WHOLE, said, theme.findings, list(heard.values()), node=True))
        for one in theme.subthemes:
            places.append(
                _place(RowKind.SUBTHEME, (one, number % HUES, own), one.findings, counted.get(one.id, ()), node=True)
            )
    return places


def _place(
    kind: RowKind,
    said: tuple[Theme | Subtheme, int, bool],
    findings: Sequence[Finding],
    counted: Sequence[PlacedQuote],
    *,
    node: bool,
) -> _Place:
    part, hue, own = said
    return _Place(
        kind=kind,
        part=part,
        hue=hue,
        own=own,
        findings=tuple(findings),
        counted=tuple(counted),
        works=dict.fromkeys(item.reference.id for finding in findings for item in finding.literature),
        quotes=dict.fromkeys(one.linked.quote.id for one in counted),
        node=node,
    )


def _shared(one: _Place, other: _Place) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The works and the quotes that two places share, in the order of the first; None where they share nothing."""
    works = tuple(key for key in one.works if key in other.works)
    quotes = tuple(name for name in one.quotes if name in other.quotes)
    return (works, quotes) if works or quotes else None


def _draw(places: Sequence[_Place], theme: str, *, summed: bool) -> ThematicMap:
    most = max((len(place.counted) for place in places if place.node), default=0)
    found = [
        (first, second, shared)
        for first, second in combinations([n for n, place in enumerate(places) if place.node], 2)
        if not theme or places[first].own or places[second].own
        if (shared := _shared(places[first], places[second]))
    ]
    arcs = _arcs(found, len(places))
    thickest = sorted(arcs, key=lambda one: -one.count)[:MOST_ARCS]
    drawn = tuple(one for one in arcs if one in thickest)
    rows = tuple(
        replace(_row(place, most), arcs=tuple(one for one in drawn if number in (one.first, one.second)))
        for number, place in enumerate(places)
    )
    return ThematicMap(
        theme=theme,
        summed=summed,
        rows=rows,
        arcs=drawn,
        all_arcs=len(arcs),
        pairs=tuple(
            Pair(first=rows[first], second=rows[second], quotes=_shared_view(quotes), works=_shared_view(works))
            for first, second, (works, quotes) in found
        ),
        most_quotes=most,
        size=(WIDTH, ROW * len(rows)),
        is_dense=len(drawn) > _DENSE,
    )


def _shared_view(names: Sequence[str]) -> Shared:
    shown = tuple(names[:_MOST_SHARED])
    return Shared(count=len(names), names=shown, more=len(names) - len(shown))


def _arcs(found: Sequence[tuple[int, int, tuple[tuple[str, ...], tuple[str, ...]]]], rows: int) -> list[Arc]:
    """A line for the works and one for the quotes that each pair of rows shares."""
    thickest = max((len(one) for *_, shared in found for one in shared), default=0)
    return [
        Arc(
            first=first,
            second=second,
            shared=kind,
            count=len(things),
            path=arc(first, second, rows, inner=kind == "works" and bool(shared[1])),
            thickness=thickness(len(things), thickest),
        )
        for first, second, shared in found
        for kind, things in zip(("works", "quotes"), shared, strict=True)
        if things
    ]


def _row(place: _Place, most: int) -> MapRow:
    # There is no filter for the findings of a theme as a whole.
    chosen: dict[str, str] = {} if place.kind is RowKind.WHOLE else {place.kind.value: place.part.id}
    cell = quote_cell(place.counted, chosen)
    return MapRow(
        kind=place.kind,
        id=place.part.id,
        title=gettext("The theme as a whole") if place.kind is RowKind.WHOLE else place.part.title,
        within=place.part.title if place.kind is RowKind.WHOLE else "",
        hue=place.hue,
        quotes=cell,
        findings=len(place.findings),
        participants=len({one.linked.participant.id for one in place.counted}),
        works=len(place.works),
        bubble=bubble(cell.count, cell.contrasts, most) if place.node else None,
    )
