"""How much evidence is where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from themebook.core.choices import ParticipantKind, Stance
from themebook.core.model import Finding
from themebook.graph.model import Counts, EvidenceGraph, LinkedQuote, PlacedQuote, Placement


def quotes_at(quotes: Mapping[str, LinkedQuote]) -> Mapping[str, tuple[PlacedQuote, ...]]:
    """The distinct quotes at each theme, subtheme and finding, by its id."""
    places: dict[str, dict[str, set[Stance]]] = {}
    for name, linked in quotes.items():
        for placement in linked.placements:
            for place in _ids_at(placement):
                stances = places.setdefault(place, {}).setdefault(name, set())
                stances.update([placement.stance] if placement.stance else [])
    return {
        place: tuple(PlacedQuote(linked=quotes[name], stances=frozenset(stances)) for name, stances in found.items())
        for place, found in places.items()
    }


def _ids_at(placement: Placement) -> Iterator[str]:
    yield from (theme.id for theme in placement.path)
    if placement.finding:
        yield placement.finding.id


def count_persons(quotes: Iterable[LinkedQuote]) -> int:
    """The number of persons, without groups and interviewers, who speak in these quotes."""
    return len({voice.id for one in quotes for voice in one.voices if voice.kind is ParticipantKind.PERSON})


class Heard(NamedTuple):
    """How many persons and groups, without interviewers, speak in quotes, and how many documents have no speaker."""

    persons: int
    groups: int
    documents: int


def count_heard(quotes: Iterable[LinkedQuote]) -> Heard:
    linked = tuple(quotes)
    persons = count_persons(linked)
    return Heard(
        persons=persons,
        groups=len({voice.id for one in linked for voice in one.voices}) - persons,
        documents=len({one.source.id for one in linked if one.source and not one.speakers}),
    )


def counts(findings: Sequence[Finding], placed: Sequence[PlacedQuote]) -> Counts:
    """The counts of a part of the study with these findings and quotes."""
    voices = {voice.id: voice for one in placed for voice in one.linked.voices}
    quoted = Counter(voice.id for one in placed for voice in one.linked.voices)
    persons = count_persons(one.linked for one in placed)
    most = max(quoted.values(), default=0)
    largest = [voices[name] for name, number in quoted.items() if number == most]
    return Counts(
        findings=len(findings),
        quotes=len(placed),
        participants=persons,
        groups=len(voices) - persons,
        most_quoted=largest[0] if len(voices) > 1 and len(largest) == 1 else None,
        largest_share=most,
        works=len({item.reference.id for finding in findings for item in finding.literature}),
        contrasting=tuple(one.linked.quote for one in placed if Stance.CONTRASTS in one.stances),
    )


def has_published_quotes(graph: EvidenceGraph) -> bool:
    """Whether any quote is no draft, and neither are all who speak in it and its source."""
    parts = ((one.quote, *one.speakers, *([one.source] if one.source else [])) for one in graph.quotes.values())
    return any(graph.drafts.isdisjoint(part.id for part in of_quote) for of_quote in parts)
