"""When names of imported parts are the same: if they differ only in capitals and spaces."""

from __future__ import annotations

from themebook.exchange.imported import Path

Key = tuple[str, ...]


def key_of(path: Path) -> Key:
    """What a name or path is recognised by."""
    return tuple(" ".join(title.casefold().split()) for title in path)
