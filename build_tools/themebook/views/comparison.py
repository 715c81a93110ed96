"""How often the participants with each value of an attribute are quoted in each theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from themebook.core.choices import ParticipantKind
from themebook.core.data import Attribute
from themebook.core.translation import ngettext
from themebook.graph.attributes import categories_of, public_attributes, voices_by_category
from themebook.graph.model import EvidenceGraph, PlacedQuote
from themebook.views.cells import Cell, everything, quote_cell
from themebook.views.quote_facets import attribute_facet, category_slugs


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The participants with one category or band of an attribute: its name, how many of them are persons and how many
    groups that speak as one, and all their quotes.
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
    """The table of one attribute. A quote of several participants can count in several groups.

    ``unknown`` is how many participants have no value, and count in no group. ``is_partial`` is true if the groups do
    not have all quotes, because nobody speaks in some, or of some speakers the value is not known.
    """

    attribute: Attribute
    groups: tuple[Group, ...]
    rows: tuple[ComparedTheme, ...]
    total: Cell
    unknown: int
    is_partial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonsView:
    """The attributes that participants are compared by."""

    attributes: tuple[Attribute, ...]


def comparisons(graph: EvidenceGraph, _subject: str) -> ComparisonsView:
    return ComparisonsView(attributes=tuple(one for one in public_attributes(graph.study) if one.groups))


def comparison(graph: EvidenceGraph, subject: str) -> Comparison:
    """The table of an attribute, by its id."""
    (attribute,) = (one for one in graph.study.attributes if one.id == subject)
    voices, slugs = voices_by_category(graph, attribute), category_slugs(attribute)
    groups = [
        _Members(
            name=category,
            ids=frozenset(voice.id for voice in voices[category]),
            filters={attribute_facet(attribute): slugs[category]},
        )
        for category in categories_of(attribute)
    ]
    of_all = everything(graph)
    return Comparison(
        attribute=attribute,
        groups=tuple(
            Group(
                name=one.name,
                persons=sum(voice.kind is ParticipantKind.PERSON for voice in voices[one.name]),
                groups=sum(voice.kind is ParticipantKind.GROUP for voice in voices[one.name]),
                quotes=_cell(_of(of_all, one), one.filters),
            )
            for one in groups
        ),
        rows=tuple(_rows(graph, groups)),
        total=_cell(of_all, {}),
        unknown=len(voices[""]),
        is_partial=any(not any(_of([one], members) for members in groups) for one in of_all),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Members:
    """The ids of those who are in a group, and what filters lists of quotes by it."""

    name: str
    ids: frozenset[str]
    filters: Mapping[str, str]


def _rows(graph: EvidenceGraph, groups: Sequence[_Members]) -> Iterator[ComparedTheme]:
    for name, linked in graph.themes.items():
        placed, here = graph.quotes_at.get(name, ()), {linked.kind.value: name}
        yield ComparedTheme(
            id=name,
            title=linked.theme.title,
            depth=len(linked.path) - 1,
            cells=tuple(_compared(placed, members, here) for members in groups),
            total=_cell(placed, here),
        )


def _compared(placed: Iterable[PlacedQuote], members: _Members, here: Mapping[str, str]) -> Compared:
    quotes, number = _of(placed, members), len(members.ids)
    speakers = len({voice.id for one in quotes for voice in one.linked.voices} & members.ids)
    share = round(100 * speakers / number, 2) if number else 0
    return Compared(quotes=_cell(quotes, {**here, **members.filters}), speakers=speakers, members=number, share=share)


def _cell(quotes: Sequence[PlacedQuote], filters: Mapping[str, str]) -> Cell:
    """The number of quotes. What they are for and against is in the matrix."""
    return replace(quote_cell(quotes, filters), split="", unit=ngettext("quote", "quotes", len(quotes)))


def _of(placed: Iterable[PlacedQuote], members: _Members) -> tuple[PlacedQuote, ...]:
    """The quotes in which one of the members speaks."""
    return tuple(one for one in placed if any(voice.id in members.ids for voice in one.linked.voices))
