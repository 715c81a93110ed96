"""The content of a generated page, from which all outputs are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from themebook.core.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading. Its ``words`` are HTML. ``attributes`` are as in HTML, with its ``id`` and ``data-toc-label`` if any.

    A heading in an author's text has no id of its own: it depends on the others of the page.
    """

    level: int
    words: str
    attributes: Mapping[str, str]


#: HTML and headings in the order of a page.
Parts: TypeAlias = tuple["str | Heading", ...]

#: Marks in the tags of an element that has headings in it, which matters to Python-Markdown: the first is in its start
#: tag, the second in its end tag. No source may contain control characters.
WITH_HEADINGS, END_WITH_HEADINGS = "\x05", "\x06"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """A generated page: its path in the documentation folder, its kind, its front matter, its content, and its source.

    ``opening`` is the first paragraph of its text, as plain text.
    """

    path: str
    kind: str
    front_matter: Mapping[str, object]
    opening: str
    parts: Parts
    span: Span
