"""Only dates that can be pass, and so does every honest way to say that there is none, or only about one."""

from __future__ import annotations

import pytest

from themebook.check.dates import wrong_date, wrong_month

# As found in libraries of researchers, or in the manuals of biblatex and EDTF.
HONEST = [
    "", "n.d.", "in press", "forthcoming", "to appear", "in press 2027", "2004", "2004a", "476",
    "1960s", "198x", "19xx",
    "199X", "2004-03-XX", "c. 1900", "ca. 1950", "1984?", "1984~", "1999-05%", "[1987]", "2004 [1987]", "\u00a92004",
    "1900/1953", "1987/88", "2006/", "2004/..", "../2004", "1987--1990", "1987\u20131990", "1950 - 1953", "1987-90",
    "1987\u2013date", "2004-", "1981, 1984, 1989", "Spring 2004", "2004-21", "2004-05", "2004-02-29", "1987-05/1987-06",
    "1999-12-31/2000-01-02", "2020-12-24T09:30:01", "2020-12-24T09:30:01Z", "2020-12-24T09:30:01+01:00", "-0044-03-15",
    "Y17E7", "400 BC", "19th century",
]  # fmt: skip
IMPOSSIBLE = {
    "July 2026": "name of a month",
    "2020 Mar 5": "name of a month",
    "20006": "20006 has 5",
    "98": "98 has 2",
    "2O26": "2 has 1",
    "0000": "no year 0",
    "2026-13": "no month 13",
    "2026-13-45": "no month 13",
    "2020-00": "no month 0",
    "2026-02-30": "February has no day 30",
    "2025-02-29": "February has no day 29",
    "2020-04-31": "April has no day 31",
    "24.12.2020": "24 has 2",
    "12/05/2020": "12 has 2",
    "2020/12/24": "24 has 2",
    "2020-05-01/2019-04-01": "ends before it begins",
}


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_date_passes_wherever_it_is(text: str) -> None:
    assert wrong_date(text, is_year=True) == ""
    assert wrong_date(text, is_year=False) == ""


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_date_that_cannot_be_is_told_why(text: str) -> None:
    assert IMPOSSIBLE[text] in wrong_date(text, is_year=True)
    assert IMPOSSIBLE[text] in wrong_date(text, is_year=False)


def test_a_year_may_be_a_range_that_looks_like_a_month() -> None:
    assert wrong_date("1909-13", is_year=True) == ""
    assert "no month 13" in wrong_date("1909-13", is_year=False)


@pytest.mark.parametrize("text", ["", "March", "1 March", "mars", "Spring", "January/February", "3", "03", "10-12"])
def test_a_month_that_can_be(text: str) -> None:
    assert wrong_month(text) == ""


@pytest.mark.parametrize("text", ["0", "13", "25", "12-15"])
def test_a_month_that_cannot_be(text: str) -> None:
    assert "there is no month" in wrong_month(text)
