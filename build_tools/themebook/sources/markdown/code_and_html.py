"""The parts of a Markdown text that are not read as Markdown: code, comments, and raw text of HTML.

Each function takes time in proportion to the length of the text, for any input. A pattern that looks for the end
from each beginning would not: each of many beginnings without an end would be followed to the end of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

_CODE_OR_COMMENT = re.compile(r"^(?:`{3,}|~{3,})|`+|<!--", re.M)
_FENCE = re.compile(r"^(`{3,}|~{3,})[ \t]*$", re.M)
_TICKS = re.compile("(`+)")
#: Elements whose content HTML does not read as text, or keeps as it is.
RAW = ("pre", "script", "style", "textarea")

Spans = Iterator[tuple[int, int]]
_Runs = dict[tuple[str, int], list[tuple[int, int]]]


def code_and_comments(text: str) -> Spans:
    """The offsets of fenced code, code between backticks, and comments."""
    fences, ticks = _by_length(_FENCE.finditer(text)), _by_length(_TICKS.finditer(text))
    comments = _Ends(text, re.compile("-->"))

    def end_of(opening: re.Match[str]) -> int:
        if opening[0] == "<!--":
            return comments.after(opening.end())
        at_start = opening.start() == 0 or text[opening.start() - 1] == "\n"
        fenced = _first_end(opening, fences, range(len(opening[0]), 2, -1)) if at_start else 0
        return fenced or (_first_end(opening, ticks, range(len(opening[0]), 0, -1)) if opening[0][0] == "`" else 0)

    yield from _spans(text, _CODE_OR_COMMENT, end_of)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these places replaced by spaces. Every other character and line break keeps its offset."""
    return _replaced(text, spans, lambda part: re.sub(r"[^\n]", " ", part))


def removed(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without these places."""
    return _replaced(text, spans, lambda part: "")


def _replaced(text: str, spans: Iterable[tuple[int, int]], by: Callable[[str], str]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], by(text[start:end])]
        at = end
    return "".join((*parts, text[at:]))


def fenced_code(text: str) -> Spans:
    """The offsets of fenced code that is not inside anything else."""
    yield from (span for span in code_and_comments(text) if text.startswith(("```", "~~~"), span[0]))


def raw_html(text: str, elements: Sequence[str] = RAW) -> Spans:
    """The offsets of comments and of whole elements of these names."""
    opening = re.compile(rf"<!--|<({'|'.join(elements)})\b", re.I)
    ends = {name: _Ends(text, re.compile(rf"</{name}\s*>", re.I)) for name in elements}
    ends[""] = _Ends(text, re.compile("-->"))
    yield from _spans(text, opening, lambda found: ends[(found[1] or "").lower()].after(found.end()))


def _spans(text: str, opening: re.Pattern[str], end_of: Callable[[re.Match[str]], int]) -> Spans:
    at = 0
    while found := opening.search(text, at):
        end = end_of(found)
        if end:
            yield found.start(), end
        at = end or found.end()


class _Ends:
    """Finds the next end mark. Once there is none, the text is not searched again."""

    def __init__(self, text: str, sign: re.Pattern[str]) -> None:
        self._text = text
        self._sign = sign
        self._none = False

    def after(self, offset: int) -> int:
        """The offset after the next mark, or 0 if there is none. Offsets must not decrease from call to call."""
        found = None if self._none else self._sign.search(self._text, offset)
        self._none = found is None
        return found.end() if found else 0


def _by_length(found: Iterable[re.Match[str]]) -> _Runs:
    """The places of what was found, by the sign that is repeated and how often."""
    runs: _Runs = {}
    for match in found:
        runs.setdefault((match[1][0], len(match[1])), []).append(match.span())
    return runs


def _first_end(opening: re.Match[str], ends: _Runs, lengths: range) -> int:
    """The offset after the next end of as many marks as possible, or 0 if there is none."""
    for length in lengths:
        places = ends.get((opening[0][0], length), [])
        next_one = bisect_right(places, (opening.end(), opening.end()))
        if next_one < len(places):
            return places[next_one][1]
    return 0
