"""Finds glossary terms in a text that Python-Markdown has parsed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias
from xml.etree.ElementTree import Element

from themebook.core.model import Term

#: The start and end offsets of a term in a text, and the term.
Found: TypeAlias = tuple[int, int, Term]

# Tags and classes of links, headings, titles of works, and elements that are not prose.
_NO_TERMS_IN = frozenset("a abbr button code pre script style h1 h2 h3 h4 h5 h6 tb-copy tb-works".split())  # noqa: SIM905


def mark_terms(
    element: Element,
    find: Callable[[str], Sequence[Found]],
    link: Callable[[Term, str], Element],
    replace: Callable[[Element], bool] = lambda _: False,
) -> None:
    """Replace each term that ``find`` returns by the element that ``link`` returns for it and its spelling.

    Texts are passed to ``find`` in the order of the page. ``replace`` is called for each element in turn. It returns
    whether it has replaced its content, which is then skipped.
    """
    if replace(element) or element.tag in _NO_TERMS_IN or element.get("class") in _NO_TERMS_IN:
        return
    children = list(element)
    element.text = _mark(element, element.text, 0, find, link)
    for child in children:
        mark_terms(child, find, link, replace)
        child.tail = _mark(element, child.tail, list(element).index(child) + 1 if child.tail else 0, find, link)


def _mark(
    parent: Element,
    text: str | None,
    index: int,
    find: Callable[[str], Sequence[Found]],
    link: Callable[[Term, str], Element],
) -> str | None:
    """Insert the links of a text at an index of its parent element. Returns the text before the first of them."""
    found = find(text) if text else ()
    if not text or not found:
        return text
    ends = [*(start for start, _, _ in found[1:]), len(text)]
    for number, ((start, end, term), until) in enumerate(zip(found, ends, strict=True)):
        marked = link(term, text[start:end])
        marked.tail = text[end:until]
        parent.insert(index + number, marked)
    return text[: found[0][0]]
