"""From checked sources to a knowledge base in which every link can be followed both ways.

``link`` is total: it runs only when ``check`` found no error, so that every id it meets can be resolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from build_tools.model import (
    Bibliography,
    EntityId,
    Finding,
    Literature,
    Mention,
    Participant,
    Person,
    Quote,
    Reference,
    Stance,
    Statement,
    Study,
    Subtheme,
    Theme,
)
from build_tools.read.citations import Citation, Cluster
from build_tools.scan import FoundCitation, Page
from build_tools.texts import ScannedText


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
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedQuote:
    """A quote, its home, its speaker, its neighbours there, and the findings that it bears on."""

    quote: Quote
    theme: Theme
    subtheme: Subtheme
    participant: Participant
    carries: tuple[tuple[Stance, Finding], ...]
    previous: Quote | None
    following: Quote | None
    continues: Quote | None
    continued_by: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedParticipant:
    """A participant, the quotes in the order of the study, and how many of them stand in each theme."""

    participant: Participant
    quotes: tuple[Quote, ...]
    spread: tuple[tuple[Theme, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedStatement:
    statement: Statement
    kind: StatementKind
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteratureUse:
    """A work set beside a finding or a statement."""

    owner: Finding | Statement
    literature: Literature


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
    """What a theme or a subtheme rests on. ``largest`` is the participant with most quotes, and how many these are."""

    findings: int
    quotes: int
    participants: int
    largest: tuple[Participant, int] | None
    works: int
    contrasting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeBase:
    """The study with every link resolved and every backlink derived; all mappings keep the order of the sources."""

    study: Study
    bibliography: Bibliography
    own_reference: Reference
    pages: tuple[Page, ...]
    texts: tuple[ScannedText, ...]
    findings: Mapping[str, LinkedFinding]
    quotes: Mapping[str, LinkedQuote]
    participants: Mapping[str, LinkedParticipant]
    references: Mapping[str, LinkedReference]
    statements: Mapping[str, LinkedStatement]

    def counts(self, part: Theme | Subtheme) -> Counts:
        """What the findings and quotes of a theme with its subthemes, or of a subtheme, come to."""
        parts: Sequence[Theme | Subtheme] = [part, *part.subthemes] if isinstance(part, Theme) else [part]
        findings = [finding for part in parts for finding in part.findings]
        quotes = [quote for part in parts if isinstance(part, Subtheme) for quote in part.quotes]
        voices = Counter(quote.participant.id for quote in quotes)
        contrasting = {
            quote.id for f in findings for stance, quote in self.findings[f.id].evidence if stance is Stance.CONTRASTS
        }
        return Counts(
            findings=len(findings),
            quotes=len(quotes),
            participants=len(voices),
            largest=self._largest(voices),
            works=len({item.reference.id for finding in findings for item in finding.literature}),
            contrasting=len(contrasting),
        )

    def _largest(self, voices: Counter[str]) -> tuple[Participant, int] | None:
        ranked = [(linked.participant, voices[name]) for name, linked in self.participants.items() if voices[name]]
        return max(ranked, key=lambda pair: pair[1], default=None)


def link(
    study: Study, bibliography: Bibliography, pages: Sequence[Page], texts: Sequence[ScannedText]
) -> KnowledgeBase:
    """Resolve every id and derive every backlink, count and order."""
    own = next(entry for entry in bibliography.references if entry.key == study.reference.id)
    return KnowledgeBase(
        study=study,
        bibliography=bibliography,
        own_reference=own,
        pages=tuple(pages),
        texts=tuple(texts),
        findings=_link_findings(study),
        quotes=_link_quotes(study),
        participants=_link_participants(study),
        references=_link_references(study, bibliography, pages, texts),
        statements=_link_statements(study),
    )


def _link_findings(study: Study) -> dict[str, LinkedFinding]:
    quotes = {quote.id: quote for quote in study.quotes()}
    followers: dict[str, list[Statement]] = {}
    for statement in study.statements():
        for mention in statement.findings:
            followers.setdefault(mention.id, []).append(statement)
    return {
        finding.id: LinkedFinding(
            finding=finding,
            theme=theme,
            subtheme=subtheme,
            evidence=tuple((stance, quotes[mention.id]) for stance, mention in _evidence(finding)),
            statements=tuple(followers.get(finding.id, ())),
        )
        for theme, subtheme, finding in _placed_findings(study)
    }


def _placed_findings(study: Study) -> Iterator[tuple[Theme, Subtheme | None, Finding]]:
    for theme in study.themes:
        yield from ((theme, None, finding) for finding in theme.findings)
        for subtheme in theme.subthemes:
            yield from ((theme, subtheme, finding) for finding in subtheme.findings)


def _evidence(finding: Finding) -> Iterable[tuple[Stance, Mention]]:
    return finding.evidence.mentions() if finding.evidence else ()


def _link_quotes(study: Study) -> dict[str, LinkedQuote]:
    participants = {participant.id: participant for participant in study.participants}
    by_id = {quote.id: quote for quote in study.quotes()}
    carries: dict[str, list[tuple[Stance, Finding]]] = {}
    for finding in study.findings():
        for stance, mention in _evidence(finding):
            carries.setdefault(mention.id, []).append((stance, finding))
    continued: dict[str, list[Quote]] = {}
    for quote in by_id.values():
        if quote.continues:
            continued.setdefault(quote.continues.id, []).append(quote)
    linked = {}
    for theme, subtheme in ((theme, subtheme) for theme in study.themes for subtheme in theme.subthemes):
        neighbours = [None, *subtheme.quotes, None]
        for before, quote, after in zip(neighbours, subtheme.quotes, neighbours[2:], strict=False):
            linked[quote.id] = LinkedQuote(
                quote=quote,
                theme=theme,
                subtheme=subtheme,
                participant=participants[EntityId(quote.participant.id)],
                carries=tuple(carries.get(quote.id, ())),
                previous=before,
                following=after,
                continues=by_id[EntityId(quote.continues.id)] if quote.continues else None,
                continued_by=tuple(continued.get(quote.id, ())),
            )
    return linked


def _link_participants(study: Study) -> dict[str, LinkedParticipant]:
    linked = {}
    for participant in study.participants:
        spoken = [
            (theme, q)
            for theme in study.themes
            for s in theme.subthemes
            for q in s.quotes
            if q.participant.id == participant.id
        ]
        spread = [(theme, sum(of is theme for of, _ in spoken)) for theme in study.themes]
        quotes = tuple(quote for _, quote in spoken)
        linked[participant.id] = LinkedParticipant(participant=participant, quotes=quotes, spread=tuple(spread))
    return linked


def _link_statements(study: Study) -> dict[str, LinkedStatement]:
    findings = {finding.id: finding for finding in study.findings()}
    kinds = ((StatementKind.IMPLICATION, study.implications), (StatementKind.LIMITATION, study.limitations))
    return {
        statement.id: LinkedStatement(
            statement=statement,
            kind=kind,
            findings=tuple(findings[EntityId(mention.id)] for mention in statement.findings),
        )
        for kind, statements in kinds
        for statement in statements
    }


def _link_references(
    study: Study, bibliography: Bibliography, pages: Sequence[Page], texts: Sequence[ScannedText]
) -> dict[str, LinkedReference]:
    uses: dict[str, list[Use]] = {}
    for key, use in (*_page_uses(pages), *_text_uses(texts), *_literature_uses(study)):
        uses.setdefault(key, []).append(use)
    works: dict[tuple[str, str], list[Reference]] = {}
    for reference in bibliography.references:
        for name in {_identity(person) for person in reference.authors}:
            works.setdefault(name, []).append(reference)
    return {
        reference.key: LinkedReference(
            reference=reference,
            uses=tuple(uses.get(reference.key, ())),
            same_authors=_same_authors(reference, works),
        )
        for reference in bibliography.references
    }


def _page_uses(pages: Sequence[Page]) -> Iterator[tuple[str, Use]]:
    for page in pages:
        numbers: Counter[str] = Counter()
        for found, citation in _each(page.found.citations):
            numbers[citation.key] += 1
            number = numbers[citation.key]
            yield citation.key, PageUse(page=page, sentence=found.sentence, citation=citation, number=number)


def _text_uses(texts: Sequence[ScannedText]) -> Iterator[tuple[str, Use]]:
    for text in texts:
        for found, citation in _each(text.found.citations):
            yield citation.key, TextUse(owner=text.owner, sentence=found.sentence, citation=citation)


def _each(found: Iterable[FoundCitation]) -> Iterator[tuple[FoundCitation, Citation]]:
    return ((one, citation) for one in found for citation in one.cluster.citations)


def _literature_uses(study: Study) -> Iterator[tuple[str, Use]]:
    owners: Iterable[Finding | Statement] = (*study.findings(), *study.statements())
    return (
        (item.reference.id, LiteratureUse(owner=owner, literature=item))
        for owner in owners
        for item in owner.literature
    )


def _identity(person: Person) -> tuple[str, str]:
    """Two names are taken for one person when the family name and the first initial agree."""
    return (person.family or person.literal).casefold(), person.given[:1].casefold()


def _same_authors(reference: Reference, works: Mapping[tuple[str, str], Sequence[Reference]]) -> tuple[Reference, ...]:
    keys = {
        other.key: other for person in reference.authors for other in works[_identity(person)] if other is not reference
    }
    return tuple(keys.values())
