"""The texts that a project has for its sources: the published quotes, as long as there are no transcripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themebook.core import works
from themebook.core.data import DataSource, Participant
from themebook.graph.model import LinkedQuote
from themebook.render.published import Published


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words in a text, from ``start`` up to ``end``, in code points from 0, and who says them, if that is one alone."""

    start: int
    end: int
    speaker: Participant | None


@dataclass(frozen=True, slots=True)
class QuoteInText:
    """A quote, where it is in the text, and where each turn of a dialogue is, without the name before it."""

    linked: LinkedQuote
    words: MarkedWords
    turns: tuple[MarkedWords, ...]


@dataclass(frozen=True, slots=True)
class TextOfQuotes:
    """A text made of quotes. ``source`` is what they are taken from, if that is known."""

    title: str
    source: DataSource | None
    text: str
    quotes: tuple[QuoteInText, ...]

    def only_speaker(self) -> Participant | None:
        """Who says all of it, if one participant does."""
        speakers = {one.words.speaker.id if one.words.speaker else "": one.words.speaker for one in self.quotes}
        return next(iter(speakers.values())) if len(speakers) == 1 else None


def texts_of(published: Published) -> Iterator[TextOfQuotes]:
    """A text for each source that has quotes, in the order of the study, then one for those without a source."""
    by_source: dict[str, list[LinkedQuote]] = {}
    for linked in published.graph.quotes.values():
        by_source.setdefault(linked.source.id if linked.source else "", []).append(linked)
    for one in published.graph.sources.values():
        if quotes := by_source.get(one.source.id):
            yield _text(published, one.source.title, one.source, quotes)
    if quotes := by_source.get(""):
        yield _text(published, title_of(published), None, quotes)


def title_of(published: Published) -> str:
    """The title of the study."""
    return published.graph.study.title or works.plain_title(published.graph.own_reference)


def _text(published: Published, title: str, source: DataSource | None, quotes: Sequence[LinkedQuote]) -> TextOfQuotes:
    """Each quote after a line that says whose it is and where, and after an empty line."""
    pieces: list[str] = []
    placed: list[QuoteInText] = []
    at = 0
    for linked in quotes:
        pieces.append(("\n\n" if placed else "") + _attribution(published, linked) + "\n")
        start = at + len(pieces[-1])
        pieces.append("\n".join(label + words for _, label, words in _parts(linked)))
        at = start + len(pieces[-1])
        speaker = linked.speakers[0] if len(linked.speakers) == 1 else None
        placed.append(QuoteInText(linked, MarkedWords(start, at, speaker), tuple(_turns(linked, start))))
    return TextOfQuotes(title, source, "".join((*pieces, "\n")), tuple(placed))


def _attribution(published: Published, linked: LinkedQuote) -> str:
    """Who says a quote, and where it is, as far as they are known."""
    return ", ".join(filter(None, (linked.said_by, published.graph.place_of(linked))))


def _parts(linked: LinkedQuote) -> Iterator[tuple[Participant | None, str, str]]:
    """The speaker, name and words of each turn; of other quotes there is no name before the words."""
    for speaker, words in linked.turns:
        yield speaker, f"{speaker.name}: ", _with_newlines(words)
    if not linked.turns:
        yield linked.speakers[0] if linked.speakers else None, "", _with_newlines(linked.quote.text)


def _turns(linked: LinkedQuote, at: int) -> Iterator[MarkedWords]:
    """The words of each speaker in a quote that begins there."""
    for speaker, label, words in _parts(linked):
        start = at + len(label)
        yield MarkedWords(start, start + len(words), speaker)
        at = start + len(words) + 1


def _with_newlines(words: str) -> str:
    """Words with one character at the end of each line. Programs count the two of Windows as one or as two."""
    return words.replace("\r\n", "\n").replace("\r", "\n")
