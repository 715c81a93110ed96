"""Titles in sentence case: the same as by a definition that is simple and slow, in a time that grows with the title."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from themebook.cite import title_case
from themebook.cite.title_case import sentence_case

PIECE = re.compile(r"(\{(?:[^{}]|\{[^{}]*\})*\})|([^\W\d_][\w'\u2019]*)|(.)", re.DOTALL)
OPENS = re.compile(r"(?:^|[:?!]|(?<=[^\W\d_A-Z]{2})\.(?=\s)|[\u2013\u2014](?=\s))[\s\"'\u2018-\u201f(\[\u00bf\u00a1]*$")


def opens(title: str, at: int) -> bool:
    """Whether a title or sentence begins at an offset, by all that is before it."""
    return OPENS.search(re.sub(r"[{}]", "", title[:at])) is not None


def in_sentence_case(title: str) -> str:
    pieces = list(PIECE.finditer(title))
    words = [
        piece
        for piece in pieces
        if piece[2]
        and piece[0].lower() not in title_case._SMALL
        and not title[: piece.start()].endswith("-")
        and not opens(title, piece.start())
    ]
    capitals = [len(word[0]) > 1 and word[0][0].isupper() and word[0][1:].islower() for word in words]
    lower = sum(capitals) >= 2 and not any(word[0].islower() for word in words)
    return "".join(written(piece, title, lower=lower) for piece in pieces)


def written(piece: re.Match[str], title: str, *, lower: bool) -> str:
    if piece[1]:
        words = re.sub(r"[{}]", "", piece[0])
        return f'<span class="nocase">{words}</span>' if words.strip() else words
    ordinary = piece[0] == "A" or (len(piece[0]) > 1 and piece[0][0].isupper() and piece[0][1:].islower())
    if lower and piece[2] and ordinary and not opens(title, piece.start()):
        return piece[0].lower()
    return "" if piece[0] in "{}" else piece[0]


PARTS = [
    "A",
    "The",
    "Word",
    "word",
    "USA",
    "{Key}",
    "{a: b}",
    ".",
    ":",
    "?",
    "–",
    "—",
    " ",
    "\u00a0",
    "-",
    "(",
    "“",
    "’",
]
TITLES = st.lists(st.sampled_from([*PARTS, "1", "É", "st", "{", "}"]), max_size=16).map("".join)


@given(TITLES)
def test_titles_are_as_the_definition_has_them(title: str) -> None:
    assert sentence_case(title) == in_sentence_case(title)


def test_no_word_is_decided_by_more_than_the_few_characters_before_it() -> None:
    title = "Trust And Power: “A Study” " * 2_000
    longest = max(len(title_case._relevant_end(title[:at])) for at in range(0, 400))
    assert longest <= 4
    assert sentence_case(title).startswith("Trust and power: “A study” trust and power")
