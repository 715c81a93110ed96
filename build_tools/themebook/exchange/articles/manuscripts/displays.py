"""Paragraphs that are set apart: which of them belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from themebook.exchange.articles.attribution_lines import LABELLED, with_attributions
from themebook.exchange.articles.document import Block, BlockKind
from themebook.exchange.articles.labels import is_label
from themebook.exchange.articles.manuscripts.sections import Piece
from themebook.exchange.articles.marked_text import OPENING_MARKS


def with_displays(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with one number for paragraphs that are set apart together.

    What is in quotation marks as a whole is a display of its own. A paragraph that only says who spoke is the
    attribution of the one before.
    """
    number, before = 0, None
    for piece in with_attributions(pieces):
        if isinstance(piece, Block) and piece.kind is BlockKind.SET_APART:
            if not (isinstance(before, Block) and before.kind is BlockKind.SET_APART) or _is_closed(before):
                number += 1
            yield replace(piece, display=number)
        else:
            yield piece
        before = piece


def _is_closed(block: Block) -> bool:
    """Whether a paragraph is whole: in quotation marks, or with its attribution."""
    closed = block.text[:1] in OPENING_MARKS and any(mark in block.text[-200:] for mark in '”"»’')
    labelled = LABELLED.search(block.text.rstrip(" ."))
    return closed or bool(block.attribution) or bool(labelled and is_label(labelled[0].strip("()[]")))
