"""What Themebook adds to Markdown, as syntax only: citations, links between things, and views.

Citations and links become elements of their own in the tree that Python-Markdown builds, and views are replaced before
it is built; what is made of them is decided by who knows the study. Because the Markdown parser finds them, nothing
inside code is touched.

======================  =====================================================================
``[@key, p. 19; @b]``   a citation as in Pandoc; also ``[see @key]``, ``[-@key]``
``@key [p. 19]``        a citation that is part of the sentence
``[[id]]``              a link to a thing, with its own title; ``[[id|words]]`` with other words
``{{ name }}``          a view, on a line of its own
``{{{ name id }}}``     a panel, as a paragraph of its own; only generated pages and views have them
======================  =====================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import Match
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from build_tools.opaque import raw_html
from build_tools.read.citations import BRACKETED, NARRATIVE, Cluster, parse_bracketed, parse_narrative

CITATION = "themebook-citation"
ENTITY = "themebook-entity"
PANEL = "themebook-panel"

# In a table the bar is written with a backslash, for which the parser of escapes has put a placeholder.
_ENTITY_PATTERN = r"\[\[(?P<target>[^\[\]|\n\x02\\]++)(?:(?:\\?\||\x02[^\x03]*+\x03)(?P<words>[^\[\]]++))?\]\]"
VIEW_PATTERN = r"\{\{(?P<name>[^{}\n]*+)\}\}"
_VIEW_LINE = re.compile(rf" {{0,3}}{VIEW_PATTERN}[ \t]*")
_PANEL_BLOCK = re.compile(r"\{\{\{ (?P<name>[a-z-]+)(?: (?P<subject>[^\s{}]+))? \}\}\}")

Expand = Callable[[str], str]


class SyntaxExtension(Extension):
    """Registers the syntax. ``expand`` gives the Markdown that a view stands for, by its name."""

    def __init__(self, expand: Expand) -> None:
        super().__init__()
        self._expand = expand

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS.append("@")
        # After fenced code has been put aside (25), before raw HTML is (20).
        md.preprocessors.register(_Views(md, self._expand), "themebook-view", 24)
        # Before paragraphs (10) and whatever else might take the braces.
        md.parser.blockprocessors.register(_Panels(md.parser), "themebook-panel", 105)
        # Before links (160), which would take the brackets, and after escapes and code (180).
        md.inlinePatterns.register(_EntityLink(_ENTITY_PATTERN, md), "themebook-entity", 166)
        md.inlinePatterns.register(_Bracketed(BRACKETED, md), "themebook-bracketed", 165)
        # After links, so that a citation never makes a link inside the words of another.
        md.inlinePatterns.register(_Narrative(NARRATIVE, md), "themebook-narrative", 115)


def written(element: Element) -> str:
    """What the author wrote for a citation or link."""
    return element.get("written", "")


def cluster_of(element: Element) -> Cluster:
    """The citation that an element of the tree stands for."""
    text = written(element)
    narrative = re.match(NARRATIVE, text)
    cluster = parse_narrative(narrative) if narrative else parse_bracketed(text)
    assert cluster is not None, f"not a citation: {text}"
    return cluster


class _Views(Preprocessor):
    def __init__(self, md: Markdown, expand: Expand) -> None:
        super().__init__(md)
        self._expand = expand

    def run(self, lines: list[str]) -> list[str]:
        # Comments and raw text of HTML are still in place at this stage; what looks like a view there is none.
        text = "\n".join(lines)
        hidden = {
            number
            for start, end in raw_html(text)
            for number in range(text.count("\n", 0, start), text.count("\n", 0, end) + 1)
        }
        expanded: list[str] = []
        for number, line in enumerate(lines):
            match = None if number in hidden else _VIEW_LINE.fullmatch(line)
            expanded += self._expand(match["name"].strip(" \t")).split("\n") if match else [line]
        return expanded


class _Panels(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _PANEL_BLOCK.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        text = blocks.pop(0).strip()
        match = _PANEL_BLOCK.fullmatch(text)
        assert match is not None
        SubElement(parent, PANEL, name=match["name"], subject=match["subject"] or "", written=text)


class _Processor(InlineProcessor):
    # A citation inside the words of a link would make a link inside a link.
    ANCESTOR_EXCLUDES = ("a",)


class _EntityLink(_Processor):
    def handleMatch(self, m: Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        words = " ".join((m["words"] or "").split())
        return Element(ENTITY, target=m["target"].strip(" \t"), words=words, written=m[0]), m.start(), m.end()


class _Bracketed(_Processor):
    def handleMatch(self, m: Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        if parse_bracketed(m[0]) is None:
            return None, None, None
        return Element(CITATION, written=m[0]), m.start(), m.end()


class _Narrative(_Processor):
    def handleMatch(self, m: Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        return Element(CITATION, written=m[0]), m.start(), m.end()
