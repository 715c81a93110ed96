"""Paragraphs that are longer than anybody writes, divided so that they are read in a reasonable time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from themebook.exchange.articles.document import Block, Run

_LONGEST = 10_000


def divided(block: Block) -> Iterator[Block]:
    """The paragraph, in parts of at most 10,000 characters."""
    if len(block.text) <= _LONGEST:
        yield block
        return
    part: list[Run] = []
    length = 0
    for run in _short_runs(block.runs):
        if length + len(run.text) > _LONGEST:
            yield replace(block, runs=tuple(part))
            part, length = [], 0
        part.append(run)
        length += len(run.text)
    yield replace(block, runs=tuple(part))


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
