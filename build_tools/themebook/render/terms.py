"""Glossary terms in text, and their links to the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from themebook.core.model import Term
from themebook.graph.model import EvidenceGraph
from themebook.site.routes import term_anchors, view_page

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_IN_WORD = re.compile(r"[\w-]")


class Glossary:
    """The terms of a study, and where they are explained."""

    def __init__(self, graph: EvidenceGraph) -> None:
        terms = {word: term for term in graph.study.glossary for word in (term.term, *term.also)}
        self._spellings = _Spellings(terms) if terms else None
        self._anchors = term_anchors(graph.study.glossary)
        self.page = view_page(graph.pages, "glossary")

    def find(self, text: str) -> Iterable[tuple[int, int, Term]]:
        """The start and end offsets of each term in a text, and the term."""
        return self._spellings.find(text) if self._spellings else ()

    def anchor(self, term: Term) -> str:
        """The anchor of a term on the page of the glossary."""
        return self._anchors[term.term]


class PageTerms:
    """The glossary terms on one page. Only the first occurrence of each is a link; on the glossary's page, none is."""

    def __init__(self, glossary: Glossary, path: str) -> None:
        self._glossary = glossary
        self._is_glossary = path == glossary.page
        self._linked: set[str] = set()

    def is_first(self, term: Term) -> bool:
        """Whether a term is to be a link here. If it is, its later occurrences are not."""
        if self._is_glossary or term.term in self._linked:
            return False
        self._linked.add(term.term)
        return True

    def first_in(self, text: str) -> list[tuple[int, int, Term]]:
        """The places in a text where a term is to be a link."""
        return [(start, end, term) for start, end, term in self._glossary.find(text) if self.is_first(term)]


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
