"""The view models of panels (figures and lists), by the name of their template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from themebook.cite import citing
from themebook.graph.model import EvidenceGraph
from themebook.views import facets
from themebook.views.evidence import more_quotes
from themebook.views.literature import literature
from themebook.views.matrix import evidence_matrix
from themebook.views.thematic_map import thematic_map
from themebook.views.trail import TrailViews
from themebook.views.voices import voices, wordings

_OF_GRAPH: Mapping[str, Callable[[EvidenceGraph, str], object]] = {
    "map": thematic_map,
    "matrix": evidence_matrix,
    "literature": literature,
    "voices": voices,
    "wordings": wordings,
    "list-filter": facets.list_filter,
    "reference": citing.work,
    "bibtex": citing.bibtex,
    "ris": citing.ris,
    "more-quotes": more_quotes,
}


def panels(graph: EvidenceGraph) -> Mapping[str, Callable[[str], object]]:
    """For each panel, a function from the id of its subject to the view model of ``templates/panels/NAME.html.j2``."""
    of_graph = {name: partial(function, graph) for name, function in _OF_GRAPH.items()}
    return {**of_graph, "trail": TrailViews(graph).of}
