"""Parts of the findings as they are written, without what is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from themebook.exchange.assembly.cleaning import one_line
from themebook.exchange.escaping import markdown_paragraphs
from themebook.exchange.imported import ImportedCode, ImportedPart, ImportedTheme
from themebook.exchange.imported_names import Key, key_of
from themebook.exchange.input_file import base_name
from themebook.exchange.yaml_text import BlockText, Tree, Value

P = TypeVar("P", ImportedTheme, ImportedCode)


def filled(tree: Mapping[str, Value]) -> Tree:
    """The keys that have a value."""
    return {key: value for key, value in tree.items() if value not in ("", False) and value != () and value != {}}


def prose(text: str) -> BlockText:
    """Plain text as Markdown that shows it as it is."""
    return BlockText(markdown_paragraphs(text))


def joined(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def as_draft(part: ImportedPart) -> Tree:
    """That a guess is a draft, and where it was taken from: a file without its folder, which may name a person."""
    if not part.guessed_from:
        return {}
    origin = part.guessed_from.removeprefix(part.place.file)
    is_path = origin != part.guessed_from
    return {"draft": True, "origin": one_line(f"{base_name(part.place.file)}{origin}" if is_path else origin)}


def by_parent(parts: Iterable[P]) -> Mapping[Key, Sequence[P]]:
    """Themes or codes by the key of the one above them, in their order; those at the top under the empty key."""
    children: dict[Key, list[P]] = {}
    for part in parts:
        children.setdefault(key_of(part.path[:-1]), []).append(part)
    return children
