"""The evidence graph: the study with every link resolved, every backlink derived and every count taken.

``link`` makes it, and everything that pages show is read from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile
from typing import TypeAlias

from themebook.core.bibliography import Bibliography, Reference
from themebook.core.choices import ParticipantKind, Relation, Stance
from themebook.core.data import Code, DataSource, Participant, Quote
from themebook.core.model import Finding, LiteratureItem, Statement, Study, Subtheme, Theme, ThemePath
from themebook.core.vocabulary import place_in_source
from themebook.graph.data_model import (
    LinkedCode,
    LinkedParticipant,
    LinkedSource,
    SampleCounts,
    Translation,
    TurnOf,
    Words,
)
from themebook.graph.uses import LinkedReference
from themebook.sources.aliases import with_own_keys
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.scan_results import Page
from themebook.sources.markdown.texts import ScannedText

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

    ``participants`` are persons. A group that speaks as one is one of the ``groups``. ``most_quoted`` has more of these
    quotes than anybody else, ``largest_share`` of them; None in a tie, or if alone.
    """

    findings: int
    quotes: int
    participants: int
    groups: int
    most_quoted: Participant | None
    largest_share: int
    works: int
    contrasting: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedTheme:
    """A theme or subtheme that another is related to, and how."""

    theme: Theme
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTheme:
    """A theme or subtheme, the path to it, itself last, and what it rests on, its subthemes included.

    ``findings`` are those that belong to it or to a subtheme, ``also`` those of them that are at home in another theme
    and also belong to this one itself. ``related`` are the themes that it says it is related to, then those that only
    say so of it.
    """

    path: ThemePath
    findings: tuple[Finding, ...]
    also: tuple[Finding, ...]
    related: tuple[RelatedTheme, ...]
    counts: Counts

    @property
    def theme(self) -> Theme:
        return self.path[-1]

    @property
    def kind(self) -> NodeKind:
        return kind_of(self.theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFinding:
    """A finding, the path to where it belongs, its evidence, and the implications and limitations that name it.

    ``number_among`` is how many persons are listed of those whom its prevalence is about, or 0 if it is not known.
    """

    finding: Finding
    path: ThemePath
    number_among: int
    evidence: tuple[PieceOfEvidence, ...]
    statements: tuple[LinkedStatement, ...]

    def quotes(self, stance: Stance) -> tuple[Quote, ...]:
        """The quotes that support it, or those that contrast with it."""
        return tuple(quote for of_quote, quote in self.evidence if of_quote is stance)

    @property
    def contrasting_works(self) -> tuple[LiteratureItem, ...]:
        """The works that contrast with it."""
        return tuple(item for item in self.finding.literature if item.relation is Relation.CONTRASTS)


# Between the turns of a dialogue, where it is on one line.
_BETWEEN_TURNS = " – "


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedQuote:
    """A quote, its speakers in the order in which they speak, its source and codes, its neighbours where it is at home,
    and the findings that it is evidence for.

    ``turns`` are the words of a dialogue with their speakers. ``language`` is None if it is that of the site.
    ``translations`` are in order, those in the language of the site first. ``placements`` are all places where the
    quote counts, its home first. The quotes "of" a theme, subtheme or finding in a figure or list are those with a
    placement there.
    """

    quote: Quote
    speakers: tuple[Participant, ...]
    turns: tuple[TurnOf, ...]
    language: str | None
    translations: tuple[Translation, ...]
    source: DataSource | None
    codes: tuple[Code, ...]
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
    def opening(self) -> Words:
        """The words that readers see where there is only room for some: translated, if they can be.

        Those of a dialogue begin with the first turn that is not an interviewer's.
        """
        original = Translation(Words(self.quote.text, self.language), self.turns)
        is_foreign = self.language is not None and self.translations and self.translations[0].words.language is None
        (text, language), turns = self.translations[0] if is_foreign else original
        shown = list(dropwhile(lambda turn: turn[0] not in self.voices, turns)) or turns
        return Words(_BETWEEN_TURNS.join(words for _, words in shown) or text, language)

    @property
    def words(self) -> str:
        """All words on one line, those of a dialogue with the name of the speaker before each turn."""
        return _BETWEEN_TURNS.join(f"{speaker.name}: {words}" for speaker, words in self.turns) or self.quote.text

    @property
    def voices(self) -> tuple[Participant, ...]:
        """The speakers who count: all but interviewers."""
        return tuple(speaker for speaker in self.speakers if speaker.kind is not ParticipantKind.INTERVIEWER)

    @property
    def said_by(self) -> str:
        """The names of those who speak, without interviewers if others speak too; or the title of a document."""
        names = ", ".join(speaker.name for speaker in self.voices or self.speakers)
        return names or (self.source.title if self.source else "")

    @property
    def evidence_for(self) -> tuple[tuple[Stance, Finding], ...]:
        """The findings that it is evidence for, each with its stance."""
        # A finding that belongs to several themes has a placement in each.
        found = {one.finding.id: (one.stance, one.finding) for one in self.placements if one.stance and one.finding}
        return tuple(found.values())

    @property
    def contrasts_with(self) -> tuple[Finding, ...]:
        """The findings that it contrasts with."""
        return tuple(finding for stance, finding in self.evidence_for if stance is Stance.CONTRASTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedStatement:
    """An implication or limitation, and the findings that it names."""

    statement: Statement
    kind: NodeKind
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGraph:
    """All nodes by their ids and keys, and their links in both directions. Mappings keep the order of the sources.

    ``references`` are the works that the site has pages for: the study's own, and those that it cites or links to;
    ``uncited`` are all other entries of the bibliography.

    ``rests_on`` are the links of each node towards the words and works behind it: from a theme to its subthemes and
    findings, from a finding to quotes and works, from a quote to its speaker, from an implication or limitation to its
    findings and works. ``leads_to`` are the same links from their other ends. Both have an entry for every node.

    ``quotes_at`` are the distinct quotes at each theme, subtheme and finding that has any, in the order of the study.
    ``language`` is that of the site, a BCP 47 tag.
    """

    study: Study
    language: str
    bibliography: Bibliography
    own_reference: Reference
    pages: tuple[Page, ...]
    texts: tuple[ScannedText, ...]
    themes: Mapping[str, LinkedTheme]
    """All themes and subthemes."""
    findings: Mapping[str, LinkedFinding]
    quotes: Mapping[str, LinkedQuote]
    participants: Mapping[str, LinkedParticipant]
    sample: SampleCounts
    voices: tuple[Participant, ...]
    """The participants who count, each as one: persons, and groups that are quoted or have no members listed."""
    sources: Mapping[str, LinkedSource]
    codes: Mapping[str, LinkedCode]
    """All codes, at all levels."""
    statements: Mapping[str, LinkedStatement]
    references: Mapping[str, LinkedReference]
    uncited: tuple[Reference, ...]
    kinds: Mapping[str, NodeKind]
    rests_on: Mapping[str, tuple[Edge, ...]]
    leads_to: Mapping[str, tuple[Edge, ...]]
    quotes_at: Mapping[str, tuple[PlacedQuote, ...]]
    has_pages: bool
    """Whether some quote is on a known page of the document that the study is taken from."""
    contrasting: tuple[Quote, ...]
    """The quotes that contrast with a finding."""
    drafts: frozenset[str]
    """The ids of the drafts, and of what belongs to them."""

    def place_of(self, linked: LinkedQuote) -> str:
        """Where a quote is: its source and the place in it, as far as they are known. See ``LinkedQuote.said_by``."""
        quote = linked.quote
        if not linked.source:
            return place_in_source(quote.page, quote.locator, self.study.source)
        title = linked.source.title if linked.speakers else ""
        return ", ".join(filter(None, (title, place_in_source(quote.page, quote.locator, ""))))

    def with_own_keys(self, cluster: Cluster) -> Cluster:
        """A citation as an author wrote it, with the keys that works have instead of their aliases."""
        return with_own_keys(cluster, self.bibliography.aliases)
