"""What is known of participants: which attributes the study has, and of which kind each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from themebook.exchange.assembly.ids import Ids
from themebook.exchange.assembly.writing import filled
from themebook.exchange.imported import Imported, ImportedAttribute
from themebook.exchange.yaml_text import Tree, Value

# With more categories than this, or longer ones, readers have nothing to filter or compare by. If no two participants
# share one, only few values are categories.
_MOST_CATEGORIES = 15
_FEW_CATEGORIES = 5
_LONGEST_CATEGORY = 60
_UNIT = re.compile(r"(?P<label>[^()]*\S)\s*\((?P<unit>[^()]+)\)")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of the study as they are written, and their ids by their labels in lower case."""

    declared: tuple[Tree, ...]
    ids: Mapping[str, str]

    def of(self, pairs: Iterable[tuple[str, str]]) -> Tree:
        """What is known of a participant, or of whom a prevalence is said, by the ids of the attributes."""
        return {self.ids[label.casefold()]: _value(value) for label, value in pairs if value}


def attributes_of(imported: Imported) -> Attributes:
    """The attributes that are declared, and then those that any participant has, in the order in which they occur."""
    known = {one.name.casefold(): one for one in imported.attributes}
    labels = {key: one.name for key, one in known.items()}
    values: dict[str, dict[str, int]] = {key: {} for key in known}
    for label, value in _pairs(imported):
        labels.setdefault(label.casefold(), label)
        counts = values.setdefault(label.casefold(), {})
        counts[value] = counts.get(value, 0) + 1
    # Attributes are not in the name space of other ids.
    ids = Ids()
    kept = {key: ids.keep(one.id) for key, one in known.items()}
    names = {key: kept.get(key) or ids.new("attribute", _parts(label)[0]) for key, label in labels.items()}
    declared = (
        _as_declared(names[key], known[key], values[key]) if key in known else _guessed(names[key], label, values[key])
        for key, label in labels.items()
    )
    return Attributes(tuple(declared), names)


def _pairs(imported: Imported) -> Iterator[tuple[str, str]]:
    """What is known of participants, and of whom prevalences are said."""
    for participant in imported.participants:
        yield from (pair for pair in participant.attributes if pair[1])
    for finding in imported.findings:
        yield from finding.prevalence.among if finding.prevalence else ()


def _as_declared(name: str, attribute: ImportedAttribute, counts: Mapping[str, int]) -> Tree:
    """An attribute as its file declares it, with the categories that others add."""
    is_number = bool(attribute.unit) and all(map(_NUMBER.fullmatch, counts))
    values = tuple(dict.fromkeys((*attribute.values, *counts))) if attribute.values else ()
    unit = attribute.unit if is_number and not values else ""
    return filled({"id": name, "label": attribute.label, "values": values, "unit": unit})


def _value(text: str) -> Value:
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else text


def _parts(label: str) -> tuple[str, str]:
    """The label itself, and the unit in parentheses after it."""
    found = _UNIT.fullmatch(label)
    return (found["label"], found["unit"]) if found else (label, "")


def _guessed(name: str, label: str, counts: Mapping[str, int]) -> Tree:
    """A number if it has a unit, a category if values are few and somebody shares one, and text otherwise."""
    title, unit = _parts(label)
    tree: dict[str, Value] = {"id": name, "label": title[:1].upper() + title[1:]}
    if unit and all(map(_NUMBER.fullmatch, counts)):
        return {**tree, "unit": unit}
    if unit:
        tree["label"] = label[:1].upper() + label[1:]
    most = _MOST_CATEGORIES if max(counts.values()) > 1 else _FEW_CATEGORIES
    if len(counts) <= most and max(map(len, counts)) <= _LONGEST_CATEGORY:
        categories = sorted(counts, key=float) if all(map(_NUMBER.fullmatch, counts)) else list(counts)
        tree["values"] = tuple(categories)
    return tree
