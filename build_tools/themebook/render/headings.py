"""Headings as the site's Markdown extensions make them: with links to themselves, and a table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias, cast
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.toc import nest_toc_tokens, run_postprocessors

from themebook.render.content import Heading
from themebook.render.markdown_ext.heading_links import HeadingLinks
from themebook.render.markdown_options import MarkdownOptions

_TOC = "toc"
# Pages of a kind share most of their headings. How many are remembered.
_MOST_KNOWN = 1_000

#: Python-Markdown's ``toc_tokens``.
_Contents: TypeAlias = list[dict[str, Any]]


class HeadingConverter:
    """Converts the headings of one page after another."""

    def __init__(self, options: MarkdownOptions) -> None:
        self._markdown = options.markdown()
        self._links = HeadingLinks(self._markdown)
        self._known = lru_cache(_MOST_KNOWN)(self._alone)

    def convert(self, headings: Sequence[Heading]) -> tuple[list[str], _Contents]:
        """The headings of a page as HTML, and its table of contents as Python-Markdown's ``toc_tokens``."""
        if not all("id" in heading.attributes for heading in headings):
            # The ids that the others get depend on all of the page.
            return self._together(headings)
        converted = [
            self._known(heading.level, heading.words, tuple(heading.attributes.items())) for heading in headings
        ]
        listed: list[Any] = [dict(entry) for _, contents in converted for entry in contents]
        return [html for html, _ in converted], cast(_Contents, nest_toc_tokens(listed))

    def _alone(self, level: int, words: str, attributes: tuple[tuple[str, str], ...]) -> tuple[str, _Contents]:
        html, contents = self._together([Heading(level=level, words=words, attributes=dict(attributes))])
        return html[0], contents

    def _together(self, headings: Sequence[Heading]) -> tuple[list[str], _Contents]:
        """The same for headings that are on one page. Those without an id get one that none of the others has.

        The words are put aside, as Python-Markdown does with raw HTML, because they are HTML already.
        """
        markdown = self._markdown.reset()
        root = Element("div")
        for heading in headings:
            element = SubElement(root, f"h{heading.level}", dict(heading.attributes))
            element.text = markdown.htmlStash.store(heading.words)
        if _TOC in markdown.treeprocessors:
            markdown.treeprocessors[_TOC].run(root)
        self._links.run(root)
        html = [run_postprocessors(markdown.serializer(element), markdown).strip() for element in root]
        return html, getattr(markdown, "toc_tokens", [])
