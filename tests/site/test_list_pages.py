"""How a list is divided into pages."""

from __future__ import annotations

import pytest

from themebook.site.list_pages import page_of


@pytest.mark.parametrize(
    ("entries", "pages"), [(0, [0]), (1, [1]), (200, [200]), (201, [200, 1]), (450, [200, 200, 50])]
)
def test_every_entry_is_on_one_page(entries: int, pages: list[int]) -> None:
    whole = list(range(entries))
    first = page_of("quotes", entries, "")
    divided = [first.of(whole), *(page_of("quotes", entries, str(number)).of(whole) for number, _ in first.further())]
    assert [len(page) for page in divided] == pages
    assert [entry for page in divided for entry in page] == whole


def test_the_numbers_of_the_entries_count_from_one() -> None:
    page = page_of("quotes", 450, "3")
    assert (page.first, page.last, page.pages) == (401, 450, 3)


@pytest.mark.parametrize(
    ("subject", "numbers"),
    [("", [1, 2, 3, 4, 5, 6, 500]), ("250", [1, *range(245, 256), 500]), ("499", [1, *range(494, 501)])],
)
def test_a_page_has_links_to_the_first_the_last_and_those_near_it(subject: str, numbers: list[int]) -> None:
    neighbours = list(page_of("quotes", 100_000, subject).neighbours())
    assert [number for number, _, _ in neighbours] == numbers
    assert neighbours[0] == (1, "quotes/index.md", "")
    assert neighbours[-1] == (500, "quotes/page/500.md", "")


def test_a_list_below_another_begins_at_its_own_anchor() -> None:
    assert next(page_of("uncited", 300, "2").neighbours()) == (1, "references/index.md", "uncited_")
