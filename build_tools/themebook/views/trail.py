"""The evidence trail on a page: nested lists of lines, with the text of each line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from themebook.core import vocabulary, works
from themebook.core.choices import Relation, Stance
from themebook.core.data import Participant
from themebook.core.translation import gettext
from themebook.core.truncate import short_title
from themebook.graph.model import Edge, EvidenceGraph, NodeKind
from themebook.graph.trail import Branch, TrailNode, Trails

# A branch with a single one of these is shown as a line, which is no longer than a summary would be.
_ONE_LINE = frozenset({NodeKind.THEME, NodeKind.PARTICIPANT})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrailWords:
    """What the line of a node says, by its id or key. The same words are one object, on however many trails they are.

    ``quote`` is the opening words of a quote, and ``language`` their language if it is not that of the site. ``badge``
    warns about a doubtful work. ``speakers`` are set if the trail goes down and ends at a quote.
    """

    id: str
    label: str
    contrasts: bool
    quote: str
    language: str | None
    badge: str
    speakers: tuple[Participant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """A node in a trail."""

    words: TrailWords
    branches: tuple[TrailBranch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreLine:
    """The number of further nodes of a branch, and where they are: in the list of quotes with ``filters``, or else on
    the page of the node ``of``, or on this page if ``of`` is empty.
    """

    text: str
    filters: Mapping[str, str]
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailBranch:
    """Collapsible lines below a summary. There may be only a summary or only lines."""

    summary: str = ""
    lines: tuple[TrailLine, ...] = ()
    more: tuple[MoreLine, ...] = ()
    is_open: bool = False


_NOTHING = TrailBranch()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailView:
    """A whole trail: the branches above and below the line of its subject."""

    subject: TrailWords
    up: TrailBranch
    down: TrailBranch


class TrailViews:
    """The trails of one graph. Their common parts are computed once."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self._graph = graph
        self._trails = Trails(graph)
        self._known: dict[tuple[Edge, bool], TrailWords] = {}

    def of(self, name: str) -> TrailView:
        """The trail of a node by its id or key."""
        node = self._trails.of(name)
        kind = node.edge.kind
        up = self._branch(node.up, node, vocabulary.LEADS_TO.get(kind, ""), name, is_up=True)
        down = self._branch(node.down, node, vocabulary.RESTS_ON[kind], name, is_up=False)
        return TrailView(
            subject=self._words(node.edge, is_up=False),
            # The first level is open unless the page already shows the same in full.
            up=replace(up, is_open=kind is NodeKind.QUOTE),
            down=down,
        )

    def _branch(self, branch: Branch, of: TrailNode, title: str, subject: str, *, is_up: bool) -> TrailBranch:
        if not branch.counts:
            return _NOTHING
        summary = f"{title}: {_counts(branch, is_up=is_up)}"
        if len(branch.nodes) == 1 and branch.nodes[0].edge.kind in _ONE_LINE:
            summary = ""
        return TrailBranch(
            summary=summary,
            lines=tuple(self._node(node, subject, is_up=is_up) for node in branch.nodes),
            more=tuple(_more(kind, number, of.edge, subject) for kind, number in branch.more),
        )

    def _node(self, node: TrailNode, subject: str, *, is_up: bool) -> TrailLine:
        kind = node.edge.kind
        words = self._words(node.edge, is_up=is_up)
        if kind is not NodeKind.FINDING and not (node.up.counts or node.down.counts):
            return TrailLine(words=words)
        rests_on = gettext("Other evidence") if is_up else vocabulary.RESTS_ON[kind]
        up = self._branch(node.up, node, vocabulary.LEADS_TO.get(kind, ""), subject, is_up=True)
        down = self._branch(node.down, node, rests_on, subject, is_up=False)
        if kind is NodeKind.FINDING and not is_up and not node.down.counts:
            down = TrailBranch(summary=gettext("Evidence: no quote and no cited work"))
        branches = tuple(branch for branch in (up, down) if branch.summary or branch.lines)
        return TrailLine(words=words, branches=branches)

    def _words(self, edge: Edge, *, is_up: bool) -> TrailWords:
        if (edge, is_up) not in self._known:
            linked = self._graph.quotes.get(edge.id)
            work = self._graph.references[edge.id].reference if edge.kind is NodeKind.REFERENCE else None
            self._known[edge, is_up] = TrailWords(
                id=edge.id,
                label=_label_upwards(edge) if is_up and edge.relations else _label(edge),
                contrasts=any(relation in (Stance.CONTRASTS, Relation.CONTRASTS) for relation in edge.relations),
                quote=short_title(linked.opening.text) if linked else "",
                language=linked.opening.language if linked else None,
                badge=works.badge(work) if work and works.is_doubtful(work) else "",
                speakers=linked.speakers if linked and not is_up else (),
            )
        return self._known[edge, is_up]


def _label(edge: Edge) -> str:
    """The kind of a node, and how it relates to the finding above it."""
    if edge.kind is NodeKind.QUOTE and edge.relations:
        return vocabulary.STANCES[Stance(edge.relations[0])].within
    relations = (vocabulary.relation_labels(relation).within for relation in edge.relations)
    return ", ".join((vocabulary.KINDS[edge.kind].label, *relations))


def _label_upwards(edge: Edge) -> str:
    """How a quote or work relates to the finding or statement that it leads to."""
    kind = vocabulary.KINDS[edge.kind].one
    return "; ".join(vocabulary.relation_labels(relation).toward(kind) for relation in edge.relations)


def _counts(branch: Branch, *, is_up: bool) -> str:
    """The number of nodes of each kind in a branch. Quotes that contrast with the finding above are counted separately,
    because readers would otherwise take them for support.
    """
    counts = reversed(branch.counts) if is_up else branch.counts
    parts = [_counted(kind, number, branch.contrasting) for kind, number in counts]
    return ("; " if branch.contrasting else ", ").join(parts)


def _counted(kind: NodeKind, number: int, contrasting: int) -> str:
    counted = vocabulary.KINDS[kind].counted(number)
    if kind is not NodeKind.QUOTE or not contrasting:
        return counted
    if number == 1:
        return gettext("%(quotes)s, contrasting") % {"quotes": counted}
    return gettext("%(quotes)s, %(number)s of them contrasting") % {"quotes": counted, "number": contrasting}


def _more(kind: NodeKind, number: int, of: Edge, subject: str) -> MoreLine:
    """Further quotes are in the filtered list, everything else is on the page of the node that has the branch."""
    filters = {of.kind.value: of.id} if kind is NodeKind.QUOTE else {}
    return MoreLine(
        text=vocabulary.KINDS[kind].more(number), filters=filters, of="" if filters or of.id == subject else of.id
    )
