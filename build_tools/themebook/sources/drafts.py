"""Drafts and what belongs to them, which can be left out of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from themebook.core.data import Item
from themebook.core.diagnostics import Span
from themebook.core.model import Study, Subtheme


def draft_ids(study: Study) -> frozenset[str]:
    """The ids of the drafts, and of what belongs to them."""
    return frozenset(str(item.id) for draft in _outermost(study, lambda item: item.draft) for item in _items(draft))


def without_drafts(study: Study) -> tuple[Study, Mapping[str, Span]]:
    """The study without its drafts, what belongs to them, and subthemes that hold nothing else; and the places of all
    that is left out, by its ids.
    """
    left_out = {str(item.id): item.span for one in _outermost(study, _is_left_out) for item in _items(one)}
    return _published(study), left_out


def _is_left_out(item: Item) -> bool:
    if item.draft or not isinstance(item, Subtheme):
        return item.draft
    parts: tuple[Item, ...] = (*item.quotes, *item.findings, *item.subthemes)
    return bool(parts) and all(map(_is_left_out, parts))


def _outermost(value: Any, is_meant: Callable[[Item], bool]) -> Iterator[Item]:
    """The items in a value for which this is true, without looking inside them."""
    if isinstance(value, Item) and is_meant(value):
        yield value
        return
    for part in _parts(value):
        yield from _outermost(part, is_meant)


def _items(value: Any) -> Iterator[Item]:
    """All items in a value, itself included."""
    if isinstance(value, Item):
        yield value
    for part in _parts(value):
        yield from _items(part)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple) and not isinstance(value, Span):
        yield from value
    elif is_dataclass(value):
        yield from (getattr(value, field.name) for field in fields(value))


def _published(value: Any) -> Any:
    """A value without the drafts in its lists."""
    if isinstance(value, tuple) and not isinstance(value, Span):
        return tuple(_published(part) for part in value if not (isinstance(part, Item) and _is_left_out(part)))
    if isinstance(value, Study | Item):
        return replace(value, **{field.name: _published(getattr(value, field.name)) for field in fields(value)})
    return value
