"""The thematic map: the themes and subthemes in rows, the amount of evidence for each, and what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from themebook.core.model import Finding, Stance, Subtheme, Theme
from themebook.core.translation import gettext
from themebook.graph.model import EvidenceGraph, PlacedQuote
from themebook.views.cells import Cell, distinct, quote_cell
from themebook.views.map_geometry import ROW, WIDTH, Bubble, arc, bubble, thickness

# With more subthemes, there would be too many arcs to follow.
MAX_SUBTHEMES = 24
# More arcs would be impossible to distinguish.
MAX_ARCS = 32
# With more arcs, each is fainter.
_DENSE = 16
_MAX_SHARED = 12
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
    contrasting: Cell
    findings: int
    participants: int
    works: int
    bubble: Bubble | None
    arcs: tuple[Arc, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """An arc between two rows. ``shared`` is "works" or "quotes", and ``count`` is the number they share."""

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
    """The number of quotes or works that two rows share, the ids or keys of the first, and the number of the rest."""

    count: int
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThematicMap:
    """A map of the whole study, or of the theme with the title ``theme``.

    ``by_theme`` is true if the places are themes, because there are too many subthemes. ``arcs`` are the thickest of
    ``all_arcs``.
    """

    theme: str
    by_theme: bool
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
    """The contents of a row. ``is_own`` places belong to the theme of the map. A place that is no node is a heading.

    ``works`` and ``quotes`` are ordered sets of keys and ids.
    """

    kind: RowKind
    part: Theme | Subtheme
    hue: int
    is_own: bool
    findings: tuple[Finding, ...]
    counted: tuple[PlacedQuote, ...]
    works: Mapping[str, None]
    quotes: Mapping[str, None]
    is_node: bool


def thematic_map(graph: EvidenceGraph, subject: str) -> ThematicMap:
    """The map of the whole study, or of a theme: its subthemes, and the places elsewhere that share items with them."""
    counted = graph.quotes_at
    by_theme = sum(1 for _ in graph.study.subthemes()) > MAX_SUBTHEMES
    if not subject:
        return _draw(_places(graph, counted, "", by_theme=by_theme), "", by_theme=by_theme)
    return _local(graph, counted, subject)


def _local(graph: EvidenceGraph, counted: Mapping[str, tuple[PlacedQuote, ...]], subject: str) -> ThematicMap:
    """The map of a theme, with the subthemes elsewhere that share items with it, or the themes if too many do."""
    for by_theme in (False, True):
        places = _places(graph, counted, subject, by_theme=by_theme)
        own = [place for place in places if place.is_own and place.is_node]
        linked = [
            place for place in places if place.is_own or (place.is_node and any(_shared(place, other) for other in own))
        ]
        linked_ids = {place.part.id for place in linked}
        themes = {
            theme.id for theme in graph.study.themes if linked_ids & {theme.id, *(sub.id for sub in theme.subthemes)}
        }
        shown = [place for place in places if place in linked or (place.part.id in themes and not place.is_node)]
        if sum(place.is_node for place in shown) <= MAX_SUBTHEMES:
            break
    return _draw(shown, graph.themes[subject].theme.title, by_theme=by_theme)


def _places(
    graph: EvidenceGraph, counted: Mapping[str, tuple[PlacedQuote, ...]], subject: str, *, by_theme: bool
) -> list[_Place]:
    """All rows in the order of the study. With ``by_theme``, only the subject has a row for each of its subthemes."""
    places = []
    for number, theme in enumerate(graph.study.themes):
        own = theme.id == subject
        is_node = by_theme and not own
        findings = tuple(theme.all_findings())
        row = (theme, number % HUES, own)
        places.append(_place(RowKind.THEME, row, findings, counted.get(theme.id, ()), node=is_node))
        if is_node:
            continue
        if theme.findings:
            quotes = distinct(placed for finding in theme.findings for placed in counted.get(finding.id, ()))
            places.append(_place(RowKind.WHOLE, row, theme.findings, quotes, node=True))
        for sub in theme.subthemes:
            places.append(
                _place(RowKind.SUBTHEME, (sub, number % HUES, own), sub.findings, counted.get(sub.id, ()), node=True)
            )
    return places


def _place(
    kind: RowKind,
    row: tuple[Theme | Subtheme, int, bool],
    findings: Sequence[Finding],
    counted: Sequence[PlacedQuote],
    *,
    node: bool,
) -> _Place:
    part, hue, own = row
    return _Place(
        kind=kind,
        part=part,
        hue=hue,
        is_own=own,
        findings=tuple(findings),
        counted=tuple(counted),
        works=dict.fromkeys(item.reference.id for finding in findings for item in finding.literature),
        quotes=dict.fromkeys(placed.linked.quote.id for placed in counted),
        is_node=node,
    )


def _shared(first: _Place, second: _Place) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The works and the quotes that two places share, in the order of the first, or None if they share nothing."""
    works = tuple(key for key in first.works if key in second.works)
    quotes = tuple(name for name in first.quotes if name in second.quotes)
    return (works, quotes) if works or quotes else None


def _draw(places: Sequence[_Place], theme: str, *, by_theme: bool) -> ThematicMap:
    most = max((len(place.counted) for place in places if place.is_node), default=0)
    pairs = [
        (first, second, shared)
        for first, second in combinations([n for n, place in enumerate(places) if place.is_node], 2)
        if not theme or places[first].is_own or places[second].is_own
        if (shared := _shared(places[first], places[second]))
    ]
    arcs = _arcs(pairs, len(places))
    thickest = sorted(arcs, key=lambda arc: -arc.count)[:MAX_ARCS]
    drawn = tuple(arc for arc in arcs if arc in thickest)
    rows = tuple(
        replace(_row(place, most), arcs=tuple(arc for arc in drawn if number in (arc.first, arc.second)))
        for number, place in enumerate(places)
    )
    return ThematicMap(
        theme=theme,
        by_theme=by_theme,
        rows=rows,
        arcs=drawn,
        all_arcs=len(arcs),
        pairs=tuple(
            Pair(first=rows[first], second=rows[second], quotes=_shared_view(quotes), works=_shared_view(works))
            for first, second, (works, quotes) in pairs
        ),
        most_quotes=most,
        size=(WIDTH, ROW * len(rows)),
        is_dense=len(drawn) > _DENSE,
    )


def _shared_view(names: Sequence[str]) -> Shared:
    shown = tuple(names[:_MAX_SHARED])
    return Shared(count=len(names), names=shown, more=len(names) - len(shown))


def _arcs(pairs: Sequence[tuple[int, int, tuple[tuple[str, ...], tuple[str, ...]]]], rows: int) -> list[Arc]:
    """An arc for the works and one for the quotes that each pair of rows shares."""
    maximum = max((len(names) for *_, shared in pairs for names in shared), default=0)
    return [
        Arc(
            first=first,
            second=second,
            shared=kind,
            count=len(names),
            path=arc(first, second, rows, inner=kind == "works" and bool(shared[1])),
            thickness=thickness(len(names), maximum),
        )
        for first, second, shared in pairs
        for kind, names in zip(("works", "quotes"), shared, strict=True)
        if names
    ]


def _row(place: _Place, most: int) -> MapRow:
    # There is no filter for the findings of a theme as a whole.
    filters: dict[str, str] = {} if place.kind is RowKind.WHOLE else {place.kind.value: place.part.id}
    cell = quote_cell(place.counted, filters)
    contrasting = [placed for placed in place.counted if Stance.CONTRASTS in placed.stances]
    of_contrasting = {"stance": Stance.CONTRASTS.value, **filters} if filters else {}
    return MapRow(
        kind=place.kind,
        id=place.part.id,
        title=gettext("Findings across the theme") if place.kind is RowKind.WHOLE else place.part.title,
        within=place.part.title if place.kind is RowKind.WHOLE else "",
        hue=place.hue,
        quotes=cell,
        contrasting=quote_cell(contrasting, of_contrasting),
        findings=len(place.findings),
        participants=len({placed.linked.participant.id for placed in place.counted}),
        works=len(place.works),
        bubble=bubble(cell.count, cell.contrasts, most) if place.is_node else None,
    )
