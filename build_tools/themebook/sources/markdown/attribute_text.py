"""Citations and links in attributes that readers see or hear.

They become plain text, because an attribute cannot contain a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import Match
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from themebook.sources.markdown.citations import BRACKETED, NARRATIVE, Cluster, parse_bracketed
from themebook.sources.markdown.markdown_syntax import ENTITY_PATTERN, cluster_in

_SYNTAX = re.compile(rf"{ENTITY_PATTERN}|{BRACKETED}|{NARRATIVE}")
_SHOWN = {"img": ("alt", "title"), "abbr": ("title",), "a": ("title",)}

ReadText = Callable[[str], str]


class AttributeTexts(Treeprocessor):
    """Passes the text of each such attribute to ``read``, and replaces it with the result."""

    def __init__(self, md: Markdown, read: ReadText) -> None:
        super().__init__(md)
        self._read = read

    @classmethod
    def register(cls, md: Markdown, read: ReadText) -> None:
        # After attribute lists (8) and abbreviations (7), which make attributes.
        md.treeprocessors.register(cls(md, read), "themebook-attributes", 6.5)

    def run(self, root: Element) -> None:
        for element in root.iter():
            # Themebook's own links have texts that are not Markdown.
            if not element.get("class", "").startswith("tb-"):
                for name in _SHOWN.get(element.tag, ()):
                    if element.get(name):
                        element.set(name, self._read(element.get(name, "")))


def syntax_in(text: str) -> Iterator[tuple[str, str | Cluster]]:
    """Each citation or link in a text: how it is written, and the citation or the id."""
    for found in _SYNTAX.finditer(text):
        meant = _meant(found)
        if meant is not None:
            yield found[0], meant


def with_plain_text(text: str, say: Callable[[str | Cluster], str]) -> str:
    """The text with each citation, and each link without words of its own, replaced by what ``say`` returns for it."""

    def replacement(found: Match[str]) -> str:
        meant = _meant(found)
        return found[0] if meant is None else found["words"] or say(meant)

    return _SYNTAX.sub(replacement, text)


def _meant(found: Match[str]) -> str | Cluster | None:
    if found["target"]:
        return found["target"]
    if found[0].startswith("[") and parse_bracketed(found[0]) is None:
        return None
    return cluster_in(found[0])
