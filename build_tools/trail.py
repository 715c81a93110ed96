"""The evidence trail: the chain from themes to cited works, followed from any thing in both directions.

Every step of the chain goes from something that is said to what it rests on: from a theme to its subthemes and
findings, from a finding to quotes and cited works, from a quote to its speaker, from an implication or limitation to
its findings. What a thing carries is the same chain followed the other way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from build_tools.knowledge import KnowledgeBase, LiteratureUse
from build_tools.model import Finding, Literature, Relation, Stance, Statement, Subtheme, Theme

# A branch shows so many things of a kind, and a trail so many in all; what is more is counted and led to. With as many
# a theme of forty quotes in each of five subthemes is whole, and adds about 100 kB to a page of 230 kB.
MOST_OF_A_KIND = 12
MOST_IN_ALL = 320


class Kind(StrEnum):
    """What can stand in the chain, by the words of ``pages.Target``, from its top to its ground."""

    THEME = "theme"
    SUBTHEME = "subtheme"
    IMPLICATION = "implication"
    LIMITATION = "limitation"
    FINDING = "finding"
    QUOTE = "quote"
    PARTICIPANT = "participant"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the chain: the thing that it leads to, and how quote or work bear on what is said, if that is told.

    A work may stand beside one finding in several relations.
    """

    id: str
    kind: Kind
    bears: tuple[Stance | Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What follows in one direction: the next things, and how many different ones of each kind stand in all of it.

    ``more`` is how many of the next things are not among ``nodes``, by their kind.
    """

    nodes: tuple[Node, ...] = ()
    counts: tuple[tuple[Kind, int], ...] = ()
    more: tuple[tuple[Kind, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing in a trail, with what it carries (``up``) and what it rests on (``down``), as far as the trail goes."""

    step: Step
    up: Branch = Branch()
    down: Branch = Branch()


def trail(kb: KnowledgeBase, subject: str) -> Node:
    """The trail of a thing by its id or key, no larger than a page can bear; no path in it meets a thing twice."""
    here = Step(id=subject, kind=kind_of(kb, subject))
    # A finding that is reached from below has its other evidence under it; here that has its own place.
    up = tuple(_upwards(kb, step, (here,)) for step in carries(kb, subject))
    down = tuple(_downwards(kb, step, (here,)) for step in rests_on(kb, subject))
    return _bounded(Node(step=here, up=_branch(up), down=_branch(down)))


def kind_of(kb: KnowledgeBase, name: str) -> Kind:
    """What an id or key names."""
    if name in kb.statements:
        return Kind(kb.statements[name].kind.value)
    linked = (
        (Kind.QUOTE, kb.quotes),
        (Kind.FINDING, kb.findings),
        (Kind.PARTICIPANT, kb.participants),
        (Kind.REFERENCE, kb.references),
    )
    found = next((kind for kind, things in linked if name in things), None)
    return found or (Kind.THEME if any(theme.id == name for theme in kb.study.themes) else Kind.SUBTHEME)


def rests_on(kb: KnowledgeBase, name: str) -> tuple[Step, ...]:
    """The next steps towards the words and works that a thing rests on; none from those themselves."""
    kind = kind_of(kb, name)
    if kind is Kind.THEME:
        theme = next(theme for theme in kb.study.themes if theme.id == name)
        subthemes = (Step(id=subtheme.id, kind=Kind.SUBTHEME) for subtheme in theme.subthemes)
        return (*_findings(theme.findings), *subthemes)
    if kind is Kind.SUBTHEME:
        subtheme, _ = _placed(kb, name)
        return (*_findings(subtheme.findings), *_quotes_at_home_only(kb, subtheme))
    if kind is Kind.FINDING:
        linked = kb.findings[name]
        quotes = (Step(id=quote.id, kind=Kind.QUOTE, bears=(stance,)) for stance, quote in linked.evidence)
        return (*quotes, *_works(linked.finding.literature))
    if kind in (Kind.IMPLICATION, Kind.LIMITATION):
        stated = kb.statements[name]
        return (*_findings(stated.findings), *_works(stated.statement.literature))
    if kind is Kind.QUOTE:
        return (Step(id=kb.quotes[name].participant.id, kind=Kind.PARTICIPANT),)
    return ()


def carries(kb: KnowledgeBase, name: str) -> tuple[Step, ...]:
    """The next steps towards the themes and conclusions that rest on a thing; none from those themselves."""
    kind = kind_of(kb, name)
    if kind is Kind.SUBTHEME:
        return (Step(id=_placed(kb, name)[1].id, kind=Kind.THEME),)
    if kind is Kind.FINDING:
        linked = kb.findings[name]
        place = linked.subtheme or linked.theme
        home = Step(id=place.id, kind=Kind.SUBTHEME if linked.subtheme else Kind.THEME)
        return (home, *(Step(id=one.statement.id, kind=Kind(one.kind.value)) for one in linked.statements))
    if kind is Kind.QUOTE:
        return tuple(_carried_by_quote(kb, name))
    if kind is Kind.PARTICIPANT:
        return tuple(Step(id=quote.id, kind=Kind.QUOTE) for quote in kb.participants[name].quotes)
    if kind is Kind.REFERENCE:
        return tuple(_carried_by_work(kb, name))
    return ()


def _findings(findings: Iterable[Finding]) -> Iterator[Step]:
    return (Step(id=finding.id, kind=Kind.FINDING) for finding in findings)


def _works(literature: Iterable[Literature]) -> Iterator[Step]:
    """Each work once, with all its relations."""
    relations: dict[str, dict[Stance | Relation, None]] = {}
    for item in literature:
        relations.setdefault(item.reference.id, {})[item.relation] = None
    return (Step(id=key, kind=Kind.REFERENCE, bears=tuple(each)) for key, each in relations.items())


def _placed(kb: KnowledgeBase, name: str) -> tuple[Subtheme, Theme]:
    return next((sub, theme) for theme in kb.study.themes for sub in theme.subthemes if sub.id == name)


def _quotes_at_home_only(kb: KnowledgeBase, subtheme: Subtheme) -> Iterator[Step]:
    """The quotes of a subtheme that none of its own findings names; the others are reached by those."""
    named = {quote.id for finding in subtheme.findings for _, quote in kb.findings[finding.id].evidence}
    return (Step(id=quote.id, kind=Kind.QUOTE) for quote in subtheme.quotes if quote.id not in named)


def _carried_by_quote(kb: KnowledgeBase, name: str) -> Iterator[Step]:
    linked = kb.quotes[name]
    for stance, finding in linked.carries:
        yield Step(id=finding.id, kind=Kind.FINDING, bears=(stance,))
    findings = (one for one in linked.bearings if one.finding)
    if all(one.subtheme is None or one.subtheme.id != linked.subtheme.id for one in findings):
        yield Step(id=linked.subtheme.id, kind=Kind.SUBTHEME)


def _carried_by_work(kb: KnowledgeBase, key: str) -> Iterator[Step]:
    """Each finding and statement once, with all relations of the work to it."""
    owners: dict[str, Finding | Statement] = {}
    relations: dict[str, dict[Stance | Relation, None]] = {}
    for use in kb.references[key].uses:
        if isinstance(use, LiteratureUse):
            owners[use.owner.id] = use.owner
            relations.setdefault(use.owner.id, {})[use.literature.relation] = None
    return (Step(id=name, kind=kind_of(kb, name), bears=tuple(relations[name])) for name in owners)


_Grow = Callable[[KnowledgeBase, Step, tuple[Step, ...]], Node]


def _upwards(kb: KnowledgeBase, step: Step, path: tuple[Step, ...]) -> Node:
    """What a thing carries, and where that is a finding, on what else it rests."""
    below = _grown(kb, rests_on(kb, step.id), (*path, step), _downwards) if step.kind is Kind.FINDING else Branch()
    return Node(step=step, up=_grown(kb, carries(kb, step.id), (*path, step), _upwards), down=below)


def _downwards(kb: KnowledgeBase, step: Step, path: tuple[Step, ...]) -> Node:
    """What a thing rests on. A trail ends at a quote on its way down, because the line of a quote names the speaker."""
    steps = () if step.kind is Kind.QUOTE else rests_on(kb, step.id)
    return Node(step=step, down=_grown(kb, steps, (*path, step), _downwards))


def _grown(kb: KnowledgeBase, steps: Iterable[Step], path: tuple[Step, ...], grow: _Grow) -> Branch:
    met = {step.id for step in path}
    return _branch(tuple(grow(kb, step, path) for step in steps if step.id not in met))


def _branch(nodes: tuple[Node, ...]) -> Branch:
    """The branch with what is in it counted."""
    things = {step.id: step.kind for node in nodes for step in _counted(node)}
    numbers = Counter(things.values())
    return Branch(nodes=nodes, counts=tuple((kind, numbers[kind]) for kind in Kind if numbers[kind]))


def _counted(node: Node) -> Iterator[Step]:
    """A thing and all that follows in the same direction; the other evidence of findings above is no part of that."""
    yield node.step
    for below in node.up.nodes or node.down.nodes:
        yield from _counted(below)


def _bounded(node: Node) -> Node:
    """The trail with long branches cut short, and as many steps deep as there is room for."""
    short = _shortened(node)
    depths = (_to_depth(short, depth) for depth in (4, 3, 2, 1))
    return next((one for one in depths if size(one) <= MOST_IN_ALL), _to_depth(short, 1))


def size(node: Node) -> int:
    """How many things a trail names, each as often as it stands there."""
    return 1 + sum(size(below) for branch in (node.up, node.down) for below in branch.nodes)


def _shortened(node: Node) -> Node:
    return replace(node, up=_short(node.up), down=_short(node.down))


def _short(branch: Branch) -> Branch:
    shown: Counter[Kind] = Counter()
    more: Counter[Kind] = Counter()
    nodes = []
    for node in branch.nodes:
        if shown[node.step.kind] < MOST_OF_A_KIND:
            nodes.append(_shortened(node))
            shown[node.step.kind] += 1
        else:
            more[node.step.kind] += 1
    return replace(branch, nodes=tuple(nodes), more=tuple(more.items()))


def _to_depth(node: Node, depth: int) -> Node:
    """The trail with branches that keep only their counts after so many steps."""
    return replace(node, up=_branch_to_depth(node.up, depth), down=_branch_to_depth(node.down, depth))


def _branch_to_depth(branch: Branch, depth: int) -> Branch:
    if depth == 0:
        return replace(branch, nodes=(), more=())
    return replace(branch, nodes=tuple(_to_depth(node, depth - 1) for node in branch.nodes))
