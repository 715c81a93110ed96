"""What quotes can be filtered by besides their places: who speaks, their source and its wave, codes, and attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from themebook.core import vocabulary
from themebook.core.choices import ParticipantKind
from themebook.core.data import Attribute
from themebook.core.translation import gettext
from themebook.graph.attributes import categories_of, public_attributes
from themebook.graph.model import EvidenceGraph, LinkedQuote
from themebook.site.routes import slugs

# The names of facets are in the addresses of filtered lists, where ids of attributes could clash with others.
_ATTRIBUTE = "attribute-"
WAVE_FACET = "wave"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFacet:
    """A facet: its choices, as values and labels, and the function that gives the values of a quote.

    Values contain no spaces, so that those of a quote can be joined by them.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    values_of: Callable[[LinkedQuote], Iterable[str]]


def quote_facets(graph: EvidenceGraph) -> tuple[QuoteFacet, ...]:
    """The facets that the study has."""
    return tuple(facet for facet in _facets(graph) if facet.choices or facet.name == "participant")


def attribute_facet(attribute: Attribute) -> str:
    """The name of the facet of an attribute."""
    return f"{_ATTRIBUTE}{attribute.id}"


def filter_values(facets: Iterable[QuoteFacet], linked: LinkedQuote) -> Mapping[str, str]:
    """The values of a quote, by the names of the facets."""
    return {facet.name: " ".join(dict.fromkeys(facet.values_of(linked))) for facet in facets}


def _facets(graph: EvidenceGraph) -> Iterator[QuoteFacet]:
    interviewers = [one for one in graph.study.participants if one.kind is ParticipantKind.INTERVIEWER]
    yield QuoteFacet(
        name="participant",
        label=vocabulary.KINDS["participant"].label,
        choices=tuple((str(one.id), one.name) for one in (*graph.voices, *interviewers)),
        values_of=lambda linked: (speaker.id for speaker in linked.speakers),
    )
    yield from (_of_attribute(graph, attribute) for attribute in public_attributes(graph.study))
    yield QuoteFacet(
        name="source",
        label=vocabulary.KINDS["source"].label,
        choices=tuple((name, linked.source.title) for name, linked in graph.sources.items()),
        values_of=lambda linked: [linked.source.id] if linked.source else [],
    )
    yield _wave(graph)
    yield QuoteFacet(
        name="code",
        label=vocabulary.KINDS["code"].label,
        choices=tuple((name, linked.title) for name, linked in graph.codes.items()),
        values_of=lambda linked: (above.id for code in linked.codes for above in graph.codes[code.id].path),
    )


def wave_slugs(graph: EvidenceGraph) -> Mapping[str, str]:
    """The waves, each with its value in filters."""
    return slugs(graph.study.waves)


def _wave(graph: EvidenceGraph) -> QuoteFacet:
    waves = wave_slugs(graph)
    return QuoteFacet(
        name=WAVE_FACET,
        label=gettext("Wave"),
        choices=tuple((slug, wave) for wave, slug in waves.items()),
        values_of=lambda linked: [waves[linked.source.wave]] if linked.source and linked.source.wave else [],
    )


def category_slugs(attribute: Attribute) -> Mapping[str, str]:
    """The categories or bands of an attribute, each with its value in filters."""
    return slugs(categories_of(attribute))


def _of_attribute(graph: EvidenceGraph, attribute: Attribute) -> QuoteFacet:
    values = category_slugs(attribute)

    def values_of(linked: LinkedQuote) -> Iterator[str]:
        for voice in linked.voices:
            for one in graph.participants[voice.id].attributes:
                if one.attribute is attribute and one.category:
                    yield values[one.category]

    return QuoteFacet(
        name=attribute_facet(attribute),
        label=attribute.label,
        choices=tuple((slug, category) for category, slug in values.items()),
        values_of=values_of,
    )
