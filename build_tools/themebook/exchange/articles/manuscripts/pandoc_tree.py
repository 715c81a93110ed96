"""The document tree of pandoc, as headings and paragraphs.

Format: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html. Each node has a tag ``t`` and
most have contents ``c``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from themebook.core.diagnostics import Diagnostic, Span
from themebook.exchange.articles.document import Block, BlockKind, Run
from themebook.exchange.articles.manuscripts.sections import Piece, SectionHeading
from themebook.exchange.articles.study import PARTS_CARRIED, too_deep

Node = Mapping[str, Any]
_DEEPEST = 40
_LINE = re.compile(r"(\d{1,9}):\d{1,9}-")
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\D{0,3}([1-9])", re.IGNORECASE)
_QUOTE_STYLE = re.compile(r"quot|block ?text|zitat|\bcita|verbatim|extract|excerpt", re.IGNORECASE)
_PAGE_MARK = re.compile(r"page[-_ ]?(\d{1,5})", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_LEFT_OUT = {"RawBlock": "raw code", "Table": "table", "Figure": "figure"}


@dataclass(slots=True)
class _Style:
    """How the text of a run looks."""

    italic: bool = False
    bold: bool = False
    raised: bool = False


@dataclass(slots=True)
class TreeReader:
    """Reads one tree. Places are lines if the tree knows them, and otherwise the numbers of paragraphs."""

    file: str
    paragraphs: int = 0
    displays: int = 0
    page: int | None = None
    line: int = 0
    notes: list[Piece] = field(default_factory=list)
    left_out: dict[str, Span] = field(default_factory=dict)
    too_deep: list[Span] = field(default_factory=list)

    def pieces(self, blocks: list[Node]) -> tuple[Piece, ...]:
        """All headings and paragraphs, then the footnotes."""
        found = list(self._blocks(blocks, BlockKind.PARAGRAPH, 0))
        if self.notes:
            place = self.notes[0].place
            found += [SectionHeading(title="Notes", level=1, place=place, role="notes"), *self.notes]
        return tuple(found)

    def diagnostics(self) -> Iterator[Diagnostic]:
        for name, place in self.left_out.items():
            yield PARTS_CARRIED.at(place, f"this {name} is left out, and others like it", "copy what you need by hand")
        yield from too_deep(self.too_deep)

    def _blocks(self, blocks: list[Node], kind: BlockKind, depth: int, label: str = "") -> Iterator[Piece]:
        if depth > _DEEPEST:
            self.too_deep.append(self._place())
            return
        for node in blocks:
            yield from self._block(node, kind, depth, label)

    def _block(self, node: Node, kind: BlockKind, depth: int, label: str) -> Iterator[Piece]:
        tag, content = node.get("t"), _content(node)
        if tag in ("Para", "Plain"):
            yield from self._paragraph(content, kind, label)
        elif tag == "Header":
            yield self._heading(content[0], content[2])
        elif tag == "Div":
            yield from self._div(content, kind, depth, label)
        elif tag == "BlockQuote":
            self.displays += 1
            yield from self._blocks(content, BlockKind.SET_APART, depth + 1)
        elif tag in ("BulletList", "OrderedList"):
            yield from self._list(content, kind, depth, numbered=tag == "OrderedList")
        elif tag == "LineBlock":
            lines = [inline for line in content for inline in (*line, {"t": "LineBreak"})]
            yield from self._paragraph(lines[:-1], kind, label)
        elif tag == "CodeBlock":
            # In Markdown, this is what becomes of a paragraph that is indented by four spaces.
            self.displays += 1
            yield from self._paragraph([{"t": "Str", "c": content[1]}], BlockKind.SET_APART, label)
        elif tag == "DefinitionList":
            for term, definitions in content:
                yield from self._paragraph(term, kind, label)
                for definition in definitions:
                    yield from self._blocks(definition, kind, depth + 1)
        elif tag in _LEFT_OUT:
            self._next()
            self.left_out.setdefault(_LEFT_OUT[tag], self._place())

    def _div(self, content: Any, kind: BlockKind, depth: int, label: str) -> Iterator[Piece]:
        attributes = dict(content[0][2])
        if found := _LINE.match(attributes.get("data-pos", "")):
            self.line = int(found[1])
        style = attributes.get("custom-style", "")
        is_bare = len(content[1]) == 1 and content[1][0].get("t") in ("Para", "Plain")
        if is_bare and (found := _HEADING_STYLE.search(style)):
            yield self._heading([int(found[1])], content[1][0]["c"])
        elif _QUOTE_STYLE.search(style) and kind is not BlockKind.SET_APART:
            self.displays += 1
            yield from self._blocks(content[1], BlockKind.SET_APART, depth + 1, label)
        else:
            yield from self._blocks(content[1], kind, depth + 1, label)

    def _list(self, content: Any, kind: BlockKind, depth: int, *, numbered: bool) -> Iterator[Piece]:
        inside = BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH else kind
        first = content[0][0] if numbered else 0
        for number, item in enumerate(content[1] if numbered else content, first):
            yield from self._blocks(item, inside, depth + 1, str(number) if numbered else "")

    def _heading(self, attributes: Any, inlines: list[Node]) -> SectionHeading:
        self._next()
        level = attributes if isinstance(attributes, int) else attributes[0]
        title = " ".join("".join(run.text for run in self.runs(inlines)).split())
        return SectionHeading(title=title, level=level, place=self._place())

    def _paragraph(self, inlines: list[Node], kind: BlockKind, label: str) -> Iterator[Block]:
        self._next()
        place, page = self._place(), self.page
        runs = trimmed(self.runs(inlines))
        if runs:
            display = self.displays if kind is BlockKind.SET_APART else None
            yield Block(runs=runs, kind=kind, place=place, display=display, label=label, page=self.page or page)

    def _next(self) -> None:
        self.paragraphs += 1

    def _place(self) -> Span:
        return Span(self.file, self.line or max(self.paragraphs, 1))

    def runs(self, inlines: list[Node]) -> tuple[Run, ...]:
        runs: list[Run] = []
        for text, style in self._texts(inlines, _Style(), 0):
            look = Run(text=text, italic=style.italic, bold=style.bold, raised=style.raised)
            if runs and replace(runs[-1], text="") == replace(look, text=""):
                runs[-1] = replace(look, text=runs[-1].text + text)
            else:
                runs.append(look)
        return tuple(runs)

    def _texts(self, inlines: list[Node], style: _Style, depth: int) -> Iterator[tuple[str, _Style]]:
        if depth > _DEEPEST:
            self.too_deep.append(self._place())
            return
        for node in inlines:
            tag, content = node.get("t"), _content(node)
            if tag == "Str":
                yield str(content), style
            elif tag in ("Space", "SoftBreak"):
                yield " ", style
            elif tag == "LineBreak" or (tag == "RawInline" and _BREAK.match(content[1])):
                yield "\n", style
            elif tag == "Code":
                yield content[1], style
            elif tag in ("Note", "Math", "RawInline"):
                self._aside(str(tag), content, depth)
            else:
                yield from self._inner(str(tag), content, style, depth)

    def _inner(self, tag: str, content: Any, style: _Style, depth: int) -> Iterator[tuple[str, _Style]]:
        if tag in ("Emph", "Underline"):
            yield from self._texts(content, replace(style, italic=tag == "Emph" or style.italic), depth + 1)
        elif tag == "Strong":
            yield from self._texts(content, replace(style, bold=True), depth + 1)
        elif tag == "Superscript":
            yield from self._texts(content, replace(style, raised=True), depth + 1)
        elif tag in ("Subscript", "SmallCaps", "Strikeout"):
            yield from self._texts(content, style, depth + 1)
        elif tag == "Quoted":
            opening, closing = "‘’" if content[0].get("t") == "SingleQuote" else "“”"
            yield opening, style
            yield from self._texts(content[1], style, depth + 1)
            yield closing, style
        elif tag in ("Link", "Cite", "Span"):
            if tag != "Cite" and (found := _PAGE_MARK.fullmatch(content[0][0])):
                self.page = int(found[1])
            yield from self._texts(content[1], style, depth + 1)
        elif tag == "Image":
            self.left_out.setdefault("figure", self._place())

    def _aside(self, tag: str, content: Any, depth: int) -> None:
        if tag == "Note":
            paragraphs, self.paragraphs = self.paragraphs, self.paragraphs - 1
            self.notes += self._blocks(content, BlockKind.PARAGRAPH, depth + 1)
            self.paragraphs = paragraphs
        elif tag == "Math":
            self.left_out.setdefault("formula", self._place())
        elif tag == "RawInline" and not content[1].startswith("<!--"):
            self.left_out.setdefault("raw code", self._place())


def _content(node: Node) -> Any:
    """What a node holds: text, nodes, or a list of them with attributes, by its tag."""
    return node.get("c")


def trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without white space at the beginning and end, and without empty ones."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)
