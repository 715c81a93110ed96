"""Participants, sources and codes, with their links in both directions, and the words of quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from themebook.core.data import Attribute, Code, CodePath, DataSource, Participant, Quote
from themebook.core.model import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeValue:
    """What is known of a participant: the value with its unit, and its category or band, if it has one.

    ``text`` is what is shown beside quotes, without the label of the attribute. It can be empty.
    """

    attribute: Attribute
    value_text: str
    text: str
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCounts:
    """How many took part, which is 0 if it is not known, and of these how many persons the study lists.

    ``unit`` is what the study calls them, in the plural, if it says so. ``is_partly_listed`` is true if more took part
    than are listed, apart from those in groups.
    """

    size: int
    unit: str
    listed: int
    is_partly_listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedParticipant:
    """A participant, the quotes in the order of the study, and how many of them are placed in each theme.

    ``attributes`` are those that are public. ``group`` is the group that a person is in, and ``members`` are the
    persons in a group.
    """

    participant: Participant
    attributes: tuple[AttributeValue, ...]
    group: Participant | None
    members: tuple[Participant, ...]
    quotes: tuple[Quote, ...]
    spread: tuple[tuple[Theme, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSource:
    """A source, who speaks in it, and the quotes from it in the order of the study."""

    source: DataSource
    participants: tuple[Participant, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCode:
    """A code, the path to it, itself last, and the quotes that have it or a code below it."""

    path: CodePath
    quotes: tuple[Quote, ...]

    @property
    def code(self) -> Code:
        return self.path[-1]

    @property
    def title(self) -> str:
        """Its title, after those of the codes above it."""
        return " › ".join(code.title for code in self.path)


class Words(NamedTuple):
    """Words, and their language if it is not that of the site."""

    text: str
    language: str | None


TurnOf: TypeAlias = tuple[Participant, str]


class Translation(NamedTuple):
    """A quote in another language, and each turn of a dialogue with its speaker."""

    words: Words
    turns: tuple[TurnOf, ...]
