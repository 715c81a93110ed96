"""YAML nodes that know their place."""

from __future__ import annotations

import yaml

from themebook.core.diagnostics import Span

Node = yaml.Node
MappingNode = yaml.MappingNode
ScalarNode = yaml.ScalarNode
SequenceNode = yaml.SequenceNode


def span_of(node: Node, file: str) -> Span:
    """Where a node begins."""
    return Span(file, node.start_mark.line + 1, node.start_mark.column + 1)


def is_text(node: Node) -> bool:
    """Whether every reader of YAML treats the value as text, not as a number, date, boolean or nothing."""
    return isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:str"


def first_unreadable(root: Node) -> Node | None:
    """The first node that cannot be turned into a value, such as a date in a thirteenth month or a list as a key."""
    waiting: list[Node] = [root]
    while waiting:
        node: Node = waiting.pop()
        if isinstance(node, MappingNode):
            if any(not isinstance(key, ScalarNode) for key, _ in node.value):
                return node
            waiting += [part for pair in reversed(node.value) for part in reversed(pair)]
        elif isinstance(node, SequenceNode):
            waiting += reversed(node.value)
        else:
            try:
                yaml.SafeLoader("").construct_object(node)
            except (yaml.YAMLError, ValueError, OverflowError):
                return node
    return None
