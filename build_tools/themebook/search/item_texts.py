"""Additional text to index for each item of the study, besides its title and its own words."""

from __future__ import annotations

from collections.abc import Iterator

from themebook.cite.all_citations import literature_citation
from themebook.core.fields import Prose
from themebook.core.model import Finding, LiteratureItem, Statement
from themebook.core.translation import gettext
from themebook.core.vocabulary import CONFIDENCE_LEVELS, RELATIONS
from themebook.render.site import Site
from themebook.sources.markdown.markdown_text import text_of_xhtml
from themebook.views.said_of import said_of


class ItemTexts:
    """Plain texts of the items of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def prose(self, prose: Prose | None) -> str:
        """A text of an author, with its citations formatted."""
        return self._site.renderer.prose_text(prose) if prose else ""

    def synonyms(self, text: str) -> str:
        """The other names of the glossary terms in a text, which readers may look for."""
        terms = {term.term: term for _, _, term in self._site.renderer.glossary.find(text)}
        lowered = text.casefold()
        names = {
            term: [name for name in (one.term, *one.also) if name.casefold() not in lowered]
            for term, one in terms.items()
        }
        return " ".join(f"{term}: {', '.join(others)}." for term, others in names.items() if others)

    def finding(self, finding: Finding) -> str:
        """How widely a finding is shared, its explanation, why it has no quote, and its literature."""
        prevalence = text_of_xhtml(said_of(self._site.graph, finding))
        words = f"(“{finding.prevalence.words}”)." if finding.prevalence and finding.prevalence.words else ""
        parts = (prevalence, words, self.prose(finding.explanation), finding.unquoted, *self._confidence(finding))
        return " ".join(filter(None, (*parts, *self._literature(finding.literature))))

    def _confidence(self, finding: Finding) -> Iterator[str]:
        if finding.confidence:
            yield f"{CONFIDENCE_LEVELS[finding.confidence.level]}."
            yield self.prose(finding.confidence.reason)

    def statement(self, statement: Statement) -> str:
        """Whom a statement addresses, its explanation, and its literature."""
        whom = gettext("For %(whom)s") % {"whom": statement.for_} + "." if statement.for_ else ""
        parts = (whom, self.prose(statement.explanation), *self._literature(statement.literature))
        return " ".join(filter(None, parts))

    def _literature(self, items: tuple[LiteratureItem, ...]) -> Iterator[str]:
        for item in items:
            cited = text_of_xhtml(self._site.formatter.cluster(literature_citation(item)))
            yield from (RELATIONS[item.relation].label, cited, item.quoted, self.prose(item.note))
