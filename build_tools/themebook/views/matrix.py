"""Matrices: how many quotes of each participant, or works of each relation, each part of the study has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from themebook.core.model import Finding, Subtheme, Theme
from themebook.graph.model import EvidenceGraph, PlacedQuote
from themebook.views.tally import Cell, by_participant, quote_cell

_MANY_ROWS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a column: ``said`` and ``shown`` together are its name. Only the second part is visible.

    It links to the thing with its ``id``, or shows the mark of a relation.
    """

    id: str
    said: str
    shown: str
    total: Cell
    is_relation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the matrix. A ``group`` sums up the rows below it. Without an ``id`` it links to nothing."""

    id: str
    title: str
    group: bool
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A table of counts. Totals count distinct things, so they can be less than the sum of their parts."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Cell

    @property
    def is_tall(self) -> bool:
        """Whether it has so many rows that it scrolls on its own."""
        return len(self.rows) > _MANY_ROWS

    @property
    def upright(self) -> bool:
        """Whether the names of the columns are too long to be written side by side."""
        return any(len(column.shown) > 3 for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMatrix:
    """Quotes by place and participant, of the whole study or of the theme with this ``title``.

    ``first`` and ``last`` are the whole names of the columns at both ends, if only a part of each name is visible.
    """

    title: str
    matrix: Matrix
    first: str
    last: str


_Place = tuple[str, Theme | Subtheme | Finding]


def evidence_matrix(graph: EvidenceGraph, subject: str) -> EvidenceMatrix:
    """Subthemes by participants; for a theme its findings by participants."""
    if not subject:
        places = [one for theme in graph.study.themes for one in (("theme", theme), *_subthemes(theme))]
        return _evidence_matrix("", _matrix(graph, places, {}))
    theme = graph.themes[subject].theme
    return _evidence_matrix(theme.title, _matrix(graph, _of_theme(theme), {"theme": theme.id}))


def _evidence_matrix(title: str, matrix: Matrix) -> EvidenceMatrix:
    names = [f"{column.said}{column.shown}" for column in matrix.columns if column.said] or [""]
    return EvidenceMatrix(title=title, matrix=matrix, first=names[0], last=names[-1])


def _subthemes(theme: Theme) -> list[_Place]:
    return [("subtheme", subtheme) for subtheme in theme.subthemes]


def _of_theme(theme: Theme) -> list[_Place]:
    places: list[_Place] = [("finding", finding) for finding in theme.findings]
    for subtheme in theme.subthemes:
        places += [("subtheme", subtheme), *(("finding", finding) for finding in subtheme.findings)]
    return places


def _matrix(graph: EvidenceGraph, places: Sequence[_Place], of: Mapping[str, str]) -> Matrix:
    counted = graph.quotes_at
    within = counted.get(of["theme"], ()) if of else _everything(graph)
    group = "subtheme" if of else "theme"
    spoken = {place.id: by_participant(counted.get(place.id, ())) for _, place in places}
    most = max((len(one) for kind, place in places if kind != group for one in spoken[place.id].values()), default=0)
    rows = tuple(
        Row(
            id=place.id,
            title=place.claim if isinstance(place, Finding) else place.title,
            group=kind == group,
            cells=_cells(graph, spoken[place.id], {kind: place.id}, 0 if kind == group else most),
            total=quote_cell(counted.get(place.id, ()), {kind: place.id}),
        )
        for kind, place in places
    )
    columns = _columns(graph, _cells(graph, by_participant(within), of, 0))
    return Matrix(columns=columns, rows=rows, total=quote_cell(within, of))


def _cells(
    graph: EvidenceGraph, spoken: Mapping[str, Sequence[PlacedQuote]], of: Mapping[str, str], most: int
) -> tuple[Cell, ...]:
    return tuple(
        quote_cell(spoken.get(name, ()), {**of, "participant": name}, most=most) for name in graph.participants
    )


def _columns(graph: EvidenceGraph, totals: Sequence[Cell]) -> tuple[Column, ...]:
    names = short_names([linked.participant.name for linked in graph.participants.values()])
    return tuple(
        Column(id=name, said=said, shown=shown, total=total)
        for name, (said, shown), total in zip(graph.participants, names, totals, strict=True)
    )


def _everything(graph: EvidenceGraph) -> tuple[PlacedQuote, ...]:
    """All quotes of the study, each with every stance that it takes anywhere."""
    return tuple(
        PlacedQuote(linked=linked, stances=frozenset(stance for stance, _ in linked.evidence_for))
        for linked in graph.quotes.values()
    )


def short_names(names: Sequence[str]) -> list[tuple[str, str]]:
    """Each name in two parts: the words that all names begin with, and the rest."""
    words = [name.split(" ") for name in names]
    shared = 0
    while len(names) > 1 and all(len(one) > shared + 1 and one[shared] == words[0][shared] for one in words):
        shared += 1
    cut = len(" ".join([*words[0][:shared], ""])) if shared else 0
    return [(name[:cut], name[cut:]) for name in names]
