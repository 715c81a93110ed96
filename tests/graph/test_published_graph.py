"""The graph without drafts: nothing in it is, names or counts a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tests.sites import BAKERS, DETAILS
from themebook.core.data import Item
from themebook.core.fields import Link
from themebook.emit.mkdocs.project import open_project
from themebook.graph.counts import has_published_quotes
from themebook.graph.model import EvidenceGraph
from themebook.graph.published_graph import published_graph


def graph_of(folder: Any) -> EvidenceGraph:
    project = open_project(str(folder / "mkdocs.yml"))
    return project.compose(project.read().value).graph


def named(value: Any) -> Iterator[str]:
    """The ids of all items and links in a value."""
    if isinstance(value, Item | Link):
        yield str(value.id)
    if isinstance(value, tuple):
        for part in value:
            yield from named(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from named(getattr(value, one.name))


def test_without_drafts_it_is_the_same() -> None:
    graph = graph_of(BAKERS)
    assert published_graph(graph) == (graph, frozenset())


def test_no_draft_is_left_or_named_and_all_else_is_there() -> None:
    graph = graph_of(DETAILS)
    published, gone = published_graph(graph)
    assert graph.drafts <= gone
    assert gone.isdisjoint(named(published.study))
    assert set(named(graph.study)) - set(named(published.study)) <= gone
    for name in ("themes", "findings", "quotes", "participants", "sources", "codes", "statements"):
        assert set(getattr(published, name)) == set(getattr(graph, name)) - gone
    assert published.drafts == frozenset()
    assert has_published_quotes(graph) == bool(published.quotes)
    assert all(
        linked.counts.quotes == len(published.quotes_at.get(name, ())) for name, linked in published.themes.items()
    )
