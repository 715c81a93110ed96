"""For how many participants the findings of each theme are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from themebook.core.choices import Scale
from themebook.core.model import Finding
from themebook.core.translation import gettext
from themebook.core.vocabulary import SCALES
from themebook.graph.model import EvidenceGraph
from themebook.views.said_of import scale_of

# How many wordings of the authors the legend has of each value of the scale.
_MAX_WORDINGS = 4
# From most to fewest, then the counts that have no place on the scale, then those that say nothing.
_VALUES = (*(value for value in Scale if value is not Scale.UNSTATED), None, Scale.UNSTATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar: the findings with one value on the scale, or a count of some for which the scale is None.

    ``start`` and ``length`` are in percent of the bar.
    """

    scale: Scale | None
    label: str
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The findings of a theme or subtheme, by prevalence. Its id is that of the page that it links to."""

    id: str
    title: str
    total: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleValue:
    """A value of the scale that some finding has, or None for counts of some, and how the authors put it."""

    scale: Scale | None
    label: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrevalenceFigure:
    """The themes of the study, or a theme and its subthemes, each with a bar."""

    total: int
    of_all: int
    of_most: int
    unstated: int
    has_counts: bool
    bars: tuple[Bar, ...]
    values: tuple[ScaleValue, ...]


def prevalence(graph: EvidenceGraph, subject: str) -> PrevalenceFigure:
    """The figure of the whole study, or of a theme."""
    if subject:
        theme = graph.themes[subject].theme
        parts = [(theme.id, theme.title, tuple(theme.all_findings()))]
        parts += [(sub.id, sub.title, tuple(sub.all_findings())) for sub in theme.subthemes]
    else:
        parts = [(theme.id, theme.title, tuple(theme.all_findings())) for theme in graph.study.themes]
    findings = parts[0][2] if subject else tuple(graph.study.findings())
    scale = partial(scale_of, graph)
    scales = Counter(map(scale, findings))
    return PrevalenceFigure(
        total=len(findings),
        of_all=scales[Scale.ALL],
        of_most=scales[Scale.MOST],
        unstated=scales[Scale.UNSTATED],
        has_counts=any(finding.prevalence and finding.prevalence.count for finding in findings),
        bars=tuple(
            Bar(id=name, title=title, total=len(of_part), segments=tuple(_segments(Counter(map(scale, of_part)))))
            for name, title, of_part in parts
            if of_part
        ),
        values=tuple(
            ScaleValue(
                scale=value,
                label=_label(value),
                wordings=_wordings(finding for finding in findings if scale(finding) is value),
            )
            for value in _VALUES
            if scales[value]
        ),
    )


def _segments(scales: Mapping[Scale | None, int]) -> Iterator[Segment]:
    start, total = 0.0, sum(scales.values())
    for value in _VALUES:
        count = scales[value]
        length = round(100 * count / total, 2)
        if count:
            yield Segment(scale=value, label=_label(value), count=count, start=round(start, 2), length=length)
        start += length


def _label(value: Scale | None) -> str:
    return SCALES[value] if value else gettext("counted")


def _wordings(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The different words of the authors, the most frequent first."""
    words = (finding.prevalence.words for finding in findings if finding.prevalence)
    return tuple(wording for wording, _ in Counter(filter(None, words)).most_common(_MAX_WORDINGS))
