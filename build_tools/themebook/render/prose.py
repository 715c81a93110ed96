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
from markdown.util import HtmlStash

from themebook.core.fields import Prose
from themebook.core.model import Term
from themebook.core.web_addresses import is_relative
from themebook.render.markdown_ext.glossary_terms import Found, mark_terms
from themebook.render.markdown_ext.item_links import link_to
from themebook.render.markdown_options import MarkdownOptions
from themebook.render.raw_html import with_addresses
from themebook.render.terms import Glossary
from themebook.site.plan import SitePlan
from themebook.sources.markdown.attribute_text import AttributeTexts, ReadText
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.markdown_syntax import (
    CITATION,
    ENTITY,
    SyntaxExtension,
    cluster_of,
    leave_as_written,
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
    """A heading in a text."""

    level: int
    words: Pieces
    attributes: tuple[tuple[str, str], ...]


Piece: TypeAlias = "str | Cluster | ItemAddress | FileAddress | TermSpelling | ProseHeading"
#: A text as HTML, with what depends on the page in its places.
Pieces: TypeAlias = "tuple[Piece, ...]"

_HEADING = re.compile("h[1-6]")
_FOOTNOTE = re.compile(r"\[\^(?=[^\]\s]+\])")
_ADDRESSES = {"a": "href", "img": "src"}
# What depends on the page is an element in the tree, or a mark in an attribute. No source has control characters.
_PIECE = "themebook-piece"
_MARK = "\x01{}\x01"
_MARKS = re.compile(f"<{_PIECE}>(\\d+)</{_PIECE}>|\x01(\\d+)\x01")
# A text on one line is never a list or a heading, whatever it begins with.
_IN_LINE = "\x04"


class ProseConverter:
    """Converts the texts of one study."""

    def __init__(self, options: MarkdownOptions, plan: SitePlan, glossary: Glossary, plain: ReadText) -> None:
        """``plain`` returns a text with its citations and links as plain text, for attributes."""
        self._marks = _Marks(plan, glossary)
        self._markdown = options.markdown(_ProseSyntax(self._marks, plain))
        # The page makes its headings (see ``headings``).
        if "toc" in self._markdown.treeprocessors:
            self._markdown.treeprocessors.deregister("toc")
        self._converted: dict[tuple[str, Prose], Pieces] = {}

    def block(self, prose: Prose) -> Pieces:
        """A text as paragraphs and other blocks."""
        return self._cached("block", prose)

    def one_line(self, prose: Prose) -> Pieces:
        """The same on one line."""
        return self._cached("one_line", prose)

    def _cached(self, form: str, prose: Prose) -> Pieces:
        if (form, prose) not in self._converted:
            text = _with_own_footnotes(prose)
            self._converted[form, prose] = self._convert(text) if form == "block" else self._convert_line(text)
        return self._converted[form, prose]

    def _convert(self, text: str) -> Pieces:
        self._marks.clear()
        return self._marks.split(self._markdown.reset().convert(text))

    def _convert_line(self, text: str) -> Pieces:
        self._marks.clear()
        html = self._markdown.reset().convert(_IN_LINE + " ".join(text.split()))
        before, _, after = html.partition(f"<p>{_IN_LINE}")
        words, _, rest = after.partition("</p>")
        return self._marks.split(before + words + rest)


def _with_own_footnotes(prose: Prose) -> str:
    """The text with its place in the sources in the labels of its footnotes, because other texts may use the same."""
    file = re.sub(r"\W+", "-", prose.span.file.rpartition(".")[0])
    starts = [found.end() for found in _FOOTNOTE.finditer(without_code(prose.markdown))]
    pieces = (prose.markdown[start:end] for start, end in zip([0, *starts], [*starts, None], strict=True))
    return f"{file}-{prose.span.line}-".join(pieces)


class _Marks:
    """What depends on the page in the text being converted, and marks in its HTML."""

    def __init__(self, plan: SitePlan, glossary: Glossary) -> None:
        self._plan = plan
        self._glossary = glossary
        self._pieces: list[Piece] = []

    def clear(self) -> None:
        self._pieces.clear()

    def split(self, html: str) -> Pieces:
        return tuple(self._split(html))

    def _split(self, html: str) -> Iterator[Piece]:
        end = 0
        for mark in _MARKS.finditer(html):
            yield html[end : mark.start()]
            yield self._pieces[int(mark[1] or mark[2])]
            end = mark.end()
        yield html[end:]

    def address(self, address: str) -> str:
        """A mark for an address that is relative to the documentation folder. Others stay as they are."""
        if not address or address.startswith(("#", "/", "?", "\x01")) or not is_relative(address):
            return address
        return self._mark(FileAddress(address))

    def _mark(self, piece: Piece) -> str:
        self._pieces.append(piece)
        return _MARK.format(len(self._pieces) - 1)

    def _element(self, piece: Piece) -> Element:
        element = Element(_PIECE)
        element.text = self._mark(piece).strip("\x01")
        return element

    def links(self, root: Element) -> None:
        """Mark citations, links and the addresses of pictures."""
        for element in list(root.iter()):
            if element.tag == CITATION:
                self._replace(element, cluster_of(element))
            elif element.tag == ENTITY:
                self._entity(element)
            elif element.tag in _ADDRESSES:
                name = _ADDRESSES[element.tag]
                element.set(name, self.address(element.get(name, "")))

    def _replace(self, element: Element, piece: Piece) -> None:
        element.tag, element.attrib = _PIECE, {}
        element.text, element[:] = self._mark(piece).strip("\x01"), []

    def _entity(self, element: Element) -> None:
        name = element.get("target", "")
        target = self._plan.targets.get(name)
        if target is None:
            leave_as_written(element)
            return
        link_to(target, self._mark(ItemAddress(name)), element)

    def terms(self, root: Element) -> None:
        """Mark all glossary terms. The page decides which are links."""
        mark_terms(root, lambda text: list[Found](self._glossary.find(text)), self._term)

    def _term(self, term: Term, spelling: str) -> Element:
        return self._element(TermSpelling(term, spelling))

    def raw_html(self, stash: HtmlStash) -> None:
        """Mark the addresses in HTML that Python-Markdown has put aside."""
        for number, html in enumerate(stash.rawHtmlBlocks):
            if isinstance(html, str):
                stash.rawHtmlBlocks[number] = with_addresses(html, self.address)

    def headings(self, root: Element, markdown: Markdown) -> None:
        for element in list(root.iter()):
            if isinstance(element.tag, str) and _HEADING.fullmatch(element.tag):
                level, attributes = int(element.tag[1]), tuple(element.attrib.items())
                words = self.split(render_inner_html(element, markdown))
                self._replace(element, ProseHeading(level, words, attributes))


class _ProseSyntax(Extension):
    """Themebook's syntax in texts of the findings, in which views do not work."""

    def __init__(self, marks: _Marks, plain: ReadText) -> None:
        super().__init__()
        self._marks = marks
        self._plain = plain

    def extendMarkdown(self, md: Markdown) -> None:
        SyntaxExtension(lambda name: f"{{{{ {name} }}}}").extendMarkdown(md)
        AttributeTexts.register(md, self._plain)
        # After inline Markdown (20).
        md.treeprocessors.register(_Marking(md, lambda root: self._marks.terms(root)), "themebook-terms", 16)
        md.treeprocessors.register(_Marking(md, lambda root: self._marks.links(root)), "themebook-links", 15)
        # After everything that changes headings, and escaped characters (0).
        md.treeprocessors.register(_Marking(md, lambda root: self._marks.headings(root, md)), "themebook-headings", -1)
        md.treeprocessors.register(_Marking(md, lambda _: self._marks.raw_html(md.htmlStash)), "themebook-raw-html", -2)


class _Marking(Treeprocessor):
    """Passes the tree to a function."""

    def __init__(self, md: Markdown, mark: Callable[[Element], None]) -> None:
        super().__init__(md)
        self._mark = mark

    def run(self, root: Element) -> None:
        self._mark(root)
