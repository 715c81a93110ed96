"""Turns: who says what, from the cues of a transcript.

A speaker is named by a voice of WebVTT (``<v Anna>``). In files without voices, a label at the start of a line, such as
``Anna:``, is a speaker too, if it looks like a name and is no exception: the transcript begins with one, or the same
label occurs again. A speaker goes on until another is named, or a line begins with ``>>`` or a dash.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from themebook.exchange.transcripts.cues import Cue

# Voices and the other marks of WebVTT, the HTML that SubRip has, times of single words, and positions.
_MARKUP = re.compile(
    r"<(?P<end>/?)(?P<name>v|c|i|b|u|s|em|strong|font|span|lang|ruby|rt|br|p)(?P<classes>\.[^\s<>]*)?(?P<value>\s[^<>]*)?/?>"
    r"|<\d[\d:.]*>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")
_CHANGE = re.compile(r"\s*(?:>{2,3}|[-–—•](?=\s))\s*")
_LABEL = re.compile(r"\s*[\[(]?(?P<name>[^\W_][^:\uff1a\n!?;,\"“”\[\]()<>]{0,39})[\])]?(?::(?=\s|$)|\uff1a)\s*")
_PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "del", "da", "di", "du", "la", "of", "the", "and", "und", "y")
)
# What is written before a colon at the start of a line, but is not a name.
_NO_NAMES = frozenset(
    ("note", "question", "answer", "example", "so", "and", "but", "or", "well", "yes", "no", "because", "then", "like")
)
_MOST_WORDS = 5
_INTERVIEWER = re.compile(
    r"(?:i|int|iv|q|interviewer(?:in|s)?|moderator(?:in)?|mod|facilitator|researcher|"
    r"entrevistador[ae]?|moderador[ae]?|intervieweu(?:r|se)|enqu[êe]t(?:eur|rice)|mod[ée]rat(?:eur|rice)|"
    r"intervistat(?:ore|rice)|moderatore|onderzoeker|forscher(?:in)?)[ \-]?[0-9a-c]?",
    re.IGNORECASE,
)
# Scripts that are written without spaces between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")


@dataclass(slots=True)
class SpokenTurn:
    """What somebody says without a break, with the time and the line of its start. ``speaker`` is empty if unknown."""

    speaker: str
    seconds: int
    line: int
    parts: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words on one line, because line breaks of cues only fit them on the screen."""
        text = ""
        for part in self.parts:
            glue = "" if not text or (_UNSPACED.match(text[-1]) and _UNSPACED.match(part[0])) else " "
            text += glue + part
        return text


@dataclass(frozen=True, slots=True)
class Speech:
    """The turns, and whether the speakers are known from voices and not only from labels."""

    turns: tuple[SpokenTurn, ...]
    has_voices: bool

    @property
    def first_turns(self) -> Mapping[str, SpokenTurn]:
        """The first turn of everyone who is named, in their order."""
        first: dict[str, SpokenTurn] = {}
        for turn in self.turns:
            if turn.speaker:
                first.setdefault(turn.speaker, turn)
        return first


def speech_of(cues: Sequence[Cue]) -> Speech:
    """Who says what. Turns without words are left out."""
    voiced = [(cue, list(_by_voice(cue.text))) for cue in cues]
    has_voices = any(speaker for _, pieces in voiced for speaker, _ in pieces)
    if has_voices:
        turns = _turns((cue, speaker, words, True) for cue, pieces in voiced for speaker, words in pieces)
    else:
        lines = [(cue, line) for cue, pieces in voiced for _, words in pieces for line in words.split("\n")]
        turns = _turns(_by_label(lines))
    return Speech(tuple(turn for turn in turns if turn.parts), has_voices)


def is_interviewer(name: str) -> bool:
    """Whether a speaker is named as the one who asks."""
    return bool(_INTERVIEWER.fullmatch(name.strip(" .")))


def _turns(said: Iterable[tuple[Cue, str, str, bool]]) -> Iterator[SpokenTurn]:
    """Turns from words with their speakers. The last value is true if the speaker may be another than before."""
    turn: SpokenTurn | None = None
    for cue, speaker, words, may_change in said:
        if turn is None or (may_change and (speaker != turn.speaker or (not speaker and turn.parts))):
            if turn:
                yield turn
            turn = SpokenTurn(speaker, cue.seconds, cue.line)
        if tidy := " ".join(words.split()):
            turn.parts.append(tidy)
    if turn:
        yield turn


def _by_voice(text: str) -> Iterator[tuple[str, str]]:
    """The text without markup, in pieces with the voice that says each; empty without one."""
    speaker = piece = ""
    position = 0
    for mark in _MARKUP.finditer(text):
        piece += text[position : mark.start()]
        position = mark.end()
        name = (mark["name"] or "").lower()
        if name == "v":
            if piece.strip():
                yield speaker, _plain(piece)
            piece = ""
            speaker = "" if mark["end"] else " ".join(_plain(mark["value"] or "").split())
        elif name in ("br", "p"):
            piece += "\n"
    piece += text[position:]
    if piece.strip():
        yield speaker, _plain(piece)


def _plain(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _by_label(lines: Sequence[tuple[Cue, str]]) -> Iterator[tuple[Cue, str, str, bool]]:
    names = labels_in(line for _, line in lines)
    for cue, line in lines:
        change = _CHANGE.match(line)
        rest = line[change.end() :] if change else line
        label = _LABEL.match(rest)
        if label and (name := _tidy(label["name"])) in names:
            yield cue, name, rest[label.end() :], True
        else:
            yield cue, "", rest, change is not None


def labels_in(lines: Iterable[str]) -> frozenset[str]:
    """The labels that name a speaker."""
    counts: Counter[str] = Counter()
    begins_with_one: bool | None = None
    for line in filter(str.strip, lines):
        change = _CHANGE.match(line)
        label = _LABEL.match(line, change.end() if change else 0)
        name = _tidy(label["name"]) if label else ""
        if begins_with_one is None:
            begins_with_one = _is_name(name)
        if name:
            counts[name] += 1
    return frozenset(name for name, count in counts.items() if _is_name(name) and (begins_with_one or count > 1))


def _is_name(label: str) -> bool:
    words = label.split()
    if not words or len(words) > _MOST_WORDS or words[0].lower() in _NO_NAMES:
        return False
    return is_interviewer(label) or not any(word[0].islower() and word not in _PARTICLES for word in words)


def _tidy(label: str) -> str:
    return " ".join(label.split()).strip(" .")
