"""The chain from themes to cited works: what each thing rests on and what it carries, one step at a time.

Every step of the chain goes from something that is said to what it rests on: from a theme to its subthemes and
findings, from a finding to quotes and cited works, from a quote to its speaker, from an implication or limitation to
its findings. What a thing carries is the same chain followed the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from themebook.core.model import Finding, LiteratureItem, Relation, Stance, Statement, Subtheme, Theme
from themebook.graph.model import EvidenceGraph, LiteratureUse


class NodeKind(StrEnum):
    """What can stand in the chain, by the words of ``pages.Target``, from its top to its ground."""

    THEME = "theme"
    SUBTHEME = "subtheme"
    IMPLICATION = "implication"
    LIMITATION = "limitation"
    FINDING = "finding"
    QUOTE = "quote"
    PARTICIPANT = "participant"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the chain: the thing that it leads to, and how quote or work bear on what is said, if that is told.

    A work may stand beside one finding in several relations.
    """

    id: str
    kind: NodeKind
    bears: tuple[Stance | Relation, ...] = ()


def kind_of(graph: EvidenceGraph, name: str) -> NodeKind:
    """What an id or key names."""
    if name in graph.statements:
        return NodeKind(graph.statements[name].kind.value)
    linked = (
        (NodeKind.QUOTE, graph.quotes),
        (NodeKind.FINDING, graph.findings),
        (NodeKind.PARTICIPANT, graph.participants),
        (NodeKind.REFERENCE, graph.references),
    )
    found = next((kind for kind, things in linked if name in things), None)
    return found or (NodeKind.THEME if any(theme.id == name for theme in graph.study.themes) else NodeKind.SUBTHEME)


def rests_on(graph: EvidenceGraph, name: str) -> tuple[Step, ...]:
    """The next steps towards the words and works that a thing rests on; none from those themselves."""
    kind = kind_of(graph, name)
    if kind is NodeKind.THEME:
        theme = next(theme for theme in graph.study.themes if theme.id == name)
        subthemes = (Step(id=subtheme.id, kind=NodeKind.SUBTHEME) for subtheme in theme.subthemes)
        return (*_findings(theme.findings), *subthemes)
    if kind is NodeKind.SUBTHEME:
        subtheme, _ = _placed(graph, name)
        return (*_findings(subtheme.findings), *_quotes_at_home_only(graph, subtheme))
    if kind is NodeKind.FINDING:
        linked = graph.findings[name]
        quotes = (Step(id=quote.id, kind=NodeKind.QUOTE, bears=(stance,)) for stance, quote in linked.evidence)
        return (*quotes, *_works(linked.finding.literature))
    if kind in (NodeKind.IMPLICATION, NodeKind.LIMITATION):
        stated = graph.statements[name]
        return (*_findings(stated.findings), *_works(stated.statement.literature))
    if kind is NodeKind.QUOTE:
        return (Step(id=graph.quotes[name].participant.id, kind=NodeKind.PARTICIPANT),)
    return ()


def carries(graph: EvidenceGraph, name: str) -> tuple[Step, ...]:
    """The next steps towards the themes and conclusions that rest on a thing; none from those themselves."""
    kind = kind_of(graph, name)
    if kind is NodeKind.SUBTHEME:
        return (Step(id=_placed(graph, name)[1].id, kind=NodeKind.THEME),)
    if kind is NodeKind.FINDING:
        linked = graph.findings[name]
        place = linked.subtheme or linked.theme
        home = Step(id=place.id, kind=NodeKind.SUBTHEME if linked.subtheme else NodeKind.THEME)
        return (home, *(Step(id=one.statement.id, kind=NodeKind(one.kind.value)) for one in linked.statements))
    if kind is NodeKind.QUOTE:
        return tuple(_carried_by_quote(graph, name))
    if kind is NodeKind.PARTICIPANT:
        return tuple(Step(id=quote.id, kind=NodeKind.QUOTE) for quote in graph.participants[name].quotes)
    if kind is NodeKind.REFERENCE:
        return tuple(_carried_by_work(graph, name))
    return ()


def _findings(findings: Iterable[Finding]) -> Iterator[Step]:
    return (Step(id=finding.id, kind=NodeKind.FINDING) for finding in findings)


def _works(literature: Iterable[LiteratureItem]) -> Iterator[Step]:
    """Each work once, with all its relations."""
    relations: dict[str, dict[Stance | Relation, None]] = {}
    for item in literature:
        relations.setdefault(item.reference.id, {})[item.relation] = None
    return (Step(id=key, kind=NodeKind.REFERENCE, bears=tuple(each)) for key, each in relations.items())


def _placed(graph: EvidenceGraph, name: str) -> tuple[Subtheme, Theme]:
    return next((sub, theme) for theme in graph.study.themes for sub in theme.subthemes if sub.id == name)


def _quotes_at_home_only(graph: EvidenceGraph, subtheme: Subtheme) -> Iterator[Step]:
    """The quotes of a subtheme that none of its own findings names; the others are reached by those."""
    named = {quote.id for finding in subtheme.findings for _, quote in graph.findings[finding.id].evidence}
    return (Step(id=quote.id, kind=NodeKind.QUOTE) for quote in subtheme.quotes if quote.id not in named)


def _carried_by_quote(graph: EvidenceGraph, name: str) -> Iterator[Step]:
    linked = graph.quotes[name]
    for stance, finding in linked.carries:
        yield Step(id=finding.id, kind=NodeKind.FINDING, bears=(stance,))
    findings = (one for one in linked.placements if one.finding)
    if all(one.subtheme is None or one.subtheme.id != linked.subtheme.id for one in findings):
        yield Step(id=linked.subtheme.id, kind=NodeKind.SUBTHEME)


def _carried_by_work(graph: EvidenceGraph, key: str) -> Iterator[Step]:
    """Each finding and statement once, with all relations of the work to it."""
    owners: dict[str, Finding | Statement] = {}
    relations: dict[str, dict[Stance | Relation, None]] = {}
    for use in graph.references[key].uses:
        if isinstance(use, LiteratureUse):
            owners[use.owner.id] = use.owner
            relations.setdefault(use.owner.id, {})[use.literature.relation] = None
    return (Step(id=name, kind=kind_of(graph, name), bears=tuple(relations[name])) for name in owners)
