"""What is found in a Markdown text: citations, links, views and what looks like them, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.diagnostics import Span
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.sentences import Sentence
from themebook.sources.markdown.unrecognised import Leftover


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something in a text, and its place: its own if that is known exactly, otherwise that of the text."""

    span: Span
    is_exact: bool

    def at(self, offset: int) -> Span:
        """The place of a character in it, as far as it is known."""
        return self.span.right(offset) if self.is_exact else self.span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCitation(Found):
    """A citation and the sentence around it: text and citations in turn, this one among them; ``following`` is the
    text directly behind it."""

    cluster: Cluster
    sentence: Sentence = ()
    following: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink(Found):
    """A link ``[[id]]``. ``id_offset`` is the offset of the id in it."""

    id: str
    id_offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView(Found):
    """A view ``{{ name }}`` with its name at ``name_offset``. It is only shown if it is alone on its line."""

    name: str
    name_offset: int
    alone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEmbed(Found):
    """An embed ``![[id]]`` with its id at ``id_offset``. It is only shown if it is alone on its line."""

    id: str
    id_offset: int
    alone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclosedTag:
    """An HTML element that is opened in a text and not closed there, or closed without being opened."""

    tag: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NearlyCitation:
    """A bracket that contains an ``@key`` but is not a citation, because one of its parts has no key."""

    written: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLeftover(Found):
    """Something that looks like syntax but is shown as it was typed."""

    leftover: Leftover


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAddress:
    """What a link or picture leads to, as it is written. The address is None if the element has none."""

    address: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Why the parser cannot read a text, and the last line that it can read."""

    reason: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundExcess:
    """What a text has too much of to be parsed in a reasonable time, and what to do about it."""

    message: str
    hint: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """All that was found in one text, in order.

    ``in_attributes`` are the citations in the alternative texts of pictures and in tooltips, where they become plain
    text without a link. ``anchors`` are ids that the text certainly has on its page. ``unreadable`` says why
    Python-Markdown cannot read the text, and where the problem begins. Nothing else is known about such a text, or
    about one with ``excesses``, which is not parsed.
    """

    citations: tuple[FoundCitation, ...] = ()
    in_attributes: tuple[FoundCitation, ...] = ()
    links: tuple[FoundLink, ...] = ()
    views: tuple[FoundView, ...] = ()
    embeds: tuple[FoundEmbed, ...] = ()
    nearly: tuple[NearlyCitation, ...] = ()
    unclosed: tuple[UnclosedTag, ...] = ()
    leftovers: tuple[FoundLeftover, ...] = ()
    addresses: tuple[FoundAddress, ...] = ()
    anchors: frozenset[str] = frozenset()
    unreadable: Unreadable | None = None
    excesses: tuple[FoundExcess, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A hand-written page: its path below the documentation folder, its title, and what was found in it."""

    path: str
    title: Sentence
    found: Scanned
    span: Span
