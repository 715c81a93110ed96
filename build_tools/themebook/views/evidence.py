"""Quotes, findings and statements as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.model import Finding, Participant, Quote, Stance, Statement
from themebook.core.vocabulary import PREVALENCE, SCALES, STANCES_SHOWN, page_of_source
from themebook.graph.model import EvidenceGraph, LinkedFinding, NodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A quote, its speaker, and its place in the source. It has a ``stance`` if it is shown with a finding."""

    quote: Quote
    speaker: Participant
    locator: str
    is_continuation: bool
    stance: Stance | None = None

    @property
    def stance_label(self) -> str:
        return STANCES_SHOWN[self.stance] if self.stance else ""


def quote_view(graph: EvidenceGraph, quote_id: str, stance: Stance | None = None) -> QuoteView:
    linked = graph.quotes[quote_id]
    return QuoteView(
        quote=linked.quote,
        speaker=linked.participant,
        locator=page_of_source(linked.quote.page, graph.study.source),
        is_continuation=linked.continues is not None,
        stance=stance,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with its evidence, and the ids of the implications and limitations that refer to it.

    ``prevalence`` is a sentence in XHTML. ``voices`` is the number of participants whose quotes support it, out of all
    ``participants``. Only on its home page does a finding have a trail and a place in the search index.
    """

    finding: Finding
    prevalence: str
    evidence: tuple[QuoteView, ...]
    voices: int
    participants: int
    implications: tuple[str, ...]
    limitations: tuple[str, ...]
    is_home: bool


def finding_view(graph: EvidenceGraph, finding: Finding, *, is_home: bool = True) -> FindingView:
    linked = graph.findings[finding.id]
    evidence = tuple(quote_view(graph, quote.id, stance) for stance, quote in linked.evidence)
    return FindingView(
        finding=finding,
        prevalence=PREVALENCE[finding.prevalence.scale],
        evidence=evidence,
        voices=len({view.speaker.id for view in evidence if view.stance is Stance.SUPPORTS}),
        participants=len(graph.participants),
        implications=_statement_ids(linked, NodeKind.IMPLICATION),
        limitations=_statement_ids(linked, NodeKind.LIMITATION),
        is_home=is_home,
    )


def _statement_ids(linked: LinkedFinding, kind: NodeKind) -> tuple[str, ...]:
    return tuple(statement.statement.id for statement in linked.statements if statement.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """An implication or limitation, and the findings that it refers to, each with its prevalence in a few words."""

    statement: Statement
    findings: tuple[tuple[Finding, str], ...]


def statement_views(graph: EvidenceGraph, kind: NodeKind) -> tuple[StatementView, ...]:
    """All implications, or all limitations."""
    return tuple(
        StatementView(
            statement=linked.statement,
            findings=tuple((finding, SCALES[finding.prevalence.scale]) for finding in linked.findings),
        )
        for linked in graph.statements.values()
        if linked.kind is kind
    )
