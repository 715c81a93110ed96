"""The page of a participant, and the index of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from themebook.core.choices import ParticipantKind
from themebook.core.data import Attribute, Participant, Quote
from themebook.core.model import Theme
from themebook.core.translation import gettext
from themebook.core.vocabulary import PARTICIPANT_KINDS
from themebook.graph.attributes import public_attributes
from themebook.graph.data_model import LinkedParticipant, SampleCounts
from themebook.graph.model import EvidenceGraph
from themebook.site.list_pages import ENTRIES_PER_PAGE, ListPage, page_of
from themebook.site.routes import group_anchor
from themebook.views.evidence import ContrastingQuote, QuoteListLink, link_to_quotes, with_contrasts
from themebook.views.lists import title_without_theme


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesOfTheme:
    """The quotes of a participant in a theme that are shown, each with the findings that it contrasts with, the number
    of all there, and its share of all that this participant has, from 0 to 100.
    """

    title: str
    anchor: str
    quotes: tuple[ContrastingQuote, ...]
    count: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantPage:
    """A participant with their quotes, at most those of one page of a list, by theme. ``kind`` is empty for persons."""

    linked: LinkedParticipant
    kind: str
    all_quotes: int
    quotes_link: QuoteListLink
    contrasting: QuoteListLink
    themes: tuple[QuotesOfTheme, ...]
    has_more: bool

    @property
    def participant(self) -> Participant:
        return self.linked.participant

    @property
    def is_group(self) -> bool:
        return self.participant.kind is ParticipantKind.GROUP

    @property
    def has_several_themes(self) -> bool:
        return len(self.themes) > 1


def participant_page(graph: EvidenceGraph, participant_id: str) -> ParticipantPage:
    linked = graph.participants[participant_id]
    shown = linked.quotes[:ENTRIES_PER_PAGE]
    at_home = Counter(theme.id if theme else "" for theme in (_theme_of(graph, quote) for quote in linked.quotes))
    filters = {"participant": participant_id}
    return ParticipantPage(
        linked=linked,
        kind=_kind(linked),
        all_quotes=len(graph.quotes),
        quotes_link=link_to_quotes(graph, linked.quotes, filters),
        contrasting=link_to_quotes(
            graph,
            (quote for quote in linked.quotes if graph.quotes[quote.id].contrasts_with),
            {"stance": "contrasts", **filters},
        ),
        themes=tuple(
            QuotesOfTheme(
                title=theme.title if theme else title_without_theme(graph),
                anchor=theme.id if theme else group_anchor(()),
                quotes=tuple(with_contrasts(graph, quote) for quote in quotes),
                count=at_home[theme.id if theme else ""],
                share=round(100 * at_home[theme.id if theme else ""] / len(linked.quotes), 2),
            )
            for theme, quotes in _by_theme(graph, shown)
        ),
        has_more=len(linked.quotes) > ENTRIES_PER_PAGE,
    )


def _theme_of(graph: EvidenceGraph, quote: Quote) -> Theme | None:
    path = graph.quotes[quote.id].path
    return path[0] if path else None


def _by_theme(graph: EvidenceGraph, quotes: Iterable[Quote]) -> Iterator[tuple[Theme | None, tuple[Quote, ...]]]:
    for theme, of_theme in groupby(quotes, key=partial(_theme_of, graph)):
        yield theme, tuple(of_theme)


def _kind(linked: LinkedParticipant) -> str:
    """What a participant is, unless it is a person."""
    kind = linked.participant.kind
    return "" if kind is ParticipantKind.PERSON else PARTICIPANT_KINDS[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow:
    """A participant, what is known of them, and the numbers of their quotes, in all and in each theme.

    ``kind`` is empty for persons. Interviewers are not ``is_counted``. ``attributes`` are the values of all that are
    public, empty if not known.
    """

    id: str
    kind: str
    is_counted: bool
    attributes: tuple[str, ...]
    quotes: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantsPage:
    """A page of the index of participants. ``sample`` is a sentence if the study does not list all who took part."""

    listed: ListPage
    sample: str
    attributes: tuple[Attribute, ...]
    themes: tuple[Theme, ...]
    rows: tuple[ParticipantRow, ...]


def participants_page(graph: EvidenceGraph, subject: str) -> ParticipantsPage:
    listed = page_of("participants", len(graph.participants), subject)
    attributes = public_attributes(graph.study)
    return ParticipantsPage(
        listed=listed,
        sample=_sample(graph.sample),
        attributes=attributes,
        themes=graph.study.themes,
        rows=tuple(_row(attributes, linked) for linked in listed.of(tuple(graph.participants.values()))),
    )


def _row(attributes: Iterable[Attribute], linked: LinkedParticipant) -> ParticipantRow:
    known = {one.attribute.id: one.value_text for one in linked.attributes}
    return ParticipantRow(
        id=linked.participant.id,
        kind=_kind(linked),
        is_counted=linked.participant.kind is not ParticipantKind.INTERVIEWER,
        attributes=tuple(known.get(one.id, "") for one in attributes),
        quotes=len(linked.quotes),
        numbers=tuple(number for _, number in linked.spread),
    )


def _sample(sample: SampleCounts) -> str:
    if not sample.size:
        return gettext("Others took part who are not listed here.") if sample.listed else ""
    if not sample.is_partly_listed:
        return ""
    unit = sample.unit or gettext("participants")
    message = gettext("%(listed)s of the %(number)s %(unit)s are listed here.")
    return message % {"listed": sample.listed, "number": sample.size, "unit": unit}
