"""The view models of generated pages, by the name of the template that renders them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from themebook.core.model import LiteratureItem, Participant, Stance, Study, Subtheme, Term, Theme
from themebook.graph.model import EvidenceGraph, NodeKind
from themebook.site.list_pages import ENTRIES_PER_PAGE
from themebook.site.routes import term_anchors
from themebook.views.evidence import (
    QuoteListLink,
    QuoteView,
    StatementView,
    link_to_quotes,
    quote_view,
    statement_views,
)
from themebook.views.lists import ListViews
from themebook.views.parts import subtheme_view, theme_view, themes_view
from themebook.views.references import reference_page

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
    """A quote, its place in the study, and related items by their ids.

    ``others`` are other quotes by the speaker. If some are left out, ``all_quotes`` is the number of all, else 0.
    """

    shown: QuoteView
    theme: str
    subtheme: Subtheme
    continues: str
    continued_by: tuple[str, ...]
    discussions: tuple[Discussion, ...]
    others: tuple[str, ...]
    all_quotes: int
    own_reference: str


def _quote_page(graph: EvidenceGraph, quote_id: str) -> QuotePage:
    linked = graph.quotes[quote_id]
    spoken = graph.participants[linked.participant.id].quotes
    # One more than are shown, because the quote itself can be among them.
    others = [quote.id for quote in spoken[: _MAX_OTHERS + 1] if quote.id != quote_id][:_MAX_OTHERS]
    return QuotePage(
        shown=quote_view(graph, quote_id),
        theme=linked.theme.id,
        subtheme=linked.subtheme,
        continues=linked.continues.id if linked.continues else "",
        continued_by=tuple(quote.id for quote in linked.continued_by),
        discussions=tuple(
            Discussion(stance=stance, finding=finding.id, literature=finding.literature)
            for stance, finding in linked.evidence_for
            if finding.literature
        ),
        others=tuple(others),
        all_quotes=len(spoken) if len(spoken) > _MAX_OTHERS + 1 else 0,
        own_reference=graph.own_reference.key,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantPage:
    """A participant with their quotes, at most those of one page of a list, and the number of quotes in each theme."""

    participant: Participant
    all_quotes: int
    quotes_link: QuoteListLink
    contrasting: QuoteListLink
    spread: tuple[tuple[Theme, int], ...]
    quotes: tuple[QuoteView, ...]
    has_more: bool


def _participant_page(graph: EvidenceGraph, participant_id: str) -> ParticipantPage:
    linked = graph.participants[participant_id]
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
        spread=linked.spread,
        quotes=tuple(quote_view(graph, quote.id) for quote in linked.quotes[:ENTRIES_PER_PAGE]),
        has_more=len(linked.quotes) > ENTRIES_PER_PAGE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsView:
    """All implications or all limitations."""

    statements: tuple[StatementView, ...]


def _implications(graph: EvidenceGraph, _subject: str) -> StatementsView:
    return StatementsView(statements=statement_views(graph, NodeKind.IMPLICATION))


def _limitations(graph: EvidenceGraph, _subject: str) -> StatementsView:
    return StatementsView(statements=statement_views(graph, NodeKind.LIMITATION))


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
    "subtheme": subtheme_view,
    "quote": _quote_page,
    "participant": _participant_page,
    "reference": reference_page,
    "themes": themes_view,
    "implications": _implications,
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
    "limitations": _limitations,
    "glossary": _glossary,
}
