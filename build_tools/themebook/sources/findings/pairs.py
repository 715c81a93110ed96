"""Mappings of names to values, such as the attributes of a participant, and the turns of a dialogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from themebook.core.diagnostics import Span
from themebook.core.fields import Link, Pair
from themebook.sources.findings.exact_kinds import exact
from themebook.sources.findings.missing_hyphens import KEY_ONCE
from themebook.sources.findings.value_kinds import (
    VALUE_TYPE,
    FileReading,
    Schema,
    Text,
    ValueKind,
    describe,
    report_missing,
)
from themebook.sources.yaml.nodes import MappingNode, Node, ScalarNode, span_of

_NAME = Text("a name", bare=True)


def _pairs(node: MappingNode, value: ValueKind, reading: FileReading) -> Iterator[Pair]:
    for key, content in node.value:
        name = (exact(key, _NAME, reading) or "").strip()
        link = Link(id=name, span=span_of(key, reading.file))
        yield Pair(name=link, value=value.read(content, reading), span=span_of(content, reading.file))


@dataclass(frozen=True, slots=True)
class PairsField:
    """Names with values: ``{role: nurse, years: 8}``, or a line for each."""

    name: str
    value: ValueKind

    def read(self, node: Node, reading: FileReading) -> tuple[Pair, ...]:
        if isinstance(node, ScalarNode) and not node.value:
            report_missing(self, node, reading)
            return ()
        if not isinstance(node, MappingNode):
            hint = "write each name, a colon, a space and its value, on a line of its own or in { }"
            reading.report(VALUE_TYPE, node, f"this must be {self.name}, not {describe(node)}", hint)
            return ()
        pairs: dict[str, Pair] = {}
        for (key, _), pair in zip(node.value, _pairs(node, self.value, reading), strict=True):
            if pairs.setdefault(pair.name.id, pair) is not pair:
                hint = f"the first is on line {pairs[pair.name.id].name.span.line}; keep one of them"
                reading.report(KEY_ONCE, key, f"`{pair.name.id}` appears twice", hint)
        return tuple(pairs.values())

    def blank(self, span: Span) -> tuple[Pair, ...]:
        return ()

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.value.schema()}


@dataclass(frozen=True, slots=True)
class TurnField:
    """One turn of a dialogue: ``ana: Not us.``"""

    value: ValueKind
    name: str = "who speaks, with the words"

    def read(self, node: Node, reading: FileReading) -> Pair:
        if not isinstance(node, MappingNode):
            hint = "write the id of who speaks, a colon, a space and the words"
            reading.report(VALUE_TYPE, node, f"this must be {self.name}, not {describe(node)}", hint)
            return self.blank(span_of(node, reading.file))
        if not node.value:
            report_missing(self, node, reading)
            return self.blank(span_of(node, reading.file))
        first, *more = _pairs(node, self.value, reading)
        for other in more:
            message = f"a turn has one speaker, and `{other.name.id}` is another"
            reading.found.append(VALUE_TYPE.at(other.name.span, message, "begin each turn with `- `"))
        return first

    def blank(self, span: Span) -> Pair:
        return Pair(name=Link(id="", span=span), value="", span=span)

    def schema(self) -> Schema:
        return {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": self.value.schema(),
        }
