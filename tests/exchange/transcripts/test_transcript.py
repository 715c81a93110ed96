"""Transcripts with times: who says what, and when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.core.choices import ParticipantKind, SourceKind
from themebook.core.diagnostics import Loaded
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import format_of
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.transcripts.transcript import read_transcript

WEBVTT = """\
WEBVTT - A talk
Kind: captions
Language: en

STYLE
::cue(v[voice="Anna"]) { color: blue }

REGION
id:left
width:40%

NOTE Not said by anybody
--- and not this either

intro-1
00:01.000 --> 00:02.500 align:start position:10%
<v.loud Interviewer>How are <b>your</b> nights?</v>

2
00:12:31.900 --> 00:12:33.000
<v Anna>Long &amp; quiet.

00:12:33.000 --> 00:12:35.000
<v Anna>Mostly <00:12:34.000><c.yellow>quiet</c>.</v> <v Ben O'Neil>Not
mine.</v>
"""
SUBRIP = """\
1
00:00:01,000 --> 00:00:02,000
Moderator: Who works
at <i>night</i>?

2
01:02:03,400 --> 01:02:05,000
{\\an8}Anna: I do. It is
12:30 now: late.

3
01:02:05.500 --> 01:02:06.000
<font color="#fff">And I like it.</font>

4
01:02:07,000 --> 01:02:08,000
- Ben: I do not.
"""


def read(text: str | bytes, name: str = "talks/Interview 3.vtt") -> Loaded[Imported]:
    return read_transcript(InputFile(name, text.encode() if isinstance(text, str) else text), ImportOptions())


def quotes(found: Loaded[Imported]) -> list[tuple[str, str, str]]:
    return [(quote.speaker, quote.words, quote.locator) for quote in found.value.quotes]


def srt(*payloads: str) -> str:
    return "\n\n".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{payload}"
        for number, payload in enumerate(payloads, start=1)
    )


def test_webvtt_has_its_voices_as_speakers_and_their_turns_as_drafts_of_quotes() -> None:
    found = read(WEBVTT)
    assert found.diagnostics == ()
    assert quotes(found) == [
        ("Anna", "Long & quiet. Mostly quiet.", "00:12:31"),
        ("Ben O'Neil", "Not mine.", "00:12:33"),
    ]
    assert [quote.guessed_from for quote in found.value.quotes] == [
        "turn 2 of Interview 3.vtt",
        "turn 3 of Interview 3.vtt",
    ]
    assert [quote.place.line for quote in found.value.quotes] == [20, 23]


def test_the_source_has_the_name_of_the_file_all_words_and_all_speakers() -> None:
    (source,) = read(WEBVTT).value.sources
    assert (source.title, source.kind) == ("Interview 3", SourceKind.TRANSCRIPT)
    assert source.participants == ("Interviewer", "Anna", "Ben O'Neil")
    assert source.text == (
        "Interviewer: How are your nights?\nAnna: Long & quiet. Mostly quiet.\nBen O'Neil: Not mine."
    )


def test_who_asks_is_an_interviewer() -> None:
    participants = read(WEBVTT).value.participants
    assert [(one.name, one.kind) for one in participants] == [
        ("Interviewer", ParticipantKind.INTERVIEWER),
        ("Anna", ParticipantKind.PERSON),
        ("Ben O'Neil", ParticipantKind.PERSON),
    ]
    assert {one.guessed_from for one in participants} == {""}


def test_subrip_has_labels_as_speakers() -> None:
    found = read(SUBRIP, "b.srt")
    assert found.diagnostics == ()
    assert quotes(found) == [
        ("Anna", "I do. It is 12:30 now: late. And I like it.", "01:02:03"),
        ("Ben", "I do not.", "01:02:07"),
    ]
    assert found.value.sources[0].participants == ("Moderator", "Anna", "Ben")
    assert found.value.participants[1].guessed_from == "the labels of speakers in b.srt"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text + "\n\n\n",
        lambda text: text.replace("\n\n", "\n \n"),
    ],
)
@pytest.mark.parametrize("text", [WEBVTT, SUBRIP])
def test_marks_and_line_ends_change_nothing(text: str, change: object) -> None:
    changed = change(text)  # type: ignore[operator]
    assert quotes(read(changed)) == quotes(read(text))
    assert read(changed).value.sources[0].text == read(text).value.sources[0].text


def test_cues_without_an_empty_line_in_between_stay_apart() -> None:
    text = srt("Anna: I am 5\n7", "Ben: And I am\n6", "Anna: Well.").replace("\n\n", "\n")
    assert quotes(read(text)) == [
        ("Anna", "I am 5 7", "00:00:01"),
        ("Ben", "And I am 6", "00:00:02"),
        ("Anna", "Well.", "00:00:03"),
    ]


def test_an_empty_line_inside_of_a_cue_loses_nothing() -> None:
    assert quotes(read(srt("Anna: One.\n\nTwo.", "Ben: Three."))) == [
        ("Anna", "One. Two.", "00:00:01"),
        ("Ben", "Three.", "00:00:02"),
    ]


@pytest.mark.parametrize(
    ("payloads", "speakers"),
    [
        (("Speaker 1: Yes.", "Speaker 2: No."), ["Speaker 1 (Interview 3)", "Speaker 2 (Interview 3)"]),
        (("[Anna]: Yes.", "(Ben): No."), ["Anna", "Ben"]),
        (("INT: Why?", "P3: Because."), ["P3"]),
        ((">> ANNA: Yes.", ">> Ben de Wit: No."), ["ANNA", "Ben de Wit"]),
        (("张三：是的。", "李四：不是。"), ["张三", "李四"]),  # noqa: RUF001
        (("Anna: Yes.", ">> No."), ["Anna", ""]),
        (("Anna: He said that there is one reason: money.", "So: that was it."), ["Anna"]),
        (("I saw it.", "Then I thought.", "Anna: Yes.", "And.", "Anna: No."), ["", "Anna"]),
    ],
)
def test_labels_are_speakers_if_they_look_like_names(payloads: tuple[str, ...], speakers: list[str]) -> None:
    assert [quote.speaker for quote in read(srt(*payloads)).value.quotes] == speakers


@pytest.mark.parametrize("payloads", [("Yes.", "No."), ("This is it: rain.", "Warning: rain.")])
def test_without_speakers_there_is_a_source_and_no_quote(payloads: tuple[str, ...]) -> None:
    found = read(srt(*payloads))
    assert found.value.quotes == found.value.participants == ()
    assert found.value.sources[0].text == " ".join(payloads)
    (diagnostic,) = found.diagnostics
    assert (
        f"[{diagnostic.rule.code}] {diagnostic.message}"
        == "[speakers-named] nobody is named as a speaker, so that the source has no quotes"
    )


def test_scripts_without_spaces_are_joined_without_spaces() -> None:
    assert quotes(read(srt("张三：今天", "很好。"))) == [("张三", "今天很好。", "00:00:01")]  # noqa: RUF001


def test_times_that_cannot_be_read_and_words_without_a_time_are_reported() -> None:
    text = "WEBVTT\n\nHello there.\n\nsoon --> later\nLost words.\n\n00:01.000 --> 00:02.000\n<v Anna>Kept."
    found = read(text)
    assert quotes(found) == [("Anna", "Kept.", "00:00:01")]
    assert [(one.rule.code, one.span.line) for one in found.diagnostics] == [("cue-lines", 3), ("cue-times", 5)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (WEBVTT, "webvtt"),
        ("\ufeffWEBVTT\r\n", "webvtt"),
        (SUBRIP, "srt"),
        ("\ufeff1\r\n0:00:01.000 --> 0:00:02.000\r\nHi, you.\r\n", "srt"),
    ],
)
def test_transcripts_are_recognised_by_their_content(text: str, name: str) -> None:
    found = format_of(InputFile("a.txt", text.encode())).value
    assert found
    assert found.name == name


def test_a_transcript_without_words_is_an_error() -> None:
    found = read("WEBVTT\n\n00:01.000 --> 00:02.000\n")
    assert found.value == Imported()
    assert [one.rule.code for one in found.diagnostics] == ["transcript-has-words"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + data)
    read(b"1\n00:00:01,000 --> 00:00:02,000\n" + data)


WORDS = st.lists(st.sampled_from(["yes", "no", "night", "12", "work", "é"]), min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from(["Anna", "Ben", "Dr Cole"]), WORDS), min_size=1, max_size=12))
def test_what_is_said_is_the_same_with_voices_and_with_labels(said: list[tuple[str, str]]) -> None:
    cues = [(f"00:00:{second:02}", who, words) for second, (who, words) in enumerate(said)]
    voices = "WEBVTT\n\n" + "\n\n".join(f"{at}.000 --> {at}.900\n<v {who}>{words}</v>" for at, who, words in cues)
    labels = "\n\n".join(f"1\n{at},000 --> {at},900\n{who}: {words}" for at, who, words in cues)
    assert quotes(read(voices)) == quotes(read(labels))
    assert " ".join(words for _, words, _ in quotes(read(voices))) == " ".join(words for _, words in said)


def test_speakers_that_any_transcript_may_have_are_told_apart() -> None:
    said = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Speaker 1>We meet.\n"
    names = [read(said, f"{name}.vtt").value.participants[0].name for name in ("Talk 1", "Talk 2")]
    assert names == ["Speaker 1 (Talk 1)", "Speaker 1 (Talk 2)"]
