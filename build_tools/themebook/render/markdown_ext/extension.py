"""The Markdown extension that resolves citations, links by id, views, panels and glossary terms on any page.

Links are ordinary relative links between Markdown source files, which the site generator checks and converts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from themebook.core import works
from themebook.core.translation import gettext
from themebook.render.markdown_ext.glossary_terms import Terms
from themebook.render.markdown_ext.heading_links import HeadingLinks
from themebook.render.markdown_ext.panel_blocks import Panels, keep_ampersands, keep_verbatim
from themebook.render.site import Site
from themebook.sources.markdown.attribute_text import AttributeTexts, with_plain_text
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.markdown_syntax import (
    CITATION,
    ENTITY,
    SyntaxExtension,
    cluster_of,
    has_words,
    leave_as_written,
    replace,
)
from themebook.sources.markdown.markdown_text import citation_anchor, parse_xhtml, relative, text_of_xhtml
from themebook.sources.source_files import PAGE_COMMENT

_VIEW_CLASS = "tb-view"
_COPY_CLASS = "tb-copy"


class ThemebookExtension(Extension):
    """Resolves the syntax of Themebook against a site.

    ``page`` is the path of the page being converted, relative to the documentation folder. The caller sets it for each
    page, or each page contains it in a comment (see ``project.page_comment``).
    """

    def __init__(self, site: Site, page: str = "index.md") -> None:
        super().__init__()
        self.site = site
        self.page = page
        # The works without a page because nothing cited them when the pages were read, and those of them that are cited
        # in text that another plugin or hook has added since.
        self.uncited = frozenset(entry.key for entry in site.graph.uncited)
        self.cited_late: dict[str, None] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        # Before views are replaced (24), which depend on the page.
        md.preprocessors.register(_PageComment(md, self), "themebook-page", 40)
        SyntaxExtension(self._view).extendMarkdown(md)
        # After inline Markdown (20), before tables of contents (5) and link validation (0). Terms come first, which
        # keeps them out of the list of works cited.
        md.treeprocessors.register(Terms(md, self.site.graph, lambda: self.page), "themebook-terms", 16)
        md.treeprocessors.register(_Links(md, self), "themebook-links", 15)
        # After attribute lists (8), which would interpret braces in the text of a panel.
        md.treeprocessors.register(Panels(md, self._panel), "themebook-panels", 6)
        AttributeTexts.register(md, self._plain_text)
        # After tables of contents (5).
        md.treeprocessors.register(HeadingLinks(md), "themebook-heading-links", 4)

    def _view(self, name: str) -> str:
        return f'<div class="{_VIEW_CLASS}" markdown="1">\n\n{self.site.renderer.view(name, self.page)}\n\n</div>'

    def _panel(self, name: str, subject: str) -> str | None:
        renderer = self.site.renderer
        return renderer.panel(name, subject, self.page) if renderer.has_panel(name) else None

    def _plain_text(self, text: str) -> str:
        return with_plain_text(text, self._as_text)

    def _as_text(self, link: str | Cluster) -> str:
        """The plain text for a citation or a linked id, where a link is impossible."""
        if isinstance(link, str):
            target = self.site.plan.targets.get(link)
            return target.title if target else f"[[{link}]]"
        known = all(citation.key in self.site.graph.references for citation in link.citations)
        return text_of_xhtml(self.site.formatter.cluster(link)) if known else str(link.citations[0].key)


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


class _Links(Treeprocessor):
    """Turns citations and ids into links, and appends the list of works cited."""

    def __init__(self, md: Markdown, extension: ThemebookExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        numbers: Counter[str] = Counter()
        in_views, to_copy = _inside(root, _VIEW_CLASS), _inside(root, _COPY_CLASS)
        for element in list(root.iter()):
            if element.tag == CITATION and element in to_copy:
                # A block to copy shows how to cite a work. The page itself does not cite it.
                self._citation(element, Counter(), anchored=False)
            elif element.tag == CITATION:
                self._citation(element, numbers, anchored=element not in in_views)
            elif element.tag == ENTITY:
                self._entity(element)
        if numbers:
            self._works_cited(root, numbers)

    def _citation(self, element: Element, numbers: Counter[str], *, anchored: bool) -> None:
        """Link the works of a cluster. If ``anchored``, each gets an anchor for the backlink from the page of the work.

        Only citations that the author wrote on this page are anchored.
        """
        site, cluster = self._extension.site, cluster_of(element)
        if any(citation.key not in site.graph.references for citation in cluster.citations):
            self._leave_as_written(element, *(citation.key for citation in cluster.citations))
            return
        formatted = _formatted(site.formatter.cluster(cluster))
        seen: set[str] = set()
        for link in list(formatted.iter("a")):
            key = link.get("href", "").removeprefix("#ref-")
            if key in site.plan.targets:
                link.attrib = {"href": self._address(key), "class": "tb-citation"}
                if anchored and key not in seen:
                    link.set("id", citation_anchor(site.plan.targets[key].anchor, numbers[key] + 1))
                numbers[key] += anchored and key not in seen
                seen.add(key)
                self._mark_doubtful(link, key)
        replace(element, formatted)

    def _mark_doubtful(self, link: Element, key: str) -> None:
        """Mark a work that is not verified wherever it is cited, so that readers do not mistake a guess for a fact."""
        reference = self._extension.site.graph.references[key].reference
        if works.is_doubtful(reference):
            badge = works.badge(reference)
            attributes = {"class": "tb-doubt", "role": "img", "aria-label": f"({badge})", "title": badge}
            SubElement(link, "span", attributes).text = "?"

    def _entity(self, element: Element) -> None:
        name = element.get("target", "")
        target = self._extension.site.plan.targets.get(name)
        if target is None:
            self._leave_as_written(element, name)
            return
        address = relative(target.path, self._extension.page, target.fragment)
        has_label = has_words(element)
        element.tag, element.attrib = "a", {"href": address, "class": f"tb-link tb-link--{target.kind}"}
        if has_label:
            _remove_nested_links(element)
            return
        before, foreign, after = (keep_ampersands(part) or "" for part in target.parts)
        if (element.tail or "").startswith((".", ",", ";", ":")):
            # A claim ends with a full stop, which is dropped before punctuation in the author's sentence.
            before = before.removesuffix(".")
        element.text = before
        if foreign:
            title = SubElement(element, "span", {"lang": target.language or ""})
            title.text, title.tail = foreign, after

    def _leave_as_written(self, element: Element, *keys: str) -> None:
        self._extension.cited_late.update(dict.fromkeys(self._extension.uncited.intersection(keys)))
        leave_as_written(element)

    def _address(self, key: str) -> str:
        return relative(self._extension.site.plan.targets[key].path, self._extension.page)

    def _works_cited(self, root: Element, cited: Counter[str]) -> None:
        site = self._extension.site
        heading = Element("h2", {"id": "works_cited", "data-search-exclude": ""})
        heading.text = gettext("Works cited on this page")
        works_list = Element("div", {"class": "tb-works", "data-search-exclude": ""})
        # The links to the neighbouring pages stay last.
        end = len(root) - (len(root) > 0 and root[-1].get("class") == "tb-neighbours")
        root[end:end] = [heading, works_list]
        for key in site.formatter.in_order(cited):
            entry = SubElement(works_list, "p", {"class": "tb-work"})
            entry.append(_formatted(site.formatter.reference(key)))
            self._add_links(entry, key)

    def _add_links(self, entry: Element, key: str) -> None:
        site = self._extension.site
        badge = works.badge(site.graph.references[key].reference)
        if badge:
            SubElement(entry, "span", {"class": "tb-badge"}).text = badge
        more = SubElement(entry, "span", {"class": "tb-more"})
        link = SubElement(more, "a", {"href": self._address(key)})
        link.text = gettext("Where the study uses %(work)s") % {"work": site.plan.targets[key].title}


def converter(site: Site, extensions: Iterable[Any], configs: dict[str, Any]) -> Callable[[str, str], str]:
    """A function from the path and Markdown of a page to its HTML, with this extension and those of the site."""
    extension = ThemebookExtension(site)
    markdown = Markdown(extensions=[*extensions, extension], extension_configs=configs)

    def convert(path: str, text: str) -> str:
        extension.page = path
        return markdown.reset().convert(text)

    return convert


def _formatted(fragment: str) -> Element:
    """A formatted reference or citation as an element."""
    element = parse_xhtml(fragment)
    keep_verbatim(element)
    return element


def _inside(root: Element, name: str) -> set[Element]:
    """All elements inside blocks with a class."""
    return {element for block in root.iter("div") if block.get("class") == name for element in block.iter()}


def _remove_nested_links(link: Element) -> None:
    """Links must not contain links, such as a bare address in the label."""
    for inner in link.iterfind(".//a"):
        inner.tag, inner.attrib = "span", {}
