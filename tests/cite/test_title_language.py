"""Titles of works in other languages, whatever a style makes of them."""

from __future__ import annotations

import pytest

from tests.cite.test_formatter import words, work
from themebook.cite import CitationFormatter
from themebook.cite.title_language import with_language

GERMAN = {"title": 'Die "Nacht" & wir', "language": "de"}


@pytest.mark.parametrize(
    ("entry", "marked"),
    [
        ("X. Die “Nacht” &amp; wir. Y", 'X. <span lang="de" dir="ltr">Die “Nacht” &amp; wir</span>. Y'),
        (
            "X. <em>Die ‘Nacht’ &amp; wir</em>, Y",
            'X. <em><span lang="de" dir="ltr">Die ‘Nacht’ &amp; wir</span></em>, Y',
        ),
        ("<em>X</em> DIE 'NACHT' &amp; WIR", '<em>X</em> <span lang="de" dir="ltr">DIE \'NACHT\' &amp; WIR</span>'),
    ],
)
def test_a_title_is_found_whatever_its_marks_and_capitals(entry: str, marked: str) -> None:
    assert with_language(entry, GERMAN) == marked


@pytest.mark.parametrize(
    "entry",
    [
        "X. Die “Nacht” &amp; wirklich.",
        "X. Die <em>“Nacht”</em> &amp; wir.",
        "Die “Nacht” &amp; wir. Die “Nacht” &amp; wir.",
        "X.",
    ],
)
def test_what_is_not_surely_the_title_stays(entry: str) -> None:
    assert with_language(entry, GERMAN) == entry


def test_a_work_that_names_no_language_stays() -> None:
    assert with_language("X. Nacht.", {"title": "Nacht"}) == "X. Nacht."


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "modern-language-association", "vancouver-nlm"])
def test_the_title_is_marked_in_every_style_and_the_text_is_the_same(style: str) -> None:
    fields = {"title": "Über das Lesen im Bett", "journal": "Zeitschrift", "year": "1999"}
    plain = CitationFormatter([work("a", "article", "Beck, U.", **fields, langid="de")], style=style)
    entry = plain.reference("a")
    assert entry.count('<span lang="de" dir="ltr">Über das Lesen im Bett</span>') == 1
    assert "Beck" in words(entry)
