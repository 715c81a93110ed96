"""The Markdown extension that makes citations, links between things, views and glossary terms work in any page.

Links are ordinary relative links between Markdown source files, for the site generator to check and to turn into
addresses.
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
from themebook.render.markdown_ext.panel_blocks import Panels, keep_verbatim, verbatim
from themebook.render.site import Site
from themebook.sources.pages.attribute_text import AttributeTexts, with_plain_text
from themebook.sources.pages.citations import Cluster
from themebook.sources.pages.markdown_syntax import (
    CITATION,
    ENTITY,
    SyntaxExtension,
    cluster_of,
    has_words,
    leave_as_written,
    replace,
)
from themebook.sources.pages.markdown_text import citation_anchor, parse_xhtml, relative, text_of_xhtml
from themebook.sources.project import PAGE_COMMENT

_VIEW_CLASS = "tb-view"
_COPY_CLASS = "tb-copy"


class ThemebookExtension(Extension):
    """Resolves against a site.

    ``page`` is the path of the page being converted, below the documentation folder. Who converts pages sets it for
    each, or else each page names itself in a comment (see ``project.page_comment``).
    """

    def __init__(self, site: Site, page: str = "index.md") -> None:
        super().__init__()
        self.site = site
        self.page = page
        # The works that have no page, because nothing cited them when the pages were read; and those of them that pages
        # cite nevertheless, in text that somebody else has added since.
        self.uncited = frozenset(entry.key for entry in site.graph.uncited)
        self.cited_late: dict[str, None] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        # Before views are replaced (24), which depend on the page.
        md.preprocessors.register(_OwnPath(md, self), "themebook-page", 40)
        SyntaxExtension(self._view).extendMarkdown(md)
        # After inline Markdown (20); before tables of contents (5) and the checks of links (0). Terms come first, so
        # that they are not looked for in the titles of the works cited.
        md.treeprocessors.register(Terms(md, self.site.graph, lambda: self.page), "themebook-terms", 16)
        md.treeprocessors.register(_Links(md, self), "themebook-links", 15)
        # After attribute lists (8), which would read braces in the words of a panel.
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
        return with_plain_text(text, self._say)

    def _say(self, meant: str | Cluster) -> str:
        """The words for a citation, or for the thing of an id, where no link can be."""
        if isinstance(meant, str):
            target = self.site.plan.targets.get(meant)
            return target.title if target else f"[[{meant}]]"
        known = all(citation.key in self.site.graph.references for citation in meant.citations)
        return text_of_xhtml(self.site.formatter.cluster(meant)) if known else str(meant.citations[0].key)


class _OwnPath(Preprocessor):
    """Reads and removes the comment in which a page names itself."""

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
    """Turns the elements of the syntax into links, and lists the works cited below the text."""

    def __init__(self, md: Markdown, extension: ThemebookExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        numbers: Counter[str] = Counter()
        in_views, to_copy = _inside(root, _VIEW_CLASS), _inside(root, _COPY_CLASS)
        for element in list(root.iter()):
            if element.tag == CITATION and element in to_copy:
                # The work that readers are to cite is shown beside it, and is not cited by the page.
                self._citation(element, Counter(), anchored=False)
            elif element.tag == CITATION:
                self._citation(element, numbers, anchored=element not in in_views)
            elif element.tag == ENTITY:
                self._entity(element)
        if numbers:
            self._works_cited(root, numbers)

    def _citation(self, element: Element, numbers: Counter[str], *, anchored: bool) -> None:
        """Only what the author wrote on this page gets an anchor, for the works' pages to lead back to."""
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
                self._doubt(link, key)
        replace(element, formatted)

    def _doubt(self, link: Element, key: str) -> None:
        """A reader must not take a guess for a fact, so a work that is not verified has a sign wherever it is cited."""
        reference = self._extension.site.graph.references[key].reference
        if works.is_doubtful(reference):
            words = works.badge(reference)
            sign = {"class": "tb-doubt", "role": "img", "aria-label": f"({words})", "title": words}
            SubElement(link, "span", sign).text = "?"

    def _entity(self, element: Element) -> None:
        name = element.get("target", "")
        target = self._extension.site.plan.targets.get(name)
        if target is None:
            self._leave_as_written(element, name)
            return
        address = relative(target.path, self._extension.page, target.fragment)
        own_words = has_words(element)
        element.tag, element.attrib = "a", {"href": address, "class": f"tb-link tb-link--{target.kind}"}
        if own_words:
            _without_links(element)
            return
        before, foreign, after = (verbatim(part) or "" for part in target.parts)
        if (element.tail or "").startswith((".", ",", ";", ":")):
            # A claim ends as a sentence; in the author's sentence it is only a part.
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
        listed = Element("div", {"class": "tb-works", "data-search-exclude": ""})
        # The way to the neighbouring pages stays last.
        end = len(root) - (len(root) > 0 and root[-1].get("class") == "tb-neighbours")
        root[end:end] = [heading, listed]
        for key in site.formatter.in_order(cited):
            entry = SubElement(listed, "p", {"class": "tb-work"})
            entry.append(_formatted(site.formatter.reference(key)))
            self._about_work(entry, key)

    def _about_work(self, entry: Element, key: str) -> None:
        site = self._extension.site
        badge = works.badge(site.graph.references[key].reference)
        if badge:
            SubElement(entry, "span", {"class": "tb-badge"}).text = badge
        more = SubElement(entry, "span", {"class": "tb-more"})
        link = SubElement(more, "a", {"href": self._address(key)})
        link.text = gettext("Where the study uses %(work)s") % {"work": site.plan.targets[key].title}


def converter(site: Site, extensions: Iterable[Any], configs: dict[str, Any]) -> Callable[[str, str], str]:
    """What makes HTML of the path and the Markdown of a page, with the extensions of the site and this one."""
    extension = ThemebookExtension(site)
    dialect = Markdown(extensions=[*extensions, extension], extension_configs=configs)

    def convert(path: str, text: str) -> str:
        extension.page = path
        return dialect.reset().convert(text)

    return convert


def _formatted(fragment: str) -> Element:
    """A formatted reference or citation as it stands in the tree."""
    element = parse_xhtml(fragment)
    keep_verbatim(element)
    return element


def _inside(root: Element, name: str) -> set[Element]:
    """All that stands inside the blocks of a class."""
    return {element for block in root.iter("div") if block.get("class") == name for element in block.iter()}


def _without_links(link: Element) -> None:
    """An address in the words of a link must not make a link inside a link."""
    for inner in link.iterfind(".//a"):
        inner.tag, inner.attrib = "span", {}
