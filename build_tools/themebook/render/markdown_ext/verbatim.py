"""Text that Python-Markdown must output as it is."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE

_REFERENCE_LIKE = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.I)


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
