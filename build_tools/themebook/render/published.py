"""The published study, without drafts, and its texts for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin, urlsplit

from themebook.cite import CitationFormatter
from themebook.core.data import CodePath, Quote
from themebook.core.fields import Prose
from themebook.core.model import ThemePath
from themebook.graph.model import EvidenceGraph, LinkedQuote
from themebook.graph.published_graph import published_graph
from themebook.render.site import Site
from themebook.site.link_context import LinkContext
from themebook.site.routes import HOME


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The evidence graph without drafts, and what makes plain text of it.

    ``with_drafts`` is the graph of the site, and ``left_out`` are the ids that ``published_graph`` leaves out. ``text``
    returns a text of an author as plain text, and ``html`` as HTML for a document. ``address`` returns the address of
    the page of an id or key, and ``page_address`` that of a page by its path. They begin with the address of the site
    if the author gave it, and are relative to its root if not.
    """

    graph: EvidenceGraph
    with_drafts: EvidenceGraph
    left_out: frozenset[str]
    formatter: CitationFormatter
    text: Callable[[Prose], str]
    html: Callable[[Prose], str]
    address: Callable[[str], str]
    page_address: Callable[[str], str]

    @classmethod
    def of(cls, site: Site, address: str) -> Published:
        """What is published of a site with an address on the web, which can be empty."""
        links = LinkContext(HOME, site.plan.targets, site.addresses)
        graph, left_out = published_graph(site.graph)
        named = left_out & site.plan.targets.keys()
        renderer = site.renderer.concealing(named) if named else site.renderer
        return cls(
            graph=graph,
            with_drafts=site.graph,
            left_out=left_out,
            formatter=site.formatter,
            # Several files have the same texts.
            text=cache(renderer.prose_text),
            html=renderer.prose_html,
            address=lambda name: urljoin(address, links.address(name)),
            page_address=lambda path: urljoin(address, links.to_page(path)),
        )

    def item_iri(self, name: str) -> str:
        """The address of the page of an id or key, for the files in the folder of the data."""
        return self._from_data(self.address(name))

    def page_iri(self, path: str) -> str:
        """The address of a page by its path, for the files in the folder of the data."""
        return self._from_data(self.page_address(path))

    def _from_data(self, address: str) -> str:
        return address if urlsplit(address).scheme else f"../{address}"

    def quotes_at(self, name: str) -> list[LinkedQuote]:
        """The quotes of a theme and its subthemes, or of a finding, each once."""
        return [one.linked for one in self.graph.quotes_at.get(name, ())]

    def quotes_of(self, quotes: Iterable[Quote]) -> list[LinkedQuote]:
        """Quotes with their links."""
        return [self.graph.quotes[quote.id] for quote in quotes]

    def code_paths(self, linked: LinkedQuote) -> list[CodePath]:
        """The paths to the codes that a quote has."""
        return [self.graph.codes[code.id].path for code in linked.codes]

    def prose(self, text: Prose | None) -> str:
        """A text of an author as plain text, which does not say what a draft is called; empty if there is none."""
        return self.text(text) if text else ""

    def prose_html(self, text: Prose | None) -> str:
        """The same as HTML for a document (see ``Renderer.prose_html``)."""
        return self.html(text) if text else ""

    def theme_paths(self, linked: LinkedQuote) -> list[ThemePath]:
        """The paths to the themes that a quote belongs to, its home first, apart from those of findings."""
        placed = (one.path for one in linked.placements if one.finding is None and one.path)
        return _distinct(placed)

    def counted_paths(self, linked: LinkedQuote) -> list[ThemePath]:
        """The paths to all themes where a quote counts, its home first: also those of findings that it is evidence for.

        It counts under everything on these paths.
        """
        return _distinct(one.path for one in linked.placements if one.path)


def _distinct(paths: Iterable[ThemePath]) -> list[ThemePath]:
    # By id, because comparing themes compares everything in them.
    return list({path[-1].id: path for path in paths}.values())
