"""What the templates write on one page, apart from what its view holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from posixpath import normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup, escape

from themebook.core.fields import Prose
from themebook.render.citations import WORKS_CITED, CitedWorks, works_cited_title
from themebook.render.content import Heading, Parts
from themebook.render.marks import HEADING
from themebook.render.prose import FileAddress, ItemAddress, Piece, Pieces, ProseConverter, ProseHeading, TermSpelling
from themebook.render.sections import first_paragraph, parse
from themebook.render.terms import Glossary, PageTerms
from themebook.site.link_context import LinkContext
from themebook.sources.markdown.citations import Cluster

_HEADINGS = re.compile(f"{HEADING}(\\d+){HEADING}")
_OMISSION = re.compile(r"(\.(?: \.){2,3})")
_BLANK_LINES = re.compile(r"(\n(?:[^\S\n]*\n)+)")


class PageWriter:
    """Writes one page or view in its order: numbers citations, and links the first occurrences of terms.

    Citations are ``anchored`` (see ``CitedWorks``) unless they are in a view.
    """

    def __init__(
        self,
        links: LinkContext,
        prose: ProseConverter,
        citations: CitedWorks,
        glossary: Glossary,
        terms: PageTerms,
        *,
        anchored: bool = True,
    ) -> None:
        self.links = links
        self._prose = prose
        self._citations = citations
        self._glossary = glossary
        self._terms = terms
        self._anchored = anchored
        self._headings: list[Heading] = []
        self.opening = ""

    def functions(self) -> Mapping[str, Callable[..., object]]:
        """The functions for templates."""
        return {
            "cite": self.cite,
            "heading": self.heading,
            "opening": self.set_opening,
            "prose": self.prose,
            "prose_line": self.prose_line,
            "said": self.said,
            "text": self.text,
            "works_cited": self.works_cited,
        }

    def parts(self, html: str) -> Parts:
        """What the template has written, with the headings that it contains."""
        pieces = _HEADINGS.split(html)
        return tuple(self._headings[int(piece)] if number % 2 else piece for number, piece in enumerate(pieces))

    def heading(
        self, level: int, words: str, name: str, *, css: str = "", toc: str = "", search: bool = True
    ) -> Markup:
        """A heading with an id. ``toc`` are the words for the table of contents, if they differ."""
        attributes = {"id": name}
        if css:
            attributes["class"] = css
        if toc:
            attributes["data-toc-label"] = str(escape(toc))
        if not search:
            attributes["data-search-exclude"] = ""
        return self._heading(Heading(level=level, words=str(escape(words)), attributes=attributes))

    def _heading(self, heading: Heading) -> Markup:
        self._headings.append(heading)
        return Markup(f"{HEADING}{len(self._headings) - 1}{HEADING}")

    def set_opening(self, text: str | Markup) -> str | Markup:
        """The text, which is the first of the page if there was none before it."""
        if not self.opening:
            self.opening = " ".join((text.striptags() if isinstance(text, Markup) else text).split())
        return text

    def prose(self, prose: Prose | None) -> Markup:
        """A text of an author as paragraphs and other blocks."""
        if prose is None:
            return Markup()
        html = self._pieces(self._prose.block(prose))
        if not self.opening:
            self.opening = first_paragraph(parse(_HEADINGS.sub("", html)))
        return html

    def prose_line(self, prose: Prose) -> Markup:
        """A text of an author on one line."""
        return self._pieces(self._prose.one_line(prose))

    def text(self, text: str) -> Markup:
        """Plain text of an author, in which terms are links."""
        written: list[Markup] = []
        end = 0
        for start, until, term in self._terms.first_in(text):
            written += (plain(text[end:start]), self._term(TermSpelling(term, text[start:until])))
            end = until
        return Markup("").join([*written, plain(text[end:])])

    def said(self, words: str) -> Markup:
        """The words of a participant, character for character, with their paragraphs and line breaks."""
        self.set_opening(words)
        return verbatim(words, self.text)

    def cite(self, cluster: Cluster) -> Markup:
        """A citation."""
        return _html(self._citations.citation(cluster, self.links.to_page, anchored=self._anchored))

    def works_cited(self) -> Markup:
        """The list of the works that the page cites, with a heading. Empty if there are none."""
        listed = self._citations.works(self.links.to_page)
        if listed is None:
            return Markup()
        title = str(escape(works_cited_title()))
        return self._heading(Heading(level=2, words=title, attributes=WORKS_CITED)) + Markup("\n") + _html(listed)

    def _pieces(self, pieces: Pieces) -> Markup:
        return Markup("").join(map(self._piece, pieces))

    def _piece(self, piece: Piece) -> Markup:
        if isinstance(piece, str):
            return Markup(piece)
        if isinstance(piece, Cluster):
            return self.cite(piece)
        if isinstance(piece, ItemAddress):
            return escape(self.links.address(piece.name))
        if isinstance(piece, FileAddress):
            return escape(self._file_address(piece.address))
        if isinstance(piece, TermSpelling):
            return self._term(piece) if self._terms.is_first(piece.term) else escape(piece.spelling)
        return self._prose_heading(piece)

    def _prose_heading(self, heading: ProseHeading) -> Markup:
        words = self._pieces(heading.words)
        attributes = dict(heading.attributes)
        return self._heading(
            Heading(level=heading.level, words=str(words), attributes=attributes, is_nested=heading.is_nested)
        )

    def _file_address(self, address: str) -> str:
        """The address of a page or file from this page. It is written relative to the documentation folder."""
        path, end = re.match(r"([^?#]*)(.*)", address, re.S).groups()  # type: ignore[union-attr]
        path = normpath(unquote(path)) if path.endswith(".md") else path
        return (self.links.to_page(path) if path.endswith(".md") else self.links.root + path) + end

    def _term(self, found: TermSpelling) -> Markup:
        address = self.links.to_page(self._glossary.page, self._glossary.anchor(found.term))
        link = Markup('<a class="tb-term" href="%s" title="%s">%s</a>')
        return link % (address, found.term.meaning, found.spelling)


def plain(text: str) -> Markup:
    """Plain text. The points of an omission, such as ". . .", are marked, so that no line ends between them."""
    pieces = _OMISSION.split(text)
    span = Markup('<span class="tb-omission">%s</span>')
    return Markup("").join(span % piece if number % 2 else escape(piece) for number, piece in enumerate(pieces))


def verbatim(words: str, text: Callable[[str], Markup] = plain) -> Markup:
    """Somebody's words, character for character, with a paragraph for each of theirs and their line breaks.

    ``text`` makes HTML of plain text.
    """
    pieces = _BLANK_LINES.split(words.strip("\n"))
    return Markup("").join(
        escape(piece) if number % 2 else Markup("<p>%s</p>") % Markup("<br>\n").join(map(text, piece.split("\n")))
        for number, piece in enumerate(pieces)
    )


def _html(element: Element) -> Markup:
    return Markup(tostring(element, encoding="unicode", method="html"))
