"""Names in projects: kept apart where several are the same, and put below each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from themebook.exchange.imported import Path

K = TypeVar("K", bound=Hashable)

# Deeper trees are damaged. Their paths together would grow with the square of their depth.
_DEEPEST = 100


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order, numbered where several are the same."""
    given = tuple(names)
    taken = set(given)
    counts: Counter[str] = Counter()
    found = []
    for name in given:
        counts[name] += 1
        unique = name
        while counts[name] > 1 and unique in taken:
            unique = f"{name} ({counts[name]})"
            counts[name] += unique in taken
        taken.add(unique)
        found.append(unique)
    return tuple(found)


def tree_paths(nodes: Mapping[K, tuple[K | None, str]]) -> dict[K, Path]:
    """The path of each node of a tree, from its parent and name; those side by side have distinct names.

    A node without a known parent is at the top, and so is one in a circle, or more than 100 levels deep.
    """
    parents = {
        node: parent if parent in nodes and _is_rooted(parent, nodes) else None for node, (parent, _) in nodes.items()
    }
    siblings: dict[K | None, list[K]] = {}
    for node, parent in parents.items():
        siblings.setdefault(parent, []).append(node)
    names = {
        node: name
        for group in siblings.values()
        for node, name in zip(group, distinct(nodes[one][1] for one in group), strict=True)
    }
    return {node: _path(node, parents, names) for node in nodes}


def _is_rooted(node: K | None, nodes: Mapping[K, tuple[K | None, str]]) -> bool:
    """Whether a node exists, and a node at the top is not far above it."""
    for _ in range(_DEEPEST):
        if node is None or node not in nodes:
            return True
        node = nodes[node][0]
    return False


def _path(node: K, parents: Mapping[K, K | None], names: Mapping[K, str]) -> Path:
    path: list[str] = []
    above: K | None = node
    while above is not None:
        path.append(names[above])
        above = parents[above]
    return tuple(reversed(path))
