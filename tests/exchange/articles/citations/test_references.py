"""Entries of lists of references in the usual styles."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.articles.manuscripts.texts import MARKDOWN, messages, read
from themebook.core.diagnostics import Span
from themebook.exchange.articles.citations.names import parse_names
from themebook.exchange.articles.citations.reference_fields import parse_entry
from themebook.exchange.articles.citations.reference_list import is_list_title, listed_works
from themebook.exchange.articles.document import Block, BlockKind, Run

ABEL_AND_BAKER = [{"family": "Abel", "given": "A. B."}, {"family": "Baker", "given": "C."}]


def entry(text: str) -> dict[str, Any]:
    return dict(parse_entry((Run(text=text),)).csl)


@pytest.mark.parametrize(
    "text",
    [
        "Abel, A. B., & Baker, C. (2001). Lamps and lights. Journal of Rocks, 3(2), 10–19. https://doi.org/10.1234/abc",
        "Abel, A. B. and Baker, C. (2001) ‘Lamps and lights’, Journal of Rocks, vol 3, no 2, pp 10-19. doi:10.1234/abc",
        "1. Abel AB, Baker C. Lamps and lights. Journal of Rocks. 2001;3(2):10–19. doi:10.1234/abc.",
        "[1] Abel AB, Baker C. Lamps and lights. Journal of Rocks 2001;3(2):10-19. https://doi.org/10.1234/abc",
        "Abel, A. B., and C. Baker. 2001. “Lamps and Lights.” Journal of Rocks 3 (2): 10–19. https://doi.org/10.1234/abc.",
        "1. Abel, A. B. & Baker, C. Lamps and lights. Journal of Rocks 3(2), 10–19 (2001). doi:10.1234/abc",
    ],
)
def test_an_article_is_taken_apart_in_every_style(text: str) -> None:
    found = entry(text)
    assert found["title"].casefold() == "lamps and lights"
    assert found["author"] == ABEL_AND_BAKER
    assert found["issued"] == {"date-parts": [[2001]]}
    assert (found["type"], found["container-title"]) == ("article-journal", "Journal of Rocks")
    assert (found["volume"], found["issue"], found["page"]) == ("3", "2", "10-19")
    assert found["DOI"] == "10.1234/abc"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Abel, A. (2001). Lamps of the north (2nd ed.). Seaside: Rock Press.",
            {"type": "book", "title": "Lamps of the north", "publisher": "Rock Press", "publisher-place": "Seaside"},
        ),
        (
            "Abel, A. (2001). On oil. In B. Baker & C. Cole (Eds.), Handbook of lamps (pp. 3–19). Rock Press.",
            {"type": "chapter", "title": "On oil", "container-title": "Handbook of lamps", "page": "3-19"},
        ),
        (
            "Abel, A. 2001. On oil. In Handbook of Lamps, edited by B. Baker and C. Cole. Rock Press.",
            {"type": "chapter", "container-title": "Handbook of Lamps", "publisher": "Rock Press"},
        ),
        (
            "Abel, A. (2001). On oil (Doctoral dissertation, University of the Sea).",
            {"type": "thesis", "title": "On oil", "publisher": "University of the Sea"},
        ),
        (
            "Ministry of Light. (2017). Statistics of lamps. https://example.org/lamps",
            {"type": "webpage", "author": [{"literal": "Ministry of Light"}], "URL": "https://example.org/lamps"},
        ),
        (
            "Abel, A. (in press). On oil. Journal of Rocks.",
            {"status": "in press", "container-title": "Journal of Rocks"},
        ),
        (
            "Abel, A. (2001). Who needs oil? A survey of keepers. Journal of Rocks, 3(2), 10.",
            {"title": "Who needs oil? A survey of keepers", "container-title": "Journal of Rocks"},
        ),
    ],
)
def test_other_kinds_of_works(text: str, expected: dict[str, Any]) -> None:
    found = entry(text)
    assert {name: found.get(name) for name in expected} == expected


def test_what_cannot_be_taken_apart_is_kept_as_it_is() -> None:
    block = Block(runs=(Run(text="some words about lamps"),), kind=BlockKind.PARAGRAPH, place=Span("a.txt", 3))
    works = listed_works((block,))
    (one,) = works.value
    assert (one.work.csl["title"], one.work.is_unknown) == ("some words about lamps", True)
    assert works.diagnostics[0].rule.code == "reference-readable"
    assert works.diagnostics[0].message == "this entry could not be taken apart: some words about lamps"


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Abel, A., Baker, B. C., & van Dijk, D.", ["Abel", "Baker", "van Dijk"]),
        ("Abel A, O’Neil BC, Smith-Jones D, et al.", ["Abel", "O’Neil", "Smith-Jones"]),
        ("Abel, Anna, Ben Baker, and Carl Cole", ["Abel", "Baker", "Cole"]),
        ("A. Abel and B. Baker (Eds.)", ["Abel", "Baker"]),
        ("Müller, H. und Schäfer, K.", ["Müller", "Schäfer"]),
        ("World Organisation of Lamps", ["World Organisation of Lamps"]),
    ],
)
def test_names_of_authors(text: str, families: list[str]) -> None:
    assert [name.get("family", name.get("literal")) for name in parse_names(text)] == families


@pytest.mark.parametrize("title", ["References", "6. References", "Works cited", "Literaturverzeichnis", "Références"])
def test_headings_of_lists(title: str) -> None:
    assert is_list_title(title)
    assert not is_list_title(f"{title} to the sea")


@given(st.text(max_size=300))
def test_any_text_is_an_entry(text: str) -> None:
    assert parse_entry((Run(text=text),)).csl["type"]


def test_a_citation_of_a_work_that_is_not_listed_is_reported() -> None:
    loaded = read(MARKDOWN.replace("Baker & Cole, 2010", "Dunn & Cole, 2010"), "a.md")
    assert "a.md:5:1: cited-listed: Dunn and Cole (2010) is not in the list of references" in messages(loaded)
