"""Prose of the findings file as Markdown on a page."""

from __future__ import annotations

import posixpath
import re

from themebook.core.fields import Prose
from themebook.site.link_context import LinkContext
from themebook.sources.markdown.page_text import moved, without_code

_FOOTNOTE = re.compile(r"\[\^(?=[^\]\s]+\])")


def block(prose: Prose | None, links: LinkContext) -> str:
    """The Markdown of a text on a page, or an empty string.

    Links to other pages, which authors write relative to the documentation folder, are adjusted. Footnote labels are
    made unique, because other texts on the page may use the same ones.
    """
    if prose is None:
        return ""
    return moved(_with_own_footnotes(prose), posixpath.dirname(links.path))


def _with_own_footnotes(prose: Prose) -> str:
    """The text with its place in the sources in the labels of its footnotes."""
    file = re.sub(r"\W+", "-", prose.span.file.rpartition(".")[0])
    starts = [found.end() for found in _FOOTNOTE.finditer(without_code(prose.markdown))]
    pieces = (prose.markdown[start:end] for start, end in zip([0, *starts], [*starts, None], strict=True))
    return f"{file}-{prose.span.line}-".join(pieces)


def one_line(prose: Prose | None, links: LinkContext) -> str:
    """The same on one line."""
    return " ".join(block(prose, links).split())


def tidy(text: str) -> str:
    """At most one blank line between blocks, and a line break at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
