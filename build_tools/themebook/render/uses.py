"""The uses of a work, for its page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from themebook.cite import CitationFormatter
from themebook.core.vocabulary import PAGE_TITLES
from themebook.graph.model import EvidenceGraph, LinkedReference, LiteratureUse, PageUse, TextUse, Use
from themebook.render.prose import one_line
from themebook.site.link_context import LinkContext
from themebook.site.plan import SitePlan
from themebook.site.routes import HOME, HOMES, view_pages
from themebook.sources.markdown import markdown_text
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.sentences import AsTyped, Sentence
from themebook.sources.markdown.texts import StudyText


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRow:
    """One use of a work. All fields but ``relation`` are Markdown. ``place`` is a link to the use."""

    place: str
    relation: str = ""
    locator: str = ""
    context: str = ""
    quoted: str = ""
    note: str = ""


class Uses:
    """The uses of the works of one graph."""

    def __init__(self, graph: EvidenceGraph, plan: SitePlan, formatter: CitationFormatter) -> None:
        self._targets = plan.targets
        self._formatter = formatter
        self._titles = {page.path: page.title for page in graph.pages}
        self._view_pages = view_pages(graph.pages)
        self._home = next((path for path in self._titles if path in HOMES), HOME)

    def of(self, linked: LinkedReference, links: LinkContext) -> tuple[UseRow, ...]:
        """All uses of a work, with links relative to a page."""
        return tuple(self._row(use, linked.reference.key, links) for use in linked.uses)

    def _row(self, use: Use, key: str, links: LinkContext) -> UseRow:
        if isinstance(use, LiteratureUse):
            item = use.literature
            return UseRow(
                place=links.to(use.owner.id),
                relation=item.relation.value,
                locator=markdown_text.escape(item.locator),
                quoted=markdown_text.escape(item.quoted),
                note=one_line(item.note, links),
            )
        return UseRow(
            place=self._text_place(use, links) if isinstance(use, TextUse) else self._page_place(use, key, links),
            locator=markdown_text.escape(use.citation.locator),
            context=markdown_text.escape(self.words(use.sentence)),
        )

    def _page_place(self, use: PageUse, key: str, links: LinkContext) -> str:
        anchor = markdown_text.citation_anchor(self._targets[key].anchor, use.number) if use.number else ""
        address = markdown_text.relative(use.page.path, links.path, anchor)
        return markdown_text.on_page(markdown_text.link(markdown_text.escape(self.words(use.page.title)), address))

    def _text_place(self, use: TextUse, links: LinkContext) -> str:
        """A link to the owner of the text. The texts of the study are on the pages with their views."""
        if not isinstance(use.owner, StudyText):
            return links.to(use.owner)
        path = self._view_pages.get(use.owner.value, self._home)
        title = self.words(self._titles.get(path, (AsTyped(PAGE_TITLES["home"]),)))
        return markdown_text.on_page(links.page(path, title))

    def words(self, sentence: Sentence) -> str:
        """A sentence as plain text, with its citations formatted."""
        return "".join(map(self._sentence_part, sentence)).strip()

    def _sentence_part(self, part: str | Cluster) -> str:
        if isinstance(part, Cluster):
            return markdown_text.text_of_xhtml(self._formatter.cluster(part))
        if isinstance(part, AsTyped):
            return part
        return re.sub(r"\[\[(.+?)\]\]", lambda found: self._title(found[1]), part)

    def _title(self, name: str) -> str:
        return self._targets[name].title if name in self._targets else name
