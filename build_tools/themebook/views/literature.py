"""The works cited: when they appeared, how they relate to the findings, and which parts of the study cite them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from themebook.core import works as entries
from themebook.core.choices import Relation
from themebook.core.translation import gettext
from themebook.core.vocabulary import RELATIONS
from themebook.graph.model import EvidenceGraph
from themebook.graph.uses import LinkedReference, LiteratureUse
from themebook.views.cells import Leaders, leaders, levels_of, work_cell
from themebook.views.matrix import Column, Matrix, Row

MAX_WORKS = 150
_MAX_YEARS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work with its year, if known, and its relations to findings. ``is_own`` marks the study itself."""

    key: str
    year: int | None
    relations: tuple[Relation, ...]
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A span of years, both ends included, and its works in order. A span without works may be long."""

    first: int
    last: int
    works: tuple[Work, ...]

    @property
    def count(self) -> int:
        return len(self.works)

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}\u2013{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteratureFigure:
    """The works over time, individually or, if there are too many, as counts, and then by place and relation.

    ``by_decade`` is true if each band is a decade rather than a year. ``relations`` are those that some work has, and
    ``has_text_only`` is true if some work has none. ``leading`` are the bands with most works, and
    ``leading_relations`` the relations that most works have.
    """

    bands: tuple[Band, ...]
    undated: tuple[Work, ...]
    counts: Matrix | None
    places: Matrix
    works: int
    by_decade: bool
    relations: tuple[Relation, ...]
    has_text_only: bool
    leading: Leaders[Band]
    leading_relations: Leaders[Column]

    @property
    def undated_count(self) -> int:
        return len(self.undated)


def literature(graph: EvidenceGraph, _subject: str) -> LiteratureFigure:
    """The literature of the whole study."""
    works = [_work(graph, linked) for linked in graph.references.values()]
    relations = _relations(works)
    bands = tuple(bands_of(works))
    undated = tuple(work for work in works if work.year is None)
    places = _by_place(graph, relations)
    return LiteratureFigure(
        bands=bands,
        undated=undated,
        counts=_counts(bands, undated, works, relations) if len(works) > MAX_WORKS else None,
        places=places,
        works=len(works),
        by_decade=any(band.first != band.last for band in bands if band.works),
        relations=relations,
        has_text_only=not all(work.relations for work in works),
        leading=leaders([(band, band.count) for band in bands]),
        leading_relations=leaders([(column, column.total.count) for column in places.columns]),
    )


def _relations(works: Sequence[Work]) -> tuple[Relation, ...]:
    return tuple(relation for relation in Relation if any(relation in work.relations for work in works))


def _work(graph: EvidenceGraph, linked: LinkedReference) -> Work:
    reference = linked.reference
    return Work(
        key=reference.key,
        year=int(entries.year(reference) or 0) or None,
        relations=linked.relations,
        is_own=reference.key == graph.own_reference.key,
    )


def bands_of(works: Sequence[Work]) -> Iterable[Band]:
    """The years in order, or the decades if there are many years, and the gaps between them."""
    dated = sorted((work for work in works if work.year is not None), key=lambda work: work.year or 0)
    size = 1 if len({work.year for work in dated}) <= _MAX_YEARS else 10
    spans: dict[int, list[Work]] = {}
    for work in dated:
        assert work.year is not None
        spans.setdefault(work.year // size * size, []).append(work)
    end = min(spans, default=0)
    for start, span_works in spans.items():
        if start > end:
            yield Band(first=end, last=start - 1, works=())
        end = start + size
        yield Band(first=start, last=end - 1, works=tuple(span_works))


def _counts(
    bands: Sequence[Band], undated: Sequence[Work], works: Sequence[Work], relations: Sequence[Relation]
) -> Matrix:
    """Counts of works by year or decade and relation."""
    levels = levels_of(_works(band.works, relation) for band in bands for relation in relations)
    rows = [_band_row(band, relations, levels) for band in bands]
    if undated:
        rows.append(_row("", gettext("No year known"), lambda relation: _works(undated, relation), {}, relations))
    return Matrix(
        columns=_columns(lambda relation: _works(works, relation), relations),
        rows=tuple(rows),
        total=work_cell(len(works), {}),
    )


def _band_row(band: Band, relations: Sequence[Relation], levels: Sequence[int]) -> Row:
    year = str(band.first) if band.first == band.last else f"{band.first}-{band.last}"
    return _row("", band.label, lambda relation: _works(band.works, relation), {"year": year}, relations, levels)


def _works(works: Iterable[Work], relation: Relation | None) -> int:
    return sum(relation is None or relation in work.relations for work in works)


_CountOf = Callable[[Relation | None], int]


def _columns(count_of: _CountOf, relations: Sequence[Relation]) -> tuple[Column, ...]:
    return tuple(
        Column(
            id=relation.value,
            prefix="",
            label=RELATIONS[relation].label,
            is_relation=True,
            total=work_cell(count_of(relation), {"relation": relation.value}),
        )
        for relation in relations
    )


def _row(
    name: str,
    title: str,
    count_of: _CountOf,
    filters: Mapping[str, str],
    relations: Sequence[Relation],
    levels: Sequence[int] = (),
) -> Row:
    """A row of counts by relation, in the order of the relations, with the total of distinct works."""
    cells = []
    for relation in relations:
        cell_filters = {**filters, "relation": relation.value} if filters else {}
        cells.append(work_cell(count_of(relation), cell_filters, levels=levels))
    return Row(
        id=name,
        title=title,
        is_group="theme" in filters,
        cells=tuple(cells),
        total=work_cell(count_of(None), filters),
    )


def _by_place(graph: EvidenceGraph, relations: Sequence[Relation]) -> Matrix:
    """Distinct works by theme and subtheme, and by their relation to the findings there."""
    counts = Counter(pair for linked in graph.references.values() for pair in _everywhere(linked.literature_uses))

    def count_at(place: str) -> _CountOf:
        return lambda relation: counts[place, relation]

    places = [(linked.kind.value, name, linked.theme.title) for name, linked in graph.themes.items()]
    levels = levels_of(counts[name, relation] for kind, name, _ in places if kind != "theme" for relation in relations)
    rows = [
        _row(name, title, count_at(name), {kind: name}, relations, () if kind == "theme" else levels)
        for kind, name, title in places
    ]
    return Matrix(columns=_columns(count_at(""), relations), rows=tuple(rows), total=work_cell(counts["", None], {}))


def _everywhere(uses: Iterable[LiteratureUse]) -> set[tuple[str, Relation | None]]:
    """Each place with each relation that a work has there. An empty place means anywhere, None any relation."""
    return {
        (place, relation)
        for use in uses
        for place in ("", *(theme.id for theme in use.path))
        for relation in (None, use.literature.relation)
    }
