"""From checked sources to the evidence graph, in which every link can be followed in both directions.

``link`` cannot fail: it only runs if ``check`` found no errors, and then every id resolves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from themebook.core.bibliography import Person, Reference
from themebook.core.model import Finding, Study
from themebook.graph.attributes import NumbersAmong
from themebook.graph.counts import counts, quotes_at
from themebook.graph.data import (
    link_codes,
    link_participants,
    link_quotes,
    link_sources,
    placed_findings,
    sample_counts,
    voices,
)
from themebook.graph.edges import edges, leaves
from themebook.graph.model import (
    EvidenceGraph,
    LinkedFinding,
    LinkedStatement,
    LinkedTheme,
    NodeKind,
    PlacedQuote,
    RelatedTheme,
)
from themebook.graph.uses import LinkedReference, LiteratureUse, PageUse, TextUse, Use
from themebook.sources.all_sources import Sources
from themebook.sources.drafts import draft_ids
from themebook.sources.markdown.citations import Citation
from themebook.sources.markdown.scan_results import FoundCitation, Page
from themebook.sources.markdown.texts import ScannedText


def link(sources: Sources, language: str = "en") -> EvidenceGraph:
    """Resolve every link, derive every backlink, and count, for a site in this language."""
    study, bibliography = sources.study, sources.bibliography
    references = _link_references(sources)
    statements = _link_statements(study)
    quotes = link_quotes(study, language)
    participants = link_participants(study, quotes)
    findings = _link_findings(study, statements, NumbersAmong(study, participants.values()))
    placed = quotes_at(quotes)
    all_themes = [path[-1] for path in study.paths()]
    kinds, rests_on, leads_to = edges(all_themes, findings, quotes, statements, leaves(participants, references))
    return EvidenceGraph(
        study=study,
        language=language,
        bibliography=bibliography,
        own_reference=references[study.reference.id].reference,
        pages=tuple(sources.pages),
        texts=tuple(sources.texts),
        themes=_link_themes(study, placed),
        findings=findings,
        quotes=quotes,
        participants=participants,
        sample=sample_counts(study),
        voices=voices(participants),
        sources=link_sources(study, quotes),
        codes=link_codes(study, quotes),
        statements=statements,
        references=references,
        uncited=tuple(entry for entry in bibliography.references if entry.key not in sources.cited),
        kinds=kinds,
        rests_on=rests_on,
        leads_to=leads_to,
        quotes_at=placed,
        has_pages=any(linked.quote.page is not None and not linked.source for linked in quotes.values()),
        contrasting=tuple(linked.quote for linked in quotes.values() if linked.contrasts_with),
        drafts=draft_ids(study),
    )


def _link_themes(study: Study, placed: Mapping[str, tuple[PlacedQuote, ...]]) -> dict[str, LinkedTheme]:
    also: dict[str, list[Finding]] = {}
    for finding in study.findings():
        for link in finding.also:
            also.setdefault(link.id, []).append(finding)
    related = _link_related(study)
    themes = {}
    for path in study.paths():
        theme = path[-1]
        below = (part[-1] for part in theme.with_paths())
        findings = {one.id: one for part in below for one in (*part.findings, *also.get(part.id, ()))}
        themes[str(theme.id)] = LinkedTheme(
            path=path,
            findings=tuple(findings.values()),
            also=tuple(also.get(theme.id, ())),
            related=tuple(related[theme.id].values()),
            counts=counts(tuple(findings.values()), placed.get(theme.id, ())),
        )
    return themes


def _link_related(study: Study) -> dict[str, dict[str, RelatedTheme]]:
    """For each theme, those that it is related to, by their ids. Where both say how, each keeps what it says."""
    themes = {str(path[-1].id): path[-1] for path in study.paths()}
    related: dict[str, dict[str, RelatedTheme]] = {
        name: {str(one.theme.id): RelatedTheme(theme=themes[one.theme.id], how=one.how) for one in theme.related}
        for name, theme in themes.items()
    }
    for name, theme in themes.items():
        for one in theme.related:
            related[one.theme.id].setdefault(name, RelatedTheme(theme=theme, how=one.how))
    return related


def _link_findings(
    study: Study, statements: Mapping[str, LinkedStatement], numbers: NumbersAmong
) -> dict[str, LinkedFinding]:
    quotes = {str(quote.id): quote for quote in study.all_quotes()}
    named_by: dict[str, list[LinkedStatement]] = {}
    for linked in statements.values():
        for finding in linked.findings:
            named_by.setdefault(finding.id, []).append(linked)
    return {
        finding.id: LinkedFinding(
            finding=finding,
            path=path,
            number_among=numbers.of(finding.prevalence.among) if finding.prevalence else 0,
            evidence=tuple((stance, quotes[link.id]) for stance, link in finding.evidence_links()),
            statements=tuple(named_by.get(finding.id, ())),
        )
        for path, finding in placed_findings(study)
    }


def _link_statements(study: Study) -> dict[str, LinkedStatement]:
    findings = {str(finding.id): finding for finding in study.findings()}
    kinds = ((NodeKind.IMPLICATION, study.implications), (NodeKind.LIMITATION, study.limitations))
    return {
        statement.id: LinkedStatement(
            statement=statement,
            kind=kind,
            findings=tuple(findings[name] for name in dict.fromkeys(link.id for link in statement.findings)),
        )
        for kind, statements in kinds
        for statement in statements
    }


def _link_references(sources: Sources) -> dict[str, LinkedReference]:
    references = [entry for entry in sources.bibliography.references if entry.key in sources.cited]
    uses: dict[str, list[Use]] = {}
    for key, use in (*_page_uses(sources.pages), *_text_uses(sources.texts), *_literature_uses(sources.study)):
        uses.setdefault(key, []).append(use)
    works: dict[tuple[str, str], list[Reference]] = {}
    for reference in references:
        for name in {_identity(person) for person in reference.named_authors}:
            works.setdefault(name, []).append(reference)
    return {
        reference.key: LinkedReference(
            reference=reference,
            uses=tuple(uses.get(reference.key, ())),
            same_authors=_same_authors(reference, works),
        )
        for reference in references
    }


def _page_uses(pages: Sequence[Page]) -> Iterator[tuple[str, Use]]:
    for page in pages:
        numbers: Counter[str] = Counter()
        for found in page.found.citations:
            # A work cited twice in one cluster has a single anchor there.
            numbers.update({citation.key for citation in found.cluster.citations})
            for citation in found.cluster.citations:
                number = numbers[citation.key]
                yield citation.key, PageUse(page=page, sentence=found.sentence, citation=citation, number=number)
        for found, citation in _each(page.found.in_attributes):
            yield citation.key, PageUse(page=page, sentence=found.sentence, citation=citation, number=None)


def _text_uses(texts: Sequence[ScannedText]) -> Iterator[tuple[str, Use]]:
    for text in texts:
        for found, citation in _each((*text.found.citations, *text.found.in_attributes)):
            yield citation.key, TextUse(owner=text.owner, sentence=found.sentence, citation=citation)


def _each(found: Iterable[FoundCitation]) -> Iterator[tuple[FoundCitation, Citation]]:
    return ((use, citation) for use in found for citation in use.cluster.citations)


def _literature_uses(study: Study) -> Iterator[tuple[str, Use]]:
    for path, finding in placed_findings(study):
        for item in finding.literature:
            yield item.reference.id, LiteratureUse(owner=finding, literature=item, path=path)
    for statement in study.statements():
        for item in statement.literature:
            yield item.reference.id, LiteratureUse(owner=statement, literature=item)


def _identity(person: Person) -> tuple[str, str]:
    """A key for matching authors: the family name and the first initial."""
    return (person.family or person.literal).casefold(), person.given[:1].casefold()


def _same_authors(reference: Reference, works: Mapping[tuple[str, str], Sequence[Reference]]) -> tuple[Reference, ...]:
    names = [_identity(person) for person in reference.named_authors]
    keys = {other.key: other for name in names for other in works[name] if other is not reference}
    return tuple(keys.values())
