"""Quotes, findings and statements as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from themebook.core.model import Finding, Participant, Quote, Stance, Statement
from themebook.core.vocabulary import PREVALENCE, SCALES, STANCES_SHOWN, page_of_source
from themebook.graph.model import EvidenceGraph, LinkedFinding, NodeKind
from themebook.site.list_pages import ENTRIES_PER_PAGE

#: How many quotes a finding is shown with at most.
MAX_EVIDENCE = 10

PieceOfEvidence: TypeAlias = tuple[Stance, Quote]


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
class QuoteListLink:
    """A link to certain quotes in the list of all quotes: their number, the filters that select them, and the anchor of
    the group that contains the first of them. If the number is 0, there is nothing to link to.
    """

    count: int
    anchor: str
    filters: Mapping[str, str]


def link_to_quotes(graph: EvidenceGraph, quotes: Iterable[Quote], filters: Mapping[str, str]) -> QuoteListLink:
    """A link to these quotes, which the filters select."""
    ids = [quote.id for quote in quotes]
    return QuoteListLink(count=len(ids), anchor=graph.quotes[ids[0]].subtheme.id if ids else "", filters=dict(filters))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with its evidence, and the ids of the implications and limitations that refer to it.

    ``prevalence`` is a sentence in XHTML. ``voices`` is the number of participants whose quotes support it, out of all
    ``participants``. Of much evidence, only ``MAX_EVIDENCE`` quotes are shown, and ``all_evidence`` links to all. Only
    on its home page does a finding have a trail and a place in the search index.
    """

    finding: Finding
    prevalence: str
    evidence: tuple[QuoteView, ...]
    all_evidence: QuoteListLink | None
    voices: int
    participants: int
    implications: tuple[str, ...]
    limitations: tuple[str, ...]


def finding_view(graph: EvidenceGraph, finding: Finding) -> FindingView:
    linked = graph.findings[finding.id]
    shown, rest = _shown_and_rest(linked.evidence)
    return FindingView(
        finding=finding,
        prevalence=PREVALENCE[finding.prevalence.scale],
        evidence=tuple(quote_view(graph, quote.id, stance) for stance, quote in shown),
        all_evidence=_all_evidence(graph, linked) if rest else None,
        voices=_voices(graph, linked),
        participants=len(graph.participants),
        implications=_statement_ids(linked, NodeKind.IMPLICATION),
        limitations=_statement_ids(linked, NodeKind.LIMITATION),
    )


def _voices(graph: EvidenceGraph, linked: LinkedFinding) -> int:
    """How many participants are quoted in support of a finding."""
    supporting = (quote for stance, quote in linked.evidence if stance is Stance.SUPPORTS)
    return len({graph.quotes[quote.id].participant.id for quote in supporting})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A finding in one line: how many of all ``participants`` are quoted in support, and how many quotes contrast."""

    finding: Finding
    voices: int
    participants: int
    contrasting: int


def claim_view(graph: EvidenceGraph, finding: Finding) -> ClaimView:
    linked = graph.findings[finding.id]
    return ClaimView(
        finding=finding,
        voices=_voices(graph, linked),
        participants=len(graph.participants),
        contrasting=sum(stance is Stance.CONTRASTS for stance, _ in linked.evidence),
    )


def _shown_and_rest(evidence: Sequence[PieceOfEvidence]) -> tuple[Sequence[PieceOfEvidence], Sequence[PieceOfEvidence]]:
    """The evidence that is shown with a finding, and the rest. Neither stance crowds out the other."""
    supporting = [item for item in evidence if item[0] is Stance.SUPPORTS]
    contrasting = [item for item in evidence if item[0] is Stance.CONTRASTS]
    of_each = MAX_EVIDENCE // 2
    first, second = (max(of_each, MAX_EVIDENCE - len(other)) for other in (contrasting, supporting))
    return [*supporting[:first], *contrasting[:second]], [*supporting[first:], *contrasting[second:]]


def more_quotes(graph: EvidenceGraph, subject: str) -> tuple[QuoteView, ...]:
    """The quotes that are not shown with a finding, or not on the page of a participant, because they are many."""
    if subject in graph.participants:
        return tuple(quote_view(graph, quote.id) for quote in graph.participants[subject].quotes[ENTRIES_PER_PAGE:])
    _, rest = _shown_and_rest(graph.findings[subject].evidence)
    return tuple(quote_view(graph, quote.id, stance) for stance, quote in rest)


def _all_evidence(graph: EvidenceGraph, linked: LinkedFinding) -> QuoteListLink:
    quotes = {quote.id: quote for _, quote in linked.evidence}
    return link_to_quotes(graph, quotes.values(), {"finding": linked.finding.id})


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
