"""The figures of a whole study, from the view models of those on its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from themebook.core.choices import Relation
from themebook.core.label_types import capitalise
from themebook.core.translation import gettext
from themebook.core.vocabulary import RELATIONS
from themebook.exchange.exports.figures.colours import BAR, CONTRAST, scale_colour, tint_colour
from themebook.exchange.exports.figures.drawn_figure import BarPart, DrawnFigure, FigureCell, FigureRow
from themebook.graph.model import EvidenceGraph
from themebook.views.cells import Cell
from themebook.views.comparison import ComparedTheme, Comparison, comparison, comparisons
from themebook.views.literature import Work, literature
from themebook.views.matrix import Matrix, evidence_matrix
from themebook.views.prevalence import Bar, prevalence
from themebook.views.thematic_map import MapRow, ThematicMap, ThematicMaps

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyFigure:
    """A figure that a study has: the name of its files, its title, and the function that makes it without drafts."""

    name: str
    title: str
    make: Callable[[EvidenceGraph], DrawnFigure]


def study_figures(graph: EvidenceGraph) -> Iterator[StudyFigure]:
    """The figures of a study."""
    if graph.themes and (graph.quotes or graph.findings):
        yield StudyFigure("map", gettext("The parts of the study and their evidence"), _map)
    if graph.themes and graph.quotes:
        yield StudyFigure("matrix", gettext("Quotes of each participant by theme and subtheme"), _matrix)
    if graph.study.has_prevalence:
        yield StudyFigure("prevalence", gettext("How widely findings are shared"), _prevalence)
    yield StudyFigure("literature", gettext("Works by year and relation"), _literature)
    if any(finding.literature for finding in graph.study.findings()):
        yield StudyFigure("literature-by-theme", gettext("Works by subtheme and relation"), _literature_by_theme)
    if graph.study.comparisons and graph.quotes:
        yield from _comparisons(graph)


def _comparisons(graph: EvidenceGraph) -> Iterator[StudyFigure]:
    labels = {str(one.id): one.label for one in graph.study.attributes}
    for subject in comparisons(graph, "").subjects:
        name = f"comparison-{subject}" if subject else "comparison-of-waves"
        title = gettext("Themes by %(attribute)s") % {"attribute": labels.get(subject) or gettext("Wave")}
        yield StudyFigure(name, title, partial(_comparison, subject=subject))


def _map(graph: EvidenceGraph) -> DrawnFigure:
    figure = ThematicMaps(graph).of("")
    columns: dict[str, Callable[[MapRow], FigureCell]] = {gettext("Quotes"): _quotes_of}
    if figure.has_contrasts:
        columns[gettext("Contrasting")] = lambda row: FigureCell(row.contrasting.count or None)
    if figure.has_participants:
        columns[capitalise(figure.unit) or gettext("Participants")] = lambda row: FigureCell(row.speakers)
    if figure.has_works:
        columns[gettext("Works")] = lambda row: FigureCell(row.works or None)
    return DrawnFigure(
        rows_are=gettext("Theme"),
        columns=tuple(columns),
        rows=tuple(
            FigureRow(path=_map_path(row), cells=tuple(cell(row) for cell in columns.values())) for row in figure.rows
        ),
        note=_map_note(figure),
        is_tree=False,
    )


def _map_note(figure: ThematicMap) -> str:
    notes = [gettext("A quote may count under more than one theme.")]
    if figure.has_contrasts:
        notes.append(gettext("The part of a bar in another colour is for quotes that contrast with a finding."))
    return " ".join(notes)


def _map_path(row: MapRow) -> Path:
    return (row.within, row.title) if row.within else (row.title,)


def _quotes_of(row: MapRow) -> FigureCell:
    bar = (BarPart(0, row.length, BAR), BarPart(0, row.against, CONTRAST))
    return FigureCell(row.quotes.count, bar=tuple(part for part in bar if part.length))


def _matrix(graph: EvidenceGraph) -> DrawnFigure:
    matrix = evidence_matrix(graph, "").matrix
    return DrawnFigure(
        rows_are=gettext("Theme"),
        columns=tuple(_columns(matrix)),
        rows=(*_matrix_rows(graph, matrix), _total(gettext("All quotes"), matrix)),
        note=gettext("Totals count each quote once."),
    )


def _columns(matrix: Matrix) -> Iterator[str]:
    yield from (f"{column.prefix}{column.label}" for column in matrix.columns)
    yield gettext("All")


def _matrix_rows(graph: EvidenceGraph, matrix: Matrix) -> Iterator[FigureRow]:
    for row in matrix.rows:
        cells = (*(_tinted(cell) for cell in row.cells), FigureCell(row.total.count))
        yield FigureRow(path=_theme_path(graph, row.id), cells=cells)


def _total(title: str, matrix: Matrix) -> FigureRow:
    totals = (*(column.total for column in matrix.columns), matrix.total)
    return FigureRow(path=(title,), cells=tuple(FigureCell(cell.count) for cell in totals), is_total=True)


def _tinted(cell: Cell) -> FigureCell:
    return FigureCell(cell.count or None, background=tint_colour(cell.tint))


def _theme_path(graph: EvidenceGraph, name: str) -> Path:
    return tuple(theme.title for theme in graph.themes[name].path)


def _prevalence(graph: EvidenceGraph) -> DrawnFigure:
    figure = prevalence(graph, "")
    extents = [one.extent for one in figure.legend]
    return DrawnFigure(
        rows_are=gettext("Theme"),
        columns=(gettext("Findings"), *(extent.label for extent in figure.legend)),
        rows=tuple(FigureRow(path=(bar.title,), cells=tuple(_prevalence_cells(bar, extents))) for bar in figure.bars),
    )


def _prevalence_cells(bar: Bar, extents: Sequence[str]) -> Iterator[FigureCell]:
    """All findings as a bar of colours, and the number of each extent on its colour."""
    colours = {one: scale_colour(one) for one in extents}
    yield FigureCell(bar.total, bar=tuple(BarPart(one.start, one.length, colours[one.extent]) for one in bar.segments))
    found = {one.extent: one for one in bar.segments}
    for extent in extents:
        one = found.get(extent)
        yield FigureCell(one.count, bar=(BarPart(0, one.length, colours[extent]),)) if one else FigureCell(None)


def _literature(graph: EvidenceGraph) -> DrawnFigure:
    figure = literature(graph, "")
    bands = [(band.label, band.works) for band in figure.bands if band.works]
    bands += [(gettext("No year known"), figure.undated)] if figure.undated else []
    most = max((len(works) for _, works in bands), default=0)
    return DrawnFigure(
        rows_are=gettext("Years"),
        columns=(gettext("All works"), *(RELATIONS[one].label for one in figure.relations)),
        rows=tuple(
            FigureRow(path=(label,), cells=tuple(_band_cells(works, figure.relations, most))) for label, works in bands
        ),
    )


def _band_cells(works: Sequence[Work], relations: Sequence[Relation], most: int) -> Iterator[FigureCell]:
    yield FigureCell(len(works), bar=(BarPart(0, round(100 * len(works) / most, 2), BAR),))
    yield from (FigureCell(sum(one in work.relations for work in works) or None) for one in relations)


def _literature_by_theme(graph: EvidenceGraph) -> DrawnFigure:
    matrix = literature(graph, "").places
    return DrawnFigure(
        rows_are=gettext("Theme"),
        columns=tuple(_columns(matrix)),
        rows=(*_matrix_rows(graph, matrix), _total(gettext("All works with a relation"), matrix)),
        note=gettext(
            "Totals count each work once. The last row also includes works cited for recommendations and limitations."
        ),
    )


def _comparison(graph: EvidenceGraph, subject: str) -> DrawnFigure:
    figure = comparison(graph, subject)
    return DrawnFigure(
        rows_are=gettext("Theme"),
        columns=tuple(_compared_columns(figure)),
        rows=tuple(
            FigureRow(path=_theme_path(graph, row.id), cells=tuple(_compared_cells(row))) for row in figure.rows
        ),
        note=gettext(
            "The bars show how many members of a group are quoted. A quote of several participants can count in "
            "several groups."
        ),
    )


def _compared_columns(figure: Comparison) -> Iterator[str]:
    for group in figure.groups:
        members = group.persons + group.groups
        yield gettext("%(group)s: quotes") % {"group": group.name}
        yield gettext("%(group)s: quoted of %(members)s") % {"group": group.name, "members": members}
    yield gettext("All")


def _compared_cells(row: ComparedTheme) -> Iterator[FigureCell]:
    for cell in row.cells:
        yield FigureCell(cell.quotes.count or None)
        yield FigureCell(cell.speakers or None, bar=(BarPart(0, cell.share, BAR),) if cell.share else ())
    yield FigureCell(row.total.count)
