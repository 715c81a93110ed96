"""What the figures count, held against the knowledge base of made-up studies of many sizes."""

from __future__ import annotations

import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.matching import known_of, quotes_matching, subthemes_of, works_matching
from tests.sites import GARDENERS
from tests.synthetic import Size, write_study
from themebook.core.model import Finding
from themebook.graph.link import link
from themebook.graph.model import EvidenceGraph
from themebook.pipeline import read
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings, pages_below
from themebook.views.cells import TINTS, Cell, levels_of, tint
from themebook.views.comparison import comparison, comparisons
from themebook.views.findings import claim_view, rest_of_quotes, short_findings, whole_finding
from themebook.views.literature import Work, bands_of, literature
from themebook.views.matrix import Matrix, evidence_matrix, short_names
from themebook.views.prevalence import prevalence
from themebook.views.thematic_map import MAX_SUBTHEMES, MapRow, RowKind, ThematicMap, ThematicMaps
from themebook.views.voices import letters_of


def known(folder: Path) -> EvidenceGraph:
    sources = read(Settings(root=folder), pages_below(folder, "docs"), Scanner()).value
    return link(sources)


def made(size: Size, seed: int = 1) -> EvidenceGraph:
    with tempfile.TemporaryDirectory() as folder:
        return known(write_study(Path(folder) / "study", size, seed))


SIZES = st.builds(
    Size,
    themes=st.integers(1, 4),
    subthemes=st.integers(4, 30),
    participants=st.integers(1, 15),
    quotes=st.integers(30, 80),
    works=st.integers(3, 30),
)
any_study = given(st.builds(made, SIZES, st.integers(0, 10**6)) | st.just(known(GARDENERS)))
few = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def cells(matrix: Matrix) -> list[Cell]:
    return [
        *(cell for row in matrix.rows for cell in (*row.cells, row.total)),
        *(column.total for column in matrix.columns),
        matrix.total,
    ]


def subjects(graph: EvidenceGraph) -> list[str]:
    return ["", *(theme.id for theme in graph.study.themes)]


@few
@any_study
def test_each_count_of_quotes_is_what_its_filters_list(graph: EvidenceGraph) -> None:
    for subject in subjects(graph):
        for cell in cells(evidence_matrix(graph, subject).matrix):
            assert cell.count == len(quotes_matching(graph, cell.filters))
            if cell.filters.keys() - {"participant"}:
                for stance, count in (("supports", cell.supports), ("contrasts", cell.contrasts)):
                    assert count == len(quotes_matching(graph, {**cell.filters, "stance": stance}))


@few
@any_study
def test_groups_are_compared_by_what_their_filters_list(graph: EvidenceGraph) -> None:
    declared = {str(one.id): one for one in graph.study.attributes}
    for attribute in (declared[subject] for subject in comparisons(graph, "").subjects):
        table = comparison(graph, attribute.id)
        assert table.total.count == len(graph.quotes)
        for group, category in zip(table.groups, attribute.values, strict=True):
            assert group.persons == sum(known_of(voice)[attribute.id] == category for voice in graph.voices)
            assert group.quotes.count == len(quotes_matching(graph, group.quotes.filters))
        for row in table.rows:
            for cell, category in zip(row.cells, attribute.values, strict=True):
                quotes = [graph.quotes[name] for name in quotes_matching(graph, cell.quotes.filters)]
                heard = {
                    voice.id for one in quotes for voice in one.voices if known_of(voice)[attribute.id] == category
                }
                assert (cell.quotes.count, cell.speakers) == (len(quotes), len(heard))


@few
@any_study
def test_totals_of_quotes_are_sums_of_distinct_quotes(graph: EvidenceGraph) -> None:
    for subject in subjects(graph):
        matrix = evidence_matrix(graph, subject).matrix
        for row in matrix.rows:
            assert row.total.count == sum(cell.count for cell in row.cells)
        assert matrix.total.count == sum(column.total.count for column in matrix.columns)
        for number, column in enumerate(matrix.columns):
            assert column.total.count >= max((row.cells[number].count for row in matrix.rows), default=0)
    assert evidence_matrix(graph, "").matrix.total.count == len(graph.quotes)


@few
@any_study
def test_a_cell_leads_to_the_group_of_a_quote_that_it_counts(graph: EvidenceGraph) -> None:
    for cell in cells(evidence_matrix(graph, "").matrix):
        homes = {graph.quotes[name].path[-1].id for name in quotes_matching(graph, cell.filters)}
        assert cell.anchor in homes if cell.count else cell.anchor == ""


@few
@any_study
def test_each_count_of_works_is_what_its_filters_list(graph: EvidenceGraph) -> None:
    for cell in cells(literature(graph, "").places):
        if cell.filters:
            assert cell.count == len(works_matching(graph, cell.filters))


def test_many_works_are_counted_by_decade_and_relation() -> None:
    graph = made(Size(subthemes=30, quotes=400, works=200))
    counts = literature(graph, "").counts
    assert counts is not None
    assert sum(row.total.count for row in counts.rows) == counts.total.count == 200
    for cell in cells(counts):
        if cell.filters:
            assert cell.count == len(works_matching(graph, cell.filters))


YEARS = st.lists(st.none() | st.integers(1000, 2030), max_size=40)


@given(YEARS)
def test_each_dated_work_stands_in_one_span_and_the_spans_leave_no_gap(years: list[int | None]) -> None:
    works = [Work(key=str(number), year=year, relations=(), is_own=False) for number, year in enumerate(years)]
    bands = list(bands_of(works))
    placed = [work.key for band in bands for work in band.works]
    assert sorted(placed) == sorted(work.key for work in works if work.year is not None)
    assert all(band.first <= (work.year or 0) <= band.last for band in bands for work in band.works)
    assert all(before.last + 1 == after.first for before, after in pairwise(bands))
    assert not bands or (bands[0].works and bands[-1].works)


def holdings(graph: EvidenceGraph, row: MapRow) -> tuple[set[str], set[str]]:
    """The works and quotes of a row of the map, found anew."""
    if row.kind is RowKind.WHOLE:
        findings = [one.finding for one in graph.findings.values() if one.path[-1].id == row.id]
        quotes = {name for one in findings for name in quotes_matching(graph, {"finding": one.id})}
        return _cited(findings), quotes
    findings = [one.finding for one in graph.findings.values() if row.id in {theme.id for theme in one.path}]
    return _cited(findings), quotes_matching(graph, {row.kind.value: row.id})


def contrasting(graph: EvidenceGraph, row: MapRow) -> set[str]:
    """The quotes that contrast with a finding of a row of the map, found anew."""
    if row.kind is not RowKind.WHOLE:
        return quotes_matching(graph, {row.kind.value: row.id, "stance": "contrasts"})
    own = (one.finding for one in graph.findings.values() if one.path[-1].id == row.id)
    return {name for one in own for name in quotes_matching(graph, {"finding": one.id, "stance": "contrasts"})}


def _cited(findings: list[Finding]) -> set[str]:
    return {str(item.reference.id) for finding in findings for item in finding.literature}


def check_map(graph: EvidenceGraph, drawn: ThematicMap, theme: str) -> None:
    held = {id(row): holdings(graph, row) for row in drawn.rows}
    for row in drawn.rows:
        works, quotes = held[id(row)]
        assert (row.works, row.quotes.count) == (len(works), len(quotes))
        assert row.contrasting.count == row.quotes.contrasts == len(contrasting(graph, row))
        assert row.speakers == len({graph.quotes[name].speakers[0].id for name in quotes})
        assert row.length == pytest.approx(100 * len(quotes) / max(drawn.leading.count, 1), abs=0.01)
    counts = [row.quotes.count for row in drawn.rows]
    assert counts == sorted(counts, reverse=True)
    assert all(row.quotes.count == drawn.leading.count == max(counts) for row in drawn.leading.things)
    assert drawn.all_quotes == len(set().union(*(quotes for _, quotes in held.values())))
    if not theme:
        check_shares(drawn, held)


def check_shares(drawn: ThematicMap, held: dict[int, tuple[set[str], set[str]]]) -> None:
    for row in drawn.rows:
        found = {}
        for other in drawn.rows:
            works, quotes = (mine & theirs for mine, theirs in zip(held[id(row)], held[id(other)], strict=True))
            if other is not row and (works or quotes):
                found[other.kind, other.id] = (len(quotes), len(works))
        assert row.share_count == len(found)
        assert {(one.kind, one.id): (one.quotes, one.works) for one in row.shares}.items() <= found.items()


@few
@any_study
def test_the_map_holds_what_the_study_holds_and_shares(graph: EvidenceGraph) -> None:
    for subject in subjects(graph):
        check_map(graph, ThematicMaps(graph).of(subject), subject)


@few
@any_study
def test_no_map_has_too_many_places(graph: EvidenceGraph) -> None:
    summed = len(subthemes_of(graph.study)) > MAX_SUBTHEMES
    whole = ThematicMaps(graph).of("")
    assert whole.by_theme == summed
    assert {row.kind for row in whole.rows} <= ({RowKind.THEME} if summed else {RowKind.WHOLE, RowKind.SUBTHEME})
    for theme in graph.study.themes:
        shown = {row.id for row in ThematicMaps(graph).of(theme.id).rows}
        assert shown == {*(one.id for one in theme.subthemes), *([theme.id] if theme.findings else [])}


@few
@any_study
def test_a_finding_counts_who_is_quoted_and_what_contrasts(graph: EvidenceGraph) -> None:
    for linked in graph.findings.values():
        view, claim = whole_finding(graph, linked.finding.id), claim_view(graph, linked.finding)
        filters = {"finding": linked.finding.id}
        speakers, opponents = (
            {str(graph.quotes[name].speakers[0].name) for name in quotes_matching(graph, {**filters, "stance": stance})}
            for stance in ("supports", "contrasts")
        )
        assert claim.speakers == len(speakers)
        assert claim.contrasting_quotes == len(quotes_matching(graph, {**filters, "stance": "contrasts"}))
        assert claim.contrasting_works == sum(item.relation == "contrasts" for item in linked.finding.literature)
        if view.voices:
            assert (set(view.voices.supporting), set(view.voices.contrasting)) == (speakers, opponents)
        else:
            assert speakers | opponents == set()
        shown = {shown.quote.id for shown in (*view.supporting, *view.contrasting)}
        assert shown | {rest.quote.id for rest in rest_of_quotes(graph, linked.finding.id)} == quotes_matching(
            graph, filters
        )


@few
@any_study
def test_a_page_prints_each_quote_once_in_full(graph: EvidenceGraph) -> None:
    for subtheme in subthemes_of(graph.study):
        views = short_findings(graph, subtheme.findings)
        shown = [one for view in views for one in (*view.supporting, *view.contrasting)]
        in_full = [one.quote.id for one in shown if not one.is_repeated]
        assert len(in_full) == len(set(in_full))
        assert set(in_full) == {one.quote.id for one in shown}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Officer A", "Officer B"], ("A", "B")),
        (["Person 1", "Person 10"], ("1", "10")),
        (["Ann", "Bob", "Cecilia"], ("A", "B", "C")),
        (["Anna", "Annika", "Bob"], ("", "", "")),
        (["Maria", "Mark", "Mary"], ("", "", "")),
        (["Mia", "Max", "Joe"], ("Mia", "Max", "Joe")),
        (["Mirjam", "Max", "Joe"], ("Mi", "Ma", "Jo")),
    ],
)
def test_participants_are_told_apart_by_few_letters(names: list[str], expected: tuple[str, ...]) -> None:
    assert letters_of(names) == expected


def reported(graph: EvidenceGraph, finding: Finding) -> str:
    """Where a finding is in the figure of prevalence."""
    said = finding.prevalence
    if said is None or (said.count is None and said.scale in (None, "unstated")):
        return "unstated"
    if said.among or said.scale:
        return "among" if said.among else str(said.scale)
    return "all" if said.count == len(graph.participants) else "one" if said.count == 1 else "counted"


@few
@any_study
def test_every_finding_has_one_place_in_its_bar(graph: EvidenceGraph) -> None:
    for subject in subjects(graph):
        shown = prevalence(graph, subject)
        findings = [one.finding for one in graph.findings.values() if subject in ("", one.path[0].id)]
        assert shown.total == len(findings)
        assert shown.of_all == sum(reported(graph, finding) == "all" for finding in findings)
        for bar in shown.bars:
            part = [one.finding for one in graph.findings.values() if bar.id in {theme.id for theme in one.path}]
            counts = Counter(reported(graph, finding) for finding in part)
            assert {segment.extent: segment.count for segment in bar.segments} == dict(counts)
            assert sum(segment.length for segment in bar.segments) == pytest.approx(100, abs=0.1)
        worded = {finding.prevalence.words for finding in findings if finding.prevalence}
        assert all(set(value.wordings) <= worded for value in shown.legend)


@given(st.lists(st.integers(0, 10**6), min_size=1))
def test_the_larger_a_count_the_darker_and_only_nothing_has_no_tint(counts: list[int]) -> None:
    levels = levels_of(counts)
    tints = [tint(count, levels) for count in sorted(counts)]
    assert tints == sorted(tints)
    assert all((tint(count, levels) == 0) == (count == 0) for count in counts)
    assert max(tints) <= TINTS


def test_one_large_count_does_not_make_the_others_look_alike() -> None:
    levels = levels_of([1, 2, 18, 169])
    assert [tint(count, levels) for count in (0, 1, 2, 18, 169)] == [0, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Officer A", "Officer B"], [("Officer ", "A"), ("Officer ", "B")]),
        (["Person 1", "Person 10"], [("Person ", "1"), ("Person ", "10")]),
        (["Ann", "Anna"], [("", "Ann"), ("", "Anna")]),
        (["Officer", "Officer B"], [("", "Officer"), ("", "Officer B")]),
        (["Officer A"], [("", "Officer A")]),
        ([], []),
    ],
)
def test_names_lose_what_all_of_them_begin_with(names: list[str], expected: list[tuple[str, str]]) -> None:
    assert short_names(names) == expected


@given(st.lists(st.text("ab ", min_size=1)))
def test_shortened_names_are_the_names(names: list[str]) -> None:
    assert ["".join(parts) for parts in short_names(names)] == names
