"""Long lists as scripts, which the index of a list loads to filter the entries that are not on it.

They are scripts because nothing else can be loaded from the file system. Script 0 has what all entries are filtered by.
The others, which have the numbers of the further pages, have their entries as HTML, with links from the index::

    themebook.receiveList(0, {"groups": [["theme", "A theme", "sub", "A subtheme"]], "names": ["participant",
    "at"], "entries": [[0, "officer-a", "theme/sub/finding/supports"]]});
    themebook.receiveList(2, "<li>...</li>");
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from themebook.core.script_json import script_json
from themebook.site import routes
from themebook.site.list_pages import ListPage
from themebook.views.lists import ListIndex, ListViews

# Makes HTML of the rows of the list with a certain name.
Entries = Callable[[str, Iterable[object]], str]


def list_scripts(lists: ListViews, entries: Entries) -> Iterator[tuple[str, Callable[[], str]]]:
    """The path of each script, and the function that makes its text."""
    sources = (
        (lists.page_of_quotes(""), lists.quote_index, lists.quote_rows),
        (lists.page_of_works(""), lists.work_index, lists.work_rows),
    )
    for listed, index, rows in sources:
        folder = routes.list_scripts(listed.name)
        if listed.pages > 1:
            yield f"{folder}/0.js", partial(_script, 0, partial(_index, index))
        for number, _ in listed.further():
            page = replace(listed, number=number)
            yield f"{folder}/{number}.js", partial(_script, number, partial(_entries, entries, rows, page))


def _script(number: int, content: Callable[[], object]) -> str:
    return f"themebook.receiveList({number}, {script_json(content())});\n"


def _entries(entries: Entries, rows: Callable[[ListPage], Iterable[object]], page: ListPage) -> str:
    return entries(page.name, rows(page))


def _index(index: Callable[[], ListIndex]) -> dict[str, object]:
    made = index()
    _, values = made.entries[0]
    return {
        "groups": made.groups,
        "names": list(values),
        "entries": [[group, *values.values()] for group, values in made.entries],
    }
