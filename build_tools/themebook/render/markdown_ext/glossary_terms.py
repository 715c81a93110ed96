"""Links from glossary terms in the text of pages to their definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from themebook.core.model import Term
from themebook.graph.model import EvidenceGraph
from themebook.site.routes import term_anchors, view_page
from themebook.sources.markdown.markdown_text import relative

# Tags and classes of links, headings, titles of works, and elements that are not prose.
_NO_TERMS_IN = frozenset(
    "a abbr button code pre script style h1 h2 h3 h4 h5 h6 "  # noqa: SIM905
    "tb-copy tb-counts tb-crumbs tb-entry tb-kind tb-neighbours tb-works".split()
)
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_IN_WORD = re.compile(r"[\w-]")


class Terms(Treeprocessor):
    """Links the first occurrence of each glossary term on a page to its definition, which is also the tooltip.

    ``page`` returns the path of the page being converted.
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
        """Link terms in the text after a child (or before all children), except those already linked on this page."""
        text = (parent.text if after is None else after.tail) or ""
        matches = list(self._new_terms(text, done))
        if not matches:
            return
        if after is None:
            parent.text, index = text[: matches[0][0]], 0
        else:
            after.tail, index = text[: matches[0][0]], list(parent).index(after) + 1
        for number, (start, end, term) in enumerate(matches):
            until = matches[number + 1][0] if number + 1 < len(matches) else len(text)
            link = self._link(term, text[start:end])
            link.tail = text[end:until]
            parent.insert(index + number, link)

    def _new_terms(self, text: str, done: set[str]) -> Iterator[tuple[int, int, Term]]:
        for start, end, term in self._spellings.find(text):
            if term.term not in done:
                done.add(term.term)
                yield start, end, term

    def _link(self, term: Term, spelling: str) -> Element:
        address = relative(self._glossary, self._page(), self._anchors[term.term])
        link = Element("a", {"class": "tb-term", "href": address, "title": term.meaning})
        link.text = spelling
        return link


class _Spellings:
    """A trie of the tokens of all spellings.

    A single regular expression would try thousands of alternatives at every word of the site.
    """

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._root: _Node = _Node()
        for spelling, term in terms.items():
            self._add(spelling, term)
        # A term in lower case is capitalised at the beginning of a sentence.
        for spelling, term in terms.items():
            capitalised = spelling[:1].upper() + spelling[1:]
            if spelling.islower() and capitalised not in terms:
                self._add(capitalised, term)

    def _add(self, spelling: str, term: Term) -> None:
        node = self._root
        for token in _TOKEN.findall(spelling):
            node = node.children.setdefault(" " if token.isspace() else token, _Node())
        node.term = term

    def find(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """The start and end offsets of each term in a text, and the term. The longest match at each position wins."""
        tokens = list(_TOKEN.finditer(text))
        first = 0
        while first < len(tokens):
            is_start = _is_boundary(text, tokens[first].start() - 1)
            last, term = self._longest(text, tokens, first) if is_start else (first, None)
            if term is not None:
                yield tokens[first].start(), tokens[last].end(), term
            first = last + 1

    def _longest(self, text: str, tokens: Sequence[re.Match[str]], first: int) -> tuple[int, Term | None]:
        """The index of the last token of the longest term that starts at a token, and the term; else the same index."""
        node = self._root
        longest: tuple[int, Term | None] = (first, None)
        for index in range(first, len(tokens)):
            token = tokens[index][0]
            child = node.children.get(" " if token.isspace() else token)
            if child is None:
                break
            node = child
            if node.term is not None and _is_boundary(text, tokens[index].end()):
                longest = (index, node.term)
        return longest


class _Node:
    """A node of the trie, with the term that ends here, if any."""

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.term: Term | None = None


def _is_boundary(text: str, offset: int) -> bool:
    """Whether an offset is outside the text, or its character is not part of a word."""
    return not (0 <= offset < len(text)) or _IN_WORD.match(text, offset) is None
