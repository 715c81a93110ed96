"""Lines of a text or page, the paragraphs that they make, and how the ends of lines are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from themebook.core.diagnostics import Span
from themebook.exchange.articles.document import Run

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEFORE_HYPHEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. ``indent`` is its distance from the left edge of the text, in widths of a letter.

    ``gap`` says that there is more space above it than usual. ``size`` is that of its letters, as a multiple of the
    usual size; files without letters of different sizes have 1. ``fill`` is the share of the width that it fills.
    """

    runs: tuple[Run, ...]
    indent: float
    place: Span
    gap: bool = False
    size: float = 1.0
    fill: float = 1.0
    page: int | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together. ``spaced`` says that there is space above."""

    lines: tuple[Line, ...]
    spaced: bool = True

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def is_indented_first(self) -> bool:
        """Whether the first line is indented more than the others."""
        return len(self.lines) > 1 and self.first.indent > self.lines[1].indent + 1

    @property
    def indent(self) -> float:
        """How far all lines are indented; the last may be a short one."""
        return min(line.indent for line in self.lines)

    @property
    def share_bold(self) -> float:
        return self._share(bold=True)

    @property
    def share_italic(self) -> float:
        return self._share(bold=False)

    def _share(self, *, bold: bool) -> float:
        runs = [run for line in self.lines for run in line.runs]
        marked = sum(len(run.text) for run in runs if (run.bold if bold else run.italic))
        return marked / max(sum(len(run.text) for run in runs), 1)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins lines. ``words`` are those of the document, by which hyphens at the end of lines are judged.

    ``divides`` says whether the document divides words at the end of lines at all.
    """

    words: frozenset[str]
    divides: bool

    @staticmethod
    def of(paragraphs: Sequence[Paragraph]) -> Joiner:
        lines = [line.text for paragraph in paragraphs for line in paragraph.lines]
        words = frozenset(word.casefold() for line in lines for word in _WORD.findall(line)[:-1])
        ends = ((_BEFORE_HYPHEN.search(one[-80:]), _WORD.match(two)) for one, two in pairwise(lines))
        divided = any(one and two and (one[1] + two[0]).casefold() in words for one, two in ends)
        return Joiner(words, divided)

    def joined(self, lines: Sequence[Line]) -> tuple[Run, ...]:
        """The runs of some lines, with a space or nothing where the lines meet."""
        runs: list[Run] = []
        for line in lines:
            if runs and line.runs:
                runs[-1] = replace(runs[-1], text=self._end_of_line(runs[-1].text, line.runs[0].text))
            for run in line.runs:
                if runs and replace(runs[-1], text="") == replace(run, text=""):
                    runs[-1] = replace(run, text=runs[-1].text + run.text)
                else:
                    runs.append(run)
        return tuple(runs)

    def _end_of_line(self, text: str, following: str) -> str:
        """The end of a line as it goes on: a word that a hyphen divides is joined."""
        if text.endswith("\xad"):
            return text[:-1]
        first, second = _BEFORE_HYPHEN.search(text[-80:]), _WORD.match(following)
        if first and second and self.divides and not self._keeps_hyphen(first[1], second[0]):
            return text[:-1]
        return text if re.search(r"[\w/][-\u2010/—]$|—$", text[-2:]) else f"{text} "

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        """Whether two parts belong to one word with a hyphen, and not to one that the end of the line divides."""
        one, two = first.casefold(), second.casefold()
        if not second[0].islower() or "-" in one:
            return True
        if one + two in self.words:
            return False
        return f"{one}-{two}" in self.words or (one in self.words and two in self.words)
