"""References of plain text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.exchange.articles.citations.reference_fields import parse_entry
from themebook.exchange.articles.document import Run


def csl_from_text(text: str) -> dict[str, Any]:
    return dict(parse_entry((Run(text=text),)).csl)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lee AB, Roy C, et al. Waiting: a study towards 2030. J Wait. 2016;38(2):58–60.",
            {"title": "Waiting: a study towards 2030", "container-title": "J Wait", "volume": "38", "page": "58-60"},
        ),
        (
            "Lee, A. B., & Roy, C. (2016). Waiting for care. J. of Waits, 13(1), 1-25. https://doi.org/10.5555/w.1",
            {"type": "article-journal", "title": "Waiting for care", "volume": "13", "DOI": "10.5555/w.1"},
        ),
        (
            "Ministry of Waits. Waits in numbers. http://waits.example/n. Accessed 15 Jan 2018.",
            {"type": "webpage", "title": "Waits in numbers", "author": [{"literal": "Ministry of Waits"}]},
        ),
        (
            "Lee AB. Waits. 2nd ed. Oslo: Long Press; 2012.",
            {"type": "book", "publisher": "Long Press", "publisher-place": "Oslo"},
        ),
        (
            "Lee, A. 2016. “The Rise of ‘No Waits’ in Britain.” Journal of Waits 4: 245–261.",
            {"type": "article-journal", "title": "The Rise of ‘No Waits’ in Britain", "volume": "4"},
        ),
    ],
)
def test_common_orders_are_taken_apart(text: str, expected: dict[str, Any]) -> None:
    found = csl_from_text(text)
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "year"), [("Lee AB. Towards 2030. J Wait. 2016;3:1.", 2016), ("Lee (2015) Waits.", 2015)]
)
def test_the_year_is_that_of_publication(text: str, year: int) -> None:
    assert csl_from_text(text)["issued"] == {"date-parts": [[year]]}


@given(st.text(max_size=200))
def test_every_reference_has_a_type_and_a_title(text: str) -> None:
    found = csl_from_text(text)
    assert {"type", "title"} <= found.keys()
