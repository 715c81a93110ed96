"""Bounds on manuscripts of unknown origin, within which they are read in a reasonable time."""

from __future__ import annotations

from collections.abc import Iterable

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.articles.document import Block
from themebook.exchange.articles.long_paragraphs import divided
from themebook.exchange.articles.manuscripts.sections import Piece

MANUSCRIPT_IN_BOUNDS = Rule(
    "manuscript-in-bounds",
    "A manuscript to import should have at most 20,000 headings and paragraphs, and 3 million characters.",
    Severity.WARNING,
)
_MOST_PIECES = 20_000
_MOST_CHARACTERS = 3_000_000


def bounded(pieces: Iterable[Piece]) -> Loaded[tuple[Piece, ...]]:
    """The pieces up to the bounds, and a report if some are left out. Very long paragraphs are divided."""
    kept: list[Piece] = []
    characters = 0
    found: tuple[Diagnostic, ...] = ()
    for piece in (part for whole in pieces for part in (divided(whole) if isinstance(whole, Block) else (whole,))):
        characters += len(piece.text) if isinstance(piece, Block) else len(piece.title)
        if len(kept) >= _MOST_PIECES or characters > _MOST_CHARACTERS:
            message = "the manuscript is too long; what follows here is left out"
            found = (MANUSCRIPT_IN_BOUNDS.at(piece.place, message, "import a part of it"),)
            break
        kept.append(piece)
    return Loaded(tuple(kept), found)
