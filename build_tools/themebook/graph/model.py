"""The study with every link resolved and every backlink derived: what ``link`` makes and pages are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from themebook.core.bibliography import Bibliography
from themebook.core.model import (
    Finding,
    LiteratureItem,
    Participant,
    Quote,
    Reference,
    Stance,
    Statement,
    Study,
    Subtheme,
    Theme,
)
from themebook.sources.pages.citations import Citation, Cluster
from themebook.sources.pages.found import Page
from themebook.sources.pages.texts import ScannedText


class StatementKind(StrEnum):
    IMPLICATION = "implication"
    LIMITATION = "limitation"

    @property
    def view(self) -> str:
        """The name of the view that shows all statements of this kind."""
        return f"{self.value}s"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFinding:
    """A finding, where it stands, what carries it, and what follows from it."""

    finding: Finding
    theme: Theme
    subtheme: Subtheme | None
    evidence: tuple[tuple[Stance, Quote], ...]
    statements: tuple[LinkedStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One place where a quote counts: its home, where it takes no stance, or a finding that it bears on."""

    theme: Theme
    subtheme: Subtheme | None
    finding: Finding | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedQuote:
    """A quote, its home, its speaker, its neighbours there, and the findings that it bears on.

    ``bearings`` are all places where it counts, its home first; a figure or list of the quotes "of" a theme, subtheme
    or finding means those that have a bearing there.
    """

    quote: Quote
    theme: Theme
    subtheme: Subtheme
    participant: Participant
    carries: tuple[tuple[Stance, Finding], ...]
    placements: tuple[Placement, ...]
    previous: Quote | None
    following: Quote | None
    continues: Quote | None
    continued_by: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedParticipant:
    """A participant, the quotes in the order of the study, and how many of them have a bearing in each theme."""

    participant: Participant
    quotes: tuple[Quote, ...]
    spread: tuple[tuple[Theme, int], ...]

    def others(self, quote: Quote, most: int) -> list[Quote]:
        """The first of the quotes that are not this one."""
        return [one for one in self.quotes[: most + 1] if one.id != quote.id][:most]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedStatement:
    statement: Statement
    kind: StatementKind
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteratureUse:
    """A work set beside a finding or a statement."""

    owner: Finding | Statement
    literature: LiteratureItem


@dataclass(frozen=True, slots=True, kw_only=True)
class TextUse:
    """A citation inside a Markdown text of the findings file; ``owner`` is the id of the thing it belongs to."""

    owner: str
    sentence: tuple[str | Cluster, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUse:
    """A citation in a hand-written page, the ``number``-th of this work there, counted from 1."""

    page: Page
    sentence: tuple[str | Cluster, ...]
    citation: Citation
    number: int


Use = LiteratureUse | TextUse | PageUse


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedReference:
    """A work, every place where the study uses it, and the other works of its authors."""

    reference: Reference
    uses: tuple[Use, ...]
    same_authors: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a theme or a subtheme rests on; its quotes are those with a bearing there (see ``LinkedQuote``).

    ``largest`` are the participants with most of these quotes, each with ``largest_share`` of them.
    """

    findings: int
    quotes: int
    participants: int
    largest: tuple[Participant, ...]
    largest_share: int
    works: int
    contrasting: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EvidenceGraph:
    """The study with every link resolved and every backlink derived; all mappings keep the order of the sources.

    It equals only itself, so that what is counted of it can be remembered by it.
    """

    study: Study
    bibliography: Bibliography
    own_reference: Reference
    pages: tuple[Page, ...]
    texts: tuple[ScannedText, ...]
    findings: Mapping[str, LinkedFinding]
    quotes: Mapping[str, LinkedQuote]
    participants: Mapping[str, LinkedParticipant]
    references: Mapping[str, LinkedReference]
    """The works that the site has pages for: the study's own, and those that it cites or links to."""
    uncited: tuple[Reference, ...]
    """All other entries of the bibliography."""
    statements: Mapping[str, LinkedStatement]

    def counts(self, part: Theme | Subtheme) -> Counts:
        """What the findings and quotes of a theme with its subthemes, or of a subtheme, come to."""
        parts: Sequence[Theme | Subtheme] = [part, *part.subthemes] if isinstance(part, Theme) else [part]
        findings = [finding for part in parts for finding in part.findings]
        evidence = [pair for finding in findings for pair in self.findings[finding.id].evidence]
        at_home = [quote for part in parts if isinstance(part, Subtheme) for quote in part.quotes]
        quotes = {quote.id: quote for quote in (*at_home, *(quote for _, quote in evidence))}
        voices = Counter(quote.participant.id for quote in quotes.values())
        most = max(voices.values(), default=0)
        contrasting = {quote.id: quote for stance, quote in evidence if stance is Stance.CONTRASTS}
        return Counts(
            findings=len(findings),
            quotes=len(quotes),
            participants=len(voices),
            largest=tuple(one.participant for name, one in self.participants.items() if voices[name] == most > 0),
            largest_share=most,
            works=len({item.reference.id for finding in findings for item in finding.literature}),
            contrasting=tuple(contrasting.values()),
        )
