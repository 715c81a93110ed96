"""How often the participants with each value of an attribute are quoted in each theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from themebook.core.data import Attribute, Participant
from themebook.graph.attributes import categories_of, public_attributes
from themebook.graph.model import EvidenceGraph, PlacedQuote
from themebook.views.cells import Cell, everything, quote_cell
from themebook.views.quote_facets import attribute_facet, category_slugs


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The participants with one category or band of an attribute: its name, their number, and all their quotes."""

    name: str
    members: int
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

    ``unknown`` is how many participants have no value, and count in no group.
    """

    attribute: Attribute
    groups: tuple[Group, ...]
    rows: tuple[ComparedTheme, ...]
    total: Cell
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonsView:
    """The attributes that participants are compared by."""

    attributes: tuple[Attribute, ...]


def comparisons(graph: EvidenceGraph, _subject: str) -> ComparisonsView:
    return ComparisonsView(attributes=tuple(one for one in public_attributes(graph.study) if categories_of(one)))


def comparison(graph: EvidenceGraph, subject: str) -> Comparison:
    """The table of an attribute, by its id."""
    (attribute,) = (one for one in graph.study.attributes if one.id == subject)
    members = _members(graph, attribute)
    of_all = everything(graph)
    return Comparison(
        attribute=attribute,
        groups=tuple(
            Group(name=category, members=len(people), quotes=_cell(_of(of_all, people), _filters(attribute, category)))
            for category, people in members.items()
        ),
        rows=tuple(_rows(graph, attribute, members)),
        total=_cell(of_all, {}),
        unknown=len(graph.voices) - sum(map(len, members.values())),
    )


def _members(graph: EvidenceGraph, attribute: Attribute) -> Mapping[str, Mapping[str, Participant]]:
    """Those who count, by their ids, in each category or band."""
    members: dict[str, dict[str, Participant]] = {category: {} for category in categories_of(attribute)}
    for voice in graph.voices:
        for known in graph.participants[voice.id].attributes:
            if known.attribute is attribute:
                members[known.category][voice.id] = voice
    return members


def _rows(
    graph: EvidenceGraph, attribute: Attribute, members: Mapping[str, Mapping[str, Participant]]
) -> Iterator[ComparedTheme]:
    for name, linked in graph.themes.items():
        placed, here = graph.quotes_at.get(name, ()), {linked.kind.value: name}
        yield ComparedTheme(
            id=name,
            title=linked.theme.title,
            depth=len(linked.path) - 1,
            cells=tuple(
                _compared(placed, people, {**here, **_filters(attribute, category)})
                for category, people in members.items()
            ),
            total=_cell(placed, here),
        )


def _compared(placed: Iterable[PlacedQuote], people: Mapping[str, Participant], filters: Mapping[str, str]) -> Compared:
    quotes = _of(placed, people)
    speakers = len({voice.id for one in quotes for voice in one.linked.voices} & people.keys())
    share = round(100 * speakers / len(people), 2) if people else 0
    return Compared(quotes=_cell(quotes, filters), speakers=speakers, members=len(people), share=share)


def _cell(quotes: Sequence[PlacedQuote], filters: Mapping[str, str]) -> Cell:
    """The number of quotes. What they are for and against is in the matrix."""
    return replace(quote_cell(quotes, filters), split="")


def _of(placed: Iterable[PlacedQuote], people: Mapping[str, Participant]) -> tuple[PlacedQuote, ...]:
    """The quotes in which one of these people speaks."""
    return tuple(one for one in placed if any(voice.id in people for voice in one.linked.voices))


def _filters(attribute: Attribute, category: str) -> Mapping[str, str]:
    return {attribute_facet(attribute): category_slugs(attribute)[category]}
