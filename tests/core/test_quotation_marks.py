from __future__ import annotations

import pytest

from themebook.core.quotation_marks import quoted


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "“so”"),
        ("en-GB", "“so”"),
        ("de", "„so“"),
        ("de-AT", "„so“"),
        ("de-CH", "«so»"),
        ("fr", "«\u202fso\u202f»"),
        ("sv", "”so”"),
        ("zh-Hans", "“so”"),
        ("ja", "「so」"),
        ("xx", "“so”"),
    ],
)
def test_the_marks_are_those_of_the_language(language: str, words: str) -> None:
    assert quoted("so", language) == words
