"""The thematic map: the parts of the study in rows, with the evidence that each has and what it shares with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from themebook.core.choices import Stance
from themebook.core.model import Finding, Theme
from themebook.core.translation import gettext
from themebook.graph.counts import count_persons
from themebook.graph.model import EvidenceGraph, PlacedQuote
from themebook.views.cells import Cell, Leaders, by_participant, distinct, leaders, quote_cell

#: With more subthemes, the rows of the whole study are its themes.
MAX_SUBTHEMES = 60
_MAX_SHARES = 8
_MAX_RELATIONS = 40
# As many dots as can be counted at a glance.
_MAX_DOTS = 12
# The width of each.
_DOT = 10


class RowKind(StrEnum):
    """What a row represents: a theme, the findings of a theme as a whole, or a subtheme."""

    THEME = "theme"
    WHOLE = "whole"
    SUBTHEME = "subtheme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many quotes and works a row has in common with another, which is known by its kind, id and title."""

    kind: RowKind
    id: str
    title: str
    quotes: int
    works: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """A row of the map. ``within`` is the title of its theme, where rows of several themes are mixed.

    ``length`` is that of its bar, from 0 to 100, and ``against`` that of the part for quotes that contrast. ``dots``
    are the places of those for all participants, each with whether it is one of the ``speakers``; there are none if
    the participants are many. ``shares`` are the rows that share most with it, ``more_shares`` the number of others.
    """

    kind: RowKind
    id: str
    title: str
    within: str
    quotes: Cell
    contrasting: Cell
    length: float
    against: float
    speakers: int
    groups: int
    dots: tuple[tuple[int, bool], ...]
    works: int
    shares: tuple[Share, ...]
    more_shares: int

    @property
    def width_of_dots(self) -> int:
        return _DOT * len(self.dots)

    @property
    def share_count(self) -> int:
        return len(self.shares) + self.more_shares


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRelation:
    """Two themes or subthemes that are related, and how."""

    theme: Theme
    other: Theme
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThematicMap:
    """A map of the whole study, or of a theme. The rows with most quotes come first.

    ``by_theme`` is true if the rows are themes, since there are no subthemes or too many. ``leading`` are the rows with
    most quotes, and ``all_quotes`` is the number of quotes of all rows. ``participants`` took part (0 if that is not
    known), whom the study calls ``unit``, if it says so. ``relations`` are those of all levels, ``more_relations`` the
    number of others.
    """

    by_theme: bool
    rows: tuple[MapRow, ...]
    leading: Leaders[MapRow]
    all_quotes: int
    participants: int
    unit: str
    relations: tuple[ThemeRelation, ...]
    more_relations: int

    @property
    def has_contrasts(self) -> bool:
        return any(row.contrasting.count for row in self.rows)

    @property
    def has_participants(self) -> bool:
        return any(row.speakers or row.groups for row in self.rows) or self.participants > 0

    @property
    def has_works(self) -> bool:
        return any(row.works for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The contents of a row. ``works`` and ``quotes`` are ordered sets of keys and ids."""

    kind: RowKind
    part: Theme
    theme: Theme
    counted: tuple[PlacedQuote, ...]
    works: Mapping[str, None]
    quotes: Mapping[str, None]

    @property
    def title(self) -> str:
        return gettext("Findings across the theme") if self.kind is RowKind.WHOLE else self.part.title

    @property
    def full_title(self) -> str:
        """The title where the theme is not beside it."""
        return f"{self.title} ({self.part.title})" if self.kind is RowKind.WHOLE else self.title


class ThematicMaps:
    """The maps of one study: of the whole, or of a theme, whose subthemes also share things with parts of other themes.

    Subthemes at deeper levels are not shown on their own.
    """

    def __init__(self, graph: EvidenceGraph) -> None:
        self._graph = graph
        self._by_theme = len(graph.themes) - len(graph.study.themes) > MAX_SUBTHEMES

    def of(self, subject: str) -> ThematicMap:
        """The map of a theme, by its id, or of the whole study."""
        graph = self._graph
        shown = tuple(_places_of(graph, graph.themes[subject].theme)) if subject else self._all.places
        beside = _Places(shown) if subject else self._all
        most = max((len(place.counted) for place in shown), default=0)
        is_mixed = not subject and not self._by_theme and len(graph.study.themes) > 1
        rows = [_row(graph, place, self._shares(place, beside), most, is_mixed=is_mixed) for place in shown]
        rows.sort(key=lambda row: -row.quotes.count)
        relations = list(_relations(graph, subject))
        return ThematicMap(
            by_theme=all(row.kind is RowKind.THEME for row in rows),
            rows=tuple(rows),
            leading=leaders([(row, row.quotes.count) for row in rows]),
            all_quotes=len({name for place in shown for name in place.quotes}),
            participants=graph.sample.size,
            unit=graph.sample.unit,
            relations=tuple(relations[:_MAX_RELATIONS]),
            more_relations=max(0, len(relations) - _MAX_RELATIONS),
        )

    @cached_property
    def _all(self) -> _Places:
        """Themes, or the parts of themes if these are few."""
        themes = self._graph.study.themes
        if self._by_theme:
            return _Places([_place(self._graph, RowKind.THEME, theme, theme) for theme in themes])
        return _Places([place for theme in themes for place in _places_of(self._graph, theme)])

    def _shares(self, place: _Place, beside: _Places) -> list[Share]:
        """What a place shares with those beside it in its theme, and with those of other themes; most first."""
        same = [share for other, share in beside.shares(place) if other.theme is place.theme]
        others = [share for other, share in self._all.shares(place) if other.theme is not place.theme]
        return sorted([*same, *others], key=lambda share: -(share.quotes + share.works))


class _Places:
    """Places, and which of them have each quote and work."""

    def __init__(self, places: Sequence[_Place]) -> None:
        self.places = places
        self._with: dict[str, list[int]] = {}
        for number, place in enumerate(places):
            for name in (*place.quotes, *place.works):
                self._with.setdefault(name, []).append(number)

    def shares(self, place: _Place) -> Iterator[tuple[_Place, Share]]:
        """What a place has in common with the others, in their order."""
        quotes = Counter(number for name in place.quotes for number in self._with.get(name, ()))
        works = Counter(number for name in place.works for number in self._with.get(name, ()))
        for number in sorted(quotes.keys() | works.keys()):
            other = self.places[number]
            if (other.kind, other.part.id) != (place.kind, place.part.id):
                yield (
                    other,
                    Share(
                        kind=other.kind,
                        id=other.part.id,
                        title=other.full_title,
                        quotes=quotes[number],
                        works=works[number],
                    ),
                )


def _relations(graph: EvidenceGraph, subject: str) -> Iterator[ThemeRelation]:
    """Each pair of related themes once. With a subject, those of the subthemes in it; its own are on its page."""
    paths = graph.themes[subject].theme.with_paths() if subject else graph.study.paths()
    seen = set()
    for linked in (graph.themes[path[-1].id] for path in paths):
        for one in linked.related:
            pair = frozenset((linked.theme.id, one.theme.id))
            if pair not in seen and subject not in pair:
                seen.add(pair)
                yield ThemeRelation(theme=linked.theme, other=one.theme, how=one.how)


def _places_of(graph: EvidenceGraph, theme: Theme) -> Iterator[_Place]:
    """The parts of a theme, or the theme itself if it has no subthemes."""
    if not theme.subthemes:
        yield _place(graph, RowKind.THEME, theme, theme)
        return
    if theme.findings:
        yield _place(graph, RowKind.WHOLE, theme, theme)
    for subtheme in theme.subthemes:
        yield _place(graph, RowKind.SUBTHEME, subtheme, theme)


def _place(graph: EvidenceGraph, kind: RowKind, part: Theme, theme: Theme) -> _Place:
    if kind is RowKind.WHOLE:
        findings: Sequence[Finding] = part.findings
        counted = distinct(placed for finding in findings for placed in graph.quotes_at.get(finding.id, ()))
    else:
        findings, counted = graph.themes[part.id].findings, graph.quotes_at.get(part.id, ())
    return _Place(
        kind=kind,
        part=part,
        theme=theme,
        counted=tuple(counted),
        works=dict.fromkeys(item.reference.id for finding in findings for item in finding.literature),
        quotes=dict.fromkeys(placed.linked.quote.id for placed in counted),
    )


def _row(graph: EvidenceGraph, place: _Place, shares: Sequence[Share], most: int, *, is_mixed: bool) -> MapRow:
    # There is no filter for the findings of a theme as a whole.
    filters: dict[str, str] = {} if place.kind is RowKind.WHOLE else {place.kind.value: place.part.id}
    contrasting = [placed for placed in place.counted if Stance.CONTRASTS in placed.stances]
    of_contrasting = {"stance": Stance.CONTRASTS.value, **filters} if filters else {}
    speakers = count_persons(placed.linked for placed in place.counted)
    participants = graph.sample.size
    return MapRow(
        kind=place.kind,
        id=place.part.id,
        title=place.title,
        within=place.theme.title if is_mixed and place.kind is not RowKind.THEME else "",
        quotes=quote_cell(place.counted, filters),
        contrasting=quote_cell(contrasting, of_contrasting),
        length=_percent(len(place.counted), most),
        against=_percent(len(contrasting), most),
        speakers=speakers,
        groups=len(by_participant(place.counted)) - speakers,
        dots=_dots(speakers, participants) if 0 < participants <= _MAX_DOTS else (),
        works=len(place.works),
        shares=tuple(shares[:_MAX_SHARES]),
        more_shares=max(0, len(shares) - _MAX_SHARES),
    )


def _percent(count: int, most: int) -> float:
    return round(100 * count / most, 2) if most else 0


def _dots(speakers: int, participants: int) -> tuple[tuple[int, bool], ...]:
    return tuple((_DOT * number + _DOT // 2, number < speakers) for number in range(participants))
