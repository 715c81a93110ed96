"""A transcript with times (WebVTT, SubRip) as a source of a study.

The source is named after the file and has all of its text. Everyone who is named in it is a participant; whoever is
named as interviewer or moderator is an interviewer. What a participant says without a break is a quote, with the time
of its start as its locator, so that a study can use it at once. Nobody has chosen these quotes, so they are drafts.
What an interviewer asks is no quote. If the file names no speakers, it is not known where one stops and another
starts, so that there are no quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from themebook.core.choices import ParticipantKind, SourceKind
from themebook.core.diagnostics import Loaded, Rule, Severity, Span
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedParticipant, ImportedQuote, ImportedSource
from themebook.exchange.input_file import InputFile
from themebook.exchange.transcripts.cues import read_cues, timestamp
from themebook.exchange.transcripts.turns import Speech, SpokenTurn, is_interviewer, speech_of

TRANSCRIPT_HAS_WORDS = Rule("transcript-has-words", "A transcript to import must have words with times.")
SPEAKERS_NAMED = Rule(
    "speakers-named", "A transcript should name its speakers. There are no quotes from it otherwise.", Severity.WARNING
)
_ANYBODY = re.compile(
    r"(?:speaker|participant|respondent|interviewee|person|sprecher|hablante|falante) ?\d*", re.IGNORECASE
)


def read_transcript(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    """The source, its participants, and what they say as drafts of quotes."""
    cues, found = read_cues(file)
    speech = speech_of(cues)
    if not speech.turns:
        return Loaded(Imported(), (*found, TRANSCRIPT_HAS_WORDS.at(file.start, f"there are no words in '{file.name}'")))
    first_turns = speech.first_turns
    if not first_turns:
        message = "nobody is named as a speaker, so that the source has no quotes"
        hint = "write who speaks before the words, such as 'Anna: ', or quote by hand"
        found = (*found, SPEAKERS_NAMED.at(Span(file.name, speech.turns[0].line), message, hint))
    source = ImportedSource(
        title=file.stem,
        kind=SourceKind.TRANSCRIPT,
        participants=tuple(_name(speaker, file) for speaker in first_turns),
        text="\n".join(f"{turn.speaker}: {turn.words}" if turn.speaker else turn.words for turn in speech.turns),
        place=file.start,
    )
    imported = Imported(
        participants=tuple(_participant(turn, file, speech) for turn in first_turns.values()),
        sources=(source,),
        quotes=tuple(_quotes(file, speech)) if first_turns else (),
    )
    return Loaded(imported, found)


def _name(speaker: str, file: InputFile) -> str:
    """The name of a speaker. One that any transcript may have is told apart by that of the file."""
    return f"{speaker} ({file.stem})" if _ANYBODY.fullmatch(speaker) else speaker


def _participant(first: SpokenTurn, file: InputFile, speech: Speech) -> ImportedParticipant:
    return ImportedParticipant(
        name=_name(first.speaker, file),
        kind=ParticipantKind.INTERVIEWER if is_interviewer(first.speaker) else ParticipantKind.PERSON,
        place=Span(file.name, first.line),
        guessed_from="" if speech.has_voices else f"the labels of speakers in {file.base_name}",
    )


def _quotes(file: InputFile, speech: Speech) -> Iterator[ImportedQuote]:
    for number, turn in enumerate(speech.turns, start=1):
        if not is_interviewer(turn.speaker):
            yield _quote(number, turn, file)


def _quote(number: int, turn: SpokenTurn, file: InputFile) -> ImportedQuote:
    return ImportedQuote(
        key=f"turn-{number}",
        words=turn.words,
        speaker=_name(turn.speaker, file),
        source=file.stem,
        locator=timestamp(turn.seconds),
        place=Span(file.name, turn.line),
        guessed_from=f"turn {number} of {file.base_name}",
        at=f"turn {number}",
    )
