"""How often the participants with each value of an attribute, or in each wave, are quoted in each theme."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from themebook.core.choices import ParticipantKind
from themebook.core.data import Attribute, Participant
from themebook.core.translation import gettext, ngettext
from themebook.graph.attributes import public_attributes, voices_by_category
from themebook.graph.model import EvidenceGraph, LinkedQuote, PlacedQuote
from themebook.views.cells import Cell, everything, quote_cell
from themebook.views.quote_facets import WAVE_FACET, attribute_facet, category_slugs, wave_slugs

# The subject of the table of waves.
_WAVES = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The participants with one category or band of an attribute, or of one wave: its name, how many of them are
    persons and how many groups that speak as one, and all their quotes.
    """

    name: str
    persons: int
    groups: int
    quotes: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The quotes of one group in one theme, and how many of its members speak there: ``share`` is from 0 to 100."""

    quotes: Cell
    speakers: int
    members: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTheme:
    """A row: a theme or subtheme with ``depth`` 0 or more, what each group says there, and all quotes there."""

    id: str
    title: str
    depth: int
    cells: tuple[Compared, ...]
    total: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The table of one attribute, or of the waves. A quote of several participants can count in several groups.

    ``unknown`` is how many participants have no value, and count in no group. ``is_partial`` is true if the groups do
    not have all quotes, because nobody speaks in some, or of some speakers or sources the value is not known.
    """

    label: str
    groups: tuple[Group, ...]
    rows: tuple[ComparedTheme, ...]
    total: Cell
    unknown: int
    is_partial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonsView:
    """The ids of the attributes that participants are compared by; an empty one for the waves."""

    subjects: tuple[str, ...]


def comparisons(graph: EvidenceGraph, _subject: str) -> ComparisonsView:
    attributes = (str(one.id) for one in public_attributes(graph.study) if one.groups)
    return ComparisonsView(subjects=(*attributes, *([_WAVES] if len(graph.study.waves) > 1 else [])))


def comparison(graph: EvidenceGraph, subject: str) -> Comparison:
    """The table of an attribute, by its id, or of the waves."""
    if subject == _WAVES:
        return _comparison(graph, gettext("Wave"), list(_by_wave(graph)), 0)
    (attribute,) = (one for one in graph.study.attributes if one.id == subject)
    voices = voices_by_category(graph, attribute)
    return _comparison(graph, attribute.label, list(_by_attribute(attribute, voices)), len(voices[""]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A group, its members by their ids, what filters lists of quotes by it, and which quotes are of the group."""

    name: str
    members: Mapping[str, Participant]
    filters: Mapping[str, str]
    has: Callable[[LinkedQuote], bool]

    def of(self, placed: Iterable[PlacedQuote]) -> tuple[PlacedQuote, ...]:
        return tuple(one for one in placed if self.has(one.linked))


def _by_attribute(attribute: Attribute, voices: Mapping[str, Sequence[Participant]]) -> Iterator[_Column]:
    values = category_slugs(attribute)
    for category, people in voices.items():
        if category:
            members = {str(voice.id): voice for voice in people}
            filters = {attribute_facet(attribute): values[category]}
            yield _Column(name=category, members=members, filters=filters, has=partial(_speaks, members))


def _speaks(members: Collection[str], linked: LinkedQuote) -> bool:
    return any(voice.id in members for voice in linked.voices)


def _by_wave(graph: EvidenceGraph) -> Iterator[_Column]:
    """The waves. Their members are those who are listed for a source of the wave, or are quoted from it."""
    members: dict[str, dict[str, Participant]] = {wave: {} for wave in graph.study.waves}
    for linked in graph.sources.values():
        if linked.source.wave:
            quoted = (voice for quote in linked.quotes for voice in graph.quotes[quote.id].voices)
            listed = (one for one in linked.participants if one.kind is not ParticipantKind.INTERVIEWER)
            members[linked.source.wave].update((str(one.id), one) for one in (*listed, *quoted))
    for wave, value in wave_slugs(graph).items():
        filters = {WAVE_FACET: value}
        yield _Column(name=wave, members=members[wave], filters=filters, has=partial(_is_of_wave, wave))


def _is_of_wave(wave: str, linked: LinkedQuote) -> bool:
    return linked.source is not None and linked.source.wave == wave


def _comparison(graph: EvidenceGraph, label: str, groups: Sequence[_Column], unknown: int) -> Comparison:
    of_all = everything(graph)
    return Comparison(
        label=label,
        groups=tuple(
            Group(
                name=one.name,
                persons=sum(voice.kind is ParticipantKind.PERSON for voice in one.members.values()),
                groups=sum(voice.kind is ParticipantKind.GROUP for voice in one.members.values()),
                quotes=_cell(one.of(of_all), one.filters),
            )
            for one in groups
        ),
        rows=tuple(_rows(graph, groups)),
        total=_cell(of_all, {}),
        unknown=unknown,
        is_partial=any(not any(one.has(placed.linked) for one in groups) for placed in of_all),
    )


def _rows(graph: EvidenceGraph, groups: Sequence[_Column]) -> Iterator[ComparedTheme]:
    for name, linked in graph.themes.items():
        placed, here = graph.quotes_at.get(name, ()), {linked.kind.value: name}
        yield ComparedTheme(
            id=name,
            title=linked.theme.title,
            depth=len(linked.path) - 1,
            cells=tuple(_compared(placed, one, here) for one in groups),
            total=_cell(placed, here),
        )


def _compared(placed: Iterable[PlacedQuote], group: _Column, here: Mapping[str, str]) -> Compared:
    quotes, number = group.of(placed), len(group.members)
    speakers = len({voice.id for one in quotes for voice in one.linked.voices} & group.members.keys())
    share = round(100 * speakers / number, 2) if number else 0
    return Compared(quotes=_cell(quotes, {**here, **group.filters}), speakers=speakers, members=number, share=share)


def _cell(quotes: Sequence[PlacedQuote], filters: Mapping[str, str]) -> Cell:
    """The number of quotes. What they are for and against is in the matrix."""
    return replace(quote_cell(quotes, filters), split="", unit=ngettext("quote", "quotes", len(quotes)))
