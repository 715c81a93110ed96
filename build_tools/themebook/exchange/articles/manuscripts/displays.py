"""Paragraphs that are set apart: which of them belong together, and which only say who spoke."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from themebook.exchange.articles.document import Block, BlockKind
from themebook.exchange.articles.labels import Certainty, certainty, is_label
from themebook.exchange.articles.manuscripts.sections import Piece

_DASHED = re.compile(r"[-–—―]{1,3}\s*\S.{0,120}")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LONGEST = 120
_EDGES = "—–-― ()[]"
_ENDED = re.compile(r"[.!?…:][\"”’»)\]]*$")
_OPENING = "“\"«„‘'"


def with_displays(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with one number for paragraphs that are set apart together.

    What is in quotation marks as a whole is a display of its own. A paragraph that only says who spoke is the
    attribution of the one before.
    """
    number, before = 0, None
    for piece in _attributed(pieces):
        if isinstance(piece, Block) and piece.kind is BlockKind.SET_APART:
            if not (isinstance(before, Block) and before.kind is BlockKind.SET_APART) or _is_closed(before):
                number += 1
            yield replace(piece, display=number)
        else:
            yield piece
        before = piece


def _is_closed(block: Block) -> bool:
    """Whether a paragraph is whole: in quotation marks, or with its attribution."""
    closed = block.text[:1] in _OPENING and any(mark in block.text[-200:] for mark in '”"»’')
    return closed or bool(block.attribution)


def _attributed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    waiting: Piece | None = None
    for piece in pieces:
        if isinstance(piece, Block) and isinstance(waiting, Block) and _says_who(piece, waiting):
            name = piece.text.strip(_EDGES)
            if not waiting.attribution and not waiting.text.rstrip(_EDGES + ".").endswith(name.rstrip(".")):
                waiting = replace(waiting, kind=BlockKind.SET_APART, attribution=name)
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting


_LABELLED = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]$")
_OWN_LABEL = re.compile(rf"{_LABELLED.pattern}|^[^\s:]{{1,12}}(?: \d+)?:\s")


def _says_who(block: Block, before: Block) -> bool:
    """Whether a paragraph only says who spoke in the one before."""
    text = block.text.strip()
    if before.attribution and before.attribution != text.strip(_EDGES):
        return False
    if not before.text.strip() or len(text) > _LONGEST or "\n" in text:
        return False
    marked = _DASHED.fullmatch(text) or _IN_BRACKETS.fullmatch(text)
    quoted = before.text[0] in _OPENING or before.kind is BlockKind.SET_APART
    # What ends in a label of its own, or begins with one, is somebody's words.
    is_said = _OWN_LABEL.search(text) is not None or _LABELLED.search(before.text.rstrip()) is not None
    bare = quoted and names_somebody(text) and not is_said and not _ENDED.search(text) and text[0].isupper()
    return (bool(marked) or bare) and is_label(text.strip(_EDGES))


def names_somebody(text: str) -> bool:
    """Whether a line without brackets says who spoke. Titles can have words such as "community", but seldom more."""
    return certainty(text) is Certainty.SURE
