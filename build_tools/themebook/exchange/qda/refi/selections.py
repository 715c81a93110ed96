"""Selections: the parts of a source that somebody marked, with the codes that they have."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded
from themebook.exchange.qda.counted_text import Positions
from themebook.exchange.qda.passages import PASSAGE_POSITIONS
from themebook.exchange.qda.refi.elements import children, id_of, identity, whole_number
from themebook.exchange.safe_xml import local_name, place_of

# Parts of a recording.
TIMED = ("AudioSelection", "VideoSelection")
# To compare positions of any size with numbers.
_LAST = 10**15


@dataclass(frozen=True, slots=True)
class Selection:
    """A marked part of a text. ``seconds`` is where in a recording it begins, if known.

    ``is_guess`` is true if a part of a recording was marked, and the text is what was said around that time.
    """

    element: etree._Element
    positions: Positions
    seconds: int | None = None
    is_guess: bool = False


def selections_of(
    text_element: etree._Element, recording: etree._Element | None, file: str
) -> Loaded[tuple[Selection, ...]]:
    """The selections in a text of a source, and those in the recording that it is the transcript of, if any.

    Those without positions are left out and reported.
    """
    found: list[Diagnostic] = []
    selections = []
    points = _points(text_element)
    elements = list(children(text_element, "PlainTextSelection", "TranscriptSelection"))
    elements += [] if recording is None else children(recording, *TIMED)
    for element in elements:
        one = _selection(element, points)
        if one is None or one.positions.start < 0 or one.positions.end < one.positions.start:
            message = f"the selection '{element.get('guid', '')}' is not carried over: it has no valid positions"
            found.append(PASSAGE_POSITIONS.at(place_of(element, file), message, "look it up, and add it by hand"))
        else:
            selections.append(one)
    return Loaded(tuple(selections), tuple(found))


def has_times(transcript: etree._Element) -> bool:
    """Whether a transcript says when what was said."""
    return any(whole_number(point, "timeStamp") is not None for point in children(transcript, "SyncPoint"))


@dataclass(frozen=True, slots=True)
class _Points:
    """The points of a transcript: positions and times in milliseconds by id, and pairs of both in either order."""

    by_id: Mapping[str, tuple[int, int | None]]
    by_position: tuple[tuple[int, int], ...]
    by_time: tuple[tuple[int, int], ...]


def _points(transcript: etree._Element) -> _Points:
    by_id = {}
    for point in children(transcript, "SyncPoint"):
        position = whole_number(point, "position")
        if position is not None:
            by_id[id_of(point)] = position, whole_number(point, "timeStamp")
    timed = sorted((position, time) for position, time in by_id.values() if time is not None)
    return _Points(by_id, tuple(timed), tuple(sorted((time, position) for position, time in timed)))


def _selection(element: etree._Element, points: _Points) -> Selection | None:
    if local_name(element) in TIMED:
        return _around(element, points)
    label = element.get("name") or ""
    if local_name(element) == "PlainTextSelection":
        start, end = whole_number(element, "startPosition"), whole_number(element, "endPosition")
        if start is None or end is None:
            return None
        before = bisect_right(points.by_position, (start, _LAST))
        at = points.by_position[before - 1][1] // 1000 if before else None
        return Selection(element, Positions(start, end, label), at)
    first = points.by_id.get(identity(element.get("fromSyncPoint")))
    last = points.by_id.get(identity(element.get("toSyncPoint")))
    if first is None or last is None:
        return None
    return Selection(element, Positions(first[0], last[0], label), None if first[1] is None else first[1] // 1000)


def _around(element: etree._Element, points: _Points) -> Selection | None:
    """What the transcript has from the last point before a part of the recording to the first one after it."""
    begin, end = whole_number(element, "begin"), whole_number(element, "end")
    if begin is None or end is None or not points.by_time:
        return None
    first = max(bisect_right(points.by_time, (begin, _LAST)) - 1, 0)
    last = min(bisect_left(points.by_time, (end, -1)), len(points.by_time) - 1)
    positions = Positions(points.by_time[first][1], points.by_time[last][1])
    return Selection(element, positions, max(begin, 0) // 1000, is_guess=True)
