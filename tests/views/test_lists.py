"""The views of long lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.synthetic import Size
from tests.views.test_counts import made
from themebook.site.list_pages import ENTRIES_PER_PAGE
from themebook.views.lists import ListViews


def backwards(keys: Iterable[str]) -> Sequence[str]:
    return sorted(keys, reverse=True)


def test_the_scripts_of_a_long_list_are_named_after_its_order() -> None:
    """A browser that still has the scripts of another order would show entries in each other's places."""
    size = Size(themes=1, subthemes=4, participants=2, quotes=30, works=ENTRIES_PER_PAGE + 1)
    graph = made(size, 1)
    version = ListViews(graph, sorted).references("").version
    assert version == ListViews(graph, sorted).references("").version
    assert version != ListViews(graph, backwards).references("").version
    # Other pages have no scripts, and neither have short lists.
    assert ListViews(graph, sorted).references("2").version == ""
    assert ListViews(graph, sorted).quotes("").version == ""
