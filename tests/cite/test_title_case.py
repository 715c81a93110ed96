"""Titles in sentence case: no word is lost, and it takes a time that grows with the title."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.cite.csl import title_case
from themebook.cite.csl.title_case import as_written, sentence_case

WORDS = ["A", "The", "Word", "word", "USA", "{Key}", "{K}ey", "{a: b}", "1", "É", "st", "{", "}", "<i>", "</i>"]
MARKS = [".", ":", "?", "–", "—", " ", "\u00a0", "-", "(", "“", "’"]
TITLES = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=16).map("".join)


def words(title: str) -> str:
    """The words of a title without braces, spans and case."""
    return re.sub(r'[{}]|<span class="nocase">|</span>', "", title).casefold()


@given(TITLES)
def test_only_capitals_and_braces_change(title: str) -> None:
    assert words(sentence_case(title)) == words(title)
    assert words(as_written(title)) == words(title)


@given(st.lists(st.sampled_from([*MARKS, "A", "The", "Word", "word", "USA", "1", "É"]), max_size=16).map("".join))
def test_a_title_in_sentence_case_stays_as_it_is(title: str) -> None:
    assert sentence_case(sentence_case(title)) == sentence_case(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Work across Borders: About Us", "Work across borders: About us"),
        ("The Long March: What May Help on Friday, May 19", "The long march: What may help on Friday, May 19"),
        ("Gardens of the Inside", "Gardens of the inside"),
        ("Discipline and Punish", "Discipline and punish"),
        ("Das Kapital", "Das Kapital"),
        ("Turtle Geometry", "Turtle geometry"),
        ("Understanding Japan", "Understanding Japan"),
        ("Anglo-American Prisons", "Anglo-American prisons"),
        ("Model-Based Control", "Model-based control"),
        ("Prisons in South Africa and in Wales", "Prisons in South Africa and in Wales"),
        ("A Study of United Kingdom Prisons", "A study of United Kingdom prisons"),
        ("Polish Officers and French Gardens", "Polish officers and French gardens"),
        ("The Story of Officer A", "The story of officer A"),
        ("A Mixed Methods Study of Dr. Smith and Mrs Jones", "A mixed methods study of Dr. Smith and Mrs Jones"),
        ("files: interplatform use", "files: Interplatform use"),
        ("files: iPhone use", "files: iPhone use"),
        ("Why $x$: x", "Why $x$: x"),
        ("at 10:30 in the morning", "at 10:30 in the morning"),
    ],
)
def test_titles(title: str, expected: str) -> None:
    assert sentence_case(title) == expected


@given(TITLES)
def test_what_is_before_a_word_is_forgotten_without_effect(title: str) -> None:
    with patch.object(title_case, "_LONG", 0):
        forgetful = sentence_case(title)
    assert forgetful == sentence_case(title)


def test_no_word_is_decided_by_more_than_the_few_characters_before_it() -> None:
    title = "Trust And Power: “A Study” " * 2_000
    longest = max(len(title_case._relevant_end(title[:at])) for at in range(0, 400))
    assert longest <= 5
    assert sentence_case(title).startswith("Trust and power: “A study” trust and power")
