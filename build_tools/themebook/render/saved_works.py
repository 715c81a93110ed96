"""The works that reference managers find on generated pages, as COinS: what readers save there."""

from __future__ import annotations

from collections.abc import Iterator

from themebook.cite import CitationFormatter, to_csl
from themebook.cite.coins import coins
from themebook.graph.model import EvidenceGraph
from themebook.site.plan import PlannedPage
from themebook.views.lists import ReferencesPage, UncitedPage

# The templates of pages on which readers cite the study.
_ABOUT_THE_STUDY = frozenset(("theme", "finding", "quote", "participant", "source", "code"))


class SavedWorks:
    """The works on the pages of one site.

    The pages of what the study says have the study only, also if they list works: it is what readers cite there. A
    reference manager that finds several works asks which of them are meant. Lists of works have them all.
    """

    def __init__(self, graph: EvidenceGraph, formatter: CitationFormatter) -> None:
        self._graph = graph
        self._formatter = formatter
        self._study = self._coins(graph.own_reference.key)

    def on(self, planned: PlannedPage, view: object) -> tuple[str, ...]:
        """Those of a planned page with this view, in its order. The texts are not escaped for HTML."""
        return tuple(filter(None, self._on(planned, view)))

    def _on(self, planned: PlannedPage, view: object) -> Iterator[str]:
        if planned.template in _ABOUT_THE_STUDY:
            yield self._study
        elif planned.template == "reference":
            yield self._coins(planned.subject)
        elif isinstance(view, ReferencesPage):
            yield from (self._coins(row.key) for row in view.rows)
            yield from () if planned.subject else _uncited(view.uncited)
        elif isinstance(view, UncitedPage):
            yield from _uncited(view)

    def _coins(self, key: str) -> str:
        return coins(self._graph.references[key].reference, self._formatter.item(key))


def _uncited(page: UncitedPage) -> Iterator[str]:
    return (coins(row.listed, to_csl(row.listed)) for row in page.rows)
