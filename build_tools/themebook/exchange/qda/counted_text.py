"""Texts of sources, and the ways in which programs count their characters.

Most programs count Unicode code points from 0, as the standard REFI-QDA says. They differ where a character can count
as one or as two: line breaks of Windows, characters beyond the first 65,536, and a byte-order mark at the start.
What a program says of the words of a passage, such as its name, shows which way of counting was used in a source.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_COMPARED = 200


class Positions(NamedTuple):
    """Where a passage begins and ends, as the program counted, and the beginning of its words as the program has it."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True)
class SourceText:
    """A text with the line ends of its file, and whether the file begins with a byte-order mark."""

    original: str
    has_mark: bool = False

    @cached_property
    def text(self) -> str:
        """The text with ``\\n`` at the end of each line."""
        return self.original.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class CountedText:
    """A text as a sequence of what a program counts as one character each."""

    units: str

    def words(self, start: int, end: int) -> str:
        """What is between two positions, with ``\\n`` at the end of each line."""
        words = _joined(self.units[start:end]).removeprefix("\ufeff")
        return words.replace("\r\n", "\n").replace("\r", "\n")

    def place(self, position: int) -> tuple[int, int]:
        """The line and the column of a position, both from 1."""
        line = bisect_left(self._line_ends, position)
        return line + 1, position - (self._line_ends[line - 1] + 1 if line else 0) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        """The last unit of each line break."""
        follows = self.units[1:] + " "
        pairs = zip(self.units, follows, strict=True)
        return [at for at, (unit, after) in enumerate(pairs) if unit == "\n" or (unit == "\r" and after != "\n")]


def counted(text: SourceText, selections: Sequence[Positions], *, breaks_as_one: bool) -> tuple[CountedText, bool]:
    """The text as it was counted, and whether that is certain.

    It is counted in the way in which the most names of selections agree with the words; then, in which the most
    selections are inside of the text; then, as the standard says. ``breaks_as_one`` is true if the program is known to
    count the two characters of a line break of Windows as one.
    """
    ways = _ways(text, breaks_as_one=breaks_as_one)
    best = next(ways)
    scores = [_score(best, selections)]
    for way in ways if selections else ():
        scores.append(_score(way, selections))
        if scores[-1].rank > max(one.rank for one in scores[:-1]):
            best = way
    if breaks_as_one or "\r\n" not in text.original:
        return best, True
    highest = max(one.rank for one in scores)
    return best, len({one.beginnings for one in scores if one.rank == highest}) == 1


def _ways(text: SourceText, *, breaks_as_one: bool) -> Iterator[CountedText]:
    """All ways to count the text, the most likely first."""
    breaks = [text.original, text.text, text.text.replace("\n", "\r\n")]
    if breaks_as_one:
        breaks.remove(text.text)
        breaks.insert(0, text.text)
    for mark in ("", "\ufeff") if text.has_mark else ("",):
        for characters in dict.fromkeys(breaks):
            yield CountedText(mark + characters)
            if any(one > "\uffff" for one in characters):
                yield CountedText(mark + _split(characters))


class _Score(NamedTuple):
    """How well a way of counting fits, and the hash of where all selections begin."""

    rank: tuple[int, int]
    beginnings: int


def _score(way: CountedText, selections: Sequence[Positions]) -> _Score:
    beginnings = tuple(way.words(one.start, min(one.end, one.start + 2 * _COMPARED)) for one in selections)
    agreeing = sum(_agreement(one.label, start) for one, start in zip(selections, beginnings, strict=True))
    return _Score((agreeing, sum(one.end <= len(way.units) for one in selections)), hash(beginnings))


def _agreement(label: str, words: str) -> int:
    """How well a name fits as the beginning of the words: 2 if it does, 1 if only without any space, and 0 if not.

    Names can be shortened, and have a space for a line break, or none.
    """
    start = label.strip().rstrip(".…")[:_COMPARED]
    if not start:
        return 0
    if " ".join(words.split()).startswith(" ".join(start.split())) and not words[0].isspace():
        return 2
    return "".join(words.split()).startswith("".join(start.split()))


def _split(text: str) -> str:
    """The text with each character beyond the first 65,536 as two, as in UTF-16."""
    return "".join(map(chr, array("H", text.encode("utf-16-le", "surrogatepass"))))


def _joined(units: str) -> str:
    """The reverse of ``_split``; half a character at an end is left out."""
    if not any("\ud800" <= unit <= "\udfff" for unit in units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
