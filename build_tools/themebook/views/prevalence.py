"""For how many participants the findings of each theme are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from themebook.core.choices import Scale
from themebook.core.model import Finding
from themebook.core.vocabulary import SCALES
from themebook.graph.model import EvidenceGraph

# How many wordings of the authors the legend has of each value of the scale.
_MAX_WORDINGS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar: the findings with one value on the scale. ``start`` and ``length`` are in percent of the bar."""

    scale: Scale
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
    """A value of the scale that some finding has, and how the authors put it."""

    scale: Scale
    label: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrevalenceFigure:
    """The themes of the study, or a theme and its subthemes, each with a bar."""

    total: int
    of_all: int
    of_most: int
    unstated: int
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
    scales = Counter(finding.prevalence.scale for finding in findings)
    return PrevalenceFigure(
        total=len(findings),
        of_all=scales[Scale.ALL],
        of_most=scales[Scale.MOST],
        unstated=scales[Scale.UNSTATED],
        bars=tuple(
            Bar(id=name, title=title, total=len(of_part), segments=tuple(_segments(of_part)))
            for name, title, of_part in parts
            if of_part
        ),
        values=tuple(
            ScaleValue(scale=scale, label=SCALES[scale], wordings=_wordings(findings, scale))
            for scale in Scale
            if scales[scale]
        ),
    )


def _segments(findings: Sequence[Finding]) -> Iterator[Segment]:
    start = 0.0
    for scale in Scale:
        count = sum(finding.prevalence.scale is scale for finding in findings)
        length = round(100 * count / len(findings), 2)
        if count:
            yield Segment(scale=scale, label=SCALES[scale], count=count, start=round(start, 2), length=length)
        start += length


def _wordings(findings: Iterable[Finding], scale: Scale) -> tuple[str, ...]:
    """The different words of the authors, the most frequent first."""
    of_scale = (finding.prevalence.words for finding in findings if finding.prevalence.scale is scale)
    return tuple(words for words, _ in Counter(filter(None, of_scale)).most_common(_MAX_WORDINGS))
