"""Passages that were marked in a text, and the quotes that they become."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.imported import ImportedQuote, Path
from themebook.exchange.qda.counted_text import CountedText
from themebook.exchange.transcripts.cues import timestamp
from themebook.exchange.transcripts.turns import labels_in

PASSAGE_POSITIONS = Rule(
    "passage-positions",
    "A marked passage must have positions inside of the text of its source, the end after the start.",
    Severity.WARNING,
)
PASSAGE_WORDS = Rule("passage-words", "A marked passage should contain words.", Severity.NOTE)
PASSAGE_LENGTH = Rule(
    "passage-length",
    "A marked passage must have at most 50,000 characters, and all passages of a source 20 million.",
    Severity.WARNING,
)
SAME_WORDS = Rule(
    "same-words", "Passages of exactly the same words of a source become one quote with all their codes.", Severity.NOTE
)

PASSAGE_SPEAKERS = Rule(
    "passage-speakers", "A project should know who speaks, if its texts name speakers.", Severity.WARNING
)

_MOST_SHOWN = 5
_LONGEST = 50_000
_MOST_CHARACTERS = 20_000_000
# With more people than this in one source, only passages that are marked as somebody's words have a speaker.
_MOST_SPEAKERS = 200
# Some programs count the end of the last paragraph, which the text may lack.
_BEYOND = 2
# The parts of a text that are a person's words, as ascending starts and ends.
_Parts = tuple[list[int], list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPassage:
    """What was marked in a text, from ``start`` to ``end`` as the text is counted.

    ``speakers`` are those whose words it is said to be; ``only_shows_speaker`` is true if it was marked for nothing
    else. ``seconds`` is where in a recording it begins, if known.
    """

    id: str
    start: int
    end: int
    place: Span
    codes: tuple[Path, ...] = ()
    note: str = ""
    speakers: tuple[str, ...] = ()
    only_shows_speaker: bool = False
    seconds: int | None = None
    guessed_from: str = ""


@dataclass(frozen=True, slots=True)
class PassageSource:
    """The text that quotes are cut from. ``speaker`` is whose words all of it is, if only one person speaks in it."""

    title: str
    text: CountedText
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A passage with its words, and where these begin and end."""

    passage: MarkedPassage
    words: str
    start: int
    end: int


def quotes_of(source: PassageSource, passages: Iterable[MarkedPassage]) -> Loaded[list[ImportedQuote]]:
    """The quotes in the order of the text, without the space around their words.

    Passages of the same words are one quote, because many programs have one for each code. What only shows who speaks
    is no quote.
    """
    cuts, found = _cuts(source, passages)
    spoken = _spoken(cuts)
    groups: dict[tuple[int, int], list[_Cut]] = {}
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        if not cut.passage.only_shows_speaker:
            groups.setdefault((cut.start, cut.end), []).append(cut)
    lines = Counter(source.text.place(start)[0] for start, _ in groups)
    quotes = [_quote(source, group, lines, _speaker(source, group, spoken)) for group in groups.values()]
    return Loaded(
        quotes,
        (*found, *_joined(source, groups.values()), *_unnamed(source, quotes, _spoken_in(groups.values(), spoken))),
    )


def _unnamed(source: PassageSource, quotes: Sequence[ImportedQuote], known: Iterator[_Cut]) -> Iterator[Diagnostic]:
    """That a text names its speakers at the beginning of lines, but the project does not.

    ``known`` are the passages in parts of which somebody is known to speak.
    """
    is_unnamed = bool(quotes) and not any(one.speaker for one in quotes) and next(known, None) is None
    labels = labels_in(source.text.units.split("\n")) if is_unnamed else ()
    if labels:
        names = ", ".join(f"'{name}'" for name in sorted(labels)[:_MOST_SHOWN])
        names += f" and {len(labels) - _MOST_SHOWN} more" if len(labels) > _MOST_SHOWN else ""
        message = f"the quotes of '{source.title}' have no speakers, though its text seems to name them: {names}"
        yield PASSAGE_SPEAKERS.at(quotes[0].place, message, "add `participant` to each quote, with pseudonyms")


def _quote(source: PassageSource, group: Sequence[_Cut], lines: Counter[int], speaker: str) -> ImportedQuote:
    first = group[0]
    line, column = source.text.place(first.start)
    at = f"l. {line}, char. {column}"
    locator = at if lines[line] > 1 else f"l. {line}"
    guesses = [cut.passage.guessed_from for cut in group]
    return ImportedQuote(
        key=first.passage.id,
        words=first.words,
        speaker=speaker,
        source=source.title,
        locator=locator if first.passage.seconds is None else timestamp(first.passage.seconds),
        codes=tuple(dict.fromkeys(code for cut in group for code in cut.passage.codes)),
        note="\n\n".join(dict.fromkeys(cut.passage.note for cut in group if cut.passage.note)),
        place=first.passage.place,
        guessed_from=guesses[0] if all(guesses) else "",
        at=at,
    )


def _cuts(source: PassageSource, passages: Iterable[MarkedPassage]) -> Loaded[list[_Cut]]:
    found: list[Diagnostic] = []
    cuts = []
    total = 0
    length = len(source.text.units)
    for one in passages:
        if one.only_shows_speaker:
            cuts.append(_Cut(one, "", one.start, one.end))
            continue
        where = f"the passage from {one.start} to {one.end} of '{source.title}' is not carried over"
        if not 0 <= one.start <= one.end or one.start > length or one.end > length + _BEYOND:
            message = f"{where}: the text has {length} characters"
            found.append(PASSAGE_POSITIONS.at(one.place, message, "look it up, and add it by hand"))
            continue
        if one.end - one.start > _LONGEST or total + one.end - one.start > _MOST_CHARACTERS:
            message = f"{where}: it is too long for a quote"
            found.append(PASSAGE_LENGTH.at(one.place, message, "quote a part of it by hand"))
            continue
        total += one.end - one.start
        if cut := _cut(source.text, one):
            cuts.append(cut)
        else:
            found.append(PASSAGE_WORDS.at(one.place, f"{where}: there are no words in it"))
    return Loaded(cuts, tuple(found))


def _cut(text: CountedText, passage: MarkedPassage) -> _Cut | None:
    words = text.words(passage.start, passage.end).strip()
    units = text.units[passage.start : passage.end]
    bare = units.lstrip().removeprefix("\ufeff").lstrip()
    start = passage.start + len(units) - len(bare)
    return _Cut(passage, words, start, start + len(bare.rstrip())) if words else None


def _spoken(cuts: Iterable[_Cut]) -> Mapping[str, _Parts]:
    """The parts of a text that are each person's words. Adjacent parts are joined."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for cut in cuts:
        for name in cut.passage.speakers:
            spans.setdefault(name, []).append((cut.start, cut.end))
    return {name: _joined_parts(parts) for name, parts in spans.items()} if len(spans) <= _MOST_SPEAKERS else {}


def _joined_parts(parts: Iterable[tuple[int, int]]) -> _Parts:
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(parts):
        if ends and start <= ends[-1] + _BEYOND:
            ends[-1] = max(end, ends[-1])
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _speaker(source: PassageSource, group: Sequence[_Cut], spoken: Mapping[str, _Parts]) -> str:
    """Who speaks, if only one person can be meant."""
    names = dict.fromkeys(name for cut in group for name in cut.passage.speakers)
    if not names:
        names = dict.fromkeys(name for name, parts in spoken.items() if _is_inside(group[0], *parts))
    if not names:
        return source.speaker
    return next(iter(names)) if len(names) == 1 else ""


def _spoken_in(groups: Iterable[Sequence[_Cut]], spoken: Mapping[str, _Parts]) -> Iterator[_Cut]:
    """The passages in parts of which, at least, somebody is known to speak, such as those with several speakers."""
    for cut, *_ in groups:
        for starts, ends in spoken.values():
            before = bisect_left(starts, cut.end)
            if before and ends[before - 1] > cut.start:
                yield cut
                break


def _is_inside(cut: _Cut, starts: list[int], ends: list[int]) -> bool:
    before = bisect_right(starts, cut.start)
    return before > 0 and cut.end <= ends[before - 1] + _BEYOND


def _joined(source: PassageSource, groups: Iterable[Sequence[_Cut]]) -> Iterator[Diagnostic]:
    several = [group for group in groups if len(group) > 1]
    if several:
        count = sum(len(group) - 1 for group in several)
        message = f"passages of '{source.title}' that mark the same words were joined, {count} in all"
        yield SAME_WORDS.at(several[0][1].passage.place, message)
