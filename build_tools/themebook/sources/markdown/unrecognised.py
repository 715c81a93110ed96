"""What looks like a citation, a link or a view in a parsed text, but is shown as it was typed.

Whether it is a mistake depends on whether the study has something of that name, which is checked later. Only what has a
bracket without a partner is ``certain``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from themebook.core.lookalikes import AT_SIGNS, GAPS
from themebook.sources.markdown.citations import BRACKETED, NARRATIVE, parse_bracketed
from themebook.sources.markdown.code_and_html import raw_html, removed
from themebook.sources.markdown.markdown_syntax import CITATION, ENTITY, VIEW, cluster_of, written
from themebook.sources.markdown.sentences import BLOCKS

_NARRATIVE, _OTHER, _INLINE, _BLOCK = "\ue000", "\ue001", "\ue002", "\f"
# Brackets that the author escaped. They only count as partners of others.
_ESCAPED = {"\x0291\x03": "\ue003", "\x0293\x03": "\ue004"}
_NOT_TEXT = frozenset(("code", "script", "style", "img", ENTITY))
_NOT_RAW = frozenset(("code", CITATION, ENTITY))
# The patterns are bounded. Otherwise each of many beginnings without an end would be followed to the end of the text.
_HALF_LINK = re.compile(r"\[\[(?P<name>[^\[\]|\n\ue000-\ue004]{1,200})(?:\|[^\[\]\n]{0,200})?\](?!\])")
_LONGEST_HALF = 300
_NOT_IN_HALF = re.compile(r"[\[\]\n\ue000-\ue004]")
_IN_WORD = re.compile(r"[\[\ue003\w:./+-]")
# The maximum distance between a citation and a bracket that belongs to it.
_REACH = 80
_OPEN_LINK = re.compile(r"\[\[[ \t]*(?P<name>[\w-]*)[^\[\]\n\ue000-\ue004]{0,30}")
_OPEN_CITATION = re.compile(rf"\[[^\W\d]?[\w .,&'\u2019-]{{0,30}}{_NARRATIVE}")
_OPEN_LOCATOR = re.compile(rf"{_NARRATIVE}[ \t]*\Z")
_LATE_CLOSE = re.compile(rf"{_NARRATIVE}(?=,)[^\[\]{_BLOCK};!?\ue000-\ue004]{{0,60}}\Z")
_OPEN_KEY = re.compile(r"(?<![\w@/.])@\{(?P<name>[^{}\s\ue000-\ue004]*)[^{}\n\ue000-\ue004]{0,30}")
_NEARLY_KEY = re.compile(rf"(?<![\w@/.])(?:[{AT_SIGNS}][{GAPS}]*|@[{GAPS}]+)(?P<name>\w[\w:./+\u2010-\u2015\u2212-]*)")
_HALF_VIEW = re.compile(
    r"\{\{[ \t]*(?P<name>[a-z][\w-]*)[ \t]*(?:\}(?!\})|$)|(?<!\{)\{[ \t]*(?P<late>[a-z][\w-]*)[ \t]*\}\}", re.M
)
_THREE_BRACES = re.compile(r"\{{3}[ \t]*(?P<name>[a-z][\w-]*)[^{}\n]*\}{3}")
_RAW_LINK = re.compile(r"\[\[[ \t]*(?P<name>[^\[\]|\n]+?)[ \t]*(?:\|[^\[\]]*)?\]\]")
_NOT_PROSE = ("pre", "code", "script", "style", "textarea", "math", "svg")


class LeftoverKind(StrEnum):
    """What a leftover looks like."""

    LINK = "link"
    CITATION = "citation"
    KEY = "key"
    VIEW = "view"
    THREE_BRACES = "view in three braces"
    RAW_CITATION = "citation in HTML"
    RAW_LINK = "link in HTML"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A text that looks like syntax: the id, key or view that it names, and how it is written in the source; ``html``
    is the HTML that it is in, if that is not read as Markdown."""

    kind: LeftoverKind
    name: str
    written: str
    certain: bool = True
    html: str = ""


def leftovers(root: Element) -> Iterator[Leftover]:
    """All leftovers in the text of a tree."""
    for block in root.iter():
        if block is root or (block.tag in BLOCKS and block.tag != "pre"):
            cited: list[Element] = []
            for text in "".join(_typed(block, cited)).split(_BLOCK):
                here = [cited.pop(0) for _ in range(len(re.findall(f"[{_NARRATIVE}{_OTHER}]", text)))]
                yield from _in_run(_Run(text, here))


def in_raw_html(root: Element, stash: Sequence[object]) -> Iterator[Leftover]:
    """Citations and links in HTML that the parser sets aside or keeps as it is."""
    kept = (text for element in root.iter() if element.tag not in _NOT_RAW for text in (element.text, element.tail))
    for raw in (*stash, *(text for text in kept if isinstance(text, AtomicString))):
        if isinstance(raw, str):
            yield from (replace(one, html=str(raw)) for one in _in_html(removed(raw, raw_html(raw, _NOT_PROSE))))


def _in_html(text: str) -> Iterator[Leftover]:
    for link in _RAW_LINK.finditer(text):
        yield Leftover(kind=LeftoverKind.RAW_LINK, name=link["name"], written=link[0], certain=False)
    for bracket in re.finditer(BRACKETED, text):
        cluster = parse_bracketed(bracket[0])
        if cluster:
            yield Leftover(kind=LeftoverKind.RAW_CITATION, name=cluster.citations[0].key, written=bracket[0])
    for key in re.finditer(NARRATIVE, re.sub(BRACKETED, "", text)):
        name = key[0].lstrip("-@").partition(" ")[0].strip("{}")
        yield Leftover(kind=LeftoverKind.RAW_CITATION, name=name, written=key[0], certain=False)


def _typed(block: Element, cited: list[Element]) -> Iterator[str]:
    """The text of a block with marks for citations, for the ends of inline elements and for blocks inside it."""
    yield block.text or ""
    for child in block:
        if child.tag == CITATION:
            cited.append(child)
            yield _NARRATIVE if cluster_of(child).narrative else _OTHER
        elif child.tag in BLOCKS or child.tag == VIEW:
            yield _BLOCK
        elif child.tag in _NOT_TEXT:
            yield _INLINE
        else:
            yield _INLINE
            yield from _typed(child, cited)
            yield _INLINE
        yield child.tail or ""


class _Run:
    """A text without blocks in it, and the citations that its marks stand for."""

    def __init__(self, text: str, cited: Sequence[Element]) -> None:
        for escaped, mark in _ESCAPED.items():
            text = text.replace(escaped, mark)
        self.text = text
        self._cited = cited

    def citation(self, at: int) -> Element:
        """The citation whose mark is at this offset."""
        return self._cited[len(re.findall(f"[{_NARRATIVE}{_OTHER}]", self.text[:at]))]

    def source(self, start: int, length: int = 40) -> str:
        """What the author wrote from an offset on, as far as that is known."""
        piece = re.match(rf"[^{_INLINE}{_BLOCK}\n]*", self.text[start : start + length])
        at = start
        source = ""
        for sign in piece[0] if piece else "":
            source += written(self.citation(at)) if sign in (_NARRATIVE, _OTHER) else sign
            at += 1
        for escaped, mark in _ESCAPED.items():
            source = source.replace(mark, escaped)
        return source


def _in_run(run: _Run) -> Iterator[Leftover]:
    text = run.text
    if "[" in text or "]" in text:
        yield from _brackets(run)
    for key in _OPEN_KEY.finditer(text):
        yield Leftover(kind=LeftoverKind.CITATION, name=key["name"], written=key[0])
    for key in _NEARLY_KEY.finditer(text):
        yield Leftover(kind=LeftoverKind.KEY, name=key["name"], written=key[0], certain=False)
    for view in _HALF_VIEW.finditer(text) if "{" in text else ():
        yield Leftover(kind=LeftoverKind.VIEW, name=view["name"] or view["late"], written=view[0], certain=False)
    for view in _THREE_BRACES.finditer(text):
        yield Leftover(kind=LeftoverKind.THREE_BRACES, name=view["name"], written=view[0])


def _brackets(run: _Run) -> Iterator[Leftover]:
    opened, closed = _unmatched(run.text)
    for half in _HALF_LINK.finditer(run.text):
        certain = bool(opened & {half.start(), half.start() + 1})
        opened -= {half.start(), half.start() + 1}
        yield Leftover(kind=LeftoverKind.LINK, name=half["name"].strip(), written=half[0], certain=certain)
    for start, end, name in _other_halves(run.text):
        certain = bool(closed & {end - 1, end - 2})
        closed -= {end - 1, end - 2}
        yield Leftover(kind=LeftoverKind.LINK, name=name, written=run.text[start:end], certain=certain)
    for at in sorted(opened):
        yield from _opened(run, at)
    for at in sorted(closed):
        before = max(0, at - _REACH)
        late = _LATE_CLOSE.search(run.text[before:at])
        if late:
            yield _open_citation(run, before + late.start() + 1, before + late.start())


def _other_halves(text: str) -> Iterator[tuple[int, int, str]]:
    """The start, end and name of each piece of text that ends like a link but does not begin like one."""
    for closing in re.finditer(r"\]\]", text):
        inside = _NOT_IN_HALF.split(text[max(0, closing.start() - _LONGEST_HALF) : closing.start()])[-1]
        before_bar = inside.partition("|")[0].rstrip()
        name = before_bar.rpartition(" ")[2].strip()
        start = closing.start() - len(inside)
        is_only_name = before_bar.strip() == name
        start += -1 if is_only_name and text[start - 1 : start] == "[" else len(before_bar) - len(name)
        if name and not _IN_WORD.match(text[start - 1 : start] if start else ""):
            yield start, closing.end(), name


def _opened(run: _Run, at: int) -> Iterator[Leftover]:
    """What an opening bracket without a partner may have been meant to be."""
    text = run.text
    if text[at - 1 : at] == "[" and at:
        return
    link, citation = _OPEN_LINK.match(text, at), _OPEN_CITATION.match(text, at)
    near = max(0, at - _REACH)
    before = _OPEN_LOCATOR.search(text[near:at])
    if link:
        yield Leftover(kind=LeftoverKind.LINK, name=link["name"], written=link[0])
    elif citation:
        yield _open_citation(run, at, citation.end() - 1)
    elif before:
        yield _open_citation(run, at, near + before.start())


def _open_citation(run: _Run, start: int, mark: int) -> Leftover:
    key = cluster_of(run.citation(mark)).citations[0].key
    return Leftover(kind=LeftoverKind.CITATION, name=key, written=run.source(start))


def _unmatched(text: str) -> tuple[set[int], set[int]]:
    """The offsets of the opening and closing brackets that have no partner."""
    opened: list[int] = []
    closed: set[int] = set()
    for bracket in re.finditer(r"[\[\]\ue003\ue004]", text):
        if bracket[0] in "[\ue003":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
        else:
            closed.add(bracket.start())
    return {at for at in opened if text[at] == "["}, {at for at in closed if text[at] == "]"}
