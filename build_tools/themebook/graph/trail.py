"""The evidence trail of a node: the graph followed from it in both directions.

A trail is never too large for a page. What there is no room for is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from themebook.core.choices import Stance
from themebook.graph.model import Edge, EvidenceGraph, NodeKind

# How many nodes of a kind a branch shows, and how many nodes a trail shows in all; the rest are counted and linked to.
# With these limits a theme with forty quotes in each of five subthemes is shown whole, and adds about 100 kB to a page.
MOST_OF_A_KIND = 12
MOST_IN_ALL = 320
_DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What follows in one direction: the next nodes, and how many distinct nodes of each kind follow in all.

    ``more`` is how many of the next nodes are not in ``nodes``, by kind. ``contrasting`` is how many of the next nodes
    are quotes that contrast with the finding that the branch belongs to.
    """

    nodes: tuple[TrailNode, ...] = ()
    counts: tuple[tuple[NodeKind, int], ...] = ()
    more: tuple[tuple[NodeKind, int], ...] = ()
    contrasting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailNode:
    """A node of a trail, what it leads to (``up``) and what it rests on (``down``), as far as the trail goes."""

    edge: Edge
    up: Branch = Branch()
    down: Branch = Branch()


# Most nodes of a trail are where it ends.
_NOTHING = Branch()


class _Direction(StrEnum):
    """The two directions of a trail, by the names of the branches of a node."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ahead:
    """What is ahead of a node in one direction: the next nodes, and everything that follows, by kind.

    ``first`` are as many of the next nodes of each kind as a branch can need, whichever of them are on the path to it.
    """

    first: tuple[Edge, ...]
    numbers: Mapping[NodeKind, int]
    next: frozenset[str]
    contrasting: frozenset[str]
    follows: Mapping[str, NodeKind]
    counts: Mapping[NodeKind, int]


class Trails:
    """The trails through one graph. What is ahead of a node is computed once for all of them."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self._edges = {_Direction.UP: graph.leads_to, _Direction.DOWN: graph.rests_on}
        self._kinds = graph.kinds
        self._known: dict[tuple[str, _Direction], _Ahead] = {}

    def of(self, name: str) -> TrailNode:
        """The trail of a node by its id or key, as deep as fits a page. No path in it visits a node twice."""
        start = Edge(id=name, kind=self._kinds[name])
        depth = next((depth for depth in range(_DEEPEST, 1, -1) if self._fits(start, depth)), 1)
        return self._node(start, tuple(_Direction), (), depth)

    def _fits(self, edge: Edge, depth: int) -> bool:
        walk = self._walk(edge, tuple(_Direction), (), depth)
        return next(islice(walk, MOST_IN_ALL, None), None) is None

    def _node(self, edge: Edge, directions: Iterable[_Direction], above: tuple[str, ...], depth: int) -> TrailNode:
        """The node with its branches, which have only their counts below the given depth."""
        path = (*above, edge.id)
        return TrailNode(
            edge=edge, **{direction.value: self._branch(direction, path, depth) for direction in directions}
        )

    def _walk(self, edge: Edge, directions: Iterable[_Direction], above: tuple[str, ...], depth: int) -> Iterator[Edge]:
        """Everything that ``_node`` would show."""
        yield edge
        path = (*above, edge.id)
        for direction in directions if depth else ():
            for one in self._shown(direction, path):
                yield from self._walk(one, _onward(one, direction), path, depth - 1)

    def _branch(self, direction: _Direction, path: tuple[str, ...], depth: int) -> Branch:
        ahead = self._ahead(path[-1], direction)
        if not ahead.first:
            return _NOTHING
        counts = Counter(ahead.counts)
        counts.subtract(ahead.follows[name] for name in path if name in ahead.follows)
        shown_counts = tuple((kind, counts[kind]) for kind in NodeKind if counts[kind])
        contrasting = len(ahead.contrasting.difference(path))
        if not depth:
            return Branch(counts=shown_counts, contrasting=contrasting)
        left = Counter(ahead.numbers)
        left.subtract(ahead.follows[name] for name in path if name in ahead.next)
        shown = self._shown(direction, path)
        left.subtract(edge.kind for edge in shown)
        return Branch(
            nodes=tuple(self._node(edge, _onward(edge, direction), path, depth - 1) for edge in shown),
            counts=shown_counts,
            more=tuple((kind, number) for kind, number in left.items() if number),
            contrasting=contrasting,
        )

    def _shown(self, direction: _Direction, path: tuple[str, ...]) -> list[Edge]:
        """The next nodes that a branch at the end of the path shows."""
        return _first((edge for edge in self._ahead(path[-1], direction).first if edge.id not in path), MOST_OF_A_KIND)

    def _ahead(self, name: str, direction: _Direction) -> _Ahead:
        if (name, direction) not in self._known:
            self._known[name, direction] = self._looked_up(name, direction)
        return self._known[name, direction]

    def _looked_up(self, name: str, direction: _Direction) -> _Ahead:
        edges = self._edges[direction][name]
        follows = {edge.id: edge.kind for edge in edges}
        for edge in edges:
            # The other evidence of findings above does not count.
            follows |= self._ahead(edge.id, direction).follows if direction in _onward(edge, direction) else {}
        return _Ahead(
            first=tuple(_first(edges, MOST_OF_A_KIND + _DEEPEST)),
            numbers=Counter(edge.kind for edge in edges),
            next=frozenset(edge.id for edge in edges),
            contrasting=frozenset(
                edge.id for edge in edges if edge.kind is NodeKind.QUOTE and Stance.CONTRASTS in edge.relations
            ),
            follows=follows,
            counts=Counter(follows.values()),
        )


def _onward(edge: Edge, direction: _Direction) -> tuple[_Direction, ...]:
    """The directions in which a trail goes on from a node that it reached in one direction.

    A finding reached from below also shows its other evidence. Downwards a trail ends at a quote, because its line
    names the speaker.
    """
    if direction is _Direction.UP:
        return (_Direction.UP, _Direction.DOWN) if edge.kind is NodeKind.FINDING else (_Direction.UP,)
    return () if edge.kind is NodeKind.QUOTE else (_Direction.DOWN,)


def _first(edges: Iterable[Edge], most: int) -> list[Edge]:
    """The first edges of each kind, at most so many of each."""
    met: Counter[NodeKind] = Counter()
    kept = []
    for edge in edges:
        met[edge.kind] += 1
        if met[edge.kind] <= most:
            kept.append(edge)
    return kept
