"""The data of the study: who took part, where they were recorded, what they said, and how it was coded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from themebook.core.choices import AttributeKind, ParticipantKind, SourceKind
from themebook.core.fields import (
    CodeLink,
    EntityId,
    LanguageTag,
    Name,
    Pairs,
    ParticipantLink,
    Prose,
    QuoteLink,
    SourceLink,
    ThemeLink,
    Turn,
    Verbatim,
    VerbatimPairs,
    Written,
    means,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Written):
    """A thing that has an id, and that may be a draft."""

    id: EntityId = field(metadata=means("the id that links and addresses use"))
    draft: bool = field(default=False, metadata=means("true as long as nobody has checked it; readers see that"))
    origin: str = field(
        default="",
        metadata=means("where a draft was taken from, such as a file and a paragraph; readers of the draft see it"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Written):
    """Something that is known of participants: a category, a number, or any text."""

    id: EntityId = field(metadata=means("the name that participants have it under"))
    label: str = field(metadata=means("what readers see, such as `Role`"))
    values: tuple[Name, ...] = field(default=(), metadata=means("the categories, in their order"))
    unit: str = field(default="", metadata=means("what a number counts, such as `years`"))
    bands: tuple[int, ...] = field(
        default=(),
        metadata=means("the numbers at which the bands begin that tables and filters have, such as `[5, 10]`"),
    )
    public: bool = field(default=True, metadata=means("false to keep it off the site"))

    @property
    def kind(self) -> AttributeKind:
        if self.values:
            return AttributeKind.CATEGORY
        return AttributeKind.NUMBER if self.unit or self.bands else AttributeKind.TEXT

    @property
    def groups(self) -> bool:
        """Whether it sorts participants into groups: categories or bands."""
        return bool(self.values or self.bands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Item):
    name: Name = field(metadata=means("the pseudonym that readers see"))
    kind: ParticipantKind = field(
        default=ParticipantKind.PERSON,
        metadata=means("`group` for a group that speaks as one; `interviewer` for a speaker who is never counted"),
    )
    size: int | None = field(default=None, metadata=means("how many a group has"))
    group: ParticipantLink | None = field(default=None, metadata=means("the group that a person is in"))
    attributes: Pairs = field(default=(), metadata=means("what is known of them, by the ids of the attributes"))
    about: Prose | None = field(
        default=None, metadata=means("what the study publishes about this person, and nothing else")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource(Item):
    """Something that quotes are taken from, such as the transcript of an interview."""

    title: Name = field(metadata=means("what readers see, such as `Interview 12`"))
    kind: SourceKind | None = field(default=None, metadata=means("what it is"))
    participants: tuple[ParticipantLink, ...] = field(default=(), metadata=means("who speaks in it"))
    date: Name = field(
        default="",
        metadata=means(
            "when it was made: a year, a month or a day, such as `2024-05`, or from when to when: `2024-05/2024-07`"
        ),
    )
    wave: Name = field(default="", metadata=means("the round of data collection, such as `2`"))
    about: Prose | None = field(default=None, metadata=means("what readers should know about it"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Item):
    """A label of the coding, finer than a theme."""

    title: Name = field(metadata=means("its label"))
    definition: Prose | None = field(default=None, metadata=means("what it means"))
    includes: Prose | None = field(default=None, metadata=means("what it is used for"))
    excludes: Prose | None = field(default=None, metadata=means("what it is not used for"))
    codes: tuple[Code, ...] = field(default=(), metadata=means("the codes below it"))

    def with_paths(self, above: CodePath = ()) -> Iterator[CodePath]:
        """The path to it, and those to all codes below it: the codes from the top down, itself last."""
        path = (*above, self)
        yield path
        for code in self.codes:
            yield from code.with_paths(path)


CodePath = tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Item):
    """Verbatim words of a participant, or a dialogue, or words of a document.

    ``language`` is a BCP 47 tag if it differs from that of the site.
    """

    participant: ParticipantLink | None = field(default=None, metadata=means("who speaks, if only one does"))
    text: Verbatim = field(default="", metadata=means("the exact words"))
    turns: tuple[Turn, ...] = field(
        default=(), metadata=means("the exact words of a dialogue: in each turn the id of who speaks, and the words")
    )
    source: SourceLink | None = field(default=None, metadata=means("the source that it is taken from"))
    page: int | None = field(default=None, metadata=means("the page of the source on which it begins, if known"))
    locator: Name = field(
        default="", metadata=means("its place in the source, if that is not a page, such as `l. 120` or `00:12:31`")
    )
    codes: tuple[CodeLink, ...] = field(default=(), metadata=means("the codes that it has"))
    also: tuple[ThemeLink, ...] = field(default=(), metadata=means("other themes and subthemes that it belongs to"))
    language: LanguageTag | None = field(
        default=None,
        metadata=means("the language of the words, if it differs from that of the site, such as `de` or `pt-BR`"),
    )
    translations: VerbatimPairs = field(
        default=(), metadata=means("the words in other languages, by the tags of the languages, such as `en`")
    )
    title: str = field(
        default="",
        metadata=means(
            "what it is about, in a few words, for titles such as `Anna on the night shift`: `the night shift`"
        ),
    )
    context: Prose | None = field(default=None, metadata=means("what the speaker is talking about"))
    note: Prose | None = field(default=None, metadata=means("what the authors make of it: an analytic note"))
    continues: QuoteLink | None = field(default=None, metadata=means("the earlier quote that this one continues"))
    inline: bool = field(default=False, metadata=means("true if the words are part of one of the authors' sentences"))
    highlight: bool = field(default=False, metadata=means("true to show it first on the page of its theme"))

    def speaker_links(self) -> Iterator[ParticipantLink]:
        """The links to those who speak, as they are written."""
        if self.participant:
            yield self.participant
        yield from (turn.name for turn in self.turns)
