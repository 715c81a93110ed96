"""What looks like a citation, view or embed while the Markdown parser reads a text, but is not one."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor

from themebook.sources.markdown.citations import BRACKETED, parse_bracketed
from themebook.sources.markdown.markdown_syntax import EMBED_PATTERN, ENTITY, VIEW_PATTERN


class NearMisses(Extension):
    """Records what looks like a citation, view or embed but is not one, and leaves it where it is."""

    def __init__(self) -> None:
        super().__init__()
        self.citations: list[str] = []
        self.views: list[str] = []
        self.embeds: list[str] = []

    def forget(self) -> None:
        self.citations.clear()
        self.views.clear()
        self.embeds.clear()

    def extendMarkdown(self, md: Markdown) -> None:
        refused = _Noting(BRACKETED, self.citations, lambda text: parse_bracketed(text) is None, md)
        # Directly before the processor that will refuse it (165).
        md.inlinePatterns.register(refused, "themebook-nearly", 165.5)
        md.inlinePatterns.register(_Noting(VIEW_PATTERN, self.views, bool, md), "themebook-stray-view", 165.6)
        # Directly before the processor that will make a link of it (166).
        md.inlinePatterns.register(_Noting(EMBED_PATTERN, self.embeds, bool, md), "themebook-stray-embed", 166.5)


class _Noting(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a", ENTITY)

    def __init__(self, pattern: str, found: list[str], matters: Callable[[str], bool], md: Markdown) -> None:
        super().__init__(pattern, md)
        self._found = found
        self._matters = matters

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]
        if self._matters(m[0]):
            self._found.append(m[0])
        return None, None, None
