"""The bibliography as a file: the references in it, and the places of all its entries."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.diagnostics import Span
from themebook.core.model import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPlace:
    """Where an entry begins, whether or not it could be read.

    ``keys`` are its key and aliases as far as they are known, and ``parents`` the entries that it takes fields from. An
    ``@string`` or ``@comment`` is not an entry.
    """

    span: Span
    keys: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    is_entry: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The entries of the file, the keys of those that could not be read, and where each entry begins, in order."""

    references: tuple[Reference, ...]
    unread: tuple[str, ...] = ()
    places: tuple[EntryPlace, ...] = ()
    span: Span
