"""The edges of the evidence graph: what each node rests on, one step at a time, and the same links the other way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from themebook.core.choices import Relation, Stance
from themebook.core.model import Finding, LiteratureItem, Theme
from themebook.graph.model import Edge, LinkedFinding, LinkedQuote, LinkedStatement, NodeKind, kind_of
from themebook.graph.uses import LinkedReference

Edges = Mapping[str, tuple[Edge, ...]]


def edges(
    themes: Iterable[Theme],
    findings: Mapping[str, LinkedFinding],
    quotes: Mapping[str, LinkedQuote],
    statements: Mapping[str, LinkedStatement],
    leaves: Mapping[str, NodeKind],
) -> tuple[Mapping[str, NodeKind], Edges, Edges]:
    """The kind of each node, what it rests on, and what it leads to. ``leaves`` are the nodes that rest on nothing."""
    kinds: dict[str, NodeKind] = {}
    rests_on: dict[str, tuple[Edge, ...]] = {}

    def add(name: str, kind: NodeKind, found: Iterable[Edge] = ()) -> None:
        kinds[name] = kind
        rests_on[name] = tuple(found)

    # What a node leads to is in this order, too.
    for name, finding in findings.items():
        add(name, NodeKind.FINDING, _of_finding(finding))
    for theme in themes:
        add(theme.id, kind_of(theme), _of_theme(theme, findings))
    for name, stated in statements.items():
        add(name, stated.kind, (*_to_findings(stated.findings), *_to_works(stated.statement.literature)))
    for name, quote in quotes.items():
        add(name, NodeKind.QUOTE, (Edge(id=one.id, kind=NodeKind.PARTICIPANT) for one in quote.voices))
    for name, kind in leaves.items():
        add(name, kind)
    return kinds, rests_on, _inverse(rests_on, kinds)


def _inverse(rests_on: Edges, kinds: Mapping[str, NodeKind]) -> Edges:
    leads_to: dict[str, list[Edge]] = {name: [] for name in rests_on}
    for name, found in rests_on.items():
        for edge in found:
            leads_to[edge.id].append(Edge(id=name, kind=kinds[name], relations=edge.relations))
    return {name: tuple(found) for name, found in leads_to.items()}


def _of_theme(theme: Theme, findings: Mapping[str, LinkedFinding]) -> Iterator[Edge]:
    """Its findings, its subthemes, and the quotes that none of its findings names; these lead to the others."""
    yield from _to_findings(theme.findings)
    yield from (Edge(id=subtheme.id, kind=NodeKind.SUBTHEME) for subtheme in theme.subthemes)
    named = {quote.id for finding in theme.findings for _, quote in findings[finding.id].evidence}
    yield from (Edge(id=quote.id, kind=NodeKind.QUOTE) for quote in theme.quotes if quote.id not in named)


def _of_finding(linked: LinkedFinding) -> Iterator[Edge]:
    yield from (Edge(id=quote.id, kind=NodeKind.QUOTE, relations=(stance,)) for stance, quote in linked.evidence)
    yield from _to_works(linked.finding.literature)


def _to_findings(findings: Iterable[Finding]) -> Iterator[Edge]:
    return (Edge(id=finding.id, kind=NodeKind.FINDING) for finding in findings)


def _to_works(literature: Iterable[LiteratureItem]) -> Iterator[Edge]:
    """Each work once, with all its relations."""
    relations: dict[str, dict[Stance | Relation, None]] = {}
    for item in literature:
        relations.setdefault(item.reference.id, {})[item.relation] = None
    return (Edge(id=key, kind=NodeKind.REFERENCE, relations=tuple(each)) for key, each in relations.items())


def leaves(participants: Iterable[str], references: Mapping[str, LinkedReference]) -> Mapping[str, NodeKind]:
    """The nodes at the end of every path: who speaks, and the works."""
    return {**dict.fromkeys(participants, NodeKind.PARTICIPANT), **dict.fromkeys(references, NodeKind.REFERENCE)}
