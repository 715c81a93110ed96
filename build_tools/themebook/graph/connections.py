"""The chain from themes to cited works: what each thing rests on and what it carries, one step at a time.

Every step of the chain goes from something that is said to what it rests on: from a theme to its subthemes and
findings, from a finding to quotes and cited works, from a quote to its speaker, from an implication or limitation to
its findings. What a thing carries is the same chain followed the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from themebook.core.model import Finding, Literature, Relation, Stance, Statement, Subtheme, Theme
from themebook.graph.knowledge import KnowledgeBase, LiteratureUse


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
