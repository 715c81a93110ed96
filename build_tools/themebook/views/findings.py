"""Findings as pages show them: in a line, shortened on the page of their theme or subtheme, and whole on their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from themebook.core.choices import Relation, Stance
from themebook.core.model import Finding, LiteratureItem, Theme
from themebook.core.vocabulary import CONFIDENCE_LEVELS
from themebook.graph.counts import count_heard
from themebook.graph.data_model import SampleCounts
from themebook.graph.model import EvidenceGraph, LinkedFinding, NodeKind, PieceOfEvidence
from themebook.site.list_pages import ListPage, page_of
from themebook.views.confidence import ConfidenceView, confidence_view
from themebook.views.evidence import QuoteListLink, QuoteView, link_to_quotes, quote_view
from themebook.views.list_rows import title_within
from themebook.views.said_of import said_of
from themebook.views.voices import Voices, voices_of

# How many quotes a finding has at most on its own page, and on that of its theme or subtheme.
MOST_QUOTES = 40
_FEW_QUOTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A finding in one line: how many of the ``sample`` are quoted in support, and how much speaks against it.

    ``speakers`` are persons; a group that speaks as one is one of the ``groups``, and ``documents`` are sources of
    words that nobody speaks. ``confidence`` is how much confidence the authors have in the finding, if they say so.
    """

    finding: Finding
    speakers: int
    groups: int
    documents: int
    sample: SampleCounts
    supporting_quotes: int
    contrasting_quotes: int
    contrasting_works: int
    confidence: str


def claim_view(graph: EvidenceGraph, finding: Finding) -> ClaimView:
    linked = graph.findings[finding.id]
    supporting = linked.quotes(Stance.SUPPORTS)
    heard = count_heard(graph.quotes[quote.id] for quote in supporting)
    return ClaimView(
        finding=finding,
        speakers=heard.persons,
        groups=heard.groups,
        documents=heard.documents,
        sample=graph.sample,
        supporting_quotes=len(supporting),
        contrasting_quotes=len(linked.quotes(Stance.CONTRASTS)),
        contrasting_works=len({item.reference.id for item in linked.contrasting_works}),
        confidence=CONFIDENCE_LEVELS[finding.confidence.level] if finding.confidence else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with its evidence, and the ids of the implications and limitations that refer to it.

    ``prevalence`` is a sentence in XHTML, empty if the study does not say. If there are more quotes than are shown,
    ``all_quotes`` links to all. ``literature`` are the works by their relation, except those that contrast with the
    finding. ``voices`` is None if there are too many participants to show them all, or nobody is quoted.
    """

    claim: ClaimView
    prevalence: str
    confidence: ConfidenceView | None
    voices: Voices | None
    supporting: tuple[QuoteView, ...]
    contrasting: tuple[QuoteView, ...]
    all_quotes: QuoteListLink | None
    literature: tuple[tuple[Relation, tuple[LiteratureItem, ...]], ...]
    contrasting_works: tuple[LiteratureItem, ...]
    implications: tuple[str, ...]
    limitations: tuple[str, ...]

    @property
    def finding(self) -> Finding:
        return self.claim.finding

    @property
    def is_contested(self) -> bool:
        return bool(self.contrasting or self.contrasting_works)

    @property
    def implication_count(self) -> int:
        return len(self.implications)

    @property
    def limitation_count(self) -> int:
        return len(self.limitations)


def whole_finding(graph: EvidenceGraph, finding: str) -> FindingView:
    """A finding, by its id, for its own page."""
    return _finding_view(graph, graph.findings[finding].finding, MOST_QUOTES)


def embedded_finding(graph: EvidenceGraph, finding: str) -> FindingView:
    """A finding, by its id, for a page that an author wrote."""
    return _finding_view(graph, graph.findings[finding].finding, _FEW_QUOTES)


def short_findings(
    graph: EvidenceGraph, findings: Iterable[Finding], above: Iterable[str] = ()
) -> tuple[FindingView, ...]:
    """Findings for one page. A quote that is evidence for several of them is only the first time printed in full.

    ``above`` are the ids of quotes that the page has before them.
    """
    printed = set(above)
    views = []
    for finding in findings:
        view = _finding_view(graph, finding, _FEW_QUOTES)
        supporting, contrasting = (
            tuple(replace(shown, is_repeated=shown.quote.id in printed) for shown in quotes)
            for quotes in (view.supporting, view.contrasting)
        )
        printed.update(shown.quote.id for shown in (*supporting, *contrasting))
        views.append(replace(view, supporting=supporting, contrasting=contrasting))
    return tuple(views)


def _finding_view(graph: EvidenceGraph, finding: Finding, most: int) -> FindingView:
    linked = graph.findings[finding.id]
    shown, rest = _shown_and_rest(linked, most)
    by_relation = sorted(finding.literature, key=lambda item: _RELATIONS.index(item.relation))
    return FindingView(
        claim=claim_view(graph, finding),
        confidence=confidence_view(finding),
        prevalence=said_of(graph, finding),
        voices=voices_of(graph, linked),
        supporting=_views_of(graph, shown, Stance.SUPPORTS),
        contrasting=_views_of(graph, shown, Stance.CONTRASTS),
        all_quotes=_all_quotes(graph, linked) if rest else None,
        literature=tuple(
            (relation, tuple(items))
            for relation, items in groupby(by_relation, key=lambda item: item.relation)
            if relation is not Relation.CONTRASTS
        ),
        contrasting_works=linked.contrasting_works,
        implications=_statement_ids(linked, NodeKind.IMPLICATION),
        limitations=_statement_ids(linked, NodeKind.LIMITATION),
    )


_RELATIONS = tuple(Relation)


def _shown_and_rest(linked: LinkedFinding, most: int) -> tuple[Sequence[PieceOfEvidence], Sequence[PieceOfEvidence]]:
    """The evidence that is shown with a finding, and the rest. Neither stance crowds out the other."""
    supporting = [item for item in linked.evidence if item[0] is Stance.SUPPORTS]
    contrasting = [item for item in linked.evidence if item[0] is Stance.CONTRASTS]
    first, second = (max(most // 2, most - len(other)) for other in (contrasting, supporting))
    return [*supporting[:first], *contrasting[:second]], [*supporting[first:], *contrasting[second:]]


def _views_of(graph: EvidenceGraph, evidence: Iterable[PieceOfEvidence], stance: Stance) -> tuple[QuoteView, ...]:
    return tuple(quote_view(graph, quote.id, stance) for of_quote, quote in evidence if of_quote is stance)


def rest_of_quotes(graph: EvidenceGraph, finding: str) -> tuple[QuoteView, ...]:
    """The quotes that are not on the page of a finding, because they are many."""
    _, rest = _shown_and_rest(graph.findings[finding], MOST_QUOTES)
    return tuple(quote_view(graph, quote.id, stance) for stance, quote in rest)


def _all_quotes(graph: EvidenceGraph, linked: LinkedFinding) -> QuoteListLink:
    quotes = {quote.id: quote for _, quote in linked.evidence}
    return link_to_quotes(graph, quotes.values(), {"finding": linked.finding.id})


def _statement_ids(linked: LinkedFinding, kind: NodeKind) -> tuple[str, ...]:
    return tuple(statement.statement.id for statement in linked.statements if statement.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """The findings that belong to a subtheme, or to a theme itself, whose ``title`` is empty."""

    id: str
    title: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPage:
    """A page of the index of findings: each theme with its own findings, and those of its subthemes."""

    listed: ListPage
    themes: tuple[tuple[Theme, tuple[ClaimGroup, ...]], ...]


def findings_page(graph: EvidenceGraph, subject: str) -> FindingsPage:
    listed = page_of("findings", len(graph.findings), subject)
    shown = listed.of(tuple(graph.findings.values()))
    themes = groupby(shown, key=lambda linked: linked.path[0])
    return FindingsPage(listed=listed, themes=tuple((theme, tuple(_groups(graph, found))) for theme, found in themes))


def _groups(graph: EvidenceGraph, findings: Iterable[LinkedFinding]) -> Iterator[ClaimGroup]:
    for path, found in groupby(findings, key=lambda linked: linked.path):
        claims = tuple(claim_view(graph, linked.finding) for linked in found)
        yield ClaimGroup(id=path[-1].id, title=title_within(path), claims=claims)
