"""The site, ready to be rendered and emitted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from themebook.cite import CitationFormatter
from themebook.graph.model import EvidenceGraph
from themebook.render.content import PageContent
from themebook.render.renderer import Renderer
from themebook.site.plan import SitePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything needed to render a page: the evidence graph, the site plan and the formatters."""

    graph: EvidenceGraph
    plan: SitePlan
    formatter: CitationFormatter
    renderer: Renderer

    def own_work(self) -> dict[str, str]:
        """How to cite the study, which the theme shows on every page. ``reference`` is XHTML."""
        key = self.graph.own_reference.key
        style = self.formatter.style_title
        return {"reference": self.formatter.reference(key), "page": self.plan.targets[key].path, "style": style}

    def pages(self) -> Iterator[PageContent]:
        """The content of all generated pages."""
        return (self.renderer.page(planned) for planned in self.plan.pages)
