"""Which participants are quoted for a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themebook.core.choices import Stance
from themebook.graph.model import EvidenceGraph, LinkedFinding
from themebook.views.evidence import voices_in
from themebook.views.matrix import short_names

# As many as can be taken in at a glance, and as many letters as each has room for.
_MOST_VOICES = 30
_MOST_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A participant, shown by a letter or two, and whether they are quoted for or against a finding, or both."""

    letters: str
    name: str
    supports: bool
    contrasts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """All participants in the order of the study, and the names of those who are quoted, for and against."""

    voices: tuple[Voice, ...]

    @property
    def supporting(self) -> tuple[str, ...]:
        return tuple(voice.name for voice in self.voices if voice.supports)

    @property
    def contrasting(self) -> tuple[str, ...]:
        return tuple(voice.name for voice in self.voices if voice.contrasts)


def voices_of(graph: EvidenceGraph, linked: LinkedFinding) -> Voices | None:
    """Who is quoted for a finding. None if nobody is, or if there are too many participants."""
    supporting, contrasting = (voices_in(graph, linked.quotes(stance)) for stance in Stance)
    if not (supporting or contrasting) or len(graph.voices) > _MOST_VOICES:
        return None
    names = [voice.name for voice in graph.voices]
    return Voices(
        voices=tuple(
            Voice(letters=letters, name=one.name, supports=one.id in supporting, contrasts=one.id in contrasting)
            for one, letters in zip(graph.voices, letters_of(names), strict=True)
        )
    )


def letters_of(names: Sequence[str]) -> tuple[str, ...]:
    """Names in a few letters each: what not all of them begin with, if it is short, such as "A" for "Officer A", or
    else as many of its first letters as tell them apart. Empty where that takes too many.
    """
    rests = [rest for _, rest in short_names(names)]
    lengths = [_MOST_LETTERS] if all(len(rest) <= _MOST_LETTERS for rest in rests) else range(1, _MOST_LETTERS + 1)
    for length in lengths:
        letters = tuple(rest[:length] for rest in rests)
        if len({one.casefold() for one in letters}) == len(names):
            return letters
    return ("",) * len(names)
