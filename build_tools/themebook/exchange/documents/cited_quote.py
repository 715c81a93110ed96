"""A quote as an article cites it: the words, and who says them where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themebook.graph.data_model import TurnOf
from themebook.graph.model import LinkedQuote
from themebook.render.published import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWords:
    """All words of a quote, or of a turn of a dialogue with the name of who speaks. They can have several lines."""

    words: str
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedQuote:
    """The verbatim words of a quote, and its attribution, such as "Anna, p. 3", which can be empty.

    That of a dialogue is the place alone, because each turn has its speaker. ``language`` is None if it is that of the
    site. If it is another, ``translation`` is the quote in that of the site, where there is one.
    """

    said: tuple[SaidWords, ...]
    language: str | None
    translation: tuple[SaidWords, ...]
    attribution: str


def cited_quote(published: Published, linked: LinkedQuote) -> CitedQuote:
    first = linked.translations[0] if linked.language and linked.translations else None
    is_for_readers = first is not None and first.words.language is None
    return CitedQuote(
        said=_said(linked.quote.text, linked.turns),
        language=linked.language,
        translation=_said(first.words.text, first.turns) if first and is_for_readers else (),
        attribution=", ".join(filter(None, ("" if linked.turns else linked.said_by, published.graph.place_of(linked)))),
    )


def _said(text: str, turns: Sequence[TurnOf]) -> tuple[SaidWords, ...]:
    return tuple(SaidWords(words=words, speaker=speaker.name) for speaker, words in turns) or (SaidWords(words=text),)
