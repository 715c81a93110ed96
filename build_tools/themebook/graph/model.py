"""The evidence graph: the study with every link resolved, every backlink derived and every count taken.

``link`` makes it, and everything that pages show is read from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from themebook.core.bibliography import Bibliography, Reference
from themebook.core.choices import Relation, Stance
from themebook.core.model import (
    Finding,
    LiteratureItem,
    Participant,
    Quote,
    Statement,
    Study,
    Subtheme,
    Theme,
    ThemePath,
)
from themebook.sources.aliases import with_own_keys
from themebook.sources.markdown.citations import Citation, Cluster
from themebook.sources.markdown.scan_results import Page
from themebook.sources.markdown.texts import ScannedText, StudyText

PieceOfEvidence: TypeAlias = tuple[Stance, Quote]


class NodeKind(StrEnum):
    """The kinds of nodes, from what the study says to what it rests on."""

    THEME = "theme"
    SUBTHEME = "subtheme"
    IMPLICATION = "implication"
    LIMITATION = "limitation"
    FINDING = "finding"
    QUOTE = "quote"
    PARTICIPANT = "participant"
    REFERENCE = "reference"


def kind_of(theme: Theme) -> NodeKind:
    """The kind of node that a theme or subtheme is."""
    return NodeKind.SUBTHEME if isinstance(theme, Subtheme) else NodeKind.THEME


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A link as seen from one of its ends: the id and kind of the node at the other end.

    ``relations`` are how a quote or work relates to the finding or statement. A work can have several.
    """

    id: str
    kind: NodeKind
    relations: tuple[Stance | Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One place where a quote counts: its home, without a stance, or a finding that it is evidence for.

    ``path`` are the themes there, from the top down. It is empty for quotes without a theme.
    """

    path: ThemePath
    finding: Finding | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedQuote:
    """A quote at a theme, subtheme or finding, with its distinct stances there; none if it is only at home there."""

    linked: LinkedQuote
    stances: frozenset[Stance]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a theme with its subthemes, or a subtheme, rests on. Its quotes are those placed there.

    ``most_quoted`` has more of these quotes than anybody else, ``largest_share`` of them; None in a tie, or if alone.
    """

    findings: int
    quotes: int
    participants: int
    most_quoted: Participant | None
    largest_share: int
    works: int
    contrasting: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTheme:
    """A theme or subtheme, the path to it, itself last, and what it rests on, its subthemes included."""

    path: ThemePath
    counts: Counts

    @property
    def theme(self) -> Theme:
        return self.path[-1]

    @property
    def kind(self) -> NodeKind:
        return kind_of(self.theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFinding:
    """A finding, the path to where it belongs, its evidence, and the implications and limitations that name it."""

    finding: Finding
    path: ThemePath
    evidence: tuple[PieceOfEvidence, ...]
    statements: tuple[LinkedStatement, ...]

    def quotes(self, stance: Stance) -> tuple[Quote, ...]:
        """The quotes that support it, or those that contrast with it."""
        return tuple(quote for of_quote, quote in self.evidence if of_quote is stance)

    @property
    def contrasting_works(self) -> tuple[LiteratureItem, ...]:
        """The works that contrast with it."""
        return tuple(item for item in self.finding.literature if item.relation is Relation.CONTRASTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedQuote:
    """A quote, its speaker, its neighbours where it is at home, and the findings that it is evidence for.

    ``placements`` are all places where it counts, its home first. The quotes "of" a theme, subtheme or finding in a
    figure or list are those with a placement there.
    """

    quote: Quote
    participant: Participant
    placements: tuple[Placement, ...]
    previous: Quote | None
    following: Quote | None
    continues: Quote | None
    continued_by: tuple[Quote, ...]

    @property
    def path(self) -> ThemePath:
        """The path to its home. Empty if it has no theme."""
        return self.placements[0].path

    @property
    def evidence_for(self) -> tuple[tuple[Stance, Finding], ...]:
        """The findings that it is evidence for, each with its stance."""
        return tuple((one.stance, one.finding) for one in self.placements if one.stance and one.finding)

    @property
    def contrasts_with(self) -> tuple[Finding, ...]:
        """The findings that it contrasts with."""
        return tuple(finding for stance, finding in self.evidence_for if stance is Stance.CONTRASTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedParticipant:
    """A participant, the quotes in the order of the study, and how many of them are placed in each theme."""

    participant: Participant
    quotes: tuple[Quote, ...]
    spread: tuple[tuple[Theme, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedStatement:
    """An implication or limitation, and the findings that it names."""

    statement: Statement
    kind: NodeKind
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteratureUse:
    """A work cited for a finding, with the path to where this belongs, or for a statement, without a path."""

    owner: Finding | Statement
    literature: LiteratureItem
    path: ThemePath = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextUse:
    """A citation inside a Markdown text of the findings; ``owner`` is the id of the thing that has the text."""

    owner: str | StudyText
    sentence: tuple[str | Cluster, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUse:
    """A citation in a hand-written page, the ``number``-th of this work there, counted from 1.

    A citation in an attribute, such as an alternative text, has no number, because nothing can link to it.
    """

    page: Page
    sentence: tuple[str | Cluster, ...]
    citation: Citation
    number: int | None


Use = LiteratureUse | TextUse | PageUse


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedReference:
    """A work, every place where the study uses it, and the other works of its authors."""

    reference: Reference
    uses: tuple[Use, ...]
    same_authors: tuple[Reference, ...]

    @property
    def literature_uses(self) -> tuple[LiteratureUse, ...]:
        """The findings and statements that it is cited for."""
        return tuple(use for use in self.uses if isinstance(use, LiteratureUse))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Its distinct relations to findings and statements."""
        found = {use.literature.relation for use in self.literature_uses}
        return tuple(relation for relation in Relation if relation in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGraph:
    """All nodes by their ids and keys, and their links in both directions. Mappings keep the order of the sources.

    ``references`` are the works that the site has pages for: the study's own, and those that it cites or links to;
    ``uncited`` are all other entries of the bibliography.

    ``rests_on`` are the links of each node towards the words and works behind it: from a theme to its subthemes and
    findings, from a finding to quotes and works, from a quote to its speaker, from an implication or limitation to its
    findings and works. ``leads_to`` are the same links from their other ends. Both have an entry for every node.

    ``quotes_at`` are the distinct quotes at each theme, subtheme and finding that has any, in the order of the study.
    """

    study: Study
    bibliography: Bibliography
    own_reference: Reference
    pages: tuple[Page, ...]
    texts: tuple[ScannedText, ...]
    themes: Mapping[str, LinkedTheme]
    """All themes and subthemes."""
    findings: Mapping[str, LinkedFinding]
    quotes: Mapping[str, LinkedQuote]
    participants: Mapping[str, LinkedParticipant]
    statements: Mapping[str, LinkedStatement]
    references: Mapping[str, LinkedReference]
    uncited: tuple[Reference, ...]
    kinds: Mapping[str, NodeKind]
    rests_on: Mapping[str, tuple[Edge, ...]]
    leads_to: Mapping[str, tuple[Edge, ...]]
    quotes_at: Mapping[str, tuple[PlacedQuote, ...]]
    contrasting: tuple[Quote, ...]
    """The quotes that contrast with a finding, in the order of the study."""

    def with_own_keys(self, cluster: Cluster) -> Cluster:
        """A citation as an author wrote it, with the keys that works have instead of their aliases."""
        return with_own_keys(cluster, self.bibliography.aliases)
