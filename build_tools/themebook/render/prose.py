"""Prose of the findings file as Markdown on a page."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from themebook.core.fields import Prose
from themebook.site.link_context import LinkContext
from themebook.sources.markdown.page_text import moved


def block(prose: Prose | None, links: LinkContext) -> str:
    """The Markdown of a text on a page, or an empty string.

    Links to other pages, which authors write relative to the documentation folder, are adjusted. Footnote labels are
    made unique, because other texts on the page may use the same ones.
    """
    if prose is None:
        return ""
    prefix = f"{Path(prose.span.file).stem}-{prose.span.line}-"
    text = re.sub(r"\[\^(?=[^\]\s]+\])", f"[^{prefix}", prose.markdown)
    return moved(text, posixpath.dirname(links.path))


def one_line(prose: Prose | None, links: LinkContext) -> str:
    """The same on one line."""
    return " ".join(block(prose, links).split())


def tidy(text: str) -> str:
    """At most one blank line between blocks, and a line break at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
