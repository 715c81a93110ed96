"""Names that are joined by commas although they contain commas themselves, taken apart again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

_COMMA = ", "
# With more commas in one cell, only those that nobody can doubt are understood.
_MOST_PIECES = 30


@dataclass(frozen=True, slots=True)
class SplitNames:
    """The names in a cell, and whether another way to take it apart is as likely."""

    names: tuple[str, ...]
    is_doubtful: bool = False


def split_names(cells: Sequence[tuple[str, int | None]], known: Collection[str]) -> list[SplitNames]:
    """The names in each cell, of which the cell may say how many it has.

    ``known`` are names that are certain. Those in cells that can only be taken apart in one way become certain too.
    """
    certain = set(known)
    while True:
        once = {cell: _split(*cell, certain) for cell in dict.fromkeys(cells)}
        split = [once[cell] for cell in cells]
        learnt = {name for one in split if not one.is_doubtful for name in one.names} - certain
        if not learnt:
            return split
        certain |= learnt


def _split(text: str, number: int | None, known: Collection[str]) -> SplitNames:
    """The way in which most pieces of a text are in known names. It is doubtful if there are several such ways."""
    pieces = text.split(_COMMA) if text else []
    if number == len(pieces) or len(pieces) > _MOST_PIECES:
        return SplitNames(tuple(pieces), is_doubtful=number != len(pieces))
    ways = _best_ways(pieces, known)
    if number in ways:
        best = ways[number]
        return SplitNames(best.names, is_doubtful=best.ways > 1)
    best = max(ways.values(), key=lambda way: (way.score, len(way.names)))
    return SplitNames(best.names, is_doubtful=number is not None or best.score < len(pieces))


@dataclass(frozen=True, slots=True)
class _Way:
    """How many pieces are in known names, in how many ways that can be reached, and the names in one of them."""

    score: int
    ways: int
    names: tuple[str, ...]


def _best_ways(pieces: Sequence[str], known: Collection[str]) -> dict[int, _Way]:
    """For each number of names the best way to join pieces to so many."""
    # What is best from each piece on, the last piece first.
    best: list[dict[int, _Way]] = [{} for _ in pieces] + [{0: _Way(0, 1, ())}]
    for start in reversed(range(len(pieces))):
        for end in range(start + 1, len(pieces) + 1):
            name = _COMMA.join(pieces[start:end])
            score = end - start if name in known else 0
            for number, rest in best[end].items():
                way = _Way(score + rest.score, rest.ways, (name, *rest.names))
                best[start][number + 1] = _better(best[start].get(number + 1), way)
    return best[0]


def _better(one: _Way | None, other: _Way) -> _Way:
    if one is None or other.score > one.score:
        return other
    return replace(one, ways=one.ways + other.ways) if other.score == one.score else one
