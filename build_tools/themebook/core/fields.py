"""The kinds of values that authors write in the findings, and how the dataclasses of the study declare them.

Each key of the findings is declared once, as a field in ``model``. Its type is the kind of value, ``means`` says what
it is for, and it is required if it has no default. The reader, the schema and the guide are derived from that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Annotated, NamedTuple, NewType

from themebook.core.diagnostics import Span


class Meaning(NamedTuple):
    """What a key means to an author, and the top-level key of the file that it is written ``under``, if any."""

    text: str
    under: str = ""


def means(text: str, *, under: str = "") -> Mapping[type[Meaning], Meaning]:
    """The metadata of a dataclass field that is a key of the findings."""
    return {Meaning: Meaning(text, under)}


class StringKind(Enum):
    """What a string is, if it is not just plain text on one line."""

    NAME = auto()
    """A name or a number. Quotation marks around it are a mistake."""
    VERBATIM = auto()
    """Somebody's words, kept character for character."""
    LANGUAGE = auto()
    """A BCP 47 language tag."""


Name = Annotated[str, StringKind.NAME]
Verbatim = Annotated[str, StringKind.VERBATIM]
LanguageTag = Annotated[str, StringKind.LANGUAGE]
EntityId = NewType("EntityId", str)


def as_id(text: str) -> str:
    """The id that a text was probably meant to be, such as "officer-a" for "Officer A"; empty if there is none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Keys with values that an author wrote: where they begin, and where the value of each key begins."""

    span: Span
    value_spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Span:
        """The place of the value of a key; that of the beginning if the key is not written."""
        return self.value_spans.get(key, self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The id or key of another thing, and where it is written."""

    id: str
    span: Span


class LinkTo(NamedTuple):
    """What a link must be."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name, such as the id of an attribute, and its value. The span is that of the value."""

    name: Link
    value: str
    span: Span


class PairKind(Enum):
    """What pairs of names and values are written as."""

    NAMES = auto()
    """A mapping whose values are names or numbers."""
    VERBATIM = auto()
    """A mapping whose values are somebody's words."""
    TURN = auto()
    """A mapping of one pair: who speaks, and the words."""


Pairs = Annotated[tuple[Pair, ...], PairKind.NAMES]
VerbatimPairs = Annotated[tuple[Pair, ...], PairKind.VERBATIM]
Turn = Annotated[Pair, PairKind.TURN]

ParticipantLink = Annotated[Link, LinkTo("the id of a participant")]
QuoteLink = Annotated[Link, LinkTo("the id of a quote")]
SourceLink = Annotated[Link, LinkTo("the id of a source")]
CodeLink = Annotated[Link, LinkTo("the id of a code")]
ThemeLink = Annotated[Link, LinkTo("the id of a theme or subtheme")]
FindingLink = Annotated[Link, LinkTo("the id of a finding")]
ReferenceLink = Annotated[Link, LinkTo("the key of a reference")]


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
