"""A work that is in the input more than once becomes one entry, and no other does."""

from __future__ import annotations

from typing import Any

from tests.exchange.bibliographies.checked import references, written
from themebook.core.diagnostics import as_text

RYE: dict[str, Any] = {
    "type": "article-journal",
    "title": "Rye, and patience",
    "author": [{"family": "Lee", "given": "A."}],
    "issued": {"date-parts": [[2001]]},
    "container-title": "Bread",
}


def test_the_same_doi_is_the_same_work() -> None:
    bibliography = written(
        {**RYE, "DOI": "10.1234/A"}, {**RYE, "title": "Rye and patience: A study", "DOI": "10.1234/a"}
    )
    assert bibliography.keys == {"1": "leeRyePatience2001", "2": "leeRyePatience2001"}
    assert [as_text(one) for one in bibliography.diagnostics] == [
        "works:2:1: note[work-once] 'Rye and patience: A study' is the same work as that at works:1:1\n"
        "  hint: both became one entry; check that they are the same"
    ]


def test_the_same_title_year_and_first_author_are_the_same_work() -> None:
    second = {**RYE, "title": "RYE AND PATIENCE", "volume": "3", "author": [{"family": "LEE", "given": "Ann"}]}
    (reference,) = references(written(RYE, second))
    assert reference.field("volume") == "3"


def test_volumes_pages_and_dois_keep_works_apart() -> None:
    for variable, first, second in (("volume", "1", "2"), ("page", "1-4", "9-12"), ("DOI", "10.1234/a", "10.1234/b")):
        assert len(references(written({**RYE, variable: first}, {**RYE, variable: second}))) == 2


def test_different_works_with_one_doi_are_kept_and_the_second_loses_it() -> None:
    bibliography = written({**RYE, "DOI": "10.1234/a"}, {**RYE, "title": "Oats", "DOI": "10.1234/a"})
    assert [reference.field("doi") for reference in references(bibliography)] == ["10.1234/a", ""]
    assert [one.message for one in bibliography.diagnostics] == [
        "'Oats' has the DOI of another work, at works:1:1: 10.1234/a"
    ]


def test_a_chapter_with_the_doi_of_its_book_is_a_work_of_its_own() -> None:
    book = {**RYE, "type": "book", "DOI": "10.1234/a"}
    assert len(references(written(book, {**book, "type": "chapter"}))) == 2


def test_what_only_one_of_the_two_has_is_kept() -> None:
    (reference,) = references(written({**RYE, "DOI": "10.1234/a", "volume": "1"}, {**RYE, "page": "1-4", "issue": "2"}))
    assert [reference.field(name) for name in ("doi", "volume", "pages", "number")] == [
        "10.1234/a",
        "1",
        "1\N{EN DASH}4",
        "2",
    ]


def test_a_work_is_compared_with_all_others_of_its_title() -> None:
    first, second = {**RYE, "volume": "1"}, {**RYE, "volume": "2"}
    assert list(written(first, second, second).keys.values()) == ["leeRyePatience2001", *["leeRyePatience2001a"] * 2]
