"""Quotes with their places, speakers, sources and codes, and the same links from the other ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from themebook.core.choices import ParticipantKind
from themebook.core.data import Participant, Quote
from themebook.core.model import Finding, Study, Theme, ThemePath
from themebook.core.speakers import speaker_ids, translated_turns
from themebook.graph.attributes import attributes_of
from themebook.graph.data_model import LinkedCode, LinkedParticipant, LinkedSource, SampleCounts, Translation, Words
from themebook.graph.model import LinkedQuote, Placement


def placed_findings(study: Study) -> Iterator[tuple[ThemePath, Finding]]:
    """Each finding with the path to its home."""
    return ((path, finding) for path in study.paths() for finding in path[-1].findings)


def link_quotes(study: Study, language: str) -> dict[str, LinkedQuote]:
    """The quotes by their ids, for a site in this language."""
    people = {str(participant.id): participant for participant in study.participants}
    sources = {str(source.id): source for source in study.sources}
    codes = {str(path[-1].id): path[-1] for path in study.all_codes()}
    quotes = {str(quote.id): quote for quote in study.all_quotes()}
    placements = _placements(study)
    continued: dict[str, list[Quote]] = {}
    for quote in quotes.values():
        if quote.continues:
            continued.setdefault(quote.continues.id, []).append(quote)
    return {
        quote.id: LinkedQuote(
            quote=quote,
            speakers=tuple(people[name] for name in speaker_ids(quote, sources, people)),
            turns=tuple((people[turn.name.id], turn.value) for turn in quote.turns),
            language=_unless_same(quote.language or study.language, language),
            translations=tuple(_translations(quote, people, language)),
            source=sources[quote.source.id] if quote.source else None,
            codes=tuple(codes[link.id] for link in quote.codes),
            placements=tuple(placements[quote.id]),
            previous=before,
            following=after,
            continues=quotes[quote.continues.id] if quote.continues else None,
            continued_by=tuple(continued.get(quote.id, ())),
        )
        for _, before, quote, after in _placed_quotes(study)
    }


def _translations(quote: Quote, people: Mapping[str, Participant], language: str) -> Iterable[Translation]:
    speakers = [people[turn.name.id] for turn in quote.turns]
    translations = [
        Translation(
            Words(pair.value, _unless_same(pair.name.id, language)),
            tuple(zip(speakers, translated_turns(quote.turns, pair.value), strict=True)),
        )
        for pair in quote.translations
    ]
    return sorted(translations, key=lambda one: one.words.language is not None)


def _unless_same(tag: str | None, language: str) -> str | None:
    """The tag of a language, or None if it is that of the site, in any variety."""
    return tag if tag and tag.split("-")[0] != language.split("-")[0] else None


def _placements(study: Study) -> dict[str, list[Placement]]:
    """All places of each quote: its home, the other themes that it belongs to, and the findings it is evidence for.

    A finding that belongs to several themes places its evidence in each.
    """
    paths = {str(path[-1].id): path for path in study.paths()}
    placements = {str(quote.id): [Placement(path=path)] for path, _, quote, _ in _placed_quotes(study)}
    for quote in study.all_quotes():
        placements[quote.id] += (Placement(path=paths[link.id]) for link in quote.also)
    for path, finding in placed_findings(study):
        for at in (path, *(paths[link.id] for link in finding.also)):
            for stance, link in finding.evidence_links():
                placements[link.id].append(Placement(path=at, finding=finding, stance=stance))
    return placements


def _placed_quotes(study: Study) -> Iterator[tuple[ThemePath, Quote | None, Quote, Quote | None]]:
    """Each quote with the path to its home, and the quotes before and after it there."""
    homes: list[tuple[ThemePath, tuple[Quote, ...]]] = [((), study.quotes)]
    homes += [(path, path[-1].quotes) for path in study.paths()]
    for path, quotes in homes:
        for before, quote, after in zip((None, *quotes), quotes, (*quotes[1:], None), strict=False):
            yield path, before, quote, after


def link_participants(study: Study, quotes: Mapping[str, LinkedQuote]) -> dict[str, LinkedParticipant]:
    """The participants by their ids."""
    by_speaker: dict[str, list[LinkedQuote]] = {}
    for linked in quotes.values():
        for speaker in linked.speakers:
            by_speaker.setdefault(speaker.id, []).append(linked)
    people = {str(participant.id): participant for participant in study.participants}
    members: dict[str, list[Participant]] = {}
    for participant in study.participants:
        if participant.group:
            members.setdefault(participant.group.id, []).append(participant)
    return {
        participant.id: LinkedParticipant(
            participant=participant,
            attributes=attributes_of(study, participant),
            group=people[participant.group.id] if participant.group else None,
            members=tuple(members.get(participant.id, ())),
            quotes=tuple(linked.quote for linked in by_speaker.get(participant.id, ())),
            spread=_spread(study, by_speaker.get(participant.id, ())),
        )
        for participant in study.participants
    }


def _spread(study: Study, quotes: Sequence[LinkedQuote]) -> tuple[tuple[Theme, int], ...]:
    numbers = Counter(name for linked in quotes for name in {at.path[0].id for at in linked.placements if at.path})
    return tuple((theme, numbers[theme.id]) for theme in study.themes)


def sample_counts(study: Study) -> SampleCounts:
    has_groups = any(one.kind is ParticipantKind.GROUP for one in study.participants)
    return SampleCounts(
        size=study.sample_size,
        unit=study.sample_unit,
        listed=study.listed,
        is_partly_listed=study.listed < study.sample_size and not has_groups,
    )


def voices(participants: Mapping[str, LinkedParticipant]) -> tuple[Participant, ...]:
    """See ``EvidenceGraph.voices``."""
    return tuple(
        linked.participant
        for linked in participants.values()
        if linked.participant.kind is ParticipantKind.PERSON
        or (linked.participant.kind is ParticipantKind.GROUP and (linked.quotes or not linked.members))
    )


def link_sources(study: Study, quotes: Mapping[str, LinkedQuote]) -> dict[str, LinkedSource]:
    """The sources by their ids."""
    people = {str(participant.id): participant for participant in study.participants}
    by_source: dict[str, list[Quote]] = {}
    for linked in quotes.values():
        if linked.source:
            by_source.setdefault(linked.source.id, []).append(linked.quote)
    return {
        source.id: LinkedSource(
            source=source,
            participants=tuple(people[link.id] for link in source.participants),
            quotes=tuple(by_source.get(source.id, ())),
        )
        for source in study.sources
    }


def link_codes(study: Study, quotes: Mapping[str, LinkedQuote]) -> dict[str, LinkedCode]:
    """The codes by their ids."""
    by_code: dict[str, dict[str, Quote]] = {}
    above = {str(path[-1].id): path for path in study.all_codes()}
    for name, linked in quotes.items():
        for code in linked.codes:
            for one in above[code.id]:
                by_code.setdefault(one.id, {})[name] = linked.quote
    return {name: LinkedCode(path=path, quotes=tuple(by_code.get(name, {}).values())) for name, path in above.items()}
