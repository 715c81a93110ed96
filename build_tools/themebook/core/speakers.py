"""Who speaks in a quote: those whom it names, or else the only one who speaks in its source; and who in each turn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from themebook.core.choices import ParticipantKind
from themebook.core.data import DataSource, Participant, Quote
from themebook.core.fields import Turn

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def speaker_ids(
    quote: Quote, sources: Mapping[str, DataSource], participants: Mapping[str, Participant]
) -> tuple[str, ...]:
    """The ids of those who speak, each once. A quote without any may be from a document, or not say who speaks."""
    named = tuple(dict.fromkeys(link.id for link in quote.speaker_links()))
    if named or not quote.source or quote.source.id not in sources:
        return named
    heard = heard_in(sources[quote.source.id], participants)
    return heard if len(heard) == 1 else ()


def heard_in(source: DataSource, participants: Mapping[str, Participant]) -> tuple[str, ...]:
    """The ids of those who speak in a source, each once, without interviewers."""
    found = (participants.get(name) for name in dict.fromkeys(link.id for link in source.participants))
    return tuple(str(one.id) for one in found if one and one.kind is not ParticipantKind.INTERVIEWER)


def translated_turns(turns: Sequence[Turn], translation: str) -> tuple[str, ...]:
    """The words of each turn of a dialogue in a translation, which has the same paragraphs. Empty if it has not."""
    numbers = [len(_paragraphs(turn.value)) for turn in turns]
    paragraphs = _paragraphs(translation)
    if len(paragraphs) != sum(numbers):
        return ()
    rest = iter(paragraphs)
    return tuple("\n\n".join(islice(rest, number)) for number in numbers)


def _paragraphs(words: str) -> list[str]:
    return _BLANK_LINES.split(words.strip("\n"))
