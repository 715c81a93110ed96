"""The view models of generated pages, by the name of the template that renders them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from themebook.core.choices import Relation, Stance
from themebook.core.model import Finding, LiteratureItem, Participant, Quote, Study, Term, Theme
from themebook.graph.model import EvidenceGraph, LinkedQuote, NodeKind
from themebook.site.list_pages import ENTRIES_PER_PAGE
from themebook.site.quote_titles import title_says_context
from themebook.site.routes import group_anchor, term_anchors
from themebook.views.evidence import (
    QuoteListLink,
    QuoteView,
    StatementView,
    link_to_quotes,
    quote_view,
    statement_views,
)
from themebook.views.findings import ClaimView, claim_view, findings_page, whole_finding
from themebook.views.list_rows import WorkRow, work_row
from themebook.views.lists import ListViews, title_without_theme
from themebook.views.parts import theme_view, themes_view
from themebook.views.references import reference_page

# How many other quotes by the speaker the page of a quote links to.
_MAX_OTHERS = 12


ContrastingQuote = tuple[QuoteView, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """The literature of a finding that a quote is evidence for."""

    stance: Stance
    finding: str
    literature: tuple[LiteratureItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePage:
    """A quote, what it is at home in, the findings that it supports or contrasts with, and related items by their ids.

    ``others`` are other quotes by the speaker. If some are left out, ``all_quotes`` is the number of all, else 0.
    """

    shown: QuoteView
    home: Theme | None
    is_context_in_title: bool
    continues: str
    continued_by: tuple[str, ...]
    supports: tuple[ClaimView, ...]
    contrasts: tuple[ClaimView, ...]
    discussions: tuple[Discussion, ...]
    others: tuple[str, ...]
    all_quotes: int


def _quote_page(graph: EvidenceGraph, quote_id: str) -> QuotePage:
    linked = graph.quotes[quote_id]
    spoken = graph.participants[linked.participant.id].quotes
    # One more than are shown, because the quote itself can be among them.
    others = [quote.id for quote in spoken[: _MAX_OTHERS + 1] if quote.id != quote_id][:_MAX_OTHERS]
    return QuotePage(
        shown=quote_view(graph, quote_id),
        home=linked.path[-1] if linked.path else None,
        is_context_in_title=title_says_context(linked.quote),
        continues=linked.continues.id if linked.continues else "",
        continued_by=tuple(quote.id for quote in linked.continued_by),
        supports=_claims(graph, linked, Stance.SUPPORTS),
        contrasts=_claims(graph, linked, Stance.CONTRASTS),
        discussions=tuple(
            Discussion(stance=stance, finding=finding.id, literature=finding.literature)
            for stance, finding in linked.evidence_for
            if finding.literature
        ),
        others=tuple(others),
        all_quotes=len(spoken) if len(spoken) > _MAX_OTHERS + 1 else 0,
    )


def _claims(graph: EvidenceGraph, linked: LinkedQuote, stance: Stance) -> tuple[ClaimView, ...]:
    return tuple(claim_view(graph, finding) for of_finding, finding in linked.evidence_for if of_finding is stance)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesOfTheme:
    """The quotes of a participant in a theme that are shown, each with the findings that it contrasts with, the number
    of all there, and its share of all that this participant has, from 0 to 100.
    """

    title: str
    anchor: str
    quotes: tuple[ContrastingQuote, ...]
    count: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantPage:
    """A participant with their quotes, at most those of one page of a list, by theme."""

    participant: Participant
    all_quotes: int
    quotes_link: QuoteListLink
    contrasting: QuoteListLink
    themes: tuple[QuotesOfTheme, ...]
    has_more: bool

    @property
    def has_several_themes(self) -> bool:
        return len(self.themes) > 1


def _participant_page(graph: EvidenceGraph, participant_id: str) -> ParticipantPage:
    linked = graph.participants[participant_id]
    shown = linked.quotes[:ENTRIES_PER_PAGE]
    at_home = Counter(theme.id if theme else "" for theme in (_theme_of(graph, quote) for quote in linked.quotes))
    filters = {"participant": participant_id}
    return ParticipantPage(
        participant=linked.participant,
        all_quotes=len(graph.quotes),
        quotes_link=link_to_quotes(graph, linked.quotes, filters),
        contrasting=link_to_quotes(
            graph,
            (quote for quote in linked.quotes if graph.quotes[quote.id].contrasts_with),
            {"stance": "contrasts", **filters},
        ),
        themes=tuple(
            QuotesOfTheme(
                title=theme.title if theme else title_without_theme(graph),
                anchor=theme.id if theme else group_anchor(()),
                quotes=tuple(_with_contrasts(graph, quote) for quote in quotes),
                count=at_home[theme.id if theme else ""],
                share=round(100 * at_home[theme.id if theme else ""] / len(linked.quotes), 2),
            )
            for theme, quotes in _by_theme(graph, shown)
        ),
        has_more=len(linked.quotes) > ENTRIES_PER_PAGE,
    )


def _with_contrasts(graph: EvidenceGraph, quote: Quote) -> ContrastingQuote:
    """A quote, marked if it contrasts with some finding, and these findings."""
    findings = graph.quotes[quote.id].contrasts_with
    return quote_view(graph, quote.id, Stance.CONTRASTS if findings else None), findings


def _theme_of(graph: EvidenceGraph, quote: Quote) -> Theme | None:
    path = graph.quotes[quote.id].path
    return path[0] if path else None


def _by_theme(graph: EvidenceGraph, quotes: Iterable[Quote]) -> Iterator[tuple[Theme | None, tuple[Quote, ...]]]:
    for theme, of_theme in groupby(quotes, key=partial(_theme_of, graph)):
        yield theme, tuple(of_theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsView:
    """All implications or all limitations."""

    statements: tuple[StatementView, ...]

    @property
    def has_several(self) -> bool:
        return len(self.statements) > 1


def _implications(graph: EvidenceGraph, _subject: str) -> StatementsView:
    return StatementsView(statements=statement_views(graph, NodeKind.IMPLICATION))


def _limitations(graph: EvidenceGraph, _subject: str) -> StatementsView:
    return StatementsView(statements=statement_views(graph, NodeKind.LIMITATION))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastsView:
    """What speaks against the findings: quotes, each with the findings that it contrasts with, works and limitations.

    Of many, the first are shown, as many as on one page of a list, and ``all_quotes`` and ``all_works`` count all.
    """

    quotes: tuple[ContrastingQuote, ...]
    all_quotes: QuoteListLink
    works: tuple[WorkRow, ...]
    all_works: int
    limitations: tuple[StatementView, ...]

    @property
    def limitation_count(self) -> int:
        return len(self.limitations)

    @property
    def more_quotes(self) -> bool:
        return len(self.quotes) < self.all_quotes.count

    @property
    def more_works(self) -> bool:
        return len(self.works) < self.all_works


def _contrasts(graph: EvidenceGraph, _subject: str) -> ContrastsView:
    works = [
        linked
        for linked in graph.references.values()
        if any(
            isinstance(use.owner, Finding) and use.literature.relation is Relation.CONTRASTS
            for use in linked.literature_uses
        )
    ]
    return ContrastsView(
        quotes=tuple(_with_contrasts(graph, quote) for quote in graph.contrasting[:ENTRIES_PER_PAGE]),
        all_quotes=link_to_quotes(graph, graph.contrasting, {"stance": "contrasts"}),
        works=tuple(work_row(graph, linked) for linked in works[:ENTRIES_PER_PAGE]),
        all_works=len(works),
        limitations=statement_views(graph, NodeKind.LIMITATION),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """All terms in alphabetical order, each with its anchor."""

    terms: tuple[tuple[Term, str], ...]


def _glossary(graph: EvidenceGraph, _subject: str) -> GlossaryView:
    anchors = term_anchors(graph.study.glossary)
    terms = sorted(graph.study.glossary, key=lambda term: term.term.lower())
    return GlossaryView(terms=tuple((term, anchors[term.term]) for term in terms))


def _study(graph: EvidenceGraph, _subject: str) -> Study:
    return graph.study


_OF_GRAPH: Mapping[str, Callable[[EvidenceGraph, str], object]] = {
    "theme": theme_view,
    "finding": whole_finding,
    "quote": _quote_page,
    "participant": _participant_page,
    "reference": reference_page,
    "themes": themes_view,
    "findings": findings_page,
    "implications": _implications,
    "contrasts": _contrasts,
    "limitations": _limitations,
    "glossary": _glossary,
}


def pages(graph: EvidenceGraph, lists: ListViews) -> Mapping[str, Callable[[str], object]]:
    """For each kind of page, a function from the subject of a page to the view model of ``templates/NAME.html.j2``."""
    of_graph = {name: partial(function, graph) for name, function in _OF_GRAPH.items()}
    return {
        **of_graph,
        "quotes": lists.quotes,
        "participants": lists.participants,
        "references": lists.references,
        "uncited": lists.uncited,
    }


# The view models of the views that authors put on their own pages.
VIEWS: Mapping[str, Callable[[EvidenceGraph, str], object]] = {
    "themes": themes_view,
    "map": themes_view,
    "matrix": themes_view,
    "literature": _study,
    "aims": _study,
    "setting": _study,
    "figures": _study,
    "cite": _study,
    "implications": _implications,
    "contrasts": _contrasts,
    "limitations": _limitations,
    "glossary": _glossary,
}
