"""The content of a generated page, from which all outputs are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading. Its ``words`` are HTML. ``attributes`` are plain text, but ``data-toc-label``, if any, is HTML.

    A heading in an author's text may have no id: that depends on the others of the page. ``is_nested`` if it is in
    another element of that text, such as a list.
    """

    level: int
    words: str
    attributes: Mapping[str, str]
    is_nested: bool = False


#: HTML and headings in the order of a page.
Parts: TypeAlias = tuple["str | Heading", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """A generated page: its path in the documentation folder, its front matter and its content.

    ``opening`` is the first paragraph of its text, as plain text.
    """

    path: str
    front_matter: Mapping[str, object]
    opening: str
    parts: Parts
