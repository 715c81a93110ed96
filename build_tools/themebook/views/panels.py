"""What panels can be drawn, and by which function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from themebook.cite import citing
from themebook.graph.model import EvidenceGraph
from themebook.graph.trail import trail
from themebook.views import facets, listings
from themebook.views.literature import literature
from themebook.views.matrix import evidence_matrix
from themebook.views.thematic_map import thematic_map
from themebook.views.voices import voices, wordings

# What can be drawn: from the knowledge base and the id of a thing to what ``templates/panels/NAME.html.j2`` shows.
PANELS: Mapping[str, Callable[[EvidenceGraph, str], object]] = {
    "map": thematic_map,
    "matrix": evidence_matrix,
    "literature": literature,
    "voices": voices,
    "wordings": wordings,
    "trail": trail,
    "list-filter": facets.list_filter,
    "quote-list": listings.quote_list,
    "work-list": listings.work_list,
    "reference": citing.work,
    "bibtex": citing.bibtex,
    "ris": citing.ris,
    "uncited-list": listings.uncited_list,
}
