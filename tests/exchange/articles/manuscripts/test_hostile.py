"""Manuscripts that nobody would write are read in a reasonable time, and never raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.articles.manuscripts.texts import messages
from themebook.exchange.articles.manuscripts import bounds, markdown, plain_text
from themebook.exchange.format import ImportOptions
from themebook.exchange.input_file import InputFile

HOSTILE = {
    "short lines": "Abc def\n" * 50_000,
    "headings": "Results\n\n" + "Abc def\n\n" * 20_000,
    "one long line": "word " * 400_000,
    "open brackets": "(" * 200_000 + ")" * 200_000,
    "open citations": "(Abel, 2001 " * 50_000,
    "many names": "Abel, " * 50_000 + "(2010)",
    "many works": " ".join(f"(Abel{number}, 2010)" for number in range(5_000)),
    "open quotation marks": "“" * 200_000,
    "quotations": "“a ”" * 50_000,
    "spaces": "a" + " " * 400_000 + "b",
    "dots": "." * 400_000,
    "bookmarks": "[bookmark: " * 50_000,
    "one long entry": "References\n\n" + "Abel, A., " * 50_000,
    "tables": "  ------------------\n" * 50_000,
    "labels": "Anna: " * 50_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_texts_are_read(name: str) -> None:
    """Nothing is made up, what is quoted is in the text, and what could not be read is reported."""
    loaded = plain_text.read(InputFile("a.txt", HOSTILE[name].encode()), ImportOptions())
    assert {one.rule.code for one in loaded.diagnostics} >= {"results-found", "licence-allows-draft"}
    words = " ".join(HOSTILE[name].split())
    assert all(" ".join(quote.words.split()) in words for quote in loaded.value.quotes)
    assert not loaded.value.participants
    years = {work.csl["issued"]["date-parts"][0][0] for work in loaded.value.works if "issued" in work.csl}
    assert years <= {2001, 2010}


def test_what_is_beyond_the_bounds_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_MOST_PIECES", 3)
    text = "Introduction\n\nOne. Two.\n\nThree. Four.\n\nFive. Six.\n"
    loaded = plain_text.read(InputFile("a.txt", text.encode()), ImportOptions())
    assert "a.txt:7:1: manuscript-in-bounds: the manuscript is too long" in messages(loaded)


def test_long_paragraphs_are_divided_and_nothing_is_lost() -> None:
    text = "Introduction\n\n" + "word " * 10_000 + "\n"
    block_texts = [
        getattr(piece, "text", "")
        for piece in bounds.bounded(plain_text.pieces_of(InputFile("a.txt", text.encode()))).value
    ]
    assert "".join(block_texts).split() == ["word"] * 10_000
    assert len(block_texts) > 2


@given(st.text(max_size=400), st.sampled_from(["Results\n\n", "References\n\n", ""]))
def test_any_text_is_read(text: str, before: str) -> None:
    plain_text.read(InputFile("a.txt", (before + text).encode("utf-8", errors="replace")), ImportOptions())


@given(st.binary(max_size=300))
def test_any_bytes_are_recognised_or_not(data: bytes) -> None:
    file = InputFile("a.md", data)
    assert markdown.recognises(file) in (True, False)
    assert plain_text.recognises(file) in (True, False)
