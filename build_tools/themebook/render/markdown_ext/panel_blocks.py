"""Replaces panel elements with the panels themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from themebook.sources.markdown.markdown_syntax import PANEL, leave_as_written, replace

_REFERENCE_LIKE = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.I)

RenderPanel = Callable[[str, str], str | None]


class Panels(Treeprocessor):
    """Replaces panel elements with XHTML. Like all links, those in panels are between source files.

    ``render`` returns the XHTML of a panel for its name and the id of its subject, or None for an unknown name.
    """

    def __init__(self, md: Markdown, render: RenderPanel) -> None:
        super().__init__(md)
        self._render = render

    def run(self, root: Element) -> None:
        for element in list(root.iter(PANEL)):
            xhtml = self._render(element.get("name", ""), element.get("subject", ""))
            if xhtml is None:
                leave_as_written(element)
                continue
            panel = ElementTree.fromstring(xhtml)
            keep_verbatim(panel)
            replace(element, panel)
            element.attrib = panel.attrib


def keep_verbatim(root: Element) -> None:
    """Escape text such as ``&amp;`` in an element, which Python-Markdown would read as a character reference."""
    for element in root.iter():
        element.text = keep_ampersands(element.text)
        element.tail = keep_ampersands(element.tail)
        for name, value in element.items():
            element.set(name, keep_ampersands(value) or "")


def keep_ampersands(text: str | None) -> str | None:
    """The text with its ampersands escaped so that Python-Markdown outputs them unchanged."""
    return _REFERENCE_LIKE.sub(f"{AMP_SUBSTITUTE}amp;", text) if text and "&" in text else text
