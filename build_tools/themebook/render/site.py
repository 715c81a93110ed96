"""The site, ready to be rendered and emitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from themebook.cite import CitationFormatter
from themebook.core import works
from themebook.core.web_addresses import DOI_RESOLVER, web_address
from themebook.graph.model import EvidenceGraph
from themebook.render.content import PageContent
from themebook.render.renderer import Renderer
from themebook.site.link_context import Addresses
from themebook.site.plan import SitePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything needed to render a page: the evidence graph, the site plan, the formatters and the addresses."""

    graph: EvidenceGraph
    plan: SitePlan
    formatter: CitationFormatter
    renderer: Renderer
    addresses: Addresses

    def for_theme(self) -> Mapping[str, object]:
        """What the theme shows of the study on every page. Pages are titles and paths."""
        own = self.graph.own_reference
        doi = own.field("doi")
        return {
            "themebook_indexes": self.plan.indexes(),
            "themebook_themes": [[theme.title, theme.path] for theme in self.plan.themes.children],
            "themebook_version": version("themebook"),
            "themebook_study": {
                "authors": ", ".join(person.full_name for person in own.authors),
                "year": works.year(own),
                "doi": web_address(f"{DOI_RESOLVER}{doi}") if doi else "",
                "page": self.plan.targets[own.key].path,
            },
        }

    def pages(self) -> Iterator[PageContent]:
        """The content of all generated pages."""
        return (self.renderer.page(planned) for planned in self.plan.pages)
