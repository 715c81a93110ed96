"""Cues: what is said at a time, as WebVTT and SubRip files list it.

Formats: https://www.w3.org/TR/webvtt1/ and https://en.wikipedia.org/wiki/SubRip. Real files are often a little of both,
so both are read in the same way. Lines that belong to no cue are reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.input_file import InputFile

CUE_TIMES = Rule("cue-times", "A line with --> must have two times, such as 00:12:31.000.", Severity.WARNING)
CUE_LINES = Rule("cue-lines", "Each line of a transcript must belong to a cue.", Severity.WARNING)

_TIME = r"(?:(?P<hours{0}>\d{{1,4}}):)?(?P<minutes{0}>\d{{1,2}}):(?P<seconds{0}>\d{{1,2}})(?:[.,]\d{{1,9}})?"
_TIMES = re.compile(rf"\s*{_TIME.format('')}\s*-->\s*{_TIME.format('_end')}(?![\d:])")
_WEBVTT = re.compile(r"WEBVTT(?=[ \t\r\n]|$)")
_SUBRIP = re.compile(r"(?:\d{1,9}[ \t]*\r?\n)?[ \t]*\d{1,4}:\d{1,2}:\d{1,2}[.,]\d{1,3}[ \t]*-->")
_NO_CUE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from a time on, in seconds, with its markup; and the line of the file with the time."""

    seconds: int
    line: int
    text: str


@dataclass(slots=True)
class _Reading:
    """The state between two lines: the cues so far, and what is known of the block that is being read.

    ``kind`` is ``cue`` after the line with the times, ``other`` in what is no cue, and empty before either.
    """

    cues: list[tuple[int, int, list[str]]] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    waiting: list[tuple[int, str]] = field(default_factory=list)
    kind: str = ""


def is_webvtt(file: InputFile) -> bool:
    return bool(_WEBVTT.match(file.beginning))


def is_subrip(file: InputFile) -> bool:
    return bool(_SUBRIP.match(file.beginning))


def read_cues(file: InputFile) -> Loaded[tuple[Cue, ...]]:
    """The cues in the order of the file, without what is not said: headers, notes, styles and regions."""
    text, found = file.decoded
    state = _Reading()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            _read_line(state, number, line, file.name)
        else:
            _end_block(state, file.name)
    _end_block(state, file.name)
    cues = (Cue(seconds, line, "\n".join(lines)) for seconds, line, lines in state.cues)
    return Loaded(tuple(cues), (*found, *state.found))


def timestamp(seconds: int) -> str:
    """A time as hours, minutes and seconds, such as ``00:12:31``."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _read_line(state: _Reading, number: int, line: str, file: str) -> None:
    times = _TIMES.match(line) if "-->" in line else None
    if times:
        # Without an empty line in between, the number of this cue looks like the end of the last one.
        if state.kind == "cue" and len(last := state.cues[-1][2]) > 1 and last[-1].strip().isdecimal():
            last.pop()
        hours, minutes, seconds = (int(times[name] or 0) for name in ("hours", "minutes", "seconds"))
        state.cues.append((hours * 3600 + minutes * 60 + seconds, number, []))
        state.kind, state.waiting = "cue", []
    elif "-->" in line and state.kind == "":
        message = "the times of this cue cannot be read, so that what is said in it is not carried over"
        state.found.append(CUE_TIMES.at(Span(file, number), message, "write them as 00:12:31.000 --> 00:12:34.000"))
        state.kind, state.waiting = "other", []
    elif state.kind == "" and not state.waiting and _NO_CUE.match(line):
        state.kind = "other"
    elif state.kind == "cue":
        state.cues[-1][2].append(line)
    elif state.kind == "":
        state.waiting.append((number, line))


def _end_block(state: _Reading, file: str) -> None:
    """Lines without times after a cue are its next paragraph, unless they are only a number."""
    lines = state.waiting if len(state.waiting) != 1 or not state.waiting[0][1].strip().isdecimal() else []
    if lines and state.cues:
        state.cues[-1][2].extend(line for _, line in lines)
    elif lines:
        place = Span(file, lines[0][0])
        state.found.append(CUE_LINES.at(place, "these words are not carried over: they have no time", "add one"))
    state.kind, state.waiting = "", []
