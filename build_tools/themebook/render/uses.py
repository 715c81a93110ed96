"""The uses of a work, for its page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from themebook.cite import CitationFormatter
from themebook.core.fields import Prose
from themebook.core.vocabulary import PAGE_TITLES
from themebook.graph.model import EvidenceGraph
from themebook.graph.uses import LinkedReference, LiteratureUse, PageUse, TextUse, Use
from themebook.site.plan import SitePlan
from themebook.site.routes import HOME, HOMES, view_pages
from themebook.sources.markdown import markdown_text
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.sentences import AsTyped, Sentence
from themebook.sources.markdown.texts import StudyText


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRow:
    """One use of a work, as plain text. It is at an ``item`` of the study, by its id, or else on a page.

    ``page`` is the path of the page, with its title and the anchor of the use.
    """

    item: str = ""
    page: str = ""
    title: str = ""
    anchor: str = ""
    relation: str = ""
    locator: str = ""
    context: str = ""
    quoted: str = ""
    note: Prose | None = None


class Uses:
    """The uses of the works of one graph."""

    def __init__(self, graph: EvidenceGraph, plan: SitePlan, formatter: CitationFormatter) -> None:
        self._targets = plan.targets
        self._formatter = formatter
        self._titles = {page.path: page.title for page in graph.pages}
        self._view_pages = view_pages(graph.pages)
        self._home = next((path for path in self._titles if path in HOMES), HOME)

    def of(self, linked: LinkedReference) -> tuple[UseRow, ...]:
        """All uses of a work."""
        return tuple(self._row(use, linked.reference.key) for use in linked.uses)

    def _row(self, use: Use, key: str) -> UseRow:
        if isinstance(use, LiteratureUse):
            item = use.literature
            return UseRow(
                item=use.owner.id,
                relation=item.relation.value,
                locator=item.locator,
                quoted=item.quoted,
                note=item.note,
            )
        return self._text_row(use) if isinstance(use, TextUse) else self._page_row(use, key)

    def _page_row(self, use: PageUse, key: str) -> UseRow:
        return UseRow(
            page=use.page.path,
            title=self.words(use.page.title),
            anchor=markdown_text.citation_anchor(self._targets[key].anchor, use.number) if use.number else "",
            locator=use.citation.locator,
            context=self.words(use.sentence),
        )

    def _text_row(self, use: TextUse) -> UseRow:
        """The texts of the study itself are on the pages with their views."""
        locator, context = use.citation.locator, self.words(use.sentence)
        if not isinstance(use.owner, StudyText):
            return UseRow(item=use.owner, locator=locator, context=context)
        path = self._view_pages.get(use.owner.value, self._home)
        title = self.words(self._titles.get(path, (AsTyped(PAGE_TITLES["home"]),)))
        return UseRow(page=path, title=title, locator=locator, context=context)

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
