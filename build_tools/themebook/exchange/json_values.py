"""Values of JSON of unknown origin, whatever they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

#: An object.
Part = Mapping[str, Any]


def text_of(part: Part, name: str) -> str:
    """A value if it is a text, or else an empty one."""
    value = part.get(name)
    return value if isinstance(value, str) else ""


def is_positive(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number above zero that somebody may count."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9
