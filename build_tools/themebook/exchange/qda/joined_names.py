"""Names that are joined by commas although they contain commas themselves, taken apart again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

_COMMA = ", "
# With more commas in one cell, only those that nobody can doubt are understood.
_MOST_PIECES = 100


@dataclass(frozen=True, slots=True)
class SplitNames:
    """The names in a cell, and whether another way to take it apart is as likely."""

    names: tuple[str, ...]
    is_doubtful: bool = False


def split_names(cells: Sequence[tuple[str, int | None]], known: Collection[str]) -> list[SplitNames]:
    """The names in each cell, of which the cell may say how many it has.

    ``known`` are names that are certain. Those of cells that can only be taken apart in one way are certain too.
    """
    certain = set(known)
    for text, number in cells:
        pieces = text.split(_COMMA) if text else []
        if number == len(pieces):
            certain.update(pieces)
        elif number == 1:
            certain.add(text)
    return [_split(text, number, certain) for text, number in cells]


def _split(text: str, number: int | None, known: Collection[str]) -> SplitNames:
    pieces = text.split(_COMMA) if text else []
    if number == len(pieces) or len(pieces) > _MOST_PIECES:
        return SplitNames(tuple(pieces), number != len(pieces))
    best = _best(pieces, known)
    numbers = [number] if number is not None and number in best else list(best)
    _, names = max((best[one] for one in numbers), key=lambda scored: (scored[0], -len(scored[1])), default=(0, ()))
    is_known = all(name in known for name in names)
    return SplitNames(names, not is_known or (number is not None and number != len(names)))


def _best(pieces: Sequence[str], known: Collection[str]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """For each number of names, how many pieces are in known names at best, and the names.

    Of several that are equally good, it is the one with the longest name first.
    """
    ways: list[dict[int, tuple[int, tuple[str, ...]]]] = [{} for _ in pieces] + [{0: (0, ())}]
    for start in reversed(range(len(pieces))):
        for end in reversed(range(start + 1, len(pieces) + 1)):
            name = _COMMA.join(pieces[start:end])
            score = end - start if name in known else 0
            for number, (rest, names) in ways[end].items():
                old = ways[start].get(number + 1)
                if old is None or score + rest > old[0]:
                    ways[start][number + 1] = (score + rest, (name, *names))
    return ways[0] if pieces else {0: (0, ())}
