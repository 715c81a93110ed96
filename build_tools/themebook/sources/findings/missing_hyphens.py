"""Recovers the items of a list if a hyphen or the line above them is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themebook.core.diagnostics import Rule
from themebook.sources.findings.value_kinds import FileReading
from themebook.sources.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

KEY_ONCE = Rule("key-once", "A key must appear only once in the same place.")


def without_hyphen(node: MappingNode, reading: FileReading) -> list[MappingNode]:
    """The items that one mapping was meant to be. A new one begins where keys repeat."""
    seen: set[str] = set()
    starts = [0]
    for number, (key, _) in enumerate(node.value):
        if not isinstance(key, ScalarNode):
            continue
        if number and _begins_again([str(one.value) for one, _ in node.value[number : number + 2]], seen):
            _report(key, reading)
            starts.append(number)
            seen.clear()
        seen.add(str(key.value))
    ends = [*starts[1:], len(node.value)]
    return [_part(node, start, end) for start, end in zip(starts, ends, strict=True)] if len(starts) > 1 else [node]


def _begins_again(names: Sequence[str], seen: set[str]) -> bool:
    """Whether a key, or it and the next one, already occurred in the item."""
    return names[0] in seen and (names[0] == "id" or (len(names) > 1 and names[1] in seen))


def _part(node: MappingNode, start: int, end: int) -> MappingNode:
    """A part of a mapping, from one pair to another, as a mapping."""
    first = node.value[start][0].start_mark if start else node.start_mark
    last = node.value[end][0].start_mark if end < len(node.value) else node.end_mark
    return MappingNode(node.tag, node.value[start:end], first, last)


def _report(key: ScalarNode, reading: FileReading) -> None:
    name = str(key.value)
    line = reading.lines[key.start_mark.line].strip()
    # The hyphen has its place two columns to the left.
    column = f" with the hyphen in column {key.start_mark.column - 1}" if key.start_mark.column >= 2 else ""
    if name == "id":
        message, hint = "a new item begins here without a hyphen", f"write `- {line}`{column}"
    else:
        message = f"`{name}` appears twice: the first line of a new item is missing"
        hint = "add that line above this one, such as `- id: ...`"
    reading.report(KEY_ONCE, key, message, hint)


def ids_in(node: Node) -> Iterator[str]:
    """All ids of things in a node."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == "id" and isinstance(value, ScalarNode):
                yield str(value.value)
            yield from ids_in(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from ids_in(item)
