"""Quotes are exactly what was selected, however the text is written and however its characters are counted."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.qda.refi.projects import (
    element,
    messages,
    packed,
    project,
    read,
    read_sources,
    selection,
    text_source,
)
from themebook.exchange.imported import Imported, ImportedQuote, Path

PATHS: tuple[Path, ...] = (("A",), ("A", "B"), ("A", "B", "C"), ("D",))
NESTED = (
    "<CodeBook><Codes><Code guid='0' name='A'><Code guid='1' name='B'><Code guid='2' name='C'/></Code></Code>"
    "<Code guid='3' name='D'/></Codes></CodeBook>"
)
CHARACTERS = st.sampled_from(
    ["a", "b", ".", " ", "\n", "\r\n", "é", "e\u0301", "ß", "中", "\u200d", "😀", "\U0001d504"]
)


@dataclass(frozen=True)
class Generated:
    """A text as it is in its file, what is selected in it with which codes, and how the file is made."""

    text: str
    selections: tuple[tuple[int, int, tuple[int, ...]], ...]
    path: str
    inner: str
    has_mark: bool


@st.composite
def generated(draw: st.DrawFn) -> Generated:
    text = "".join(draw(st.lists(CHARACTERS, min_size=1, max_size=80)))
    position = st.integers(0, len(text))
    codes = st.lists(st.integers(0, len(PATHS) - 1), max_size=3, unique=True).map(tuple)
    raw = draw(st.lists(st.tuples(position, position, codes), max_size=8))
    selections = tuple((min(one, other), max(one, other), codes) for one, other, codes in raw)
    path = draw(st.sampled_from(["internal://one.txt", "one.txt", "relative:///one.txt", "C:\\Users\\x\\one.txt"]))
    return Generated(text, selections, path, draw(st.sampled_from(["project.qde", "Other.QDE"])), draw(st.booleans()))


def expected(made: Generated) -> list[tuple[str, set[Path]]]:
    """The words and codes of the quotes, in the order of the text."""
    quotes: dict[tuple[int, int], set[Path]] = {}
    for start, end, codes in made.selections:
        words = made.text[start:end]
        if words.strip():
            start += len(words) - len(words.lstrip())
            quotes.setdefault((start, start + len(words.strip())), set()).update(PATHS[code] for code in codes)
    return [
        (made.text[start:end].replace("\r\n", "\n").replace("\r", "\n"), codes)
        for (start, end), codes in sorted(quotes.items())
    ]


def is_where_it_says(quote: ImportedQuote, found: Imported) -> bool:
    source = next(one for one in found.sources if one.title == quote.source)
    line, column = (int(part) for part in quote.at.removeprefix("l. ").split(", char. "))
    lines = source.text.split("\n")
    return "\n".join(lines[line - 1 :])[column - 1 :].startswith(quote.words)


@given(generated())
def test_every_quote_is_what_was_selected_with_its_codes(made: Generated) -> None:
    selections = "".join(selection(start, end, *map(str, codes)) for start, end, codes in made.selections)
    xml = project(NESTED, element("Sources", text_source(selections, plainTextPath=made.path)))
    data = (codecs.BOM_UTF8 if made.has_mark else b"") + made.text.encode()
    found = read(packed(xml, {"one.txt": data}, inner=made.inner)).value
    assert [(quote.words, set(quote.codes)) for quote in found.quotes] == expected(made)
    assert all(quote.words in found.sources[0].text for quote in found.quotes)
    assert all(is_where_it_says(quote, found) for quote in found.quotes)


WAYS = {
    "two for a line break": lambda text: text,
    "one for a line break": lambda text: text.replace("\r\n", "\n"),
    "two for a line break, of which the file has one": lambda text: text,
    "UTF-16": lambda text: "".join(character if character < "\U00010000" else "??" for character in text),
    "UTF-16 and one for a line break": lambda text: "".join(
        character if character < "\U00010000" else "??" for character in text.replace("\r\n", "\n")
    ),
    "with a byte-order mark": lambda text: "\ufeff" + text,
}


@pytest.mark.parametrize("way", WAYS)
@given(st.lists(st.sampled_from([" ", "\r\n", " 😀 "]), min_size=8, max_size=30), st.data())
def test_names_of_selections_decide_how_characters_are_counted(
    way: str, between: list[str], data: st.DataObject
) -> None:
    text = "\r\n😀\r\n" + "".join(f"word{number:02}s{space}" for number, space in enumerate(between))
    counted = WAYS[way](text)
    chosen = sorted(data.draw(st.sets(st.integers(0, len(between) - 1), min_size=1, max_size=6)))
    starts = [(counted.index(f"word{number:02}s"), f"word{number:02}s") for number in chosen]
    selections = (selection(start, start + len(word), guid=word, name=f"{word[:-1]}...") for start, word in starts)
    whole = selection(counted.index("word00"), counted.index("word01"), guid="whole", name="word00s ...")
    source = text_source("".join(selections), whole)
    stored = text.replace("\r\n", "\n") if "the file has one" in way else text
    mark = codecs.BOM_UTF8 if "mark" in way else b""
    found = read(packed(project(element("Sources", source)), {"one.txt": mark + stored.encode()})).value
    assert {word for _, word in starts} <= {quote.words for quote in found.quotes}


def test_line_breaks_that_nothing_decides_are_counted_as_in_the_file_and_reported() -> None:
    found = read_sources(text_source(selection(6, 10)), text="one\r\n two\r\nthree")
    assert found.value.quotes[0].words == "two"
    assert messages(found) == [
        "line-breaks-counted: nothing shows whether line breaks of 'Interview 1' are counted as one character or as "
        "two; two was assumed"
    ]


def test_atlas_ti_counts_a_line_break_as_one_character() -> None:
    found = read_sources(text_source(selection(4, 7)), text="one\r\ntwo\r\nthree", origin="ATLAS.ti Win 9")
    assert found.value.quotes[0].words == "two"
    assert messages(found) == []


def test_a_text_inside_of_the_project_is_read() -> None:
    source = text_source(
        "<PlainTextContent>one\ntwo &amp; three</PlainTextContent>", selection(4, 15), plainTextPath=""
    )
    found = read(project(element("Sources", source)))
    assert found.value.quotes[0].words == "two & three"
    assert found.value.sources[0].text == "one\ntwo & three"
    assert messages(found) == []


def test_a_locator_is_the_line_with_the_character_where_lines_are_shared() -> None:
    found = read_sources(text_source(selection(0, 3), selection(4, 7), selection(8, 13)), text="one two\nthree")
    assert [quote.locator for quote in found.value.quotes] == ["l. 1, char. 1", "l. 1, char. 5", "l. 2"]


@pytest.mark.parametrize(
    ("positions", "message"),
    [
        (
            (0, 99),
            "passage-positions: the passage from 0 to 99 of 'One' is not carried over: the text has 7 characters",
        ),
        ((-1, 3), "passage-positions: the selection 'x' is not carried over: it has no valid positions"),
        ((3, 1), "passage-positions: the selection 'x' is not carried over: it has no valid positions"),
        (
            (3, 4),
            "passage-words: the passage from 3 to 4 of 'One' is not carried over: there are no words in it",
        ),
    ],
)
def test_a_selection_without_words_in_its_text_is_reported(positions: tuple[int, int], message: str) -> None:
    found = read_sources(text_source(selection(*positions, guid="x"), name="One"), text="one two")
    assert found.value.quotes == ()
    assert messages(found) == [message]


def test_positions_that_are_no_numbers_are_reported() -> None:
    source = text_source("<PlainTextSelection guid='x' startPosition='²' endPosition='1e9'/>")
    assert messages(read_sources(source, text="one two")) == [
        "passage-positions: the selection 'x' is not carried over: it has no valid positions"
    ]
