"""The words of the glossary, explained wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from themebook.core.model import Term
from themebook.graph.model import EvidenceGraph
from themebook.site.routes import term_anchors, view_page
from themebook.sources.pages.markdown_text import relative

# Tags and classes: what is a link or a heading already, is not prose, or is a work's title.
_NO_TERMS_IN = frozenset(
    "a abbr button code pre script style h1 h2 h3 h4 h5 h6 "  # noqa: SIM905
    "tb-copy tb-counts tb-crumbs tb-entry tb-kind tb-neighbours tb-works".split()
)
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_IN_WORD = re.compile(r"[\w-]")


class Terms(Treeprocessor):
    """Links the first occurrence of each glossary term on a page to its explanation, which is also its tooltip.

    ``page`` tells the path of the page being converted.
    """

    def __init__(self, md: Markdown, graph: EvidenceGraph, page: Callable[[], str]) -> None:
        super().__init__(md)
        self._page = page
        self._terms = {word: term for term in graph.study.glossary for word in (term.term, *term.also)}
        self._anchors = term_anchors(graph.study.glossary)
        self._spellings = _Spellings(self._terms)
        self._glossary = view_page(graph.pages, "glossary")

    def run(self, root: Element) -> None:
        if self._terms and self._page() != self._glossary:
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
        for start, end, term in self._spellings.found(text):
            if term.term not in done:
                done.add(term.term)
                yield start, end, term

    def _link(self, term: Term, words: str) -> Element:
        address = relative(self._glossary, self._page(), self._anchors[term.term])
        link = Element("a", {"class": "tb-term", "href": address, "title": term.meaning})
        link.text = words
        return link


class _Spellings:
    """All spellings, by their words and marks one after the other.

    One pattern of all of them would try each of thousands at every word of the site.
    """

    def __init__(self, words: Mapping[str, Term]) -> None:
        self._root: _Node = _Node()
        for word, term in words.items():
            self._add(word, term)
        # At the beginning of a sentence a term in lower case has a capital.
        for word, term in words.items():
            if word.islower() and word[:1].upper() + word[1:] not in words:
                self._add(word[:1].upper() + word[1:], term)

    def _add(self, word: str, term: Term) -> None:
        node = self._root
        for token in _TOKEN.findall(word):
            node = node.following.setdefault(" " if token.isspace() else token, _Node())
        node.term = term

    def found(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """The terms in a text with the offsets of their words; of those that begin at one place the longest."""
        tokens = list(_TOKEN.finditer(text))
        at = 0
        while at < len(tokens):
            end, term = self._longest(text, tokens, at) if _is_edge(text, tokens[at].start() - 1) else (at, None)
            if term is not None:
                yield tokens[at].start(), tokens[end].end(), term
            at = end + 1

    def _longest(self, text: str, tokens: Sequence[re.Match[str]], at: int) -> tuple[int, Term | None]:
        """The place of the last token of the longest term that begins at one, and the term; the same place if none."""
        node = self._root
        longest: tuple[int, Term | None] = (at, None)
        for place in range(at, len(tokens)):
            token = tokens[place][0]
            following = node.following.get(" " if token.isspace() else token)
            if following is None:
                break
            node = following
            if node.term is not None and _is_edge(text, tokens[place].end()):
                longest = (place, node.term)
        return longest


class _Node:
    """What may follow the tokens so far, and the term that they are."""

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.term: Term | None = None


def _is_edge(text: str, offset: int) -> bool:
    """Whether the character there, if there is one, is no part of a word."""
    return not (0 <= offset < len(text)) or _IN_WORD.match(text, offset) is None
