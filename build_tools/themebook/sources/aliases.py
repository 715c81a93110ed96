"""Other keys of works, which biblatex has in the field ``ids``: citations by these are given the key of the entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from themebook.core.fields import Link
from themebook.sources.markdown.citations import Citation

T = TypeVar("T")


def with_own_keys(value: T, aliases: Mapping[str, str]) -> T:
    """The value, which may contain others, with the keys that works have instead of their aliases."""
    changed: Any = _changed(value, aliases) if aliases else None
    return value if changed is None else changed


def _changed(value: Any, aliases: Mapping[str, str]) -> Any:
    """A changed copy of a value, or None if it has no alias."""
    if isinstance(value, Citation):
        return replace(value, key=aliases[value.key]) if value.key in aliases else None
    if isinstance(value, tuple | list):
        parts = [_changed(part, aliases) for part in value]
        if all(part is None for part in parts):
            return None
        whole = [old if new is None else new for old, new in zip(value, parts, strict=True)]
        return tuple(whole) if isinstance(value, tuple) else whole
    if not is_dataclass(value) or isinstance(value, type):
        return None
    changes = {field.name: _changed(getattr(value, field.name), aliases) for field in fields(value) if field.init}
    # Other links are ids.
    reference = getattr(value, "reference", None)
    if isinstance(reference, Link) and reference.id in aliases:
        changes["reference"] = replace(reference, id=aliases[reference.id])
    new = {name: part for name, part in changes.items() if part is not None}
    return replace(value, **new) if new else None
