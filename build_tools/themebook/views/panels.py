"""The view models of panels (figures and lists), by the name of their template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from themebook.cite import citing
from themebook.graph.model import EvidenceGraph
from themebook.views import facets, listings
from themebook.views.literature import literature
from themebook.views.matrix import evidence_matrix
from themebook.views.references import InOrder
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
    "quote-list": listings.quote_list,
    "reference": citing.work,
    "bibtex": citing.bibtex,
    "ris": citing.ris,
    "uncited-list": listings.uncited_list,
}


def panels(graph: EvidenceGraph, in_order: InOrder) -> Mapping[str, Callable[[str], object]]:
    """For each panel, a function from the id of its subject to the view model of ``templates/panels/NAME.html.j2``.

    ``in_order`` puts the keys of works in the order of the list of references.
    """
    of_graph = {name: partial(function, graph) for name, function in _OF_GRAPH.items()}
    return {**of_graph, "work-list": partial(_work_list, graph, in_order), "trail": TrailViews(graph).of}


def _work_list(graph: EvidenceGraph, in_order: InOrder, _subject: str) -> listings.WorkList:
    listed = listings.work_list(graph)
    return replace(listed, rows={key: listed.rows[key] for key in in_order(listed.rows)})
