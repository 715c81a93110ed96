"""Quotes and statements as pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from themebook.core.choices import Scale, Stance
from themebook.core.data import Participant, Quote
from themebook.core.model import Finding, Implication, Statement
from themebook.core.vocabulary import IMPLICATION_KINDS
from themebook.graph.model import EvidenceGraph, LinkedQuote, LinkedStatement, NodeKind
from themebook.site.routes import group_anchor
from themebook.views.said_of import extent_of, said_of_in_short


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A quote, what is known of the one who speaks, and its place. It has a ``stance`` if it is shown with a finding.

    ``attributes`` are the values of those that are public. If it ``is_repeated``, the page already has it in full
    further up.
    """

    linked: LinkedQuote
    attributes: tuple[str, ...]
    locator: str
    stance: Stance | None = None
    is_repeated: bool = False

    @property
    def quote(self) -> Quote:
        return self.linked.quote


def quote_view(graph: EvidenceGraph, quote_id: str, stance: Stance | None = None) -> QuoteView:
    linked = graph.quotes[quote_id]
    return QuoteView(
        linked=linked,
        attributes=_attributes(graph, linked),
        locator=graph.place_of(linked),
        stance=stance,
    )


def _attributes(graph: EvidenceGraph, linked: LinkedQuote) -> tuple[str, ...]:
    """What is known of the speaker, if there is only one."""
    if len(linked.voices) != 1:
        return ()
    return tuple(one.text for one in graph.participants[linked.voices[0].id].attributes if one.text)


def voices_in(graph: EvidenceGraph, quotes: Iterable[Quote]) -> Mapping[str, Participant]:
    """Those who speak in these quotes, without interviewers, by their ids."""
    return {voice.id: voice for quote in quotes for voice in graph.quotes[quote.id].voices}


ContrastingQuote = tuple[QuoteView, tuple[Finding, ...]]


def with_contrasts(graph: EvidenceGraph, quote: Quote) -> ContrastingQuote:
    """A quote, marked if it contrasts with some finding, and these findings."""
    findings = graph.quotes[quote.id].contrasts_with
    return quote_view(graph, quote.id, Stance.CONTRASTS if findings else None), findings


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

    ``kind`` is what an implication is about, if its author says so. ``said_of_all`` and ``said_of_most`` are how many
    of the findings are reported for all participants, or for most.
    """

    statement: Statement
    kind: str
    findings: tuple[tuple[Finding, str], ...]
    said_of_all: int
    said_of_most: int

    @property
    def finding_count(self) -> int:
        return len(self.findings)


def statement_views(graph: EvidenceGraph, kind: NodeKind) -> tuple[StatementView, ...]:
    """All implications, or all limitations."""
    return tuple(_statement_view(graph, linked) for linked in graph.statements.values() if linked.kind is kind)


def _statement_view(graph: EvidenceGraph, linked: LinkedStatement) -> StatementView:
    extents = Counter(extent_of(graph, finding) for finding in linked.findings)
    return StatementView(
        statement=linked.statement,
        kind=kind_of_statement(linked.statement),
        findings=tuple((finding, said_of_in_short(graph, finding)) for finding in linked.findings),
        said_of_all=extents[Scale.ALL],
        said_of_most=extents[Scale.MOST],
    )


def kind_of_statement(statement: Statement) -> str:
    """What an implication is about, if its author says so; empty for limitations."""
    return IMPLICATION_KINDS[statement.kind] if isinstance(statement, Implication) and statement.kind else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsView:
    """All implications or all limitations."""

    statements: tuple[StatementView, ...]

    @property
    def has_several(self) -> bool:
        return len(self.statements) > 1

    @property
    def by_audience(self) -> Sequence[tuple[str, Sequence[StatementView]]]:
        """The statements by whom they address, in the order of the study. Those that address nobody are last."""
        groups: dict[str, list[StatementView]] = {}
        for view in self.statements:
            groups.setdefault(view.statement.for_, []).append(view)
        return sorted(groups.items(), key=lambda group: not group[0])
