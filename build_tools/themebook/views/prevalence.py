"""For how many participants the findings of each theme are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from themebook.core.choices import Scale
from themebook.core.model import Finding
from themebook.core.translation import gettext
from themebook.graph.model import EvidenceGraph
from themebook.views.said_of import AMONG_SOME, COUNTED, extent_of, scale_in_short

# How many wordings of the authors the legend has of each value of the scale.
_MAX_WORDINGS = 4
# From most to fewest, then the others.
_EXTENTS = (*(value for value in Scale if value is not Scale.UNSTATED), COUNTED, AMONG_SOME, Scale.UNSTATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar: the findings of one extent (see ``extent_of``).

    ``start`` and ``length`` are in percent of the bar.
    """

    extent: str
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
class ExtentWords:
    """An extent that some finding has, and how the authors put it."""

    extent: str
    label: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrevalenceFigure:
    """The themes of the study, or a theme and its subthemes, each with a bar."""

    unit: str
    total: int
    of_all: int
    of_most: int
    unstated: int
    has_counts: bool
    bars: tuple[Bar, ...]
    legend: tuple[ExtentWords, ...]


def prevalence(graph: EvidenceGraph, subject: str) -> PrevalenceFigure:
    """The figure of the whole study, or of a theme."""
    if subject:
        theme = graph.themes[subject].theme
        parts = [graph.themes[part.id] for part in (theme, *theme.subthemes)]
    else:
        parts = [graph.themes[theme.id] for theme in graph.study.themes]
    findings = parts[0].findings if subject else tuple(graph.study.findings())
    by_extent: dict[str, list[Finding]] = {}
    for finding in findings:
        by_extent.setdefault(extent_of(graph, finding), []).append(finding)
    extents = Counter({extent: len(those) for extent, those in by_extent.items()})
    return PrevalenceFigure(
        unit=graph.sample.unit,
        total=len(findings),
        of_all=extents[Scale.ALL],
        of_most=extents[Scale.MOST],
        unstated=extents[Scale.UNSTATED],
        has_counts=any(finding.prevalence and finding.prevalence.count for finding in findings),
        bars=tuple(
            Bar(
                id=part.theme.id,
                title=part.theme.title,
                total=len(part.findings),
                segments=tuple(_segments(graph, part.findings)),
            )
            for part in parts
            if part.findings
        ),
        legend=tuple(
            ExtentWords(extent=one, label=_label(graph, one), wordings=_wordings(by_extent[one]))
            for one in _EXTENTS
            if one in by_extent
        ),
    )


def _segments(graph: EvidenceGraph, findings: Sequence[Finding]) -> Iterator[Segment]:
    extents = Counter(extent_of(graph, finding) for finding in findings)
    start = 0.0
    for extent in _EXTENTS:
        count = extents[extent]
        length = round(100 * count / len(findings), 2)
        if count:
            yield Segment(extent=extent, label=_label(graph, extent), count=count, start=round(start, 2), length=length)
        start += length


def _label(graph: EvidenceGraph, extent: str) -> str:
    others = {COUNTED: gettext("counted"), AMONG_SOME: gettext("said of a part of them")}
    return others.get(extent) or scale_in_short(graph, Scale(extent))


def _wordings(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The different words of the authors, the most frequent first."""
    words = (finding.prevalence.words for finding in findings if finding.prevalence)
    return tuple(wording for wording, _ in Counter(filter(None, words)).most_common(_MAX_WORDINGS))
