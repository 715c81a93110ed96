"""Long lists as scripts, which the index of a list loads to filter the entries that are not on it.

They are scripts because nothing else can be loaded from the file system. That of page 0 has what all entries are
filtered by, and those of the further pages have their entries as HTML, with links from the index::

    themebook.receiveList(0, {"groups": [["theme", "A theme", "sub", "A subtheme"]], "names": ["participant",
    "at"], "entries": [[0, "officer-a", "theme/sub/finding/supports"]]});
    themebook.receiveList(2, "<li>...</li>");
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from themebook.core.script_json import script_json
from themebook.site import routes
from themebook.views.lists import ListIndex, ListViews


def list_scripts(lists: ListViews, entries: Callable[[str, Iterable[object]], str]) -> Iterator[tuple[str, str]]:
    """The path and the text of each script. ``entries`` makes HTML of the rows of the list with a certain name."""
    sources = (
        (lists.quotes("").listed, lists.quote_index, lists.quote_rows),
        (lists.references("").listed, lists.work_index, lists.work_rows),
    )
    for listed, index, rows in sources:
        for number, _ in listed.paths() if listed.pages > 1 else ():
            page = replace(listed, number=number)
            content = _index(index()) if number == 1 else entries(listed.name, rows(page))
            script = number if number > 1 else 0
            call = f"themebook.receiveList({script}, {script_json(content)});\n"
            yield f"{routes.list_scripts(listed.name)}/{script}.js", call


def _index(index: ListIndex) -> dict[str, object]:
    _, values = index.entries[0]
    return {
        "groups": index.groups,
        "names": list(values),
        "entries": [[group, *values.values()] for group, values in index.entries],
    }
