"""The evidence trail: the same links in both directions, whole if there is room, and never too large for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.matching import subthemes_of
from tests.synthetic import Size, write_study
from themebook.core.choices import Stance
from themebook.graph import trail as trails
from themebook.graph.model import EvidenceGraph, NodeKind
from themebook.graph.trail import MOST_IN_ALL, MOST_OF_A_KIND, Branch, TrailNode, Trails
from themebook.pipeline import compose, read
from themebook.render.site import Site
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings, pages_below


def size(node: TrailNode) -> int:
    """How many things a trail names, each as often as it stands there."""
    return 1 + sum(size(below) for branch in (node.up, node.down) for below in branch.nodes)


def composed(folder: Path, size: Size) -> Site:
    root = write_study(folder / "study", size)
    loaded = read(Settings(root=root), pages_below(root, "docs"), Scanner())
    return compose(loaded.value, Settings(root=root))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A study in which quotes are evidence for findings of other themes too."""
    size = Size(themes=3, subthemes=6, participants=9, quotes=96, works=12)
    return composed(tmp_path_factory.mktemp("small"), size)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    size = Size(themes=2, subthemes=4, participants=3, quotes=1200, works=5)
    return composed(tmp_path_factory.mktemp("large"), size)


def things(graph: EvidenceGraph) -> list[str]:
    themes = list(graph.themes)
    return [*themes, *graph.findings, *graph.statements, *graph.quotes, *graph.participants, *graph.references]


def branches(node: TrailNode) -> Iterator[tuple[TrailNode, Branch]]:
    for branch in (node.up, node.down):
        yield node, branch
        for below in branch.nodes:
            yield from branches(below)


def paths(node: TrailNode, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    here = (*above, node.edge.id)
    yield here
    for below in (*node.up.nodes, *node.down.nodes):
        yield from paths(below, here)


def test_a_node_leads_to_what_rests_on_it(study: Site) -> None:
    graph = study.graph
    down = {(name, step.id, step.relations) for name in things(graph) for step in graph.rests_on[name]}
    up = {(step.id, name, step.relations) for name in things(graph) for step in graph.leads_to[name]}
    assert down == up
    assert len(down) > len(graph.quotes)


def test_the_trail_of_a_finding_names_exactly_its_evidence(study: Site) -> None:
    for name, linked in study.graph.findings.items():
        below = [(node.edge.id, node.edge.relations) for node in Trails(study.graph).of(name).down.nodes]
        quotes = [(quote.id, (stance,)) for stance, quote in linked.evidence]
        works = [(item.reference.id, (item.relation,)) for item in linked.finding.literature]
        assert len(quotes) <= MOST_OF_A_KIND
        assert below == [*quotes, *works]


def test_every_quote_leads_to_its_theme_and_to_the_works_beside_it(study: Site) -> None:
    for name, linked in study.graph.quotes.items():
        reached = {step for path in paths(Trails(study.graph).of(name)) for step in path}
        assert linked.path[0].id in reached
        assert linked.speakers[0].id in reached
        assert {item.reference.id for _, finding in linked.evidence_for for item in finding.literature} <= reached


def test_no_path_visits_a_node_twice(study: Site) -> None:
    every = Trails(study.graph)
    for name in things(study.graph):
        for path in paths(every.of(name)):
            assert len(set(path)) == len(path), path


def test_a_subtheme_counts_the_quotes_placed_there(study: Site) -> None:
    graph = study.graph
    for subtheme in subthemes_of(graph.study):
        placed = [one for one in graph.quotes.values() if any(subtheme in at.path for at in one.placements)]
        assert dict(Trails(graph).of(subtheme.id).down.counts)[NodeKind.QUOTE] == len(placed)


def test_a_trail_stays_small_in_a_large_study_and_says_what_it_leaves_out(large: Site) -> None:
    shortened, every = set(), Trails(large.graph)
    for name in things(large.graph):
        whole = every.of(name)
        assert size(whole) <= MOST_IN_ALL
        for node, branch in branches(whole):
            kinds = [below.edge.kind for below in branch.nodes]
            assert all(kinds.count(kind) == MOST_OF_A_KIND for kind, number in branch.more if number)
            assert max(map(kinds.count, kinds), default=0) <= MOST_OF_A_KIND
            shortened |= {node.edge.kind} if branch.more else set()
    assert {NodeKind.SUBTHEME, NodeKind.PARTICIPANT, NodeKind.REFERENCE} <= shortened


def test_a_trail_grows_no_more_than_it_shows(large: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thing is looked up once in a direction, and no node is made to be thrown away, however large the study."""
    made: Counter[str] = Counter()

    def counting(name: str) -> None:
        original = getattr(trails, name)

        def counted(*values: Any, **named: Any) -> Any:
            made[name] += 1
            return original(*values, **named)

        monkeypatch.setattr(trails, name, counted)

    for name in ("TrailNode", "_Ahead"):
        counting(name)
    everything = things(large.graph)
    all_trails = Trails(large.graph)
    shown = sum(size(all_trails.of(name)) for name in everything)
    assert made["TrailNode"] == shown
    assert made["_Ahead"] <= 2 * len(everything)


def test_what_is_left_out_is_led_to(large: Site) -> None:
    drawn = large.renderer.panel("trail", "person-1", "participants/person-1.md")
    number = len(large.graph.participants["person-1"].quotes)
    assert f"{number} quotes" in drawn
    assert f'"../../quotes/?participant=person-1">and {number - MOST_OF_A_KIND} more quotes</a>' in drawn


def test_what_contrasts_with_a_finding_is_told_from_its_support(study: Site) -> None:
    mixed = 0
    for name, linked in study.graph.findings.items():
        drawn = study.renderer.panel("trail", name, "x.md")
        quotes, contrasting = len(linked.evidence), sum(stance is Stance.CONTRASTS for stance, _ in linked.evidence)
        said = f", {contrasting} of them contrasting; " if contrasting else ", "
        noun = "quote" if quotes == 1 else "quotes"
        assert f"Evidence: {quotes} {noun}{said}{len(linked.finding.literature)} cited work" in drawn
        assert "Based on" not in drawn
        mixed += contrasting > 0
    assert mixed


def test_a_finding_that_only_a_contrasting_quote_bears_on_does_not_rest_on_it(tmp_path: Path) -> None:
    root = write_study(tmp_path / "study", Size(themes=1, subthemes=1, participants=1, quotes=8, works=1))
    data = yaml.safe_load((root / "findings.yml").read_text("utf-8"))
    data["themes"][0]["subthemes"][0]["findings"] = [
        {
            "id": "lonely",
            "claim": "Nobody agrees.",
            "prevalence": {"scale": "unstated"},
            "evidence": {"contrasts": ["quote-1"]},
        }
    ]
    (root / "findings.yml").write_text(yaml.safe_dump(data), "utf-8")
    loaded = read(Settings(root=root), pages_below(root, "docs"), Scanner())
    drawn = compose(loaded.value, Settings(root=root)).renderer.panel("trail", "lonely", "x.md")
    assert "Evidence: 1 quote, contrasting</summary>" in drawn


def test_the_same_thing_has_the_same_trail_each_time(study: Site) -> None:
    for name in things(study.graph):
        assert study.renderer.panel("trail", name, "x.md") == study.renderer.panel("trail", name, "x.md")
