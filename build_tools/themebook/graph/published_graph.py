"""The evidence graph of what a study publishes as data: all that is no draft, and rests on none."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from typing import Any

from themebook.core.data import Item, Quote
from themebook.core.diagnostics import Span
from themebook.core.fields import Link, Written
from themebook.core.model import Study
from themebook.graph.link import link
from themebook.graph.model import EvidenceGraph
from themebook.sources.all_sources import Sources
from themebook.sources.drafts import without_drafts


def published_graph(graph: EvidenceGraph) -> tuple[EvidenceGraph, frozenset[str]]:
    """The graph without drafts, linked and counted anew, and the ids of all that is not in it.

    Besides drafts, these are quotes whose speaker or source is a draft, and statements that only name such findings.
    Works that nothing else cites are not in it either. What links to any of these has lost the link.
    """
    if not graph.drafts:
        return graph, frozenset()
    study, left_out = without_drafts(graph.study)
    gone = frozenset(left_out)
    gone |= frozenset(_dependants(study, gone))
    sources = Sources(
        study=_pruned(study, gone),
        bibliography=graph.bibliography,
        pages=graph.pages,
        texts=[text for text in graph.texts if text.owner not in gone],
    )
    return link(sources, graph.language), gone


def _dependants(study: Study, gone: Collection[str]) -> Iterator[str]:
    yield from (quote.id for quote in study.all_quotes() if _is_of(quote, gone))
    for statement in study.statements():
        if statement.findings and all(one.id in gone for one in statement.findings):
            yield statement.id


def _is_of(quote: Quote, gone: Collection[str]) -> bool:
    source = (quote.source,) if quote.source else ()
    return any(one.id in gone for one in (*quote.speaker_links(), *source))


def _pruned(value: Any, gone: Collection[str]) -> Any:
    """A value without these items and the links to them."""
    if isinstance(value, tuple) and not isinstance(value, Span):
        return tuple(_pruned(part, gone) for part in value if not _is_gone(part, gone))
    if isinstance(value, Link):
        return None if value.id in gone else value
    if isinstance(value, Study | Written):
        return replace(value, **{one.name: _pruned(getattr(value, one.name), gone) for one in fields(value)})
    return value


def _is_gone(part: Any, gone: Collection[str]) -> bool:
    if isinstance(part, Item | Link):
        return part.id in gone
    # Such as what relates a theme to another.
    links = (getattr(part, one.name) for one in fields(part)) if isinstance(part, Written) else ()
    return any(isinstance(one, Link) and one.id in gone for one in links)
