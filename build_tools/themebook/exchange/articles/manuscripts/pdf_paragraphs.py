"""Lines of PDF pages put together to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from themebook.core.diagnostics import Span
from themebook.exchange.articles.manuscripts.layout_headings import is_known_title
from themebook.exchange.articles.manuscripts.lines import Line, Paragraph
from themebook.exchange.articles.manuscripts.pdf_lines import PageLine

_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+[^\W\d_]")
_ENDED = re.compile(r"[.!?:][”\"’»)\]]*$|[)\]]$")


def paragraphs_of(lines: Sequence[PageLine], name: str) -> Iterator[Paragraph]:
    """Paragraphs: lines up to more space, a change of size or indentation, or a line that ends early."""
    if not lines:
        return
    usual = _usual_size(lines)
    spacing = _usual_spacing(lines)
    edges = _edges(lines)
    waiting: list[Line] = []
    spaced = True
    before: PageLine | None = None
    for one in lines:
        left, right = edges[one.page, one.column]
        runs = one.runs()
        if not "".join(run.text for run in runs).strip():
            continue
        line = Line(
            runs=runs,
            indent=max(round((one.x0 - left) / (usual * 0.5), 1), 0.0),
            place=Span(name, one.page),
            size=round(one.size / usual, 2),
            fill=(one.x1 - left) / max(right - left, 1.0),
            page=one.page,
        )
        if before and waiting and _begins(line, one, waiting, before, spacing):
            yield Paragraph(lines=tuple(waiting), spaced=spaced)
            waiting = []
            spaced = _is_spaced(line, one, before, spacing)
        waiting.append(line)
        before = one
    if waiting:
        yield Paragraph(lines=tuple(waiting), spaced=spaced)


def _usual_size(lines: Iterable[PageLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += sum(len(word["text"]) for word in line.words)
    return max(max(sizes, key=lambda one: (sizes[one], one)), 1.0)


def _usual_spacing(lines: Sequence[PageLine]) -> float:
    steps: Counter[float] = Counter()
    for one, two in pairwise(lines):
        if one.page == two.page and one.column == two.column and 0 < two.bottom - one.bottom < 60:
            steps[round((two.bottom - one.bottom) * 2) / 2] += 1
    return max(steps, key=lambda one: (steps[one], -one)) if steps else 14.0


def _edges(lines: Sequence[PageLine]) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edge of the text in each column of each page."""
    found: dict[tuple[int, int], list[PageLine]] = {}
    for line in lines:
        found.setdefault((line.page, line.column), []).append(line)
    every = Counter(round(line.x0) for line in lines if not line.column)
    usual = every.most_common(1)[0][0]
    edges = {}
    for key, own in found.items():
        starts = Counter(round(line.x0) for line in own)
        often = [start for start, count in starts.items() if count >= max(3, len(own) * 0.1)]
        left = float(min(often, default=min(starts)))
        # A page that mostly holds what is indented has the edge of the others.
        if not key[1] and 0 < left - usual < 60:
            left = float(usual)
        edges[key] = left, max(line.x1 for line in own)
    return edges


def _begins(line: Line, one: PageLine, waiting: Sequence[Line], before: PageLine, spacing: float) -> bool:
    last = waiting[-1]
    step = one.bottom - before.bottom
    apart = one.page != before.page or one.column != before.column or step < 0
    ended = bool(_ENDED.search(last.text.rstrip()))
    if abs(line.size - last.size) > 0.06:
        return not apart or ended or line.size > 1.08
    if all(map(_is_bold, waiting)) != _is_bold(line) and (
        not _is_bold(line) or (ended and line.text[0] not in '([“"—–')
    ):
        return True
    if not apart and _is_spaced(line, one, before, spacing):
        return True
    if _is_bold(line) and (_SECTION.match(line.text) or is_known_title(last.text)):
        return True
    if line.indent > last.indent + 1:
        return ended or last.fill < 0.75
    if line.indent < last.indent - 1:
        return len(waiting) > 1
    return ended and last.fill < 0.75 and line.text[:1].isupper() and len(waiting) > 1


def _is_spaced(line: Line, one: PageLine, before: PageLine, spacing: float) -> bool:
    """Whether there is more space than usual above a line. Lines of a heading with larger letters are further apart."""
    step = one.bottom - before.bottom
    return step > max(spacing, 1.0) * 1.3 * max(line.size, 1.0) ** (1 + (line.size > 1.08))


def _is_bold(line: Line) -> bool:
    return sum(len(run.text) for run in line.runs if run.bold) > 0.9 * len(line.text)
