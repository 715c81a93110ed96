"""The title of a work in a formatted reference, told to be in another language (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from themebook.cite.csl_json import Item

# Citation processors turn quotation marks as the style has them, also those of a title that stands in such marks.
# To look for a longer title would take a time that grows with the square of its length.
_LONGEST = 1_000
_MARKS = "'\"\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a\u00ab\u00bb"


def with_language(entry: str, item: Item) -> str:
    """The entry with its title in ``<span lang="...">``, where the work names its language.

    An entry in which the title stands in no one piece, because the style shows it otherwise, or in several places,
    stays as it is: no other words must be said to be in that language.
    """
    language, title = str(item.get("language", "")), _plain(str(item.get("title", "")))
    if not language or not 0 < len(title) <= _LONGEST:
        return entry
    root = ElementTree.fromstring(f"<span>{entry}</span>")
    found = list(_places(root, _pattern(title)))
    if len(found) != 1:
        return entry
    _mark(*found[0], language)
    return ElementTree.tostring(root, encoding="unicode").removeprefix("<span>").removesuffix("</span>")


def _plain(title: str) -> str:
    return re.sub(r'<span class="nocase">|</span>', "", title)


def _pattern(title: str) -> re.Pattern[str]:
    """What finds a title whatever its quotation marks, spaces and capitals have become."""
    signs = [rf"[{_MARKS}]" if sign in _MARKS else r"\s" if sign.isspace() else re.escape(sign) for sign in title]
    # In American English the full stop behind a mark goes before it.
    end = r"[.,]?" if title[-1] in _MARKS else ""
    return re.compile(rf"(?<!\w){''.join(signs[:-1])}{end}{signs[-1]}(?!\w)", re.IGNORECASE)


def _places(root: Element, pattern: re.Pattern[str]) -> Iterator[tuple[Element, Element | None, re.Match[str]]]:
    """The matches in each run of text: the first of an element, or that which follows the child that is given."""
    for element in root.iter():
        yield from ((element, None, match) for match in pattern.finditer(element.text or ""))
        for child in element:
            yield from ((element, child, match) for match in pattern.finditer(child.tail or ""))


def _mark(parent: Element, after: Element | None, match: re.Match[str], language: str) -> None:
    title = Element("span", {"lang": language})
    title.text, title.tail = match[0], match.string[match.end() :]
    before = match.string[: match.start()]
    if after is None:
        parent.text = before
        parent.insert(0, title)
    else:
        after.tail = before
        parent.insert(list(parent).index(after) + 1, title)
