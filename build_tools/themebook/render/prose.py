"""Prose of the findings file: converted once, and then put on each page that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.toc import render_inner_html
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HtmlStash

from themebook.core.fields import Prose
from themebook.core.model import Term
from themebook.core.web_addresses import is_relative
from themebook.render.markdown_ext.entity_links import link_to
from themebook.render.markdown_ext.glossary_terms import mark_terms
from themebook.render.markdown_options import MarkdownOptions
from themebook.render.marks import IN_LINE, PIECE
from themebook.render.raw_html import with_addresses
from themebook.render.terms import Glossary
from themebook.site.plan import SitePlan
from themebook.sources.markdown.attribute_text import AttributeTexts, ReadText
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.markdown_syntax import (
    CITATION,
    ENTITY,
    VIEW,
    SyntaxExtension,
    cluster_of,
    leave_as_written,
    written_view,
)
from themebook.sources.markdown.page_text import without_code


@dataclass(frozen=True, slots=True)
class ItemAddress:
    """The address of an item of the study, by its id."""

    name: str


@dataclass(frozen=True, slots=True)
class FileAddress:
    """An address that an author wrote, relative to the documentation folder."""

    address: str


@dataclass(frozen=True, slots=True)
class TermSpelling:
    """An occurrence of a glossary term, as it is spelt there."""

    term: Term
    spelling: str


@dataclass(frozen=True, slots=True)
class ProseHeading:
    """A heading in a text, which may be in another element, such as a list."""

    level: int
    words: Pieces
    attributes: tuple[tuple[str, str], ...]
    is_nested: bool


Piece: TypeAlias = "str | Cluster | ItemAddress | FileAddress | TermSpelling | ProseHeading"
#: A text as HTML, with what depends on the page in its places.
Pieces: TypeAlias = "tuple[Piece, ...]"

_HEADING = re.compile("h[1-6]")
_FOOTNOTE = re.compile(r"(\[\^)([^\]\s]+)\]")
_DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
_ADDRESSES = {"a": "href", "img": "src"}
# What depends on the page is an element in the tree, or a mark in an attribute.
_ELEMENT = "themebook-piece"
_PIECES = re.compile(f"<{_ELEMENT}>(\\d+)</{_ELEMENT}>|{PIECE}(\\d+){PIECE}")
# Attributes in which extensions number what is in a text, such as the tabs of a set.
_NUMBERED = ("id", "for", "name", "href")


class ProseConverter:
    """Converts the texts of one study."""

    def __init__(self, options: MarkdownOptions, plan: SitePlan, glossary: Glossary, plain: ReadText) -> None:
        """``plain`` returns a text with its citations and links as plain text, for attributes."""
        self._marks = _Marks(plan, glossary)
        self._markdown = options.markdown(_ProseSyntax(self._marks, plain))
        # The page makes its headings (see ``headings``).
        if "toc" in self._markdown.treeprocessors:
            self._markdown.treeprocessors.deregister("toc")
        self._blocks: dict[Prose, Pieces] = {}
        self._lines: dict[Prose, Pieces] = {}

    def block(self, prose: Prose) -> Pieces:
        """A text as paragraphs and other blocks."""
        if prose not in self._blocks:
            self._blocks[prose] = self._marks.split(self._convert(prose, _with_own_footnotes(prose)))
        return self._blocks[prose]

    def one_line(self, prose: Prose) -> Pieces:
        """The same on one line."""
        if prose not in self._lines:
            html = self._convert(prose, IN_LINE + " ".join(prose.markdown.split()))
            before, _, words = html.partition(f"<p>{IN_LINE}")
            words, _, after = words.partition("</p>")
            self._lines[prose] = self._marks.split((before + words + after).replace(IN_LINE, ""))
        return self._lines[prose]

    def _convert(self, prose: Prose, text: str) -> str:
        self._marks.begin(_place(prose))
        return self._markdown.reset().convert(text)


def _place(prose: Prose) -> str:
    """The place of a text in the sources, as a part of names."""
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', prose.span.file.rpartition('.')[0])}-{prose.span.line}"


def _with_own_footnotes(prose: Prose) -> str:
    """The text with its place in the labels of its footnotes, because other texts on a page may use the same ones."""
    plain = without_code(prose.markdown)
    defined = {found[1] for found in _DEFINED.finditer(plain)}
    starts = [found.end(1) for found in _FOOTNOTE.finditer(plain) if found[2] in defined]
    pieces = (prose.markdown[start:end] for start, end in zip([0, *starts], [*starts, None], strict=True))
    return f"{_place(prose)}-".join(pieces)


class _Marks:
    """What depends on the page in the text being converted, and marks in its HTML."""

    def __init__(self, plan: SitePlan, glossary: Glossary) -> None:
        self._plan = plan
        self._glossary = glossary
        self._place = ""
        self._pieces: list[Piece] = []

    def begin(self, place: str) -> None:
        """Begin with a text at a place in the sources."""
        self._place = place
        self._pieces.clear()

    def split(self, html: str) -> Pieces:
        """The HTML with each piece in the place of its mark."""
        return tuple(self._split(html))

    def _split(self, html: str) -> Iterator[Piece]:
        end = 0
        for mark in _PIECES.finditer(html):
            yield html[end : mark.start()]
            yield self._pieces[int(mark[1] or mark[2])]
            end = mark.end()
        yield html[end:]

    def _number(self, piece: Piece) -> str:
        self._pieces.append(piece)
        return str(len(self._pieces) - 1)

    def _in_attribute(self, piece: Piece) -> str:
        return f"{PIECE}{self._number(piece)}{PIECE}"

    def _replace(self, element: Element, piece: Piece) -> None:
        element.tag, element.attrib = _ELEMENT, {}
        element.text, element[:] = self._number(piece), []

    def terms(self, root: Element) -> None:
        """Mark all glossary terms. The page decides which are links."""
        mark_terms(root, lambda text: list(self._glossary.find(text)), self._term)

    def _term(self, term: Term, spelling: str) -> Element:
        element = Element(_ELEMENT)
        element.text = self._number(TermSpelling(term, spelling))
        return element

    def citations_and_links(self, root: Element) -> None:
        """Mark citations and links by id. Views and embeds, which do not work in texts, stay as written."""
        for element in list(root.iter()):
            if element.tag == CITATION:
                self._replace(element, cluster_of(element))
            elif element.tag == ENTITY:
                self._link(element)
            elif element.tag == VIEW:
                element.tag, element.text, element.attrib = "p", written_view(element), {}

    def _link(self, element: Element) -> None:
        name = element.get("target", "")
        target = self._plan.targets.get(name)
        if target is None:
            leave_as_written(element)
        else:
            link_to(target, self._in_attribute(ItemAddress(name)), element)

    def addresses(self, root: Element, stash: HtmlStash) -> None:
        """Mark the addresses of links and pictures, also in HTML, and give what extensions number names of its own."""
        for element in root.iter():
            name = _ADDRESSES.get(str(element.tag), "")
            if name in element.attrib:
                element.set(name, self._address(element.attrib[name]))
            for numbered in _NUMBERED:
                if element.get(numbered, "").lstrip("#").startswith("__"):
                    element.set(numbered, f"{element.get(numbered)}-{self._place}")
        for number, html in enumerate(stash.rawHtmlBlocks):
            if isinstance(html, str):
                stash.rawHtmlBlocks[number] = with_addresses(html, self._address)

    def _address(self, address: str) -> str:
        """A mark for an address that is relative to the documentation folder. Others stay as they are."""
        # Python-Markdown writes the addresses of e-mail as character references.
        is_elsewhere = address.startswith(("#", "/", "?", PIECE)) or AMP_SUBSTITUTE in address
        if not address or is_elsewhere or not is_relative(address):
            return address
        return self._in_attribute(FileAddress(address))

    def headings(self, root: Element, markdown: Markdown) -> None:
        """Mark headings. What is in them has been marked, and is a part of their words."""
        top = set(root)
        for element in list(root.iter()):
            if isinstance(element.tag, str) and _HEADING.fullmatch(element.tag):
                level, attributes = int(element.tag[1]), tuple(element.attrib.items())
                words = self.split(render_inner_html(element, markdown))
                self._replace(element, ProseHeading(level, words, attributes, is_nested=element not in top))


class _ProseSyntax(Extension):
    """Themebook's syntax in texts of the findings."""

    def __init__(self, marks: _Marks, plain: ReadText) -> None:
        super().__init__()
        self._marks = marks
        self._plain = plain

    def extendMarkdown(self, md: Markdown) -> None:
        marks = self._marks
        SyntaxExtension().extendMarkdown(md)
        AttributeTexts.register(md, self._plain)
        # After inline Markdown (20), and terms first, as on hand-written pages.
        md.treeprocessors.register(_Marking(md, marks.terms), "themebook-terms", 16)
        md.treeprocessors.register(_Marking(md, marks.citations_and_links), "themebook-links", 15)
        # After escaped characters have become themselves (0).
        addresses = _Marking(md, lambda root: marks.addresses(root, md.htmlStash))
        md.treeprocessors.register(addresses, "themebook-addresses", -1)
        # Last of all, because the words of a heading are made into HTML.
        md.treeprocessors.register(_Marking(md, lambda root: marks.headings(root, md)), "themebook-headings", -2)


class _Marking(Treeprocessor):
    """Passes the tree to a function."""

    def __init__(self, md: Markdown, mark: Callable[[Element], None]) -> None:
        super().__init__(md)
        self._mark = mark

    def run(self, root: Element) -> None:
        self._mark(root)
