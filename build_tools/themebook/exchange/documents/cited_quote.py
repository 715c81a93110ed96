"""A quote as an article cites it: the words, and who says them where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themebook.graph.data_model import TurnOf
from themebook.graph.model import LinkedQuote
from themebook.render.published import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """A line or turn of a quote: the words, and in a dialogue the name of the speaker."""

    words: str
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedQuote:
    """The verbatim words of a quote, and its attribution, such as "Anna, p. 3", which can be empty.

    ``language`` is None if it is that of the site. If it is another, ``translation`` is the quote in that of the site,
    where there is one.
    """

    lines: tuple[SaidLine, ...]
    language: str | None
    translation: tuple[SaidLine, ...]
    attribution: str


def cited_quote(published: Published, linked: LinkedQuote) -> CitedQuote:
    # Each turn of a dialogue says who speaks.
    said_by = "" if linked.turns else linked.said_by
    first = linked.translations[0] if linked.language and linked.translations else None
    is_for_readers = first is not None and first.words.language is None
    return CitedQuote(
        lines=_lines(linked.quote.text, linked.turns),
        language=linked.language,
        translation=_lines(first.words.text, first.turns) if first and is_for_readers else (),
        attribution=", ".join(filter(None, (said_by, published.graph.place_of(linked)))),
    )


def _lines(text: str, turns: Sequence[TurnOf]) -> tuple[SaidLine, ...]:
    if turns:
        return tuple(SaidLine(words=words, speaker=speaker.name) for speaker, words in turns)
    return tuple(SaidLine(words=line) for line in text.split("\n") if line.strip())
