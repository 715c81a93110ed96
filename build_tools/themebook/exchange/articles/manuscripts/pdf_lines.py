"""The lines of the pages of a PDF, in the order of reading, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from themebook.exchange.articles.document import Run

Word = Mapping[str, Any]
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\xa0": " "})
_NO_LETTER = re.compile(r"\(cid:\d{1,6}\)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_BOLD = re.compile(r"bold|black|heavy|semib|demi|[-,]b(?:d|i)?$", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|slanted|[-,](?:i|it|bi)$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.|página|pág\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|]?(?:\s*(?:of|von|de|sur|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_SPACE = 0.1
_GUTTER = 9.0
_EDGES = 2
_ROWS_APART = 5
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line on a page. Lengths are in points, from the top left corner. ``column`` is 0 for the only or left one."""

    words: tuple[Word, ...]
    page: int
    column: int = 0

    @property
    def x0(self) -> float:
        return float(self.words[0]["x0"])

    @property
    def x1(self) -> float:
        return float(self.words[-1]["x1"])

    @property
    def size(self) -> float:
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word["size"], 1)] += len(word["text"])
        return max(sizes, key=lambda one: (sizes[one], one))

    @property
    def bottom(self) -> float:
        """Where most of its letters end."""
        return float(median(word["bottom"] for word in self.words))

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs())

    def runs(self) -> tuple[Run, ...]:
        """Its text, divided where its looks change."""
        found: list[Run] = []
        for number, word in enumerate(self.words):
            text = _NO_LETTER.sub("", str(word["text"]).translate(_LIGATURES))
            gap = number and word["x0"] - self.words[number - 1]["x1"] > _SPACE * word["size"]
            font = str(word["fontname"])
            raised = word["size"] < self.size * 0.85 and word["bottom"] < self.bottom - self.size * 0.1
            run = Run(text=text, italic=bool(_ITALIC.search(font)), bold=bool(_BOLD.search(font)), raised=raised)
            if gap and found:
                found[-1] = _with_text(found[-1], f"{found[-1].text} ")
            if found and _with_text(found[-1], "") == _with_text(run, ""):
                found[-1] = _with_text(run, found[-1].text + text)
            elif text:
                found.append(run)
        return tuple(found)


def _with_text(run: Run, text: str) -> Run:
    return Run(text=text, italic=run.italic, bold=run.bold, raised=run.raised)


def lines_of(words: Sequence[Word], page: int) -> tuple[PageLine, ...]:
    """The lines of a page. A page of two columns is read left column first, between what goes across both."""
    rows = [row for row in _rows(words) if row]
    gutter = _gutter(rows)
    if gutter is None:
        return tuple(PageLine(tuple(row), page) for row in rows)
    found: list[PageLine] = []
    left: list[PageLine] = []
    right: list[PageLine] = []
    for row in rows:
        if any(word["x0"] < gutter < word["x1"] for word in row) or not _is_divided(row, gutter):
            found += [*left, *right, PageLine(tuple(row), page)]
            left, right = [], []
            continue
        if part := tuple(word for word in row if word["x1"] <= gutter):
            left.append(PageLine(part, page))
        if part := tuple(word for word in row if word["x0"] >= gutter):
            right.append(PageLine(part, page, 1))
    return (*found, *left, *right)


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words beside each other, from the top down. Raised and lowered ones belong to the row that they overlap most."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one["bottom"], one["x0"])):
        for row in rows[-3:]:
            top, bottom = max(one["top"] for one in row[:1]), row[0]["bottom"]
            overlap = min(bottom, word["bottom"]) - max(top, word["top"])
            if overlap > 0.5 * min(bottom - top, word["bottom"] - word["top"]):
                row.append(word)
                break
        else:
            rows.append([word])
    for row in rows:
        yield sorted(row, key=lambda one: one["x0"])


def _is_divided(row: Sequence[Word], gutter: float) -> bool:
    before = [word["x1"] for word in row if word["x1"] <= gutter]
    after = [word["x0"] for word in row if word["x0"] >= gutter]
    return not before or not after or min(after) - max(before) > _GUTTER


def _gutter(rows: Sequence[Sequence[Word]]) -> float | None:
    """Where the space between two columns is, or None. Most rows have a gap there, near the middle of the text."""
    if len(rows) < 8:
        return None
    left, right = min(row[0]["x0"] for row in rows), max(row[-1]["x1"] for row in rows)
    gaps: Counter[int] = Counter()
    for row in rows:
        for one, two in pairwise(row):
            if two["x0"] - one["x1"] > _GUTTER:
                gaps.update(range(int(one["x1"]) + 1, int(two["x0"]) + 1))
    middle = range(int(left + (right - left) * 0.35), int(left + (right - left) * 0.65))
    best = max(middle, key=lambda at: (gaps[at], -abs(at - (left + right) / 2)), default=None)
    return float(best) if best is not None and gaps[best] > len(rows) * 0.4 else None


def without_tables(lines: Sequence[PageLine]) -> tuple[PageLine, ...]:
    """The lines of a page without tables: at least three lines near each other that have wide gaps in them."""
    gaps = [at for at, line in enumerate(lines) if _has_wide_gap(line)]
    regions: list[list[int]] = []
    for at in gaps:
        if regions and at - regions[-1][-1] <= _ROWS_APART and lines[at].column == lines[regions[-1][-1]].column:
            regions[-1].append(at)
        else:
            regions.append([at])
    inside = {at for one in regions if len(one) >= _FEWEST_ROWS for at in range(one[0], one[-1] + 1)}
    return tuple(line for at, line in enumerate(lines) if at not in inside)


def _has_wide_gap(line: PageLine) -> bool:
    first = 1 if re.fullmatch(r"[\[(]?[\d.]{1,6}[\])]?|[•▪●–*-]", line.words[0]["text"]) else 0
    pairs = zip(line.words[first:], line.words[first + 1 :], strict=False)
    return any(two["x0"] - one["x1"] > 1.6 * max(line.size, 1.0) for one, two in pairs)


def without_margins(pages: Sequence[tuple[PageLine, ...]]) -> tuple[PageLine, ...]:
    """All lines without running heads, page numbers and numbers of lines in the margin."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(line) for line in (*page[:_EDGES], *page[-_EDGES:])})
    found: list[PageLine] = []
    for page in pages:
        last = len(page) - _EDGES
        for number, line in enumerate(_without_numbers(page)):
            at_edge = number < _EDGES or number >= last
            repeated = edges[_shape(line)] > max(2, len(pages) * 0.3)
            if not (at_edge and (repeated or _PAGE_NUMBER.fullmatch(line.text.strip()))):
                found.append(line)
    return tuple(found)


def _shape(line: PageLine) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


def _without_numbers(page: Sequence[PageLine]) -> Sequence[PageLine]:
    """The lines without numbers that count them, in the left margin."""
    numbered = [line for line in page if re.fullmatch(r"\d{1,4}", line.words[0]["text"]) and len(line.words) > 1]
    if not numbered or len(numbered) < len(page) * 0.5:
        return page
    edge = min(line.words[1]["x0"] for line in numbered)
    margin = {
        id(line) for line in page if re.fullmatch(r"\d{1,4}", line.words[0]["text"]) and line.words[0]["x1"] < edge
    }
    return [
        PageLine(line.words[1:], line.page, line.column) if id(line) in margin else line
        for line in page
        if not (id(line) in margin and len(line.words) == 1)
    ]
