"""The Markdown extension that makes citations, links between things, views and glossary terms work in any page.

It needs no MkDocs::

    options = {"findings": "findings.yml", "bibliography": "references.bib", "docs": "docs", "page": "background.md"}
    markdown.markdown(
        text,
        extensions=["build_tools.markdown_ext"],
        extension_configs={"build_tools.markdown_ext": options},
    )

Links are ordinary relative links between Markdown source files, for the site generator to check and to turn into
addresses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from build_tools import works
from build_tools.diagnostics import as_text, has_errors
from build_tools.markdown import citation_anchor, parse_xhtml, relative, term_anchor
from build_tools.markdown_syntax import CITATION, ENTITY, SyntaxExtension, cluster_of, written
from build_tools.model import Term
from build_tools.pages import view_pages
from build_tools.pipeline import Site, compose, read
from build_tools.project import HandWritten, Settings, pages_below
from build_tools.scan import Scanner

# Tags and classes: what is a link or a heading already, is not prose, or is a work's title.
_NO_TERMS_IN = frozenset(
    "a abbr button code pre script style h1 h2 h3 h4 h5 h6 "  # noqa: SIM905
    "tb-counts tb-crumbs tb-entry tb-kind tb-neighbours tb-works".split()
)


_VIEW_CLASS = "tb-view"
_PAGE_COMMENT = re.compile(r"<!-- themebook page: (?P<path>[^>]+) -->")


def page_comment(path: str) -> str:
    """The comment by which a page tells the extension its own path."""
    return f"<!-- themebook page: {path} -->"


class ThemebookExtension(Extension):
    """Resolves against a site.

    ``page`` is the path of the page being converted, below the documentation folder. Who converts pages sets it for
    each, or else each page names itself in a comment (see ``page_comment``).
    """

    def __init__(self, site: Site, page: str = "index.md") -> None:
        super().__init__()
        self.site = site
        self.page = page

    def extendMarkdown(self, md: Markdown) -> None:
        # Before views are replaced (24), which depend on the page.
        md.preprocessors.register(_OwnPath(md, self), "themebook-page", 40)
        SyntaxExtension(self._view).extendMarkdown(md)
        # After inline Markdown (20); before tables of contents (5) and the checks of links (0). Terms come first, so
        # that they are not looked for in the titles of the works cited.
        md.treeprocessors.register(_Terms(md, self), "themebook-terms", 16)
        md.treeprocessors.register(_Links(md, self), "themebook-links", 15)

    def _view(self, name: str) -> str:
        return f'<div class="{_VIEW_CLASS}" markdown="1">\n\n{self.site.renderer.view(name, self.page)}\n\n</div>'


class _OwnPath(Preprocessor):
    """Reads and removes the comment in which a page names itself."""

    def __init__(self, md: Markdown, extension: ThemebookExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        for number, line in enumerate(lines):
            match = _PAGE_COMMENT.fullmatch(line.strip())
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
        in_views = {element for view in root.iter("div") if view.get("class") == _VIEW_CLASS for element in view.iter()}
        for element in list(root.iter()):
            if element.tag == CITATION:
                self._citation(element, numbers, anchored=element not in in_views)
            elif element.tag == ENTITY:
                self._entity(element)
        if numbers:
            self._works_cited(root, numbers)

    def _citation(self, element: Element, numbers: Counter[str], *, anchored: bool) -> None:
        """Only what the author wrote on this page gets an anchor, for the works' pages to lead back to."""
        site, cluster = self._extension.site, cluster_of(element)
        if any(citation.key not in site.kb.references for citation in cluster.citations):
            _leave_as_written(element)
            return
        formatted = parse_xhtml(site.formatter.cluster(cluster))
        for link in formatted.iter("a"):
            key = link.get("href", "").removeprefix("#ref-")
            if key in site.plan.targets:
                numbers[key] += anchored
                link.attrib = {"href": self._address(key), "class": "tb-citation"}
                if anchored:
                    link.set("id", citation_anchor(key, numbers[key]))
        _replace(element, formatted)

    def _entity(self, element: Element) -> None:
        name = element.get("target", "")
        target = self._extension.site.plan.targets.get(name)
        if target is None:
            _leave_as_written(element)
            return
        words = element.get("words") or target.title
        part = target.kind in ("finding", "implication", "limitation")
        address = relative(target.path, self._extension.page, target.anchor if part else "")
        element.tag, element.text = "a", words
        element.attrib = {"href": address, "class": f"tb-link tb-link--{target.kind}"}

    def _address(self, key: str) -> str:
        return relative(self._extension.site.plan.targets[key].path, self._extension.page)

    def _works_cited(self, root: Element, cited: Counter[str]) -> None:
        site = self._extension.site
        heading = Element("h2", {"id": "works-cited", "data-search-exclude": ""})
        heading.text = "Works cited on this page"
        listed = Element("div", {"class": "tb-works", "data-search-exclude": ""})
        # The way to the neighbouring pages stays last.
        end = len(root) - (len(root) > 0 and root[-1].get("class") == "tb-neighbours")
        root[end:end] = [heading, listed]
        for key in site.formatter.order():
            if key in cited:
                entry = SubElement(listed, "p", {"class": "tb-work"})
                entry.append(parse_xhtml(site.formatter.reference(key)))
                self._about_work(entry, key)

    def _about_work(self, entry: Element, key: str) -> None:
        site = self._extension.site
        badge = works.badge(site.kb.references[key].reference)
        if badge:
            SubElement(entry, "span", {"class": "tb-badge"}).text = badge
        more = SubElement(entry, "span", {"class": "tb-more"})
        link = SubElement(more, "a", {"href": self._address(key)})
        link.text = f"Where the study uses {site.plan.targets[key].title}"


def _leave_as_written(element: Element) -> None:
    """What names nothing stays readable; that it names nothing has been reported with its place."""
    text = written(element)
    element.tag, element.text, element.attrib = "span", text, {"class": "tb-unresolved"}


def _replace(element: Element, by: Element) -> None:
    """Gives an element the content of another, keeping its place in the tree."""
    element.tag, element.text = by.tag, by.text
    element.attrib = {}
    element[:] = list(by)


class _Terms(Treeprocessor):
    """Links the first occurrence of each glossary term on a page to its explanation, which is also its tooltip."""

    def __init__(self, md: Markdown, extension: ThemebookExtension) -> None:
        super().__init__(md)
        self._extension = extension
        self._terms = {word: term for term in extension.site.kb.study.glossary for word in (term.term, *term.also)}
        self._pattern = _pattern_of(self._terms)
        self._glossary = view_pages(extension.site.kb.pages).get("glossary", "glossary.md")

    def run(self, root: Element) -> None:
        if self._terms and self._extension.page != self._glossary:
            self._walk(root, set())

    def _walk(self, element: Element, done: set[str]) -> None:
        if element.tag in _NO_TERMS_IN or element.get("class") in _NO_TERMS_IN:
            return
        children = list(element)
        self._mark(element, None, done)
        for child in children:
            self._walk(child, done)
            self._mark(element, child, done)

    def _mark(self, parent: Element, after: Element | None, done: set[str]) -> None:
        """Looks through the text after a child (or the text before all) for terms not yet explained on this page."""
        text = (parent.text if after is None else after.tail) or ""
        pieces = list(self._pieces(text, done))
        if not pieces:
            return
        if after is None:
            parent.text, place = text[: pieces[0][0]], 0
        else:
            after.tail, place = text[: pieces[0][0]], list(parent).index(after) + 1
        for number, (start, end, term) in enumerate(pieces):
            until = pieces[number + 1][0] if number + 1 < len(pieces) else len(text)
            link = self._link(term, text[start:end])
            link.tail = text[end:until]
            parent.insert(place + number, link)

    def _pieces(self, text: str, done: set[str]) -> Iterator[tuple[int, int, Term]]:
        for match in self._pattern.finditer(text):
            term = self._terms.get(match[0]) or self._terms[match[0][0].lower() + match[0][1:]]
            if term.term not in done:
                done.add(term.term)
                yield match.start(), match.end(), term

    def _link(self, term: Term, words: str) -> Element:
        address = relative(self._glossary, self._extension.page, term_anchor(term))
        link = Element("a", {"class": "tb-term", "href": address, "title": term.meaning})
        link.text = words
        return link


def _pattern_of(words: dict[str, Term]) -> re.Pattern[str]:
    """Longest spelling first; a term in lower case is also found at the beginning of a sentence."""
    spellings = {
        spelling for word in words for spelling in (word, word[:1].upper() + word[1:] if word.islower() else word)
    }
    ordered = sorted(spellings, key=lambda word: (-len(word), word))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])")


def makeExtension(
    *,
    root: str = ".",
    findings: str = "findings.yml",
    bibliography: str = "references.bib",
    docs: str = "docs",
    style: str = "apa",
    page: str = "index.md",
) -> ThemebookExtension:
    """The extension for use without MkDocs.

    Reads the findings, the bibliography and all Markdown below ``docs`` from ``root``. ValueError with all diagnostics
    where the sources hold an error.
    """
    settings = Settings(root=Path(root), findings=findings, bibliography=bibliography, style=style)
    return ThemebookExtension(load_site(settings, pages_below(Path(root), docs)), page)


def load_site(settings: Settings, pages: list[HandWritten]) -> Site:
    """Read, check and compose; ValueError with all diagnostics in its text where there is an error."""
    loaded = read(settings, pages, Scanner())
    if has_errors(loaded.diagnostics):
        raise ValueError("\n".join(map(as_text, loaded.diagnostics)))
    return compose(loaded.value, settings.style)
