"""What follows the words of a quote: who spoke, or which work they are from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from themebook.exchange.articles.labels import BRACKETS, Certainty, certainty, is_aside, is_author_year, is_label
from themebook.exchange.articles.marked_text import CLOSING_MARKS, MarkedText, TextPart

_DASH = re.compile(r"\s*[-–—―]{1,3}\s?")
_ENDED = re.compile(r"[.!?…”\"'’»)\]]\s*$")
_DETERMINED = re.compile(r"(?:the|my|our|his|her|their|your|los|las|mi|os|as|meu|les|mes|die|meine?)\s", re.IGNORECASE)
LONGEST_TAIL = 160
MOST_WORDS = 14
_CONTRAST = 0.8


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows words at the end of a paragraph: who spoke, or the works that they are from."""

    start: int
    attribution: str = ""
    works: tuple[tuple[str, str], ...] = ()
    is_cited: bool = False


def bracket_after(text: str, at: int) -> TextPart | None:
    """The inside of the brackets that follow a place at once, or after a full stop."""
    start = at
    while start < len(text) and start - at < 4 and text[start] in " .,;\xa0":
        start += 1
    closing = BRACKETS.get(text[start : start + 1])
    if closing is None:
        return None
    end = text.find(closing, start, start + LONGEST_TAIL + 2)
    return TextPart(start + 1, end) if end > 0 else None


def tail_of(marked: MarkedText) -> Tail:
    """What follows the words at the end of a paragraph."""
    text = marked.text
    end = len(text.rstrip(" \n\t.,;:\xa0"))
    return (
        _dash_tail(marked, end, after_marks=True)
        or _bracket_tail(marked, end)
        or _dash_tail(marked, end)
        or _tail_after_marks(marked, end)
        or Tail(len(text))
    )


def _bracket_tail(marked: MarkedText, end: int) -> Tail | None:
    text = marked.text
    start = _opening_bracket(text, end)
    if start < 0:
        return _bare_citation(marked, end)
    inner = text[start + 1 : end - 1]
    before = text[:start].rstrip()
    if works := marked.cited(TextPart(start, end)):
        label = marked.without_citations(TextPart(start + 1, end - 1)).strip(" ,;")
        return Tail(start, label) if is_label(label) else Tail(start, works=works, is_cited=True)
    if is_author_year(inner):
        return Tail(start, is_cited=True)
    if is_aside(inner) or len(inner) > LONGEST_TAIL:
        return None
    ended = _ENDED.search(before) or stands_out(marked, TextPart(start, end), TextPart(0, start))
    if not ended and _explains(text[start], inner):
        return None
    if not is_label(inner):
        return Tail(start, inner) if ended and before and certainty(inner) is Certainty.MAYBE else None
    earlier = _opening_bracket(before, len(before)) if before else -1
    if earlier > 0 and is_label(before[earlier + 1 : -1]) and _ENDED.search(before[:earlier]):
        return Tail(earlier, f"{before[earlier + 1 : -1]}, {inner}")
    return Tail(start, inner)


def _explains(bracket: str, inner: str) -> bool:
    """Whether brackets inside of a sentence explain its words, such as "they (the nurses)" or "them [nurses]"."""
    return bool(_DETERMINED.match(inner)) or (
        bracket == "[" and inner[:1].islower() and not any(map(str.isdigit, inner))
    )


def _bare_citation(marked: MarkedText, end: int) -> Tail | None:
    """A citation without brackets after the words, such as a raised number."""
    works = marked.cited(TextPart(end - 1, end))
    start = marked.starts[bisect_right(marked.starts, end - 1) - 1] if works else 0
    return Tail(start, works=works, is_cited=True) if works else None


def _opening_bracket(text: str, end: int) -> int:
    """Where the brackets that close at a place open; -1 if none close there."""
    closing = text[end - 1 : end]
    opening = next((one for one, other in BRACKETS.items() if other == closing), "")
    if not opening:
        return -1
    depth = 0
    for place in range(end - 1, max(end - LONGEST_TAIL - 40, -1), -1):
        depth += (text[place] == closing) - (text[place] == opening)
        if not depth:
            return place
    return -1


def stands_out(marked: MarkedText, tail: TextPart, words: TextPart) -> bool:
    """Whether an attribution is emphasised and the words are not, or the other way round."""
    italic = marked.share(tail, italic=True) - marked.share(words, italic=True)
    bold = marked.share(tail, bold=True) - marked.share(words, bold=True)
    return abs(italic) > _CONTRAST or bold > _CONTRAST


def _dash_tail(marked: MarkedText, end: int, *, after_marks: bool = False) -> Tail | None:
    text = marked.text
    first = max(end - LONGEST_TAIL, 0)
    for found in _DASH.finditer(text, first, end):
        after = text[found.end() : end]
        before = text[: found.start()]
        if certainty(after) is Certainty.NO or len(after.split()) > MOST_WORDS:
            continue
        if after_marks and not _ends_quoted(before, after):
            continue
        if works := marked.cited(TextPart(found.start(), end)):
            return Tail(found.start(), works=works, is_cited=True)
        at_start = not before.strip() and found.start() == 0 and first == 0
        said = before.rstrip()[-1:] in CLOSING_MARKS or _ENDED.search(before) is not None
        if at_start:
            return Tail(0, after)
        if before.strip() and said:
            return Tail(found.start(), after)
    return None


def _ends_quoted(before: str, after: str) -> bool:
    """Whether a quote ends before a dash, and no mark is closed after it."""
    return before.rstrip(" .,")[-1:] in ("”", "»", '"', "“") and after.count("”") == after.count("“")


def _tail_after_marks(marked: MarkedText, end: int) -> Tail | None:
    """An attribution without brackets, after words in quotation marks or in another style, or on its own."""
    text = marked.text
    spans = marked.quotes
    if spans and not text[: spans[0].start].strip():
        after = text[spans[0].end : end].strip(" ,.;:")
        if len(spans) == 1 and len(after.split()) <= MOST_WORDS and certainty(after):
            return Tail(spans[0].end, after)
    return None
