"""What is put into the language of the site without a message."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from themebook.core.translation import Catalogue, activate, active, date_in_words


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    before = active()
    yield
    activate(before)


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("en", "2024", "2024"),
        ("en", "2024-05", "May 2024"),
        ("en", "2024-05-03", "3 May 2024"),
        ("en", "2024-05/2024-07-01", "May 2024 – 1 July 2024"),
        ("de", "2024-05-03", "3. Mai 2024"),
        ("pt-BR", "2024-05", "maio de 2024"),
        ("zh-Hans", "2024-05-03", "2024年5月3日"),
    ],
)
def test_dates_are_in_the_words_and_the_order_of_the_language(language: str, day: str, words: str) -> None:
    activate(Catalogue(language))
    assert date_in_words(day) == words
