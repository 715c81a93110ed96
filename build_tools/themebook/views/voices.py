"""Who is quoted in a theme and in each of its subthemes, and the prevalence of its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themebook.core.model import Finding, Scale
from themebook.core.translation import gettext
from themebook.core.vocabulary import SCALES
from themebook.graph.model import EvidenceGraph, PlacedQuote
from themebook.views.cells import Cell, by_participant, quote_cell

# As many bars as can be compared at a glance. If there are more participants, those quoted most are shown.
_BARS = 12
_BARS_OF_MANY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A participant's share of the quotes of a theme or subtheme, from 0 to 100."""

    id: str
    name: str
    cell: Cell
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The voices of a theme or subtheme. ``others`` is the number of speakers not shown, ``others_quotes`` that of
    their quotes.
    """

    id: str
    title: str
    total: Cell
    voices: tuple[Voice, ...]
    others: int
    others_quotes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    theme: str
    charts: tuple[Chart, ...]


def voices(graph: EvidenceGraph, subject: str) -> Voices:
    """A chart of the theme and one of each of its subthemes that have quotes."""
    theme = graph.themes[subject].theme
    counted = graph.quotes_at
    if theme.id not in counted:
        return Voices(theme=theme.title, charts=())
    charts = [_chart(graph, counted[theme.id], "theme", (theme.id, gettext("Theme and subthemes together")))]
    charts += [
        _chart(graph, counted[subtheme.id], "subtheme", (subtheme.id, subtheme.title))
        for subtheme in theme.subthemes
        if subtheme.id in counted
    ]
    return Voices(theme=theme.title, charts=tuple(charts))


def _chart(graph: EvidenceGraph, counted: Sequence[PlacedQuote], kind: str, named: tuple[str, str]) -> Chart:
    place, title = named
    spoken = by_participant(counted)
    shown = list(graph.participants)
    if len(shown) > _BARS:
        quoted = [name for name in shown if name in spoken]
        shown = sorted(quoted, key=lambda name: -len(spoken[name]))[:_BARS_OF_MANY]
    shown_voices = [
        Voice(
            id=name,
            name=graph.participants[name].participant.name,
            cell=quote_cell(spoken.get(name, ()), {kind: place, "participant": name}),
            share=round(100 * len(spoken.get(name, ())) / len(counted), 2),
        )
        for name in shown
    ]
    return Chart(
        id=place,
        title=title,
        total=quote_cell(counted, {kind: place}),
        voices=tuple(shown_voices),
        others=len(spoken.keys() - set(shown)),
        others_quotes=len(counted) - sum(voice.cell.count for voice in shown_voices),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The findings with one value on the scale of prevalence, and the label of that value."""

    scale: Scale
    label: str
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        return len(self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    theme: str
    total: int
    wordings: tuple[Wording, ...]


def wordings(graph: EvidenceGraph, subject: str) -> Wordings:
    """The findings of a theme and its subthemes by prevalence. Unused values of the scale are omitted."""
    theme = graph.themes[subject].theme
    findings = tuple(theme.all_findings())
    by_scale: dict[Scale, list[Finding]] = {scale: [] for scale in Scale}
    for finding in findings:
        by_scale[finding.prevalence.scale].append(finding)
    return Wordings(
        theme=theme.title,
        total=len(findings),
        wordings=tuple(
            Wording(scale=scale, label=SCALES[scale], findings=tuple(found))
            for scale, found in by_scale.items()
            if found
        ),
    )
