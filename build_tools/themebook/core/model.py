"""The study and the bibliography as frozen types. Nothing that can be derived is stored.

Every value that an author wrote has the ``Span`` of its place, so that later stages can report problems with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from themebook.core.diagnostics import Span

EntityId = NewType("EntityId", str)
ReferenceKey = NewType("ReferenceKey", str)


class Stance(StrEnum):
    """How a quote relates to a finding."""

    SUPPORTS = "supports"
    CONTRASTS = "contrasts"


class Relation(StrEnum):
    """How a cited work relates to a finding."""

    AGREES = "agrees"
    CONTRASTS = "contrasts"
    EXPLAINS = "explains"
    METHOD = "method"
    BACKGROUND = "background"


class Scale(StrEnum):
    """How many participants a finding is reported for."""

    ALL = "all"
    MOST = "most"
    SOME = "some"
    ONE = "one"
    UNSTATED = "unstated"


class Verification(StrEnum):
    """How certain it is that an entry of the bibliography is the cited work, with these details."""

    VERIFIED = "verified"
    RECALLED = "recalled"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The id or key of another thing, and where it is written."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown, and where it is written. ``indent`` is the column of its lines in the file (from 0), if known."""

    markdown: str
    span: Span
    indent: int | None = None

    def place(self, offset: int) -> Span:
        """The place in the file of the character at ``offset`` in the Markdown; the start if that is not known."""
        if self.indent is None:
            return self.span
        line = self.markdown.count("\n", 0, offset)
        start = self.markdown.rfind("\n", 0, offset) + 1
        return Span(self.span.file, self.span.line + line, self.indent + offset - start + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A key figure of the study's design, as text, and what it counts."""

    value: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    id: EntityId
    name: str
    about: Prose | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A glossary term: plain text, explained on every page that uses it."""

    term: str
    also: tuple[str, ...] = ()
    meaning: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Verbatim words of a participant. ``language`` is a BCP 47 tag if it differs from that of the site."""

    id: EntityId
    participant: Link
    text: str
    language: str | None = None
    page: int | None = None
    context: Prose | None = None
    continues: Link | None = None
    inline: bool = False
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevalence:
    scale: Scale
    words: str = ""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The quotes that are evidence for a finding, by stance."""

    supports: tuple[Link, ...] = ()
    contrasts: tuple[Link, ...] = ()
    span: Span

    def links(self) -> Iterator[tuple[Stance, Link]]:
        yield from ((Stance.SUPPORTS, mention) for mention in self.supports)
        yield from ((Stance.CONTRASTS, mention) for mention in self.contrasts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteratureItem:
    """A work cited for a finding or statement."""

    reference: Link
    relation: Relation
    locator: str = ""
    quoted: str = ""
    note: Prose | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One claim that the study makes."""

    id: EntityId
    claim: str
    prevalence: Prevalence
    evidence: Evidence | None = None
    unquoted: str = ""
    explanation: Prose | None = None
    literature: tuple[LiteratureItem, ...] = ()
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtheme:
    id: EntityId
    title: str
    summary: Prose
    quotes: tuple[Quote, ...] = ()
    findings: tuple[Finding, ...] = ()
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    id: EntityId
    title: str
    summary: Prose
    findings: tuple[Finding, ...] = ()
    subthemes: tuple[Subtheme, ...] = ()
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An implication or a limitation of the study."""

    id: EntityId
    statement: str
    findings: tuple[Link, ...]
    explanation: Prose | None = None
    literature: tuple[LiteratureItem, ...] = ()
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The whole study. ``unread`` are the ids in parts that could not be read."""

    reference: Link
    source: str = ""
    aims: Prose | None = None
    setting: Prose | None = None
    figures: tuple[Figure, ...] = ()
    participants: tuple[Participant, ...] = ()
    glossary: tuple[Term, ...] = ()
    themes: tuple[Theme, ...] = ()
    implications: tuple[Statement, ...] = ()
    limitations: tuple[Statement, ...] = ()
    unread: tuple[str, ...] = ()
    span: Span

    def subthemes(self) -> Iterator[Subtheme]:
        for theme in self.themes:
            yield from theme.subthemes

    def quotes(self) -> Iterator[Quote]:
        for subtheme in self.subthemes():
            yield from subtheme.quotes

    def findings(self) -> Iterator[Finding]:
        for theme in self.themes:
            yield from theme.findings
            for subtheme in theme.subthemes:
                yield from subtheme.findings

    def statements(self) -> Iterator[Statement]:
        yield from self.implications
        yield from self.limitations


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name in CSL's parts. An organisation only has a ``literal``."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An entry of the bibliography: a work.

    ``fields`` are its BibTeX fields in file order, names in lower case, values as Unicode text: strings joined,
    crossref and xdata inherited, LaTeX decoded (braces that protect capitals are kept as ``{...}`` in titles only).
    Private ones are among them. ``public_fields`` are those that may be published as BibTeX and those of Themebook's
    own, in the same order, with their values as LaTeX. Of a work that is not cited only the fields that a list shows
    are decoded. ``values`` are the fields by their names.
    """

    key: ReferenceKey
    kind: str
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    public_fields: tuple[tuple[str, str], ...] = ()
    span: Span
    field_spans: tuple[tuple[str, Span], ...] = ()
    values: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.fields)))

    def field(self, *names: str) -> str:
        """The first of the named fields that is not empty, or an empty string."""
        return next((self.values[name] for name in names if self.values.get(name)), "")

    def place(self, name: str) -> Span:
        """The place of the named field, or of the entry if it has no such field."""
        return next((span for field, span in self.field_spans if field == name), self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPlace:
    """Where an entry begins, whether or not it could be read, its ``keys`` and aliases as far as these are known, and
    the entries that it takes fields from. An ``@string`` or ``@comment`` is no entry."""

    span: Span
    keys: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    is_entry: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The entries of the file, the keys of those in it that could not be read, and where each begins, in order."""

    references: tuple[Reference, ...]
    unread: tuple[str, ...] = ()
    places: tuple[EntryPlace, ...] = ()
    span: Span
