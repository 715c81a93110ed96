"""The view models of generated pages, by the name of the template that renders them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from themebook.core.choices import Relation, Stance
from themebook.core.data import Participant
from themebook.core.model import Finding, LiteratureItem, Study, Term, Theme
from themebook.graph.model import EvidenceGraph, LinkedQuote, NodeKind
from themebook.site.list_pages import ENTRIES_PER_PAGE
from themebook.site.quote_titles import title_says_context
from themebook.site.routes import term_anchors
from themebook.views.comparison import comparisons
from themebook.views.data_pages import data_pages
from themebook.views.evidence import (
    ContrastingQuote,
    QuoteListLink,
    QuoteView,
    StatementsView,
    StatementView,
    link_to_quotes,
    quote_view,
    statement_views,
    with_contrasts,
)
from themebook.views.findings import ClaimView, claim_view, embedded_finding, findings_page, whole_finding
from themebook.views.list_rows import WorkRow, work_row
from themebook.views.lists import ListViews
from themebook.views.participants import participant_page, participants_page
from themebook.views.parts import theme_view, themes_view
from themebook.views.references import reference_page
from themebook.views.study_details import study_view

# How many other quotes by the speaker the page of a quote links to.
_MAX_OTHERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """The literature of a finding that a quote is evidence for."""

    stance: Stance
    finding: str
    literature: tuple[LiteratureItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePage:
    """A quote, what it is at home in, the findings that it supports or contrasts with, and related items by their ids.

    ``others`` are other quotes by the ``speaker``, if there is only one. If some are left out, ``all_quotes`` is the
    number of all, else 0.
    """

    shown: QuoteView
    home: Theme | None
    also: tuple[Theme, ...]
    is_page_missing: bool
    is_context_in_title: bool
    continues: str
    continued_by: tuple[str, ...]
    supports: tuple[ClaimView, ...]
    contrasts: tuple[ClaimView, ...]
    discussions: tuple[Discussion, ...]
    speaker: Participant | None
    others: tuple[str, ...]
    all_quotes: int


def _quote_page(graph: EvidenceGraph, quote_id: str) -> QuotePage:
    linked = graph.quotes[quote_id]
    speaker = linked.speakers[0] if len(linked.speakers) == 1 else None
    spoken = graph.participants[speaker.id].quotes if speaker else ()
    # One more than are shown, because the quote itself can be among them.
    others = [quote.id for quote in spoken[: _MAX_OTHERS + 1] if quote.id != quote_id][:_MAX_OTHERS]
    return QuotePage(
        shown=quote_view(graph, quote_id),
        home=linked.path[-1] if linked.path else None,
        also=tuple(graph.themes[link.id].theme for link in linked.quote.also),
        is_page_missing=graph.has_pages and not linked.source and not graph.place_of(linked),
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
        speaker=speaker,
        others=tuple(others),
        all_quotes=len(spoken) if len(spoken) > _MAX_OTHERS + 1 else 0,
    )


def _claims(graph: EvidenceGraph, linked: LinkedQuote, stance: Stance) -> tuple[ClaimView, ...]:
    return tuple(claim_view(graph, finding) for of_finding, finding in linked.evidence_for if of_finding is stance)


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
        quotes=tuple(with_contrasts(graph, quote) for quote in graph.contrasting[:ENTRIES_PER_PAGE]),
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
    "participant": participant_page,
    "participants": participants_page,
    "reference": reference_page,
    "themes": themes_view,
    "findings": findings_page,
    "comparisons": comparisons,
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
        **data_pages(graph),
        "quotes": lists.quotes,
        "references": lists.references,
        "uncited": lists.uncited,
    }


# The view models of the views, and of the quotes and findings, that authors put on their own pages.
VIEWS: Mapping[str, Callable[[EvidenceGraph, str], object]] = {
    "themes": themes_view,
    "map": themes_view,
    "matrix": themes_view,
    "literature": _study,
    "study": study_view,
    "aims": _study,
    "setting": _study,
    "figures": _study,
    "cite": _study,
    "comparisons": comparisons,
    "implications": _implications,
    "contrasts": _contrasts,
    "limitations": _limitations,
    "glossary": _glossary,
    "quote": quote_view,
    "finding": embedded_finding,
}
