"""The study as frozen types. Nothing that can be derived is stored.

Every value that an author wrote has the ``Span`` of its place, so that later stages can report problems with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from themebook.core.assessments import Confidence, Prevalence
from themebook.core.choices import ImplicationKind, ParticipantKind, Relation, Stance
from themebook.core.data import Attribute, Code, CodePath, DataSource, Item, Participant, Quote
from themebook.core.fields import (
    FindingLink,
    LanguageTag,
    Link,
    Name,
    Prose,
    QuoteLink,
    ReferenceLink,
    ThemeLink,
    Verbatim,
    Written,
    means,
)
from themebook.core.study_details import StudyDetails, of_study


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Written):
    """A key figure of the study's design, as text, and what it counts."""

    value: Name = field(metadata=means("the number as readers will see it, in quotes"))
    label: str = field(metadata=means("what it counts, in a few words"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Written):
    """Who took part. Its size may exceed the number of participants that the study lists."""

    size: int | None = field(default=None, metadata=means("how many took part, if more than are listed"))
    complete: bool = field(
        default=True, metadata=means("false if others took part who are not listed, and nobody knows how many")
    )
    unit: str = field(default="", metadata=means("what they are called, in the plural, such as `officers`"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Written):
    """A glossary term: plain text, explained on every page that uses it."""

    term: Name = field(metadata=means("the word or abbreviation, as it appears in the text"))
    also: tuple[Name, ...] = field(default=(), metadata=means("other spellings of it"))
    meaning: str = field(metadata=means("what it means, in a sentence or two"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Written):
    """The quotes that are evidence for a finding, by stance."""

    supports: tuple[QuoteLink, ...] = field(default=(), metadata=means("the quotes that support the finding"))
    contrasts: tuple[QuoteLink, ...] = field(
        default=(), metadata=means("the quotes that contradict the finding or limit it")
    )

    def links(self) -> Iterator[tuple[Stance, Link]]:
        yield from ((Stance.SUPPORTS, link) for link in self.supports)
        yield from ((Stance.CONTRASTS, link) for link in self.contrasts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteratureItem(Written):
    """A work cited for a finding or statement."""

    reference: ReferenceLink = field(metadata=means("the work's key in the bibliography"))
    relation: Relation = field(metadata=means("how the work relates to the claim"))
    locator: Name = field(default="", metadata=means("the place in the work, such as `p. 19`"))
    quoted: Verbatim = field(
        default="", metadata=means("words that the authors quote from the work, without quotation marks")
    )
    note: Prose | None = field(default=None, metadata=means("why the authors cite the work"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Item):
    """One claim that the study makes."""

    claim: str = field(metadata=means("one sentence that makes sense on its own"))
    prevalence: Prevalence | None = field(
        default=None, metadata=means("how many participants it is reported for, if the authors say so")
    )
    confidence: Confidence | None = field(
        default=None, metadata=means("how much confidence the authors have in it, after GRADE-CERQual")
    )
    evidence: Evidence | None = field(default=None, metadata=means("the quotes that are evidence for it"))
    unquoted: str = field(default="", metadata=means("why there is no quote, if there is none"))
    explanation: Prose | None = field(default=None, metadata=means("more detail"))
    literature: tuple[LiteratureItem, ...] = field(default=(), metadata=means("the works that the authors cite for it"))
    also: tuple[ThemeLink, ...] = field(default=(), metadata=means("other themes and subthemes that it belongs to"))

    def evidence_links(self) -> Iterator[tuple[Stance, Link]]:
        """The links to the quotes that are evidence for it, each with its stance."""
        if self.evidence:
            yield from self.evidence.links()


ThemePath: TypeAlias = "tuple[Theme, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related(Written):
    """Another theme that a theme is related to."""

    theme: ThemeLink = field(metadata=means("the id of the other theme or subtheme"))
    how: str = field(
        default="", metadata=means("how they are related, in words that are true read from either of them")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Item):
    title: str = field(metadata=means("its heading"))
    plain: Prose | None = field(default=None, metadata=means("what it says in plain language; shown first"))
    summary: Prose | None = field(default=None, metadata=means("what it says, in a few sentences"))
    definition: Prose | None = field(default=None, metadata=means("what the theme means"))
    includes: Prose | None = field(default=None, metadata=means("what belongs to it"))
    excludes: Prose | None = field(default=None, metadata=means("what does not belong to it"))
    related: tuple[Related, ...] = field(default=(), metadata=means("other themes that it is related to"))
    quotes: tuple[Quote, ...] = field(
        default=(), metadata=means("the quotes that belong here, in the order of the source")
    )
    findings: tuple[Finding, ...] = field(default=(), metadata=means("the claims made here, apart from those below it"))
    subthemes: tuple[Subtheme, ...] = field(default=(), metadata=means("the subthemes below it, in order"))

    def with_paths(self, above: ThemePath = ()) -> Iterator[ThemePath]:
        """The path to it, and those to all subthemes below it: the themes from the top down, itself last."""
        path = (*above, self)
        yield path
        for subtheme in self.subthemes:
            yield from subtheme.with_paths(path)

    def all_findings(self) -> Iterator[Finding]:
        """Its own, then those of its subthemes."""
        for path in self.with_paths():
            yield from path[-1].findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtheme(Theme):
    """A facet of a theme, or of another subtheme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Item):
    """An implication or a limitation of the study."""

    statement: str = field(metadata=means("one sentence that makes sense on its own"))
    findings: tuple[FindingLink, ...] = field(
        default=(),
        metadata=means("the findings it follows from or applies to; without any, it concerns the whole study"),
    )
    for_: str = field(default="", metadata=means("whom it addresses, such as `ward managers`"))
    explanation: Prose | None = field(default=None, metadata=means("more detail"))
    literature: tuple[LiteratureItem, ...] = field(default=(), metadata=means("the works that the authors cite for it"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Implication(Statement):
    """What the authors recommend, or claim, because of the findings."""

    kind: ImplicationKind | None = field(
        default=None, metadata=means("what it recommends something for, or `claim` if it recommends nothing")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(StudyDetails):
    """The whole study. ``unread`` are the ids in parts that could not be read."""

    reference: ReferenceLink = field(metadata=of_study("the study's own entry in the bibliography"))
    source: Name = field(
        default="",
        metadata=of_study("the document that page numbers refer to, such as `accepted manuscript`"),
    )
    aims: Prose | None = field(default=None, metadata=of_study("what the study set out to do"))
    setting: Prose | None = field(default=None, metadata=of_study("where the study was done, and with whom"))
    language: LanguageTag | None = field(
        default=None,
        metadata=of_study("the language of the quotes, if it differs from that of the site; each may have another"),
    )
    sample: Sample | None = field(default=None, metadata=of_study("who took part"))
    figures: tuple[Figure, ...] = field(
        default=(),
        metadata=of_study("key figures of the study's design, such as the number of participants"),
    )
    attributes: tuple[Attribute, ...] = field(
        default=(), metadata=means("what is known of participants, such as their role")
    )
    participants: tuple[Participant, ...] = field(default=(), metadata=means("who took part, quoted or not"))
    sources: tuple[DataSource, ...] = field(default=(), metadata=means("what quotes are taken from"))
    codes: tuple[Code, ...] = field(default=(), metadata=means("the codebook: the labels of the coding"))
    glossary: tuple[Term, ...] = field(
        default=(), metadata=means("words that readers may not know; explained on every page that uses them")
    )
    quotes: tuple[Quote, ...] = field(default=(), metadata=means("the quotes that belong to no theme"))
    themes: tuple[Theme, ...] = field(default=(), metadata=means("the themes, in order"))
    implications: tuple[Implication, ...] = field(default=(), metadata=means("what follows from the findings"))
    limitations: tuple[Statement, ...] = field(default=(), metadata=means("what limits the findings"))
    unread: tuple[str, ...] = ()

    @property
    def listed(self) -> int:
        """How many persons the study lists."""
        return sum(participant.kind is ParticipantKind.PERSON for participant in self.participants)

    @property
    def sample_size(self) -> int:
        """How many took part: what the study says, or else how many persons it lists; 0 if it is not known."""
        if self.sample and (self.sample.size or not self.sample.complete):
            return self.sample.size or 0
        return self.listed

    @property
    def sample_unit(self) -> str:
        """What those who took part are called, in the plural; empty if the study does not say."""
        return self.sample.unit if self.sample else ""

    @property
    def has_prevalence(self) -> bool:
        """Whether the study says of any finding for how many participants it is reported."""
        return any(True for _ in self.prevalences())

    def paths(self) -> Iterator[ThemePath]:
        """The path to each theme and subtheme, in order: the themes from the top down, itself last."""
        for theme in self.themes:
            yield from theme.with_paths()

    def all_codes(self) -> Iterator[CodePath]:
        """The path to each code, in order: the codes from the top down, itself last."""
        for code in self.codes:
            yield from code.with_paths()

    def all_quotes(self) -> Iterator[Quote]:
        """Those without a theme, then those of the themes."""
        yield from self.quotes
        for path in self.paths():
            yield from path[-1].quotes

    def findings(self) -> Iterator[Finding]:
        for theme in self.themes:
            yield from theme.all_findings()

    @property
    def comparisons(self) -> bool:
        """Whether quotes can be compared, by theme and by wave or by an attribute with categories or bands."""
        has_groups = any(one.public and one.groups for one in self.attributes)
        return bool(self.themes) and (has_groups or len(self.waves) > 1)

    @property
    def waves(self) -> tuple[str, ...]:
        """The waves of data collection, in the order in which sources name them."""
        return tuple(dict.fromkeys(source.wave for source in self.sources if source.wave))

    @property
    def contrasts(self) -> bool:
        """Whether anything speaks against a finding: a quote, a cited work or a limitation."""
        return bool(self.limitations) or any(
            (finding.evidence and finding.evidence.contrasts)
            or any(item.relation is Relation.CONTRASTS for item in finding.literature)
            for finding in self.findings()
        )

    def prevalences(self) -> Iterator[tuple[Finding, Prevalence]]:
        """The findings that the study says for how many they are reported, with what it says."""
        return ((finding, finding.prevalence) for finding in self.findings() if finding.prevalence)

    def statements(self) -> Iterator[Statement]:
        yield from self.implications
        yield from self.limitations
