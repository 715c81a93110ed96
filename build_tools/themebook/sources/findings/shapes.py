"""Lists and mappings in the findings file: a ``Shape`` has the keys of a thing.

The reader, the JSON Schema for editors and the tables of the guide all use the same shapes, so they cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from themebook.core import lookalikes
from themebook.core.characters import look_alike
from themebook.core.diagnostics import Rule, Span
from themebook.core.nearest import nearest
from themebook.sources.findings.missing_hyphens import KEY_ONCE, ids_in, without_hyphen
from themebook.sources.findings.value_kinds import (
    KEY_PRESENT,
    VALUE_TYPE,
    FileReading,
    Schema,
    ValueKind,
    describe,
    report_missing,
)
from themebook.sources.yaml.causes import look_alike_in
from themebook.sources.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, span_of

KEY_KNOWN = Rule("key-known", "Every key must be allowed in its place.")

_KEY_LINE = re.compile(r"[ \t]+(?P<key>[a-z]+):(?=\s|$)")
_LIST_HINT = "begin each item with `- `, or write the items in [ ] with commas between"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, each item of one kind."""

    item: ValueKind

    @property
    def name(self) -> str:
        return f"a list (each item: {self.item.name})"

    def read(self, node: Node, reading: FileReading) -> tuple[Any, ...]:
        if isinstance(node, SequenceNode):
            values = (value for item in node.value for value in self._items(item, reading))
            # What is not a number or a language has been reported.
            return tuple(value for value in values if value is not None)
        if isinstance(node, ScalarNode) and not node.value:
            return ()
        if isinstance(node, ScalarNode) and node.value[0] in lookalikes.HYPHENS:
            hint = "write `- ` at the beginning of each item"
            reading.found.append(look_alike(node.value[0], span_of(node, reading.file), hint))
            return tuple(self.item.read(item, reading) for item in self._dashed(node))
        reading.report(VALUE_TYPE, node, f"this must be {self.name}, not {describe(node)}", _LIST_HINT)
        return tuple(self.item.read(item, reading) for item in self._meant(node))

    def _items(self, node: Node, reading: FileReading) -> Iterator[Any]:
        """The value of an item; or several values, if only the first of several items has its hyphen."""
        if not isinstance(node, MappingNode) or not isinstance(self.item, Shape):
            yield self.item.read(node, reading)
            return
        for number, item in enumerate(without_hyphen(node, reading)):
            before = len(reading.found)
            yield self.item.read(item, reading)
            if number:
                # The missing line has been reported already.
                lacks = (KEY_PRESENT, span_of(item, reading.file))
                reading.found[before:] = [one for one in reading.found[before:] if (one.rule, one.span) != lacks]

    def _meant(self, node: Node) -> Iterator[Node]:
        """The items that were probably meant: a thing without its hyphen, or words separated by commas."""
        if isinstance(node, MappingNode) and isinstance(self.item, Shape):
            yield node
        if isinstance(node, ScalarNode) and not isinstance(self.item, Shape):
            for part in filter(str.strip, node.value.split(",")):
                yield ScalarNode(node.tag, part.strip(), node.start_mark, node.end_mark)

    def _dashed(self, node: ScalarNode) -> Iterator[Node]:
        """The items of a list that was written with look-alikes of hyphens, if they are plain words."""
        if not isinstance(self.item, Shape):
            for part in re.split(rf"(?:^|\s)[{lookalikes.HYPHENS}]\s", node.value)[1:]:
                yield ScalarNode(node.tag, part.strip(), node.start_mark, node.end_mark)

    def blank(self, span: Span) -> tuple[Any, ...]:
        return ()

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema()}


def _holds(kind: ValueKind, shape: Shape) -> bool:
    """Whether a kind is a list of things of a shape."""
    return isinstance(kind, ListOf) and kind.item is shape


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a shape: its kind, what it means to an author, and whether it is required."""

    name: str
    kind: ValueKind
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with the keys that ``declared`` returns and no other.

    ``make(span=..., value_spans=..., key=value, ...)`` makes the value.
    """

    name: str
    make: Callable[..., Any]
    declared: Callable[[], tuple[Key, ...]]

    @property
    def keys(self) -> tuple[Key, ...]:
        return self.declared()

    def read(self, node: Node, reading: FileReading) -> Any:
        span = span_of(node, reading.file)
        if not isinstance(node, MappingNode):
            self._report_no_mapping(node, reading)
            return self.blank(span)
        if self._is_another(node, reading):
            reading.unread += ids_in(node)
            return self.blank(span)
        values: dict[str, Any] = {}
        for name, value in self._values(node, reading):
            # If a key appears twice, its lists are joined, so that no link to their contents seems broken.
            values[name] = values[name] + value if isinstance(values.get(name), tuple) else values.get(name, value)
        for key in self.keys:
            if key.required and key.name not in values:
                reading.report(KEY_PRESENT, node, f"{self.name} lacks `{key.name}`", f"{key.name}: {key.meaning}")
                values[key.name] = key.kind.blank(span)
        places = {str(key.value): span_of(value, reading.file) for key, value in node.value}
        return self.make(span=span, value_spans={name: places.get(name, span) for name in values}, **values)

    def _is_another(self, node: MappingNode, reading: FileReading) -> bool:
        """Whether the keys are those of another shape, which is reported once for all things of a list."""
        names = {str(key.value) for key, _ in node.value}
        own = {key.name for key in self.keys}
        if len(names - own) < 2 or any(key.name in names for key in self.keys if key.required and key.name != "id"):
            return False
        other = max(reading.shapes, key=lambda shape: len(names & shape.key_names()), default=None)
        if other is None or len(names & other.key_names()) < max(2, len(names & own) + 1):
            return False
        if (self.name, other.name) not in reading.mistaken:
            reading.mistaken.add((self.name, other.name))
            place = next((k.name for s in reading.shapes for k in s.keys if _holds(k.kind, other)), "")
            message = f"this must be {self.name}, but has the keys of {other.name}"
            hint = f"put a line `{place}:` above it; or check the indentation of this line and the lines above it"
            reading.report(KEY_KNOWN, node, message, hint)
        return True

    def key_names(self) -> set[str]:
        return {key.name for key in self.keys}

    def _report_no_mapping(self, node: Node, reading: FileReading) -> None:
        if isinstance(node, ScalarNode) and not node.value:
            report_missing(self, node, reading)
            return
        line = node.start_mark.line
        found = look_alike_in(reading.file, line, reading.lines[line]) if isinstance(node, ScalarNode) else None
        if found:
            reading.found.append(found)
            return
        message = f"{self.name} must be keys with values, not {describe(node)}"
        hint = "the keys are: " + ", ".join(key.name for key in self.keys)
        if isinstance(node, ScalarNode) and any(node.value.startswith(f"{key.name}:") for key in self.keys):
            hint = "put a space after the colon"
        reading.report(VALUE_TYPE, node, message, hint)

    def _values(self, node: MappingNode, reading: FileReading) -> Iterator[tuple[str, Any]]:
        kinds = {key.name: key.kind for key in self.keys}
        seen: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                message = f"a key must be a word, not {describe(key_node)}"
                reading.report(KEY_KNOWN, key_node, message, "put text that begins with [, { or ? in quotes")
                continue
            name = str(key_node.value)
            if name in seen:
                line = span_of(seen[name], reading.file).line
                hint = f"the first is on line {line}; keep one of them, or add the missing `- `"
                reading.report(KEY_ONCE, key_node, f"`{name}` appears twice", hint)
            if name in kinds:
                self._report_swallowed_key(node, value_node, reading)
                yield name, kinds[name].read(value_node, reading)
            else:
                yield from self._unknown(name, key_node, value_node, reading, self._meant_by_unknown(name, node))
            seen.setdefault(name, key_node)

    def _report_swallowed_key(self, node: MappingNode, value: Node, reading: FileReading) -> None:
        """Report a line in a text after `|` or `>` that looks like a key that the thing lacks."""
        if not isinstance(value, ScalarNode) or value.style not in ("|", ">"):
            return
        lacking = self.key_names() - {str(key.value) for key, _ in node.value}
        for number in range(value.start_mark.line + 1, min(value.end_mark.line, len(reading.lines))):
            found = _KEY_LINE.match(reading.lines[number])
            if found and found["key"] in lacking:
                span = Span(reading.file, number + 1, found.start("key") + 1)
                message = f"`{found['key']}:` is indented so far that it is part of the text above it"
                hint = "begin it in the same column as the key of that text; if it is text, put it in quotation marks"
                reading.found.append(VALUE_TYPE.at(span, message, hint))

    def _meant_by_unknown(self, name: str, node: MappingNode) -> str:
        """The known key that an unknown one resembles, or the only missing required one."""
        names = {str(key.value) for key, _ in node.value}
        missing = [key.name for key in self.keys if key.required and key.name not in names]
        unknown = names - self.key_names()
        close = nearest(name.lower(), self.key_names())
        return close or (missing[0] if len(missing) == len(unknown) == 1 else "")

    def _unknown(
        self, name: str, node: Node, value_node: Node, reading: FileReading, close: str
    ) -> Iterator[tuple[str, Any]]:
        """Read an unknown key as the known one that was probably meant, if its value is of that kind."""
        kinds = {key.name: key.kind for key in self.keys}
        meant, at = lookalikes.plain(name).lstrip("- ").rstrip(), lookalikes.first(name)
        if at >= 0 and meant in kinds:
            span = span_of(node, reading.file)
            reading.found.append(look_alike(name[at], span.right(at), f"write `{meant}:`"))
            yield meant, kinds[meant].read(value_node, reading)
            return
        trial = FileReading(reading.file, reading.lines, shapes=reading.shapes)
        value = kinds[close].read(value_node, trial) if close else None
        fits = close and not any(found.span == span_of(value_node, reading.file) for found in trial.found)
        hint = f"did you mean '{close}'?" if fits else self._allowed_instead_of(name, reading)
        reading.report(KEY_KNOWN, node, f"{self.name} has no key `{name}`", hint)
        if fits:
            reading.found += trial.found
            reading.unread += trial.unread
            yield close, value
        else:
            reading.unread += ids_in(value_node)

    def _allowed_instead_of(self, name: str, reading: FileReading) -> str:
        """The keys of this shape, and the one other shape that has a key of this name."""
        owners = [shape.name for shape in reading.shapes if name in shape.key_names()]
        owner = f"`{name}` is a key of {owners[0]}; " if len(owners) == 1 else ""
        return f"{owner}allowed here: " + ", ".join(key.name for key in self.keys)

    def blank(self, span: Span) -> Any:
        return self.make(span=span, **{key.name: key.kind.blank(span) for key in self.keys if key.required})

    @property
    def definition(self) -> str:
        """What the schema calls it."""
        return self.name.partition(" ")[2].replace(" ", "-")

    def schema(self) -> Schema:
        """A reference to the definition, because some shapes contain themselves."""
        return {"$ref": f"#/$defs/{self.definition}"}

    def whole_schema(self) -> Schema:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [key.name for key in self.keys if key.required],
            "properties": {key.name: {"description": key.meaning, **key.kind.schema()} for key in self.keys},
        }
