"""Renders planned pages and the views of hand-written pages, with the templates in ``templates``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace
from functools import cache, partial

from markupsafe import Markup

from themebook.cite import CitationFormatter
from themebook.cite.all_citations import literature_citation, narrative
from themebook.cite.citing import HowToCite
from themebook.core import works
from themebook.core.fields import Prose
from themebook.core.translation import gettext
from themebook.graph.model import EvidenceGraph
from themebook.render.citations import CitedWorks, UnlinkedCitations
from themebook.render.content import Heading, PageContent, Parts
from themebook.render.environment import TemplateCache, environment
from themebook.render.headings import HeadingConverter
from themebook.render.html_output import HtmlPage, html_of, html_page
from themebook.render.item_links import Titles, link_functions
from themebook.render.list_scripts import list_scripts
from themebook.render.markdown_options import MarkdownOptions
from themebook.render.once import Once
from themebook.render.page_writer import PageWriter, verbatim
from themebook.render.prose import ProseConverter
from themebook.render.saved_works import SavedWorks
from themebook.render.sections import parse, text_of
from themebook.render.terms import Glossary, PageTerms
from themebook.render.uses import Uses
from themebook.site.link_context import Addresses, LinkContext
from themebook.site.plan import PlannedPage, SitePlan
from themebook.site.routes import list_page
from themebook.sources.markdown.attribute_text import with_plain_text
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.front_matter import FRONT_MATTER_KEY
from themebook.sources.markdown.markdown_text import text_of_xhtml
from themebook.sources.markdown.sentences import Sentence
from themebook.views.data_listing import DataListing
from themebook.views.lists import ListViews
from themebook.views.pages import VIEWS, pages
from themebook.views.panels import panels


class Renderer:
    """Renders the pages and views of one site."""

    def __init__(
        self,
        graph: EvidenceGraph,
        plan: SitePlan,
        formatter: CitationFormatter,
        markdown: MarkdownOptions,
        addresses: Addresses,
        compiled: TemplateCache,
        data: DataListing,
    ) -> None:
        self._graph = graph
        self._plan = plan
        self._formatter = formatter
        self._addresses = addresses
        self._titles = Titles(plan.targets, graph.drafts)
        self._once = Once()
        self._uses = Uses(graph, plan, formatter)
        self._lists = ListViews(graph, formatter.in_order)
        self._pages: Mapping[str, Callable[[str], object]] = {**pages(graph, self._lists), "data": lambda _: data}
        self._panels = panels(graph)
        self._saved = SavedWorks(graph, formatter)
        self.glossary = Glossary(graph)
        self._markdown = markdown
        self._headings = HeadingConverter(markdown)
        self._prose = ProseConverter(markdown, plan, self.glossary, self.plain_text)
        templates = environment(compiled)
        # To look a template up in the environment takes as long as to render a small one.
        self._template = cache(templates.get_template)
        templates.globals.update(
            study=graph.study,
            drafts=graph.drafts,
            style=formatter.style_title,
            reference_xhtml=formatter.reference,
            reference_text=lambda key: text_of_xhtml(formatter.reference(key)),
            literature_citation=literature_citation,
            doubt=self._doubt,
            narrative=narrative,
            uses=self._uses.of,
        )

    def page(self, planned: PlannedPage) -> PageContent:
        """The content of a page."""
        writer = self._writer(planned.path, self.citations(), PageTerms(self.glossary, planned.path))
        view = self._pages[planned.template](planned.subject)
        parts = self._parts(
            f"{planned.template}.html.j2", writer, page=planned, view=view, saved=self._saved.on(planned, view)
        )
        return PageContent(
            path=planned.path, front_matter=self.front_matter(planned), opening=writer.opening, parts=parts
        )

    def front_matter(self, planned: PlannedPage) -> Mapping[str, object]:
        """The front matter of a page: its title, and what the theme needs to know."""
        own = {"kind": planned.kind_label, "crumbs": planned.crumbs, **self._foreign(planned)}
        return {"title": planned.title, FRONT_MATTER_KEY: own}

    def _foreign(self, planned: PlannedPage) -> Mapping[str, object]:
        """The part of the title that is in another language, for the theme."""
        target = self._plan.targets.get(planned.subject)
        if target is None or not target.foreign:
            return {}
        return {"foreign": {"words": target.foreign, "language": target.language}}

    def html(self, content: PageContent) -> HtmlPage:
        """A page as HTML, with its table of contents."""
        return html_page(content.parts, self._headings)

    def _doubt(self, key: str) -> str:
        """What is not verified about a work, in a few words. Empty if nothing is doubtful."""
        reference = self._graph.references[key].reference
        return works.badge(reference) if works.is_doubtful(reference) else ""

    def cite_block(self, path: str, view: HowToCite) -> str:
        """How to cite the page with this path, as HTML."""
        links = self._links(path)
        study_link = Markup('<a href="%s">') % links.address(self._graph.own_reference.key)
        functions = link_functions(links, self._titles)
        return self._template("cite.html.j2").render(links=links, view=view, study_link=study_link, **functions)

    def view(
        self, name: str, path: str, citations: CitedWorks, terms: PageTerms, *, level: int, subject: str = ""
    ) -> Parts:
        """A view on the hand-written page with this path, and with these citations and terms so far; or the quote or
        finding with the id ``subject``, if ``name`` is one of ``EMBEDDABLE``. ``level`` is that of its first headings.
        """
        writer = self._writer(path, citations, terms, anchored=False)
        return self._parts(f"views/{name}.html.j2", writer, view=VIEWS[name](self._graph, subject), level=level)

    def _parts(self, template: str, writer: PageWriter, **values: object) -> Parts:
        links = writer.links
        functions = {**writer.functions(), "panel": partial(self._panel, links), **link_functions(links, self._titles)}
        return writer.parts(self._template(template).render(links=links, **functions, **values))

    def panel(self, name: str, subject: str, path: str) -> str:
        """A panel on the page with this path, as HTML."""
        return self._panel(self._links(path), name, subject)

    def _panel(self, links: LinkContext, name: str, subject: str = "") -> Markup:
        template = self._template(f"panels/{name}.html.j2")
        functions = {**link_functions(links, self._titles), "said": verbatim, "once": self._once}
        return Markup(template.render(links=links, panel=self._panels[name](subject), **functions))

    def list_scripts(self) -> Mapping[str, Callable[[], str]]:
        """By the path of each script with entries of a list, the function that makes its text."""
        return dict(list_scripts(self._lists, self._entries))

    def _entries(self, name: str, rows: Iterable[object]) -> str:
        """Entries of a list as they are on its index."""
        links = self._links(list_page(name, 1))
        template = self._template(f"entries/{name}.html.j2")
        return template.render(links=links, rows=rows, **link_functions(links, self._titles))

    @property
    def drafts(self) -> frozenset[str]:
        """The ids of the drafts, and of what belongs to them."""
        return self._graph.drafts

    def prose_text(self, prose: Prose) -> str:
        """A text of an author as plain text."""
        writer = self._writer("", self.citations(), PageTerms(self.glossary, ""))
        parts = writer.parts(writer.prose(prose))
        html = (f"<p>{part.words}</p>" if isinstance(part, Heading) else html_of(part) for part in parts)
        return text_of(parse("".join(html)))

    def prose_html(self, prose: Prose) -> str:
        """A text of an author as HTML for a document of its own.

        Citations and glossary terms are words, and headings are paragraphs. Other links are relative to the site.
        """
        citations = UnlinkedCitations(self._graph, self._plan, self._formatter)
        # On the page of the glossary, no term is a link.
        writer = self._writer("", citations, PageTerms(self.glossary, self.glossary.page))
        parts = writer.parts(writer.prose(prose))
        return "".join(
            f"<p><strong>{part.words}</strong></p>" if isinstance(part, Heading) else html_of(part) for part in parts
        )

    def concealing(self, names: Collection[str]) -> Renderer:
        """What renders texts for readers who must not see what some items are called, such as drafts."""
        other = copy(self)
        hidden = {name: replace(self._plan.targets[name], title=gettext("(a draft)"), foreign="") for name in names}
        other._plan = replace(self._plan, targets={**self._plan.targets, **hidden})
        other._prose = ProseConverter(self._markdown, other._plan, self.glossary, other.plain_text)
        return other

    def words(self, sentence: Sentence) -> str:
        """A sentence as plain text, with its citations formatted."""
        return self._uses.words(sentence)

    def plain_text(self, text: str) -> str:
        """A text with its citations and links as plain text, where links are impossible."""
        return with_plain_text(text, self._as_text)

    def _as_text(self, link: str | Cluster) -> str:
        if isinstance(link, str):
            target = self._plan.targets.get(link)
            return target.title if target else f"[[{link}]]"
        link = self._graph.with_own_keys(link)
        known = all(citation.key in self._graph.references for citation in link.citations)
        return text_of_xhtml(self._formatter.cluster(link)) if known else str(link.citations[0].key)

    def citations(self) -> CitedWorks:
        """The citations on a page, which has none yet."""
        return CitedWorks(self._graph, self._plan, self._formatter)

    def _writer(self, path: str, citations: CitedWorks, terms: PageTerms, *, anchored: bool = True) -> PageWriter:
        return PageWriter(self._links(path), self._prose, citations, self.glossary, terms, anchored=anchored)

    def _links(self, path: str) -> LinkContext:
        return LinkContext(path, self._plan.targets, self._addresses)
