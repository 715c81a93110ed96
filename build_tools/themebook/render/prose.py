"""Texts of the findings file as Markdown on a page."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from themebook.core.fields import Prose
from themebook.site.link_context import LinkContext
from themebook.sources.pages.page_text import moved


def block(prose: Prose | None, links: LinkContext) -> str:
    """A text as it is on a page, or nothing.

    Its links to other pages are relative to the documentation folder. Its footnotes are its own, because other texts
    on the page may use the same labels.
    """
    if prose is None:
        return ""
    own = f"{Path(prose.span.file).stem}-{prose.span.line}-"
    text = re.sub(r"\[\^(?=[^\]\s]+\])", f"[^{own}", prose.markdown)
    return moved(text, posixpath.dirname(links.path))


def one_line(prose: Prose | None, links: LinkContext) -> str:
    """The same on one line."""
    return " ".join(block(prose, links).split())


def tidy(text: str) -> str:
    """At most one blank line between blocks, and a line break at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
