"""Matrices: the number of quotes of each participant, or of works of each relation, in each part of the study.

Which quotes count in a part is decided in ``graph/counts.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from themebook.core.data import Participant
from themebook.core.model import Finding, Theme
from themebook.graph.attributes import public_attributes, voices_by_category
from themebook.graph.model import EvidenceGraph, PlacedQuote
from themebook.views.cells import Cell, Leaders, by_participant, everything, leaders, levels_of, quote_cell

_MANY_ROWS = 30
# Of more participants, only those who are quoted have columns.
_MANY_VOICES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The header of a column. Its name is ``prefix`` and ``label``; only the label is visible.

    It links to the page of its ``id``, or shows the symbol of a relation.
    """

    id: str
    prefix: str
    label: str
    total: Cell
    is_relation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGroup:
    """The title of a group of adjacent columns, which may be empty, and their number."""

    title: str
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the matrix. A group sums up the rows below it. Without an ``id``, the row has no link."""

    id: str
    title: str
    is_group: bool
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A table of counts. Totals count distinct items, so they can be less than the sum of their parts.

    The columns can be in ``groups``, with a header for each.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Cell
    groups: tuple[ColumnGroup, ...] = ()

    @property
    def is_tall(self) -> bool:
        """Whether there are so many rows that the table scrolls on its own."""
        return len(self.rows) > _MANY_ROWS

    @property
    def has_vertical_labels(self) -> bool:
        """Whether the labels of the columns are too long to fit side by side."""
        return any(len(column.label) > 3 for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMatrix:
    """Quotes by place and participant, in the whole study or in the theme with this ``title``.

    ``first`` and ``last`` are the full names of the first and last columns, if their labels are shortened. ``leading``
    are the ids of the participants with most quotes.
    """

    title: str
    matrix: Matrix
    first: str
    last: str
    leading: Leaders[str]

    @property
    def has_contrasts(self) -> bool:
        return any(cell.contrasts for cell in self._cells())

    @property
    def has_bystanders(self) -> bool:
        """Whether some cell only has quotes that are no evidence for a finding there."""
        return any(cell.count and not cell.supports and not cell.contrasts for cell in self._cells())

    def _cells(self) -> Iterator[Cell]:
        for row in self.matrix.rows:
            yield from row.cells


_Place = tuple[str, Theme | Finding]


def evidence_matrix(graph: EvidenceGraph, subject: str) -> EvidenceMatrix:
    """Subthemes by participant, or for a theme its findings by participant."""
    if not subject:
        places: list[_Place] = [(linked.kind.value, linked.theme) for linked in graph.themes.values()]
        return _evidence_matrix("", _matrix(graph, places, {}))
    theme = graph.themes[subject].theme
    return _evidence_matrix(theme.title, _matrix(graph, _of_theme(theme), {"theme": theme.id}))


def _evidence_matrix(title: str, matrix: Matrix) -> EvidenceMatrix:
    names = [f"{column.prefix}{column.label}" for column in matrix.columns if column.prefix] or [""]
    return EvidenceMatrix(
        title=title,
        matrix=matrix,
        first=names[0],
        last=names[-1],
        leading=leaders([(column.id, column.total.count) for column in matrix.columns]),
    )


def _of_theme(theme: Theme) -> list[_Place]:
    """The findings and subthemes below a theme, at all levels."""
    places: list[_Place] = [("finding", finding) for finding in theme.findings]
    for subtheme in theme.subthemes:
        places += [("subtheme", subtheme), *_of_theme(subtheme)]
    return places


def _matrix(graph: EvidenceGraph, places: Sequence[_Place], of: Mapping[str, str]) -> Matrix:
    def is_group(place: Theme | Finding) -> bool:
        return isinstance(place, Theme) and bool(of or place.subthemes)

    within = graph.quotes_at.get(of["theme"], ()) if of else everything(graph)
    groups = _groups(graph)
    if sum(map(len, groups.values())) > _MANY_VOICES:
        speaking = by_participant(within)
        groups = {title: [voice for voice in people if voice.id in speaking] for title, people in groups.items()}
    voices = [voice for people in groups.values() for voice in people]
    counted = graph.quotes_at
    spoken = {place.id: by_participant(counted.get(place.id, ())) for _, place in places}
    levels = levels_of(
        len(quotes) for _, place in places if not is_group(place) for quotes in spoken[place.id].values()
    )
    rows = tuple(
        Row(
            id=place.id,
            title=place.claim if isinstance(place, Finding) else place.title,
            is_group=is_group(place),
            cells=_cells(voices, spoken[place.id], {kind: place.id}, () if is_group(place) else levels),
            total=quote_cell(counted.get(place.id, ()), {kind: place.id}),
        )
        for kind, place in places
    )
    return Matrix(
        columns=_columns(voices, _cells(voices, by_participant(within), of, ())),
        rows=rows,
        total=quote_cell(within, of),
        groups=tuple(ColumnGroup(title=title, columns=len(people)) for title, people in groups.items() if people)
        if len(groups) > 1
        else (),
    )


def _groups(graph: EvidenceGraph) -> Mapping[str, Sequence[Participant]]:
    """Those who count, by the first attribute that has categories or bands, if there is one."""
    attribute = next((one for one in public_attributes(graph.study) if one.groups), None)
    return voices_by_category(graph, attribute) if attribute else {"": graph.voices}


def _cells(
    voices: Sequence[Participant],
    spoken: Mapping[str, Sequence[PlacedQuote]],
    of: Mapping[str, str],
    levels: Sequence[int],
) -> tuple[Cell, ...]:
    return tuple(
        quote_cell(spoken.get(voice.id, ()), {**of, "participant": voice.id}, levels=levels) for voice in voices
    )


def _columns(voices: Sequence[Participant], totals: Sequence[Cell]) -> tuple[Column, ...]:
    names = short_names([voice.name for voice in voices])
    return tuple(
        Column(id=voice.id, prefix=prefix, label=label, total=total)
        for voice, (prefix, label), total in zip(voices, names, totals, strict=True)
    )


def short_names(names: Sequence[str]) -> list[tuple[str, str]]:
    """Split each name into the words that all names begin with, and the rest."""
    words = [name.split(" ") for name in names]
    shared = 0
    while len(names) > 1 and all(len(other) > shared + 1 and other[shared] == words[0][shared] for other in words):
        shared += 1
    cut = len(" ".join([*words[0][:shared], ""])) if shared else 0
    return [(name[:cut], name[cut:]) for name in names]
