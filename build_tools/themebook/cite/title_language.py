"""Marks the language of titles in formatted references (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from themebook.cite.csl import Item
from themebook.core.bibliography import TITLE_TAG
from themebook.core.languages import attributes_of

# Searching takes quadratic time, so longer titles are not marked.
_MAX_LENGTH = 1_000
# Citation processors replace quotation marks in titles with those of the style.
_MARKS = "'\"\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a\u00ab\u00bb"


def with_language(entry: str, item: Item) -> str:
    """The entry with its title in ``<span lang="...">``, if the language of the work is known.

    The entry is unchanged if it does not contain the title exactly once in a single run of text: marking other words
    would be wrong.
    """
    language, title = str(item.get("language", "")), _plain(str(item.get("title", "")))
    if not language or not 0 < len(title) <= _MAX_LENGTH:
        return entry
    root = ElementTree.fromstring(f"<span>{entry}</span>")
    matches = list(_matches(root, _pattern(title)))
    if len(matches) != 1:
        return entry
    _mark(*matches[0], language)
    return ElementTree.tostring(root, encoding="unicode").removeprefix("<span>").removesuffix("</span>")


def _plain(title: str) -> str:
    return re.sub(TITLE_TAG, "", title)


def _pattern(title: str) -> re.Pattern[str]:
    """A pattern for a title that ignores case and the kinds of quotation marks and spaces."""
    chars = [rf"[{_MARKS}]" if char in _MARKS else r"\s" if char.isspace() else re.escape(char) for char in title]
    # American English puts a full stop or comma before a closing quotation mark.
    end = r"[.,]?" if title[-1] in _MARKS else ""
    return re.compile(rf"(?<!\w){''.join(chars[:-1])}{end}{chars[-1]}(?!\w)", re.IGNORECASE)


def _matches(root: Element, pattern: re.Pattern[str]) -> Iterator[tuple[Element, Element | None, re.Match[str]]]:
    """The matches in the text of each element (with None) and after each child (with that child)."""
    for element in root.iter():
        yield from ((element, None, match) for match in pattern.finditer(element.text or ""))
        for child in element:
            yield from ((element, child, match) for match in pattern.finditer(child.tail or ""))


def _mark(parent: Element, after: Element | None, match: re.Match[str], language: str) -> None:
    title = Element("span", attributes_of(language))
    title.text, title.tail = match[0], match.string[match.end() :]
    before = match.string[: match.start()]
    if after is None:
        parent.text = before
        parent.insert(0, title)
    else:
        after.tail = before
        parent.insert(list(parent).index(after) + 1, title)
