"""Renders planned pages as Markdown, with the templates in ``templates``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from themebook.cite import CitationFormatter
from themebook.cite.all_citations import quote_citation
from themebook.core.diagnostics import Span
from themebook.graph.model import EvidenceGraph
from themebook.render.environment import environment
from themebook.render.prose import tidy
from themebook.render.uses import Uses
from themebook.site.link_context import LinkContext
from themebook.site.plan import PlannedPage, SitePlan
from themebook.sources.markdown import markdown_text
from themebook.sources.markdown.front_matter import FRONT_MATTER_KEY
from themebook.sources.markdown.sentences import Sentence
from themebook.sources.source import NOT_XML
from themebook.views.pages import VIEWS, pages
from themebook.views.panels import panels


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page as Markdown: its path in the documentation folder, its text, and the place of its source."""

    path: str
    text: str
    span: Span


class Renderer:
    """Renders the pages, views and panels of one site."""

    def __init__(self, graph: EvidenceGraph, plan: SitePlan, formatter: CitationFormatter) -> None:
        self._graph = graph
        self._plan = plan
        self._formatter = formatter
        self._uses = Uses(graph, plan, formatter)
        self._pages = pages(graph, formatter.in_order)
        self._panels = panels(graph, formatter.in_order)
        self._environment = environment()
        self._environment.globals.update(
            study=graph.study,
            style=formatter.style_title,
            reference_xhtml=formatter.reference,
            quote_citation=partial(quote_citation, graph),
            uses=self._uses.of,
        )

    def page(self, planned: PlannedPage) -> RenderedPage:
        """The Markdown of a page, with its front matter."""
        view = self._pages[planned.template](planned.subject)
        template = self._environment.get_template(f"{planned.template}.md.j2")
        text = template.render(page=planned, view=view, links=self._links(planned.path))
        own = {"kind": planned.kind_label, "crumbs": planned.crumbs, **self._foreign(planned)}
        head = markdown_text.front_matter({"title": planned.title, FRONT_MATTER_KEY: own})
        return RenderedPage(path=planned.path, text=head + tidy(text), span=planned.span)

    def _foreign(self, planned: PlannedPage) -> Mapping[str, object]:
        """The part of the title that is in another language, for the theme."""
        target = self._plan.targets.get(planned.subject)
        if target is None or not target.foreign:
            return {}
        return {"foreign": {"words": target.foreign, "language": target.language}}

    def view(self, name: str, path: str) -> str:
        """The Markdown of a view on the page with this path."""
        template = self._environment.get_template(f"views/{name}.md.j2")
        text = template.render(view=VIEWS[name](self._graph, ""), links=self._links(path), level=3)
        return tidy(text).strip("\n")

    def has_panel(self, name: str) -> bool:
        return name in self._panels

    def panel(self, name: str, subject: str, path: str) -> str:
        """A panel on the page with this path: one well-formed XHTML element, with links between source files."""
        template = self._environment.get_template(f"panels/{name}.html.j2")
        return NOT_XML.sub("", template.render(links=self._links(path), panel=self._panels[name](subject)))

    def words(self, sentence: Sentence) -> str:
        """A sentence as plain text, with its citations formatted."""
        return self._uses.words(sentence)

    def _links(self, path: str) -> LinkContext:
        return LinkContext(path, self._plan.targets)
