"""Long lists in pages: an index has the first entries of its list, and further pages have the rest.

With scripts, readers filter and extend the lists of quotes and works on the index itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from themebook.site.routes import list_anchor, list_page

#: How many entries one page has at most.
ENTRIES_PER_PAGE = 200

# To how many pages before and after it a page has links.
_NEAR = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page, by its number from 1, of the list with a certain name and number of entries."""

    name: str
    number: int
    entries: int

    @property
    def pages(self) -> int:
        """The number of pages that the list has."""
        return max(1, -(-self.entries // ENTRIES_PER_PAGE))

    @property
    def first(self) -> int:
        """The number, from 1, of the first entry on this page."""
        return (self.number - 1) * ENTRIES_PER_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last entry on this page."""
        return min(self.number * ENTRIES_PER_PAGE, self.entries)

    def of(self, entries: Sequence[T]) -> Sequence[T]:
        """Those of all entries that are on this page."""
        return entries[self.first - 1 : self.last]

    def further(self) -> Iterator[tuple[int, str]]:
        """The number and the path of each page after the first."""
        return ((number, list_page(self.name, number)) for number in range(2, self.pages + 1))

    def neighbours(self) -> Iterator[tuple[int, str, str]]:
        """The first page, the last, and those near this one: their numbers, paths, and the anchor of the list there."""
        near = range(max(1, self.number - _NEAR), min(self.pages, self.number + _NEAR) + 1)
        for number in sorted({1, *near, self.pages}):
            yield number, list_page(self.name, number), list_anchor(self.name) if number == 1 else ""


def page_of(name: str, entries: int, subject: str) -> ListPage:
    """The page of a list that a planned page shows: its subject is the number of the page, and empty for an index."""
    return ListPage(name=name, number=int(subject or 1), entries=entries)
