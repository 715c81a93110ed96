"""Long text is cut to its room, in scripts with and without spaces."""

from __future__ import annotations

import pytest

from themebook.core.truncate import truncate


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("one two", 7, "one two"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("监狱工作人员", 4, "监狱工…"),
        ("A 监狱工作人员与囚犯", 8, "A 监狱工作人…"),
        ("", 5, ""),
    ],
)
def test_text_is_cut_where_a_word_ends(text: str, most: int, shown: str) -> None:
    assert truncate(text, most) == shown
    assert len(truncate(text, most)) <= most
