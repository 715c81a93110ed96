"""Bounds on manuscripts of unknown origin, within which they are read in a reasonable time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.articles.document import Block, Run
from themebook.exchange.articles.manuscripts.sections import Piece

MANUSCRIPT_IN_BOUNDS = Rule(
    "manuscript-in-bounds",
    "A manuscript to import should have at most 20,000 headings and paragraphs, and 3 million characters.",
    Severity.WARNING,
)
_MOST_PIECES = 20_000
_MOST_CHARACTERS = 3_000_000
# Longer paragraphs are divided.
_LONGEST = 10_000


def bounded(pieces: Iterable[Piece]) -> Loaded[tuple[Piece, ...]]:
    """The pieces up to the bounds, and a report if some are left out. Very long paragraphs are divided."""
    kept: list[Piece] = []
    characters = 0
    found: tuple[Diagnostic, ...] = ()
    for piece in (part for whole in pieces for part in _divided(whole)):
        characters += len(piece.text) if isinstance(piece, Block) else len(piece.title)
        if len(kept) >= _MOST_PIECES or characters > _MOST_CHARACTERS:
            message = "the manuscript is too long; what follows here is left out"
            found = (MANUSCRIPT_IN_BOUNDS.at(piece.place, message, "import a part of it"),)
            break
        kept.append(piece)
    return Loaded(tuple(kept), found)


def _divided(piece: Piece) -> Iterator[Piece]:
    if not isinstance(piece, Block) or len(piece.text) <= _LONGEST:
        yield piece
        return
    part: list[Run] = []
    length = 0
    for run in _short_runs(piece.runs):
        if length + len(run.text) > _LONGEST:
            yield replace(piece, runs=tuple(part))
            part, length = [], 0
        part.append(run)
        length += len(run.text)
    yield replace(piece, runs=tuple(part))


def _short_runs(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, those that are too long divided, at spaces if there are some."""
    for run in runs:
        at = 0
        while at < len(run.text):
            end = min(at + _LONGEST // 2, len(run.text))
            space = run.text.rfind(" ", at, end) + 1 if end < len(run.text) else 0
            end = space if space > at else end
            yield replace(run, text=run.text[at:end])
            at = end
