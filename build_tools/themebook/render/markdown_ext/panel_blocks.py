"""Panels in the place of the elements that name them."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from themebook.sources.pages.markdown_syntax import PANEL, leave_as_written, replace

_REFERENCE_LIKE = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.I)

Draw = Callable[[str, str], str | None]


class Panels(Treeprocessor):
    """Puts the panels in their places. Their links are between source files, like all others.

    ``draw`` gives the XHTML of a panel by its name and the id of its subject, or None where no panel has that name.
    """

    def __init__(self, md: Markdown, draw: Draw) -> None:
        super().__init__(md)
        self._draw = draw

    def run(self, root: Element) -> None:
        for element in list(root.iter(PANEL)):
            xhtml = self._draw(element.get("name", ""), element.get("subject", ""))
            if xhtml is None:
                leave_as_written(element)
                continue
            drawn = ElementTree.fromstring(xhtml)
            keep_verbatim(drawn)
            replace(element, drawn)
            element.attrib = drawn.attrib


def keep_verbatim(root: Element) -> None:
    """What looks like a character reference in somebody's words is none, but Python-Markdown would take it for one."""
    for element in root.iter():
        element.text = verbatim(element.text)
        element.tail = verbatim(element.tail)
        for name, value in element.items():
            element.set(name, verbatim(value) or "")


def verbatim(text: str | None) -> str | None:
    """The text such that Python-Markdown writes it as it is."""
    return _REFERENCE_LIKE.sub(f"{AMP_SUBSTITUTE}amp;", text) if text and "&" in text else text
