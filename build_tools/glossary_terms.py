"""The words of the glossary, explained wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from build_tools.knowledge import KnowledgeBase
from build_tools.markdown import relative
from build_tools.model import Term
from build_tools.pages import term_anchors, view_page

# Tags and classes: what is a link or a heading already, is not prose, or is a work's title.
_NO_TERMS_IN = frozenset(
    "a abbr button code pre script style h1 h2 h3 h4 h5 h6 "  # noqa: SIM905
    "tb-copy tb-counts tb-crumbs tb-entry tb-kind tb-neighbours tb-works".split()
)


class Terms(Treeprocessor):
    """Links the first occurrence of each glossary term on a page to its explanation, which is also its tooltip.

    ``page`` tells the path of the page being converted.
    """

    def __init__(self, md: Markdown, kb: KnowledgeBase, page: Callable[[], str]) -> None:
        super().__init__(md)
        self._page = page
        self._terms = {word: term for term in kb.study.glossary for word in (term.term, *term.also)}
        self._anchors = term_anchors(kb.study.glossary)
        self._pattern = _pattern_of(self._terms)
        self._glossary = view_page(kb.pages, "glossary")

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
        for match in self._pattern.finditer(text):
            word = " ".join(match[0].split())
            term = self._terms.get(word) or self._terms[word[0].lower() + word[1:]]
            if term.term not in done:
                done.add(term.term)
                yield match.start(), match.end(), term

    def _link(self, term: Term, words: str) -> Element:
        address = relative(self._glossary, self._page(), self._anchors[term.term])
        link = Element("a", {"class": "tb-term", "href": address, "title": term.meaning})
        link.text = words
        return link


def _pattern_of(words: dict[str, Term]) -> re.Pattern[str]:
    """Longest spelling first; a term in lower case is also found at the beginning of a sentence."""
    spellings = {
        spelling for word in words for spelling in (word, word[:1].upper() + word[1:] if word.islower() else word)
    }
    ordered = sorted(spellings, key=lambda word: (-len(word), word))
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + r")(?![\w-])"
    )
