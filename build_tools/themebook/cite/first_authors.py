"""First authors, which decide which works can be ambiguous in an author-date style."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from themebook.cite.csl import Item

# Styles cite a work without an author by whoever made it in another way.
_ROLES = (
    *("author", "composer", "illustrator", "script-writer", "director", "guest", "host", "producer"),
    *("executive-producer", "series-creator", "editor", "compiler", "chair", "organizer", "curator", "translator"),
)


def by_first_author(items: Mapping[str, Item]) -> Mapping[str, Sequence[str]]:
    """The keys of the works of each first author."""
    keys: dict[str, list[str]] = {}
    for key, item in items.items():
        keys.setdefault(first_author(item), []).append(key)
    return keys


def namesakes(by_author: Mapping[str, Sequence[str]], items: Mapping[str, Item]) -> frozenset[str]:
    """The first authors, as keys of ``by_author``, that are more than one person or body."""
    return frozenset(
        author for author, keys in by_author.items() if len({json.dumps(_first_name(items[key])) for key in keys}) > 1
    )


def first_author(item: Item) -> str:
    """The start of the citation of a work in most styles. Works that differ in it are never ambiguous."""
    name = _first_name(item)
    return str(name.get("family") or name.get("literal") or name.get("given")).casefold()


def _first_name(item: Item) -> Mapping[str, str]:
    """The first author, in CSL-JSON. The title takes the place of a missing author."""
    makers = first_makers(item)
    return makers[0] if makers else {"literal": str(item.get("title", ""))}


def first_makers(item: Item) -> Sequence[Mapping[str, str]]:
    """The authors of a work or, if it has none, those who made it in another way."""
    names = next(filter(None, map(item.get, _ROLES)), None)
    assert names is None or isinstance(names, list)
    return names or []
