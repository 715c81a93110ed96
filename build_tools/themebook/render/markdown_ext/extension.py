"""The Markdown extension that resolves citations, links by id, views, embeds and glossary terms on hand-written pages.

Links are ordinary relative links between Markdown source files, which the site generator checks and converts. Views are
HTML with the addresses of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from themebook.core.author_views import AUTHOR_VIEWS, EMBEDDABLE
from themebook.core.model import Term
from themebook.render.citations import WORKS_CITED, works_cited_title
from themebook.render.content import Heading, Parts
from themebook.render.html_output import html_of
from themebook.render.markdown_ext.entity_links import link_to
from themebook.render.markdown_ext.glossary_terms import mark_terms
from themebook.render.markdown_ext.heading_links import HeadingLinks
from themebook.render.markdown_ext.verbatim import keep_verbatim
from themebook.render.site import Site
from themebook.render.terms import PageTerms
from themebook.sources.markdown.attribute_text import AttributeTexts
from themebook.sources.markdown.markdown_syntax import (
    CITATION,
    ENTITY,
    VIEW,
    SyntaxExtension,
    cluster_of,
    leave_as_written,
    replace,
    written_view,
)
from themebook.sources.markdown.markdown_text import relative
from themebook.sources.source_files import PAGE_COMMENT


class ThemebookExtension(Extension):
    """Resolves the syntax of Themebook against a site.

    ``page`` is the path of the page being converted, relative to the documentation folder. The caller sets it for each
    page, or each page contains it in a comment (see ``source_files.page_comment``).
    """

    def __init__(self, site: Site, page: str = "index.md") -> None:
        super().__init__()
        self.site = site
        self.page = page
        self.citations = site.renderer.citations()
        # The works without a page because nothing cited them when the pages were read, and those of them that are cited
        # in text that another plugin or hook has added since.
        self.uncited = frozenset(entry.key for entry in site.graph.uncited)
        self.cited_late: dict[str, None] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        # Before views are marked (24).
        md.preprocessors.register(_PageComment(md, self), "themebook-page", 40)
        SyntaxExtension().extendMarkdown(md)
        # After inline Markdown (20), before tables of contents (5) and link validation (0). Terms come first, which
        # keeps them out of the list of works cited.
        md.treeprocessors.register(_TermsAndViews(md, self), "themebook-terms", 16)
        md.treeprocessors.register(_Links(md, self), "themebook-links", 15)
        AttributeTexts.register(md, self.site.renderer.plain_text)
        # After tables of contents (5).
        md.treeprocessors.register(HeadingLinks(md), "themebook-heading-links", 4)

    def address(self, path: str, anchor: str = "") -> str:
        """The address of a page from the page being converted, between source files."""
        return relative(path, self.page, anchor)


class _PageComment(Preprocessor):
    """Reads and removes the comment that contains the path of the page."""

    def __init__(self, md: Markdown, extension: ThemebookExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        for number, line in enumerate(lines):
            match = PAGE_COMMENT.fullmatch(line.strip())
            if match:
                self._extension.page = match["path"]
                return lines[:number] + lines[number + 1 :]
            if line.strip():
                break
        return lines


class _TermsAndViews(Treeprocessor):
    """Links the first occurrence of each glossary term to its definition, and shows views.

    Both are done in the order of the page, because there are terms in views too.
    """

    def __init__(self, md: Markdown, extension: ThemebookExtension) -> None:
        super().__init__(md)
        self._extension = extension
        self._glossary = extension.site.renderer.glossary

    def run(self, root: Element) -> None:
        self._extension.citations = self._extension.site.renderer.citations()
        terms = PageTerms(self._glossary, self._extension.page)
        self._levels = dict(_levels_of_views(root))
        mark_terms(root, terms.first_in, self._link, lambda element: self._show(element, terms))

    def _link(self, term: Term, spelling: str) -> Element:
        address = self._extension.address(self._glossary.page, self._glossary.anchor(term))
        link = Element("a", {"class": "tb-term", "href": address, "title": term.meaning})
        link.text = spelling
        return link

    def _show(self, element: Element, terms: PageTerms) -> bool:
        """Show a view or embed, if this is one. An unknown one, which has been reported, stays as written."""
        if element.tag != VIEW:
            return False
        subject, text = element.get("embedded", ""), written_view(element)
        name = self._kind(subject) if subject else element.get("name", "")
        element.tag, element.attrib = "div", {"class": "tb-view"}
        if name in (EMBEDDABLE if subject else AUTHOR_VIEWS):
            page, citations = self._extension.page, self._extension.citations
            level = self._levels[element]
            view = self._extension.site.renderer.view(name, page, citations, terms, subject=subject, level=level)
            self._fill(element, view)
        else:
            element.text = text
        return True

    def _kind(self, name: str) -> str:
        target = self._extension.site.plan.targets.get(name)
        return target.kind if target else ""

    def _fill(self, view: Element, parts: Parts) -> None:
        """Add the parts of a view: HTML put aside, as Python-Markdown does with raw HTML, and headings as elements."""
        heading: Element | None = None
        for part in parts:
            if isinstance(part, Heading):
                heading = SubElement(view, f"h{part.level}", dict(part.attributes))
                heading.text = self.md.htmlStash.store(part.words)
            elif heading is None:
                view.text = self.md.htmlStash.store(html_of(part))
            else:
                heading.tail = self.md.htmlStash.store(html_of(part))


def _levels_of_views(root: Element) -> Iterator[tuple[Element, int]]:
    """The level of the first headings in each view: one below the heading before it."""
    level = 1
    for element in root.iter():
        if re.fullmatch("h[1-6]", str(element.tag)):
            level = int(element.tag[1])
        elif element.tag == VIEW:
            yield element, min(level + 1, 6)


class _Links(Treeprocessor):
    """Turns citations and ids into links, and appends the list of works cited."""

    def __init__(self, md: Markdown, extension: ThemebookExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.tag == CITATION:
                self._citation(element)
            elif element.tag == ENTITY:
                self._entity(element)
        self._list_works(root)

    def _citation(self, element: Element) -> None:
        cluster = self._extension.site.graph.with_own_keys(cluster_of(element))
        if any(citation.key not in self._extension.site.graph.references for citation in cluster.citations):
            self._leave_as_written(element, *(citation.key for citation in cluster.citations))
            return
        formatted = self._extension.citations.citation(cluster, self._extension.address)
        keep_verbatim(formatted)
        replace(element, formatted)

    def _entity(self, element: Element) -> None:
        name = element.get("target", "")
        target = self._extension.site.plan.targets.get(name)
        if target is None:
            self._leave_as_written(element, name)
        else:
            link_to(target, self._extension.address(target.path, target.fragment), element)

    def _leave_as_written(self, element: Element, *keys: str) -> None:
        self._extension.cited_late.update(dict.fromkeys(self._extension.uncited.intersection(keys)))
        leave_as_written(element)

    def _list_works(self, root: Element) -> None:
        works = self._extension.citations.works(self._extension.address)
        if works is not None:
            keep_verbatim(works)
            heading = SubElement(root, "h2", WORKS_CITED)
            heading.text = works_cited_title()
            root.append(works)


def converter(site: Site, extensions: Iterable[Any], configs: dict[str, Any]) -> Callable[[str, str], str]:
    """A function from the path and Markdown of a hand-written page to its HTML, with the extensions of the site."""
    extension = ThemebookExtension(site)
    markdown = Markdown(extensions=[*extensions, extension], extension_configs=configs)

    def convert(path: str, text: str) -> str:
        extension.page = path
        return markdown.reset().convert(text)

    return convert
