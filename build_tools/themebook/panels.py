"""What panels can be drawn, and by which function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from themebook import citing, filters, lists
from themebook.figures.literature import literature
from themebook.figures.matrix import evidence_matrix
from themebook.figures.thematic_map import thematic_map
from themebook.figures.voices import voices, wordings
from themebook.knowledge import KnowledgeBase
from themebook.trail import trail

# What can be drawn: from the knowledge base and the id of a thing to what ``templates/panels/NAME.html.j2`` shows.
PANELS: Mapping[str, Callable[[KnowledgeBase, str], object]] = {
    "map": thematic_map,
    "matrix": evidence_matrix,
    "literature": literature,
    "voices": voices,
    "wordings": wordings,
    "trail": trail,
    "list-filter": filters.list_filter,
    "quote-list": lists.quote_list,
    "work-list": lists.work_list,
    "reference": citing.work,
    "bibtex": citing.bibtex,
    "ris": citing.ris,
    "uncited-list": lists.uncited_list,
}
