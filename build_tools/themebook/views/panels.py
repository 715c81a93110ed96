"""The view models of panels (figures and lists), by the name of their template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from themebook.cite import citing
from themebook.graph.model import EvidenceGraph
from themebook.site.list_pages import ENTRIES_PER_PAGE
from themebook.views import facets
from themebook.views.comparison import comparison
from themebook.views.data_pages import more_quotes_of
from themebook.views.evidence import QuoteView, quote_view
from themebook.views.findings import rest_of_quotes
from themebook.views.literature import literature
from themebook.views.matrix import evidence_matrix
from themebook.views.parts import more_illustrations
from themebook.views.prevalence import prevalence
from themebook.views.thematic_map import ThematicMaps
from themebook.views.trail import TrailViews


def _more_quotes(graph: EvidenceGraph, subject: str) -> tuple[QuoteView, ...]:
    """The quotes that are not on the page of an item, because they are many."""
    if subject in graph.sources or subject in graph.codes:
        return more_quotes_of(graph, subject)
    if subject in graph.themes:
        return more_illustrations(graph, subject)
    if subject in graph.participants:
        quotes = graph.participants[subject].quotes[ENTRIES_PER_PAGE:]
        return tuple(quote_view(graph, quote.id) for quote in quotes)
    return rest_of_quotes(graph, subject)


_OF_GRAPH: Mapping[str, Callable[[EvidenceGraph, str], object]] = {
    "matrix": evidence_matrix,
    "comparison": comparison,
    "literature": literature,
    "prevalence": prevalence,
    "list-filter": facets.list_filter,
    "reference": citing.work,
    "bibtex": citing.bibtex,
    "more-quotes": _more_quotes,
}


def panels(graph: EvidenceGraph) -> Mapping[str, Callable[[str], object]]:
    """For each panel, a function from the id of its subject to the view model of ``templates/panels/NAME.html.j2``."""
    of_graph = {name: partial(function, graph) for name, function in _OF_GRAPH.items()}
    return {**of_graph, "map": ThematicMaps(graph).of, "trail": TrailViews(graph).of}
