"""Paragraphs of lines as headings, ordinary paragraphs and those that are set apart, by how they look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from themebook.exchange.articles import wording
from themebook.exchange.articles.citations.reference_lines import entries_of, looks_like_entry
from themebook.exchange.articles.citations.reference_list import is_list_title
from themebook.exchange.articles.document import Block, BlockKind, Run
from themebook.exchange.articles.labels import is_label
from themebook.exchange.articles.manuscripts.layout_headings import (
    BULLET,
    CAPTION,
    TAIL,
    Levels,
    Looks,
    first_word,
    is_known_title,
    plain_title,
)
from themebook.exchange.articles.manuscripts.lines import Line, Paragraph
from themebook.exchange.articles.manuscripts.sections import Piece, SectionHeading

_MOST_RUN_IN = 8
_ONLY_LOCATOR = re.compile(r"[.!?…”\"’]\s*\((?:pp?|S|l|para)\.\s?[\d–, -]{1,20}\)\.?$")
_RUN_IN = re.compile(r"([^\W\d_a-z][^.!?:;()“”\"]{1,80}[.:])(?:\s{2,}|\t)(?=[^\W_])")


def pieces(paragraphs: Sequence[Paragraph]) -> tuple[Piece, ...]:
    """Headings and paragraphs. What comes before the first usual heading is the front matter, and has neither."""
    looks = Looks.of(paragraphs)
    last = len(paragraphs) - 1
    headings = [looks.is_heading(at, one, is_last=at == last) for at, one in enumerate(paragraphs)] + [False]
    levels = Levels(looks)
    found: list[Piece] = []
    listed: list[Paragraph] | None = None
    for number, paragraph in enumerate(paragraphs):
        is_listed = listed is not None and looks_like_entry(paragraph.text) and not is_known_title(paragraph.text)
        if headings[number] and not is_listed:
            _add_all(_entries(listed or (), looks), found, levels)
            title = plain_title("".join(run.text for run in looks.joiner.joined(paragraph.lines)))
            level = levels.level(paragraph, is_parent=headings[number + 1])
            _add_all((SectionHeading(title=title, level=level, place=paragraph.first.place),), found, levels)
            listed = [] if is_list_title(title) else None
        elif listed is not None:
            listed.append(paragraph)
        else:
            _add_all(_blocks(paragraph, looks, levels, is_front=number < looks.first_known), found, levels)
    _add_all(_entries(listed or (), looks), found, levels)
    return tuple(found)


def refined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a document with formats, with quotations that only their endings show.

    If nothing is marked as a heading, paragraphs that look like headings become such.
    """
    is_marked = any(isinstance(piece, SectionHeading) for piece in pieces)
    blocks = [piece for piece in pieces if isinstance(piece, Block)]
    paragraphs = {id(one): Paragraph(lines=(Line(runs=one.runs, indent=0, place=one.place),)) for one in blocks}
    looks = Looks.of(tuple(paragraphs.values()))
    last = len(blocks) - 1
    headings = [
        not is_marked
        and block.kind is BlockKind.PARAGRAPH
        and looks.is_heading(at, paragraphs[id(block)], is_last=at == last)
        for at, block in enumerate(blocks)
    ] + [False]
    levels = Levels(looks)
    found: list[Piece] = []
    at = -1
    for piece in pieces:
        if isinstance(piece, SectionHeading):
            _add_all((piece,), found, levels)
            continue
        at += 1
        paragraph = paragraphs[id(piece)]
        if headings[at]:
            level = levels.level(paragraph, is_parent=headings[at + 1])
            title = plain_title(piece.text)
            _add_all((SectionHeading(title=title, level=level, place=piece.place),), found, levels)
        elif piece.kind is BlockKind.PARAGRAPH and not is_list_title(levels.heading.title if levels.heading else ""):
            is_front = not is_marked and at < looks.first_known
            new = _blocks(paragraph, looks, levels, is_front=is_front)
            kept = (replace(one, page=piece.page) if isinstance(one, Block) else one for one in new)
            _add_all(kept, found, levels)
        else:
            _add_all((piece,), found, levels)
    return tuple(found)


def _add_all(new: Iterable[Piece], found: list[Piece], levels: Levels) -> None:
    for piece in new:
        levels.add(piece)
        found.append(piece)


def _entries(listed: Sequence[Paragraph], looks: Looks) -> Iterator[Block]:
    """The entries of a list of references. Lines without space between them may belong to one entry or to several."""
    waiting: list[Line] = []
    for paragraph in listed:
        if waiting and paragraph.spaced:
            yield from entries_of(Paragraph(lines=tuple(waiting)), looks.joiner)
            waiting = []
        waiting.extend(paragraph.lines)
    if waiting:
        yield from entries_of(Paragraph(lines=tuple(waiting)), looks.joiner)


def _blocks(paragraph: Paragraph, looks: Looks, levels: Levels, *, is_front: bool) -> Iterator[Piece]:
    """The paragraph, with a heading before it if it begins with one."""
    runs = looks.joiner.joined(paragraph.lines)
    place, page = paragraph.first.place, paragraph.first.page
    if is_front:
        yield Block(runs=runs, kind=BlockKind.PARAGRAPH, place=place, page=page)
        return
    if (found := _RUN_IN.match(paragraph.text)) and len(found[1].split()) <= _MOST_RUN_IN:
        parent = levels.heading.level if levels.heading else 0
        yield SectionHeading(title=found[1].rstrip(".:"), level=parent + 1, place=place, is_run_in=True)
        runs = _without_beginning(runs, found.end())
    kind = _kind(paragraph, looks, levels.last, is_elsewhere=levels.is_elsewhere)
    yield Block(runs=runs, kind=kind, place=place, page=page)


def _without_beginning(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    kept: list[Run] = []
    for run in runs:
        rest = run.text[length:]
        length = max(length - len(run.text), 0)
        if rest:
            kept.append(replace(run, text=rest))
    return tuple(kept)


def _kind(paragraph: Paragraph, looks: Looks, last: Piece | None, *, is_elsewhere: bool) -> BlockKind:
    text = paragraph.text.strip()
    is_single = len(paragraph.lines) == 1
    if paragraph.indent > looks.indent + 1 and not (is_single and looks.first_line_indents):
        return BlockKind.LIST_ITEM if BULLET.match(text) else BlockKind.SET_APART
    if BULLET.match(text):
        return BlockKind.LIST_ITEM
    led = isinstance(last, Block) and last.text.rstrip()[-1:] in (",", ":")
    if _ONLY_LOCATOR.search(text) and led:
        return BlockKind.SET_APART
    if is_elsewhere or CAPTION.match(text):
        return BlockKind.PARAGRAPH
    tail = TAIL.search(text)
    says_who = tail and (is_label(tail[1]) or first_word(tail[1]) in looks.labels)
    if tail and says_who and not _leads_to_quote(text[: tail.start() + 1]):
        return BlockKind.SET_APART
    return BlockKind.PARAGRAPH


def _leads_to_quote(text: str) -> bool:
    """Whether words of the authors lead to what is quoted at the end of a paragraph."""
    if text[-1:] not in '”"»' or text[:1] in '“"«„‘':
        return False
    opening = max(text.rfind(mark, 0, len(text) - 1) for mark in '“"«„')
    lead = text[:opening].rstrip()
    sentence = re.split(r"[.!?]\s", lead[-300:])[-1]
    own = wording.FIRST_PERSON.search(sentence)
    return opening > 0 and not own and bool(wording.SAYING.search(sentence) or lead.endswith(":"))
