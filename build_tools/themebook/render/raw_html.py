"""The addresses in HTML that authors write in their texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

_ADDRESSES = frozenset({"href", "poster", "src"})


def with_addresses(html: str, address: Callable[[str], str]) -> str:
    """The HTML with the value of each attribute that is an address replaced by what ``address`` returns for it.

    Everything else stays as it is written.
    """
    parts: list[str] = []
    end = 0
    for start, written, tag in _Tags(html, address).changed:
        parts += (html[end:start], tag)
        end = start + len(written)
    return "".join((*parts, html[end:]))


class _Tags(HTMLParser):
    """Finds the tags whose addresses change: where each starts, how it is written, and the new one."""

    def __init__(self, html: str, address: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self._address = address
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self.changed: list[tuple[int, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        new = [(name, self._address(value) if value and name in _ADDRESSES else value) for name, value in attrs]
        if new != attrs:
            line, column = self.getpos()
            written = self.get_starttag_text() or ""
            end = " />" if written.endswith("/>") else ">"
            start = self._lines[line - 1] + column
            self.changed.append((start, written, f"<{tag}{''.join(map(_attribute, new))}{end}"))


def _attribute(pair: tuple[str, str | None]) -> str:
    name, value = pair
    return f" {name}" if value is None else f' {name}="{escape(value)}"'
