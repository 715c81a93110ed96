"""Quotes and statements as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from themebook.core.choices import Scale, Stance
from themebook.core.model import Finding, Implication, Participant, Quote, Statement
from themebook.core.vocabulary import IMPLICATION_KINDS, SCALES, page_of_source
from themebook.graph.model import EvidenceGraph, NodeKind
from themebook.site.routes import group_anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A quote, its speaker, and its place in the source. It has a ``stance`` if it is shown with a finding.

    If it ``is_repeated``, the page already has it in full further up.
    """

    quote: Quote
    speaker: Participant
    locator: str
    is_continuation: bool
    stance: Stance | None = None
    is_repeated: bool = False


def quote_view(graph: EvidenceGraph, quote_id: str, stance: Stance | None = None) -> QuoteView:
    linked = graph.quotes[quote_id]
    return QuoteView(
        quote=linked.quote,
        speaker=linked.participant,
        locator=page_of_source(linked.quote.page, graph.study.source),
        is_continuation=linked.continues is not None,
        stance=stance,
    )


def speakers_of(graph: EvidenceGraph, quotes: Iterable[Quote]) -> frozenset[str]:
    """The ids of the participants who say these quotes."""
    return frozenset(graph.quotes[quote.id].participant.id for quote in quotes)


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
    return QuoteListLink(
        count=len(ids), anchor=group_anchor(graph.quotes[ids[0]].path) if ids else "", filters=dict(filters)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """An implication or limitation, and the findings that it refers to, each with its prevalence in a few words.

    ``kind`` is what an implication is about, if its author says so.
    """

    statement: Statement
    kind: str
    findings: tuple[tuple[Finding, str], ...]

    @property
    def finding_count(self) -> int:
        return len(self.findings)

    @property
    def said_of_all(self) -> int:
        """How many of the findings are reported for all participants."""
        return self._of(Scale.ALL)

    @property
    def said_of_most(self) -> int:
        """How many of the findings are reported for most participants."""
        return self._of(Scale.MOST)

    def _of(self, scale: Scale) -> int:
        return sum(finding.prevalence.scale is scale for finding, _ in self.findings)


def statement_views(graph: EvidenceGraph, kind: NodeKind) -> tuple[StatementView, ...]:
    """All implications, or all limitations."""
    return tuple(
        StatementView(
            statement=linked.statement,
            kind=_kind(linked.statement),
            findings=tuple((finding, SCALES[finding.prevalence.scale]) for finding in linked.findings),
        )
        for linked in graph.statements.values()
        if linked.kind is kind
    )


def _kind(statement: Statement) -> str:
    return IMPLICATION_KINDS[statement.kind] if isinstance(statement, Implication) and statement.kind else ""
