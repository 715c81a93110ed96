"""Headings as the site's Markdown extensions make them: with links to themselves, and a table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.toc import run_postprocessors

from themebook.render.content import Heading
from themebook.render.markdown_ext.heading_links import HeadingLinks
from themebook.render.markdown_options import MarkdownOptions

_TOC = "toc"


class HeadingConverter:
    """Converts the headings of one page after another."""

    def __init__(self, options: MarkdownOptions) -> None:
        self._markdown = options.markdown()
        self._links = HeadingLinks(self._markdown)

    def convert(self, headings: Sequence[Heading]) -> tuple[list[str], list[dict[str, Any]]]:
        """The headings of a page as HTML, and its table of contents as Python-Markdown's ``toc_tokens``.

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
