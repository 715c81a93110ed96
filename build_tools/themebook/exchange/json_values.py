"""Values of JSON of unknown origin, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

#: An object.
Part = Mapping[str, Any]


def text_of(part: Part, name: str) -> str:
    """A value if it is a text, or else an empty one."""
    value = part.get(name)
    return value if isinstance(value, str) else ""


def texts_of(part: Part, name: str) -> list[str]:
    """The texts in a list."""
    values = part.get(name)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def pairs_of(part: Part, name: str) -> Iterator[tuple[str, str]]:
    """The names of an object whose values are texts, with these."""
    values = part.get(name)
    if isinstance(values, dict):
        yield from ((key, value) for key, value in values.items() if isinstance(value, str))


def is_positive(value: object) -> bool:
    """Whether a value is a whole number above zero that somebody may count."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9
