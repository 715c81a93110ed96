"""The book: the whole site as one document, in which every quote appears in full once.

Placeholders for page numbers are elements with ``data-pages``, which lists the anchors whose pages to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from lxml import html
from lxml.html import builder as make

from themebook.cite import CitationFormatter
from themebook.core import works
from themebook.core.bibliography import Reference
from themebook.core.translation import gettext
from themebook.core.vocabulary import PAGE_TITLES
from themebook.emit.mkdocs.build import Built
from themebook.emit.pdf.chapters import PART, Chapter, Node, Part, chapters, classed, site_file
from themebook.emit.pdf.links import BookAnchors, target_file
from themebook.site.routes import REFERENCES
from themebook.site.targets import Target

_STYLE = Path(__file__).with_name("book.css")
_UNKNOWN_PAGE = "000"
_FACES = (("", 400, "normal"), ("It", 400, "italic"), ("Semibold", 600, "normal"), ("SemiboldIt", 600, "italic"))


class Book:
    """A document with placeholders for page numbers."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def text(self, pages: Mapping[str, int]) -> str:
        """The document as HTML, with the page numbers of the anchors in ``pages``."""
        root = deepcopy(self._root)
        for placeholder in _placeholders(root):
            _fill(placeholder, pages)
        return _serialised(root)

    def probe(self, pages: Mapping[str, int]) -> str:
        """The document with links to all anchors after its last page: a PDF only has destinations for link targets."""
        root = html.document_fromstring(self.text(pages))
        anchors = dict.fromkeys(name for element in _placeholders(root) for name in element.get("data-pages").split())
        links = (make.P(make.A(anchor, href=f"#{anchor}")) for anchor in anchors)
        next(root.iter("body")).append(make.DIV(make.CLASS("book-probe"), *links))
        return _serialised(root)


def make_book(built: Built) -> Book:
    """The book of a built site. Save it in the folder of the site, because it uses the styles and images there."""
    return Book(_BookBuilder(built).build())


class _BookBuilder:
    def __init__(self, built: Built) -> None:
        self._built = built
        self._targets: Mapping[str, Target] = built.site.plan.targets
        self._anchors = BookAnchors(self._targets)
        self._cited: dict[str, list[str]] = {}

    def build(self) -> Node:
        all_chapters = list(chapters(self._built))
        parts = [part for chapter in all_chapters for part in chapter.parts]
        for part in parts:
            self._anchors.rename(part)
        for part in parts:
            self._shorten_quotes(part)
            self._note_citations(part)
        if any(page.source == REFERENCES for page in self._built.nav):
            all_chapters.append(self._references())
        for part in parts:
            self._anchors.rewrite(part)
            _add_pages_of_statements(part.article)
        sections = [_section(chapter, number) for number, chapter in enumerate(all_chapters, 1)]
        body = make.DIV(make.CLASS("md-content"), self._title_page(), self._contents(all_chapters), *sections)
        return self._document(body, all_chapters)

    def _shorten_quotes(self, part: Part) -> None:
        """Keep the first occurrence of a quote. Replace the others by its title and page."""
        for figure in classed(part.article, "figure", "tb-quote"):
            quote = next(self._linked_quotes(figure, part.file), None)
            if quote is None:
                continue
            if self._anchors.shown(quote) is None:
                self._anchors.show(quote, figure)
            else:
                figure.getparent().replace(figure, self._quote_link(quote, figure))

    def _linked_quotes(self, figure: Node, file: str) -> Iterator[str]:
        for link in figure.iter("a"):
            name = self._anchors.subject(target_file(file, link.get("href", "")))
            if name and self._targets[name].kind == "quote":
                yield name

    def _quote_link(self, quote: str, figure: Node) -> Node:
        anchor = self._anchors.shown(quote)
        link = make.A(self._targets[quote].title, href=f"#{anchor}")
        paragraph = make.P(link, *_see_page([anchor or ""]))
        paragraph.set("class", figure.get("class").replace("tb-quote", "tb-again"))
        paragraph.tail = figure.tail
        return paragraph

    def _note_citations(self, part: Part) -> None:
        for link in classed(part.article, "a", "tb-citation"):
            work = self._anchors.subject(target_file(part.file, link.get("href", "")))
            if work:
                self._cited.setdefault(work, []).append(link.get("id") or self._anchors.new(link))

    def _references(self) -> Chapter:
        """All works with the pages that cite them, and with details of those that are not verified."""
        site = self._built.site
        about = gettext(
            "The mark ? beside a citation means that the work is not verified. Its entry here gives details."
        )
        title = PAGE_TITLES["references"]
        article = make.E.article(make.H1(title), make.P(about))
        part = Part(site_file(REFERENCES), article)
        self._anchors.rename(part)
        for key in site.formatter.order():
            entry = self._work(site.graph.references[key].reference, site.formatter)
            self._anchors.show(key, entry)
            article.append(entry)
        return Chapter(title, (part,))

    def _work(self, reference: Reference, formatter: CitationFormatter) -> Node:
        formatted = html.fragment_fromstring(formatter.reference(reference.key), create_parent="p")
        badge = works.badge(reference)
        if badge:
            formatted.append(make.SPAN(make.CLASS("tb-badge"), badge))
        entry = make.DIV(make.CLASS("tb-work book-work"), formatted)
        cited = self._cited.get(reference.key)
        if cited:
            pages = _around(gettext("Cited in this book on page %(pages)s"), _pages_of(cited))
            entry.append(make.P(make.CLASS("book-note"), *pages))
        if works.is_doubtful(reference):
            entry.extend(make.P(make.CLASS("book-note"), text) for text in _doubts(reference))
        return entry

    def _title_page(self) -> Node:
        graph, formatter = self._built.site.graph, self._built.site.formatter
        study = html.fragment_fromstring(formatter.reference(graph.own_reference.key), create_parent="p")
        page = make.E.section(make.CLASS("book-title md-typeset"), make.H1(self._built.name))
        page.append(make.P(make.CLASS("book-about"), self._built.description))
        page.append(make.DIV(make.CLASS("book-study"), make.P(make.CLASS("tb-label"), gettext("The study")), study))
        if self._built.address:
            page.append(make.P(make.CLASS("tb-label"), gettext("On the web")))
            page.append(make.P(make.A(self._built.address, href=self._built.address)))
        return page

    def _contents(self, all_chapters: list[Chapter]) -> Node:
        """The table of contents: chapters, with subthemes under those of themes."""
        entries = make.OL()
        for chapter in all_chapters:
            top = chapter.parts[0].article
            item = make.LI(_entry(chapter.title, top.get("id")))
            parts = [node for part in chapter.parts for node in classed(part.article, "h2", PART)]
            if parts:
                item.append(make.OL(*(make.LI(_entry(node.text_content(), node.get("id"))) for node in parts)))
            entries.append(item)
        return make.E.nav({"class": "book-contents md-typeset"}, make.H1(gettext("Contents")), entries)

    def _document(self, body: Node, all_chapters: list[Chapter]) -> Node:
        """The HTML document, with the styles and colours of the site."""
        home = html.document_fromstring((self._built.folder / "index.html").read_bytes())
        head = make.HEAD(make.META(charset="utf-8"), make.TITLE(self._built.name))
        head.extend(link for link in list(home.iter("link")) if link.get("rel") == "stylesheet")
        head.append(make.STYLE(_fonts() + _STYLE.read_text("utf-8") + _running_heads(all_chapters)))
        attributes = {name: value for name, value in home.body.attrib.items() if name.startswith("data-md-color")}
        return make.HTML(head, make.BODY(body, dir="ltr", **attributes), lang=self._built.language)


def _add_pages_of_statements(article: Node) -> None:
    """Add page numbers to links between findings, implications and limitations, which are far apart in the book."""
    for link in [
        link for tag in ("div", "ul") for node in classed(article, tag, "tb-follows") for link in node.iter("a")
    ]:
        before, pages, after = _see_page([link.get("href", "").removeprefix("#")])
        pages.tail, link.tail = f"{after}{link.tail or ''}", before
        parent = link.getparent()
        parent.insert(parent.index(link) + 1, pages)


def _doubts(reference: Reference) -> Iterator[str]:
    if reference.field("remark"):
        yield reference.field("remark")
    candidates = works.candidates(reference)
    if candidates:
        yield gettext("Works that may be meant: %(works)s") % {"works": "; ".join(candidates)}


def _entry(title: str, anchor: str) -> Node:
    return make.DIV(make.CLASS("book-entry"), make.A(title.strip(), href=f"#{anchor}"), _pages_of([anchor]))


def _section(chapter: Chapter, number: int) -> Node:
    section = make.E.section(make.CLASS("book-chapter md-typeset"), style=f"page: chapter-{number}")
    section.extend(part.article for part in chapter.parts)
    return section


def _see_page(anchors: list[str]) -> tuple[str, Node, str]:
    before, pages, after = _around(gettext("(see page %(pages)s)"), _pages_of(anchors))
    return f" {before}", pages, after


def _around(message: str, pages: Node) -> tuple[str, Node, str]:
    """The message with page numbers in it: the words before them, they themselves, and the words after them."""
    before, _, after = message.partition("%(pages)s")
    return before, pages, after


def _pages_of(anchors: list[str]) -> Node:
    return make.SPAN({"data-pages": " ".join(anchors)})


def _placeholders(root: Node) -> list[Node]:
    return [node for node in root.iter("span") if node.get("data-pages")]


def _fill(placeholder: Node, pages: Mapping[str, int]) -> None:
    """Add links with the distinct page numbers of a placeholder, in order."""
    first: dict[str, str] = {}
    for anchor in sorted(placeholder.get("data-pages").split(), key=lambda anchor: pages.get(anchor, 0)):
        first.setdefault(str(pages.get(anchor, _UNKNOWN_PAGE)), anchor)
    for number, (page, anchor) in enumerate(first.items()):
        link = make.A(page, href=f"#{anchor}")
        link.tail = ", " if number + 1 < len(first) else None
        placeholder.append(link)


def _fonts() -> str:
    """The font faces of the book, which make it look the same on every machine."""
    families = (
        ("Book sans", font_source_sans_pro, "SourceSansPro"),
        ("Book serif", font_source_serif_pro, "SourceSerifPro"),
    )
    return "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style};"
        f" src: url('{Path(module.font_files_ttf[name + face]).as_uri()}'); }}\n"
        for family, module, name in families
        for face, weight, style in _FACES
    )


def _running_heads(all_chapters: list[Chapter]) -> str:
    """Styles for the titles of chapters at the top of their pages."""
    style = 'color: #444444; font: 9pt "Book sans", sans-serif; font-variant-ligatures: none;'
    rule = f'@page chapter-{{}} {{{{ @top-left {{{{ content: "{{}}"; {style} }}}} }}}}\n'
    return "".join(rule.format(number, _css_text(chapter.title)) for number, chapter in enumerate(all_chapters, 1))


def _css_text(text: str) -> str:
    """A text escaped for a CSS string in a ``<style>`` element."""
    return "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)


def _serialised(root: Node) -> str:
    return str(html.tostring(root, encoding="unicode", doctype="<!doctype html>"))
