"""The findings for the folder output, reduced to what the site publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import yaml

from themebook.core.data import Attribute
from themebook.emit.public_sources import DUMPER, WIDTH
from themebook.graph.attributes import band_number

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def public_findings(text: str, attributes: Sequence[Attribute] = (), *, drafts: bool = True) -> str:
    """A findings file without comments, attributes that are not public, and drafts if the site leaves these out.

    Only drafts keep their origin.

    A number that readers only see as a band becomes the first number of this band. All other values are unchanged.
    """
    root = yaml.compose(text, Loader=_LOADER)
    assert root is not None
    declared = {str(attribute.id): attribute for attribute in attributes}
    private = {name for name, attribute in declared.items() if not attribute.public}
    _filter(root, "attributes", lambda attribute: _text(attribute, "id") not in private)
    for participant in _items(root, "participants"):
        known = _value(participant, "attributes")
        if isinstance(known, yaml.MappingNode):
            kept = [(name, value) for name, value in known.value if name.value.strip() not in private]
            known.value = [(name, _in_band(value, declared.get(name.value.strip()))) for name, value in kept]
    if not drafts:
        _remove_drafts(root)
    _remove_origins(root)
    public: str = yaml.serialize(root, Dumper=DUMPER, allow_unicode=True, width=WIDTH)
    return public


def _value(node: yaml.Node, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _text(node: yaml.Node, key: str) -> str:
    value = _value(node, key)
    return value.value.strip() if isinstance(value, yaml.ScalarNode) else ""


def _items(node: yaml.Node, key: str) -> Iterator[yaml.Node]:
    value = _value(node, key)
    yield from value.value if isinstance(value, yaml.SequenceNode) else ()


def _filter(node: yaml.Node, key: str, keep: Callable[[yaml.Node], bool]) -> None:
    """Keep only some items of a list."""
    value = _value(node, key)
    if isinstance(value, yaml.SequenceNode):
        value.value = [item for item in value.value if keep(item)]


def _in_band(value: yaml.Node, attribute: Attribute | None) -> yaml.Node:
    if not attribute or not attribute.bands or not isinstance(value, yaml.ScalarNode):
        return value
    first = (0, *attribute.bands)[band_number(attribute, value.value)]
    return yaml.ScalarNode("tag:yaml.org,2002:int", str(first))


def _remove_origins(node: yaml.Node) -> None:
    """Remove where things were taken from, which the site only says of drafts."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _remove_origins(item)
    elif isinstance(node, yaml.MappingNode):
        is_draft = _text(node, "draft") == "true"
        node.value = [(name, value) for name, value in node.value if is_draft or name.value != "origin"]
        for _, value in node.value:
            _remove_origins(value)


def _remove_drafts(node: yaml.Node, key: str = "") -> None:
    """Remove the drafts, and subthemes that hold nothing else, from what is at a key."""
    if isinstance(node, yaml.SequenceNode):
        node.value = [item for item in node.value if not _is_left_out(item, key)]
        for item in node.value:
            _remove_drafts(item)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            _remove_drafts(value, name.value)


def _is_left_out(item: yaml.Node, key: str) -> bool:
    if _text(item, "draft") == "true":
        return True
    parts = [(part, name) for name in ("quotes", "findings", "subthemes") for part in _items(item, name)]
    return key == "subthemes" and bool(parts) and all(_is_left_out(*part) for part in parts)
