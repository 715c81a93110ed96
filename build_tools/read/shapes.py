"""Lists and mappings in the findings file: a ``Shape`` says which keys a thing has, once for all who need to know.

From the same declaration come the reader, the JSON Schema for editors and the tables of the guide, so that they cannot
differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from build_tools import rules
from build_tools.diagnostics import Span
from build_tools.read.kinds import Kind, Reading, Schema, nearest
from build_tools.read.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, span_of


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, each item of one kind."""

    item: Kind

    @property
    def name(self) -> str:
        return f"a list ({self.item.name} each)"

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...]:
        if not isinstance(node, SequenceNode):
            if isinstance(node, ScalarNode) and not node.value:
                return ()
            hint = "begin each item with `- `, or write the items in [ ] with commas between"
            reading.report(rules.VALUE_TYPE, node, f"{self.name} is expected here", hint)
            return ()
        return tuple(self.item.read(item, reading) for item in node.value)

    def blank(self, span: Span) -> tuple[Any, ...]:
        return ()

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema()}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a shape: its kind, what it means to an author, and whether it may be left out."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with these keys and no other, made into a value by ``make(span=..., key=value, ...)``."""

    name: str
    make: Callable[..., Any]
    keys: tuple[Key, ...]

    def read(self, node: Node, reading: Reading) -> Any:
        span = span_of(node, reading.file)
        if not isinstance(node, MappingNode):
            hint = "write `key: value` lines: " + ", ".join(key.name for key in self.keys)
            reading.report(rules.VALUE_TYPE, node, f"{self.name} is expected here", hint)
            return self.blank(span)
        values = dict(self._values(node, reading))
        for key in self.keys:
            if key.required and key.name not in values:
                reading.report(rules.KEY_PRESENT, node, f"{self.name} lacks `{key.name}`", f"{key.name}: {key.meaning}")
                values[key.name] = key.kind.blank(span)
        return self.make(span=span, **values)

    def _values(self, node: MappingNode, reading: Reading) -> Iterable[tuple[str, Any]]:
        kinds = {key.name: key.kind for key in self.keys}
        seen: dict[str, Node] = {}
        for key_node, value_node in node.value:
            name = str(key_node.value)
            if name in seen:
                first = span_of(seen[name], reading.file)
                reading.report(
                    rules.KEY_ONCE, key_node, f"`{name}` stands here twice", f"the first is in line {first.line}"
                )
            elif name in kinds:
                yield name, kinds[name].read(value_node, reading)
            else:
                self._unknown(name, key_node, reading)
            seen.setdefault(name, key_node)

    def _unknown(self, name: str, node: Node, reading: Reading) -> None:
        known = [key.name for key in self.keys]
        close = nearest(name, known)
        hint = f"did you mean '{close}'?" if close else "allowed here: " + ", ".join(known)
        reading.report(rules.KEY_KNOWN, node, f"{self.name} has no key `{name}`", hint)

    def blank(self, span: Span) -> Any:
        return self.make(span=span, **{key.name: key.kind.blank(span) for key in self.keys if key.required})

    def schema(self) -> Schema:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [key.name for key in self.keys if key.required],
            "properties": {key.name: {"description": key.meaning, **key.kind.schema()} for key in self.keys},
        }
