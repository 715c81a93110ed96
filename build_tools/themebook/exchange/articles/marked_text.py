"""The text of a paragraph, with the places where it is emphasised, cites or quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from themebook.exchange.articles.document import Block, Run

# Opening marks with those that close them. Others close what they open.
# ruff: noqa: RUF001
_CLOSING = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」", '"': '"', "‘": "’", "'": "'", "‚": "‘’"}
# German and Danish books have them the other way round.
_REVERSED = {"»": "«", "›": "‹"}
_SINGLE = "‘'‚"
OPENING_MARKS = "“«„\"‘'‹「»›‚"
CLOSING_MARKS = "”»“\"’'›」«‹"
_ENDING = re.compile(r"[.!?…:][”’\"'»)\]]{0,3}\s+(?=[\"“‘«„¿¡(\[]{0,2}[^\W\d_a-zà-öø-ÿ]|[\"“‘«„(\[]{0,2}\d|$)")
_ABBREVIATED = re.compile(
    r"(?:(?:^|[\s(\[“])(?:e\.g|i\.e|et al|vs|cf|approx|no|dr|mr|mrs|ms|prof|st|fig|p|pp|ca|etc|incl|z\.B|d\.h|"
    r"[A-Z]))\.$",
    re.IGNORECASE,
)
_REMOVED = "\0"
_CITING_BRACKETS = re.compile(rf"\s?[\[(]([^()\[\]]{{0,60}}{_REMOVED}[^()\[\]]{{0,60}})[\])]")
_BETWEEN = re.compile(rf"(?<={_REMOVED})[\s,;–—-]{{0,5}}(?={_REMOVED})")
# Words beside citations in brackets, such as "see for example".
_MOST_AROUND = 4
_LONELY_MARKS = re.compile(r"\s+(?=[.,;:])|\s(?=\s)")


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of a text, from its first character to the one after its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The text of a paragraph. ``quotes`` are its outermost quotes, and ``starts`` where its runs begin."""

    text: str
    block: Block
    quotes: tuple[TextPart, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(block: Block) -> MarkedText:
        lengths = (len(run.text) for run in block.runs)
        return MarkedText(block.text, block, quoted_spans(block.text), (0, *accumulate(lengths)))

    def _runs(self, part: TextPart) -> Iterator[tuple[int, Run, str]]:
        """The runs that reach into a part: where each begins, and what of it is in the part."""
        for index in range(max(bisect_right(self.starts, part.start) - 1, 0), len(self.block.runs)):
            at, run = self.starts[index], self.block.runs[index]
            if at >= part.end:
                return
            yield at, run, run.text[max(part.start - at, 0) : part.end - at]

    def share(self, part: TextPart, *, italic: bool = False, bold: bool = False) -> float:
        """How much of a part is italic or bold, of its letters and numbers: from 0 to 1."""
        marked = every = 0
        for _, run, piece in self._runs(part):
            letters = sum(character.isalnum() for character in piece)
            every += letters
            marked += letters * ((italic and run.italic) or (bold and run.bold))
        return marked / every if every else 0.0

    def cited(self, part: TextPart) -> tuple[tuple[str, str], ...]:
        """The works cited in a part, each once, with the place in it."""
        found = ((work, run.locator) for _, run, piece in self._runs(part) if piece for work in run.works)
        return tuple(dict.fromkeys(found))

    def uncited(self, part: TextPart) -> str:
        """A part without its citations, and without the names of authors in them."""
        return "".join("" if run.works else piece for _, run, piece in self._runs(part))

    def without_citations(self, part: TextPart) -> str:
        """A part without its citation markers. Names of authors that are words of the sentence stay."""
        kept = [
            _REMOVED if run.works and piece and _is_marker(self.text, at, run.text) else piece
            for at, run, piece in self._runs(part)
        ]
        text = " ".join("".join(kept).split())
        if _REMOVED in text:
            text = _CITING_BRACKETS.sub(_without_empty, _BETWEEN.sub("", text)).replace(_REMOVED, "")
        return " ".join(_LONELY_MARKS.sub("", text).split())

    def sentences(self, part: TextPart | None = None) -> Iterator[TextPart]:
        """The sentences of a part, or of the whole text. What is quoted is not divided."""
        whole = part or TextPart(0, len(self.text))
        start = whole.start
        for found in _ENDING.finditer(self.text, whole.start, whole.end):
            before = self.text[max(start, found.start() - 12) : found.start() + 1]
            if found[0].startswith(":") or self._is_quoted(found.start(), found.end()) or _ABBREVIATED.search(before):
                continue
            yield TextPart(start, found.end())
            start = found.end()
        if self.text[start : whole.end].strip():
            yield TextPart(start, whole.end)

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether a part is inside of a quote, and does not end with it."""
        index = bisect_left(self.quotes, start, key=lambda one: one.start) - 1
        return index >= 0 and end - 1 < self.quotes[index].end - 1


def _without_empty(brackets: re.Match[str]) -> str:
    """Brackets around citations: nothing if little else is in them, such as "see" or "reviewed in"."""
    words = re.findall(r"\w+", brackets[1].replace(_REMOVED, " "))
    return "" if len(words) <= _MOST_AROUND and all(word.islower() for word in words) else brackets[0]


def _is_marker(text: str, at: int, marker: str) -> bool:
    """Whether a citation is a number or in brackets. If not, it names authors in the sentence."""
    bare = marker.strip()
    if not bare or bare[0] in "[(" or not any(character.isalpha() for character in bare):
        return True
    before = text[max(at - 300, 0) : at]
    return max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))


@lru_cache(maxsize=64)
def quoted_spans(text: str) -> tuple[TextPart, ...]:
    """What is in quotation marks, with the marks, outermost only and in order. Apostrophes are no marks."""
    found, at = [], 0
    left_open: Counter[str] = Counter()
    swedish = "”" in text and "“" not in text and "„" not in text
    closing_of = {**_CLOSING, **{mark: other for mark, other in _REVERSED.items() if _comes_first(mark, other, text)}}
    for mark in _REVERSED:
        if mark in closing_of:
            del closing_of[_REVERSED[mark]]
    while at < len(text):
        mark = text[at]
        closing = "”" if swedish and mark == "”" else closing_of.get(mark, "")
        may_open = closing and _opens(text, at) and left_open[mark] < _MOST_LEFT_OPEN
        end = _closed(text, at, closing) if may_open else -1
        left_open[mark] += bool(may_open) and end < 0
        if end > 0:
            found.append(TextPart(at, end))
        at = max(end, at + 1)
    return tuple(found)


def _comes_first(mark: str, other: str, text: str) -> bool:
    """Whether a text has two marks, and the first of them earlier."""
    return -1 < text.find(mark) < text.find(other)


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] in _SINGLE:
        return not before.isalnum() and not after.isspace()
    return text[at] != '"' or not before.isalnum()


# Longer quotes are due to marks that were left open.
_LONGEST = 6000
_DEEPEST = 10
# After as many, a mark is taken for something else.
_MOST_LEFT_OPEN = 20


def _closed(text: str, at: int, closing: str) -> int:
    """Where the mark at a place is closed, after the closing mark; -1 if it is left open."""
    depth = 0
    for place in range(at + 1, min(len(text), at + _LONGEST)):
        character = text[place]
        if character == text[at] and character not in closing:
            depth += 1
            if depth > _DEEPEST:
                return -1
        elif character in closing and not (closing in "’'" and text[place + 1 : place + 2].isalnum()):
            if closing == "’" and _is_possessive(text, place):
                continue
            if not depth:
                return place + 1
            depth -= 1
    return -1


_CLOSES_LATER = re.compile(r"[.,!?…]’")


def _is_possessive(text: str, at: int) -> bool:
    """Whether a mark is the apostrophe after a plural, and the quote is closed later."""
    if text[at - 1 : at] != "s" or not re.match(r" [a-z]", text[at + 1 : at + 3]):
        return False
    following = text[at + 1 : at + 300].split("‘")[0]
    return bool(_CLOSES_LATER.search(following))


def without_marks(words: str) -> str:
    """Words without the quotation marks around them, or the one mark that is left of such a pair."""
    bare = words.strip()
    spans = quoted_spans(bare)
    if len(spans) == 1 and spans[0].start == 0 and not bare[spans[0].end :].strip(" .,;:"):
        return bare[1 : spans[0].end - 1].strip()
    tail = bare.rstrip(" .,;:")
    if tail and tail[-1] in '”»"' and not any(one.end == len(tail) for one in spans):
        return tail[:-1].strip()
    if bare and bare[0] in '“«„"' and not any(one.start == 0 for one in spans):
        return bare[1:].strip()
    return bare
