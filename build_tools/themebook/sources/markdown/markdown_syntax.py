"""What Themebook adds to Markdown, as syntax only: citations, links between things, views and embeds.

Citations, links, views and embeds become elements of their own in the tree that Python-Markdown builds; what is made of
them is decided by who knows the study. Because the Markdown parser finds them, nothing inside code is touched.

======================  =====================================================================
``[@key, p. 19; @b]``   a citation as in Pandoc; also ``[see @key]``, ``[-@key]``
``@key [p. 19]``        a citation that is part of the sentence
``[[id]]``              a link to a thing, with its own title; ``[[id|words]]`` with other words
``{{ name }}``          a view, on a line of its own
``![[id]]``             a quote or finding itself, on a line of its own
======================  =====================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from re import Match
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import AtomicString

from themebook.sources.markdown.citations import (
    BRACKETED,
    NARRATIVE,
    Cluster,
    parse_bracketed,
    parse_narrative,
    without_bracket,
)
from themebook.sources.markdown.code_and_html import raw_html

CITATION = "themebook-citation"
ENTITY = "themebook-entity"
VIEW = "themebook-view"

# In a table the bar is written with a backslash, which the parser has replaced by a placeholder.
ENTITY_PATTERN = (
    r"\[\[(?P<target>[^\[\]|\n\x02\\]++)"
    r"(?:(?P<bar>\\?\||\x02[^\x03]*+\x03)(?P<words>[^\[\]]*+))?\]\]"
)
# The placeholder that Python-Markdown puts in place of something that it has already processed.
_PLACEHOLDER = re.compile(r"\x02klzzwxh:(\d+)\x03")
_RAW_HTML = re.compile(r"\x02wzxhzdk:(\d+)\x03")
_CODE_OR_LINK = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\[\[[^\[\]|\n\\]+(?P<bar>\|)[^\[\]|\n]+\]\]")
VIEW_PATTERN = r"(?<!\{)\{\{(?P<name>[^{}\n]*+)\}\}(?!\})"
_VIEW_LINE = re.compile(rf" {{0,3}}{VIEW_PATTERN}[ \t]*")
# An exclamation mark after a word or other mark ends a sentence.
EMBED_PATTERN = r"(?<!\S)!\[\[(?P<embedded>[^\[\]|\n]*+)(?:\|[^\[\]\n]*+)?\]\](?!\()"
_EMBED_LINE = re.compile(r" {0,3}!\[\[(?P<id>[^\[\]|\n]*+)\]\][ \t]*")
# Where a view or embed is until the tree is built. No source may contain control characters.
_VIEW_BLOCK = re.compile("\x01(?P<attribute>name|embedded)=(?P<value>.*)\x01")

SeeView = Callable[[str], object]


class SyntaxExtension(Extension):
    """Registers the syntax. ``see_view`` is called with the name of each view, and ``see_embed`` with the id of what
    each embed shows, in the order of the text.
    """

    def __init__(self, see_view: SeeView = lambda _: None, see_embed: SeeView = lambda _: None) -> None:
        super().__init__()
        self._see_view = see_view
        self._see_embed = see_embed

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS.append("@")
        # After fenced code has been put aside (25), before raw HTML is (20).
        md.preprocessors.register(_Views(md, self._see_view, self._see_embed), "themebook-view", 24)
        # Before paragraphs (10) and whatever else might take the braces.
        md.parser.blockprocessors.register(_ViewBlocks(md.parser), "themebook-view", 105)
        # Directly before tables (75), which divide rows at every bar.
        md.parser.blockprocessors.register(_LinkBars(md.parser), "themebook-link-bars", 75.5)
        # Before links (160), which would take the brackets, and after escapes and code (180).
        md.inlinePatterns.register(_EntityLink(ENTITY_PATTERN, md), "themebook-entity", 166)
        md.inlinePatterns.register(_Bracketed(BRACKETED, md), "themebook-bracketed", 165)
        # After links, so that a citation never makes a link inside the words of another.
        md.inlinePatterns.register(_Narrative(NARRATIVE, md), "themebook-narrative", 115)


def written(element: Element) -> str:
    """What the author wrote for a citation or link, with placeholders for code and escaped characters."""
    return element.get("written", "")


def written_view(element: Element) -> str:
    """What the author wrote for a view or an embed."""
    name = element.get("name")
    return f"![[{element.get('embedded')}]]" if name is None else f"{{{{ {name} }}}}"


def has_words(link: Element) -> bool:
    """Whether the author gave a link words. Otherwise it has the title of its target."""
    return "words" in link.attrib


def cluster_of(element: Element) -> Cluster:
    """The citation in an element of the tree."""
    return cluster_in(element.get("source", ""))


def cluster_in(text: str) -> Cluster:
    """The citation in a match of ``BRACKETED`` (if it is one) or ``NARRATIVE``."""
    narrative = re.match(NARRATIVE, text)
    cluster = parse_narrative(narrative) if narrative else parse_bracketed(text)
    assert cluster is not None, f"not a citation: {text}"
    return cluster


def leave_as_written(element: Element) -> None:
    """Leave a citation or link of an unknown name readable. A diagnostic has been reported for it."""
    element.tag, element.attrib = "span", {"class": "tb-unresolved"}


def replace(element: Element, by: Element) -> None:
    """Replace the content of an element by that of another, keeping its place in the tree."""
    element.tag, element.text = by.tag, by.text
    element.attrib = {}
    element[:] = list(by)


def without_raw_html(text: str, md: Markdown) -> str:
    """Text of the tree with words instead of the placeholders for raw HTML and entities."""
    stash = md.htmlStash.rawHtmlBlocks

    def words(found: Match[str]) -> str:
        raw = stash[int(found[1])] if int(found[1]) < len(stash) else ""
        return unescape(re.sub(r"<[^>]*>", "", raw)) if isinstance(raw, str) else ""

    return _RAW_HTML.sub(words, text)


class _Views(Preprocessor):
    def __init__(self, md: Markdown, see_view: SeeView, see_embed: SeeView) -> None:
        super().__init__(md)
        self._see_view = see_view
        self._see_embed = see_embed

    def run(self, lines: list[str]) -> list[str]:
        # Comments and raw text of HTML are still in place at this stage; what looks like a view there is not one.
        text = "\n".join(lines)
        hidden = {
            number
            for start, end in raw_html(text)
            for number in range(text.count("\n", 0, start), text.count("\n", 0, end) + 1)
        }
        marked: list[str] = []
        for number, line in enumerate(lines):
            marked += [line] if number in hidden else self._marked(line)
        return marked

    def _marked(self, line: str) -> tuple[str, ...]:
        if view := _VIEW_LINE.fullmatch(line):
            name = view["name"].strip(" \t")
            self._see_view(name)
            return "", f"\x01name={name}\x01", ""
        if embed := _EMBED_LINE.fullmatch(line):
            name = embed["id"].strip(" \t")
            self._see_embed(name)
            return "", f"\x01embedded={name}\x01", ""
        return (line,)


class _ViewBlocks(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _VIEW_BLOCK.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = _VIEW_BLOCK.fullmatch(blocks.pop(0).strip())
        assert match is not None
        SubElement(parent, VIEW, {match["attribute"]: match["value"]})


class _LinkBars(BlockProcessor):
    """Escapes the bar of ``[[id|words]]`` in tables, whose rows would break at it."""

    def test(self, parent: Element, block: str) -> bool:
        return "table" in self.parser.blockprocessors and _with_escaped_bars(block) != block

    def run(self, parent: Element, blocks: list[str]) -> bool:
        escaped = _with_escaped_bars(blocks[0])
        if self.parser.blockprocessors["table"].test(parent, escaped):
            blocks[0] = escaped
        # The block is left to the processors that follow.
        return False


def _with_escaped_bars(block: str) -> str:
    def escaped(found: Match[str]) -> str:
        return found[0].replace("|", r"\|") if found["bar"] else found[0]

    return _CODE_OR_LINK.sub(escaped, block) if "[[" in block else block


_Handled = tuple[Element | None, int | None, int | None]


class _Processor(InlineProcessor):
    # A citation inside the words of a link would make a link inside a link.
    ANCESTOR_EXCLUDES = ("a", ENTITY)

    def plain(self, text: str) -> str:
        """The text with the words of what the parser has dealt with, such as code, in the place of placeholders.

        Punctuation in them is given the form of an escaped character, because none of it is syntax.
        """

        def words(found: Match[str]) -> str:
            dealt_with = unescape(without_raw_html(self.unescape(found[0]), self.md))
            return re.sub(r"[^\w\s\x02\x03]", lambda sign: f"\x02{ord(sign[0])}\x03", dealt_with)

        return _PLACEHOLDER.sub(words, text)

    def citation(self, text: str) -> Element:
        element = Element(CITATION, written=text, source=self.plain(text))
        # Where an attribute is made of the text, the citation stays in it as it is written.
        element.text = AtomicString(element.get("source"))
        return element


class _EntityLink(_Processor):
    """A link to a thing. Its words are parsed, so that they may contain code and emphasis."""

    def handleMatch(self, m: Match[str], data: str) -> _Handled:  # type: ignore[override]
        if (m["bar"] or "").startswith("\x02") and self.unescape(m["bar"]) != f"\x02{ord('|')}\x03":
            return None, None, None
        link = Element(ENTITY, target=m["target"].strip(" \t"), written=m[0])
        if m["words"]:
            link.set("words", "")
        link.text = " ".join((m["words"] or "").split()) or AtomicString(f"[[{m['target'].strip()}]]")
        return link, m.start(), m.end()


class _Bracketed(_Processor):
    def handleMatch(self, m: Match[str], data: str) -> _Handled:  # type: ignore[override]
        if parse_bracketed(m[0]) is None:
            return None, None, None
        return self.citation(m[0]), m.start(), m.end()


class _Narrative(_Processor):
    def handleMatch(self, m: Match[str], data: str) -> _Handled:  # type: ignore[override]
        text = m[0]
        if any(self._holds_link(number) for number in _PLACEHOLDER.findall(text)):
            text = without_bracket(text)
        return self.citation(text), m.start(), m.start() + len(text)

    def _holds_link(self, number: str) -> bool:
        """Whether a bracket after a key contains something that cannot be in a locator."""
        inline = self.md.treeprocessors["inline"]
        node = inline.stashed_nodes.get(number) if isinstance(inline, InlineTreeprocessor) else None
        return isinstance(node, Element) and any(part.tag in ("a", "img", CITATION, ENTITY) for part in node.iter())
