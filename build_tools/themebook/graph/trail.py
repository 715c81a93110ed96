"""The evidence trail: the chain from themes to cited works, followed from any thing in both directions.

It never grows larger than a page can bear; what it has no room for is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from themebook.core.model import Stance
from themebook.graph.connections import NodeKind, Step, carries, kind_of, rests_on
from themebook.graph.model import EvidenceGraph

# A branch shows so many things of a kind, and a trail so many in all; what is more is counted and led to. With as many
# a theme of forty quotes in each of five subthemes is whole, and adds about 100 kB to a page of 230 kB.
MOST_OF_A_KIND = 12
MOST_IN_ALL = 320
_DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What follows in one direction: the next things, and how many different ones of each kind stand in all of it.

    ``more`` is how many of the next things are not among ``nodes``, by their kind; ``contrasting`` how many of the next
    things are quotes that contrast with what the branch belongs to.
    """

    nodes: tuple[Node, ...] = ()
    counts: tuple[tuple[NodeKind, int], ...] = ()
    more: tuple[tuple[NodeKind, int], ...] = ()
    contrasting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing in a trail, with what it carries (``up``) and what it rests on (``down``), as far as the trail goes."""

    step: Step
    up: Branch = Branch()
    down: Branch = Branch()


def trail(graph: EvidenceGraph, subject: str) -> Node:
    """The trail of a thing by its id or key, no larger than a page can bear; no path in it meets a thing twice."""
    chain, here = _chain(graph), Step(id=subject, kind=kind_of(graph, subject))
    depth = next((depth for depth in range(_DEEPEST, 1, -1) if chain.fits(here, depth)), 1)
    return chain.node(here, tuple(_Way), (), depth)


class _Way(StrEnum):
    """The two directions of the chain, by the names of the branches of a node."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ahead:
    """What is ahead of a thing in one direction: the next things, and everything that follows, by kind.

    ``first`` are as many of the next things of each kind as a branch can need, whichever of them a path met before.
    """

    first: tuple[Step, ...]
    numbers: Mapping[NodeKind, int]
    next: frozenset[str]
    contrasting: frozenset[str]
    follows: Mapping[str, NodeKind]
    counts: Mapping[NodeKind, int]


class _Chain:
    """The chain of one knowledge base, in which what is ahead of a thing is looked up once."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self._graph = graph
        self._known: dict[tuple[str, _Way], _Ahead] = {}

    def fits(self, step: Step, depth: int) -> bool:
        """Whether a trail so many steps deep is one that a page can bear."""
        walk = self._walk(step, tuple(_Way), (), depth)
        return next(islice(walk, MOST_IN_ALL, None), None) is None

    def node(self, step: Step, ways: Iterable[_Way], above: tuple[str, ...], depth: int) -> Node:
        """The thing with its branches, which keep only their counts after so many steps."""
        path = (*above, step.id)
        return Node(step=step, **{way.value: self._branch(way, path, depth) for way in ways})

    def _walk(self, step: Step, ways: Iterable[_Way], above: tuple[str, ...], depth: int) -> Iterator[Step]:
        """All that ``node`` would name."""
        yield step
        path = (*above, step.id)
        for way in ways if depth else ():
            for one in self._shown(way, path):
                yield from self._walk(one, _ways(one, way), path, depth - 1)

    def _branch(self, way: _Way, path: tuple[str, ...], depth: int) -> Branch:
        ahead = self._ahead(path[-1], way)
        counts = Counter(ahead.counts)
        counts.subtract(ahead.follows[name] for name in path if name in ahead.follows)
        told = tuple((kind, counts[kind]) for kind in NodeKind if counts[kind])
        contrasting = len(ahead.contrasting.difference(path))
        if not depth:
            return Branch(counts=told, contrasting=contrasting)
        left = Counter(ahead.numbers)
        left.subtract(ahead.follows[name] for name in path if name in ahead.next)
        shown = self._shown(way, path)
        left.subtract(step.kind for step in shown)
        return Branch(
            nodes=tuple(self.node(step, _ways(step, way), path, depth - 1) for step in shown),
            counts=told,
            more=tuple((kind, number) for kind, number in left.items() if number),
            contrasting=contrasting,
        )

    def _shown(self, way: _Way, path: tuple[str, ...]) -> list[Step]:
        """The next things that a branch at the end of the path shows."""
        return _first((step for step in self._ahead(path[-1], way).first if step.id not in path), MOST_OF_A_KIND)

    def _ahead(self, name: str, way: _Way) -> _Ahead:
        if (name, way) not in self._known:
            self._known[name, way] = self._looked_up(name, way)
        return self._known[name, way]

    def _looked_up(self, name: str, way: _Way) -> _Ahead:
        steps = carries(self._graph, name) if way is _Way.UP else rests_on(self._graph, name)
        follows = {step.id: step.kind for step in steps}
        for step in steps:
            # The other evidence of findings above is no part of what follows.
            follows |= self._ahead(step.id, way).follows if way in _ways(step, way) else {}
        return _Ahead(
            first=tuple(_first(steps, MOST_OF_A_KIND + _DEEPEST)),
            numbers=Counter(step.kind for step in steps),
            next=frozenset(step.id for step in steps),
            contrasting=frozenset(
                step.id for step in steps if step.kind is NodeKind.QUOTE and Stance.CONTRASTS in step.bears
            ),
            follows=follows,
            counts=Counter(follows.values()),
        )


# One is remembered, because a build has one.
_chain = lru_cache(maxsize=1)(_Chain)


def _ways(step: Step, way: _Way) -> tuple[_Way, ...]:
    """Where a trail goes from a thing that it reached in one direction.

    A finding that is reached from below has its other evidence under it. On its way down a trail ends at a quote,
    because the line of a quote names the speaker.
    """
    if way is _Way.UP:
        return (_Way.UP, _Way.DOWN) if step.kind is NodeKind.FINDING else (_Way.UP,)
    return () if step.kind is NodeKind.QUOTE else (_Way.DOWN,)


def _first(steps: Iterable[Step], most: int) -> list[Step]:
    """The steps without those of a kind of which there have been so many."""
    met: Counter[NodeKind] = Counter()
    kept = []
    for step in steps:
        met[step.kind] += 1
        if met[step.kind] <= most:
            kept.append(step)
    return kept
