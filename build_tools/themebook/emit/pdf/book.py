"""The book: the whole site as one document, in which every quote stands in full once.

Its places for page numbers are elements with ``data-pages``, which names the anchors whose pages are to be told.
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
from themebook.core.model import Reference
from themebook.emit.mkdocs.build import Built
from themebook.emit.pdf.chapters import Chapter, Node, Part, chapters, classed, site_file
from themebook.emit.pdf.links import BookAnchors, target_file
from themebook.site.plan import Target
from themebook.site.routes import REFERENCES

_STYLE = Path(__file__).with_name("book.css")
_CONTENTS, _REFERENCES = "Contents", "References"
_UNKNOWN = "000"
_FACES = (("", 400, "normal"), ("It", 400, "italic"), ("Semibold", 600, "normal"), ("SemiboldIt", 600, "italic"))


class Book:
    """A document whose page numbers are still to be told."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def text(self, pages: Mapping[str, int]) -> str:
        """The document as HTML, with the page of each anchor, as far as it is known."""
        root = deepcopy(self._root)
        for place in _places(root):
            _tell(place, pages)
        return _serialised(root)

    def probe(self, pages: Mapping[str, int]) -> str:
        """The same with links to all anchors behind its last page: browsers tell the places of what is linked to."""
        root = html.document_fromstring(self.text(pages))
        anchors = dict.fromkeys(one for place in _places(root) for one in place.get("data-pages").split())
        links = (make.P(make.A(anchor, href=f"#{anchor}")) for anchor in anchors)
        next(root.iter("body")).append(make.DIV(make.CLASS("book-probe"), *links))
        return _serialised(root)


def make_book(built: Built) -> Book:
    """The book of a built site. It belongs into the folder of the site, from which it takes styles and pictures."""
    return Book(_Binding(built).bound())


class _Binding:
    """The work on one book."""

    def __init__(self, built: Built) -> None:
        self._built = built
        self._targets: Mapping[str, Target] = built.site.plan.targets
        self._anchors = BookAnchors(self._targets)
        self._cited: dict[str, list[str]] = {}

    def bound(self) -> Node:
        read = list(chapters(self._built))
        parts = [part for chapter in read for part in chapter.parts]
        for part in parts:
            self._anchors.rename(part)
        for part in parts:
            self._shorten_quotes(part)
            self._note_citations(part)
        if any(page.source == REFERENCES for page in self._built.menu):
            read.append(self._references())
        for part in parts:
            self._anchors.rewrite(part)
            _tell_pages_of_what_follows(part.article)
        sections = [_section(chapter, number) for number, chapter in enumerate(read, 1)]
        body = make.DIV(make.CLASS("md-content"), self._title_page(), self._contents(read), *sections)
        return self._document(body, read)

    def _shorten_quotes(self, part: Part) -> None:
        """A quote stands in full where it stands first; later it is named, with its page."""
        for figure in classed(part.article, "figure", "tb-quote"):
            quote = next(self._quotes_linked(figure, part.file), None)
            if quote is None:
                continue
            stance = next(iter(classed(figure, "p", "tb-stance")), None)
            if self._anchors.shown(quote) is None:
                self._anchors.show(quote, figure)
            else:
                figure.getparent().replace(figure, self._again(quote, stance, figure.tail))

    def _quotes_linked(self, figure: Node, file: str) -> Iterator[str]:
        for link in figure.iter("a"):
            thing = self._anchors.thing(target_file(file, link.get("href", "")))
            if thing and self._targets[thing].kind == "quote":
                yield thing

    def _again(self, quote: str, stance: Node | None, tail: str | None) -> Node:
        said = [make.SPAN(make.CLASS("tb-stance"), stance.text_content(), ": ")] if stance is not None else []
        anchor = self._anchors.shown(quote)
        words = make.A(self._targets[quote].title, href=f"#{anchor}")
        again = make.P(make.CLASS("book-again"), *said, words, " (see page ", _pages_of([anchor or ""]), ")")
        again.tail = tail
        return again

    def _note_citations(self, part: Part) -> None:
        for link in classed(part.article, "a", "tb-citation"):
            work = self._anchors.thing(target_file(part.file, link.get("href", "")))
            if work:
                self._cited.setdefault(work, []).append(link.get("id") or self._anchors.new(link))

    def _references(self) -> Chapter:
        """All works with the pages on which they are cited; of those that are not verified, what is known of them."""
        site = self._built.site
        about = "A sign ? beside a citation says that the work is not verified. What is known of it stands here."
        article = make.E.article(make.H1(_REFERENCES), make.P(about))
        part = Part(site_file(REFERENCES), article)
        self._anchors.rename(part)
        for key in site.formatter.order():
            entry = self._work(site.graph.references[key].reference, site.formatter)
            self._anchors.show(key, entry)
            article.append(entry)
        return Chapter(_REFERENCES, (part,))

    def _work(self, reference: Reference, formatter: CitationFormatter) -> Node:
        first = html.fragment_fromstring(formatter.reference(reference.key), create_parent="p")
        badge = works.badge(reference)
        if badge:
            first.append(make.SPAN(make.CLASS("tb-badge"), badge))
        entry = make.DIV(make.CLASS("tb-work book-work"), first)
        cited = self._cited.get(reference.key)
        if cited:
            entry.append(make.P(make.CLASS("book-note"), "Cited in this book on page ", _pages_of(cited)))
        if works.is_doubtful(reference):
            entry.extend(make.P(make.CLASS("book-note"), text) for text in _doubts(reference))
        return entry

    def _title_page(self) -> Node:
        graph, formatter = self._built.site.graph, self._built.site.formatter
        study = html.fragment_fromstring(formatter.reference(graph.own_reference.key), create_parent="p")
        page = make.E.section(make.CLASS("book-title md-typeset"), make.H1(self._built.name))
        page.append(make.P(make.CLASS("book-about"), self._built.description))
        page.append(make.DIV(make.CLASS("book-study"), make.P(make.CLASS("tb-label"), "The study"), study))
        if self._built.address:
            page.append(make.P(make.CLASS("tb-label"), "On the web"))
            page.append(make.P(make.A(self._built.address, href=self._built.address)))
        return page

    def _contents(self, read: list[Chapter]) -> Node:
        """The chapters, and the subthemes within those of the themes."""
        listed = make.OL()
        for chapter in read:
            top = chapter.parts[0].article
            item = make.LI(_entry(chapter.title, top.get("id")))
            parts = classed(top, "h2", "tb-part")
            if parts:
                item.append(make.OL(*(make.LI(_entry(node.text_content(), node.get("id"))) for node in parts)))
            listed.append(item)
        return make.E.nav({"class": "book-contents md-typeset"}, make.H1(_CONTENTS), listed)

    def _document(self, body: Node, read: list[Chapter]) -> Node:
        """All in one, with the styles and colours of the site."""
        home = html.document_fromstring((self._built.folder / "index.html").read_bytes())
        head = make.HEAD(make.META(charset="utf-8"), make.TITLE(self._built.name))
        head.extend(link for link in list(home.iter("link")) if link.get("rel") == "stylesheet")
        head.append(make.STYLE(_fonts() + _STYLE.read_text("utf-8") + _running_heads(read)))
        attributes = {name: value for name, value in home.body.attrib.items() if name.startswith("data-md-color")}
        return make.HTML(head, make.BODY(body, dir="ltr", **attributes), lang=self._built.language)


def _tell_pages_of_what_follows(article: Node) -> None:
    """The findings, implications and limitations that belong together stand far apart in the book."""
    for link in [link for node in classed(article, "div", "tb-follows") for link in node.iter("a")]:
        place = _pages_of([link.get("href", "").removeprefix("#")])
        place.tail, link.tail = f"){link.tail or ''}", " (see page "
        around = link.getparent()
        around.insert(around.index(link) + 1, place)


def _doubts(reference: Reference) -> Iterator[str]:
    if reference.field("remark"):
        yield reference.field("remark")
    candidates = works.candidates(reference)
    if candidates:
        yield f"Works that may be meant: {'; '.join(candidates)}"


def _entry(title: str, anchor: str) -> Node:
    return make.DIV(make.CLASS("book-entry"), make.A(title.strip(), href=f"#{anchor}"), _pages_of([anchor]))


def _section(chapter: Chapter, number: int) -> Node:
    section = make.E.section(make.CLASS("book-chapter md-typeset"), style=f"page: chapter-{number}")
    section.extend(part.article for part in chapter.parts)
    return section


def _pages_of(anchors: list[str]) -> Node:
    return make.SPAN({"data-pages": " ".join(anchors)})


def _places(root: Node) -> list[Node]:
    return [node for node in root.iter("span") if node.get("data-pages")]


def _tell(place: Node, pages: Mapping[str, int]) -> None:
    """Writes the pages of a place, each once and in their order, as links."""
    first: dict[str, str] = {}
    for anchor in sorted(place.get("data-pages").split(), key=lambda anchor: pages.get(anchor, 0)):
        first.setdefault(str(pages.get(anchor, _UNKNOWN)), anchor)
    for number, (page, anchor) in enumerate(first.items()):
        link = make.A(page, href=f"#{anchor}")
        link.tail = ", " if number + 1 < len(first) else None
        place.append(link)


def _fonts() -> str:
    """The faces of the book, so that it looks the same whatever fonts a machine has."""
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


def _running_heads(read: list[Chapter]) -> str:
    """Each chapter has its title at the head of its pages."""
    look = 'color: #444444; font: 9pt "Book sans", sans-serif; font-variant-ligatures: none;'
    rule = f'@page chapter-{{}} {{{{ @top-left {{{{ content: "{{}}"; {look} }}}} }}}}\n'
    return "".join(rule.format(number, _css_text(chapter.title)) for number, chapter in enumerate(read, 1))


def _css_text(text: str) -> str:
    """A text as it stands between the quotation marks of a style sheet that is inside a page."""
    return "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text)


def _serialised(root: Node) -> str:
    return str(html.tostring(root, encoding="unicode", doctype="<!doctype html>"))
