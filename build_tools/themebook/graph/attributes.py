"""What is known of participants, as readers see it, and the categories and bands that they are compared by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from themebook.core.choices import AttributeKind, ParticipantKind
from themebook.core.data import Attribute, Participant
from themebook.core.fields import Pair
from themebook.core.model import Study
from themebook.core.translation import N_, gettext
from themebook.graph.data_model import AttributeValue, LinkedParticipant
from themebook.graph.model import EvidenceGraph

# Values that are no longer, such as "yes", mean little without the label of the attribute.
_SHORTEST = 3

_BANDS = (N_("less than %(number)s"), N_("%(from)s to less than %(to)s"), N_("%(number)s or more"))
_BANDS_WITH_UNIT = (
    N_("less than %(number)s %(unit)s"),
    N_("%(from)s to less than %(to)s %(unit)s"),
    N_("%(number)s %(unit)s or more"),
)


def attributes_of(study: Study, participant: Participant) -> tuple[AttributeValue, ...]:
    """The public attributes of a participant, in the order in which the study declares them."""
    values = {pair.name.id: pair.value for pair in participant.attributes}
    public = public_attributes(study)
    return tuple(
        AttributeValue(
            attribute=attribute,
            value_text=value_text(attribute, values[attribute.id]),
            text=_text(attribute, values[attribute.id], is_first=attribute is public[0]),
            category=category_of(attribute, values[attribute.id]),
        )
        for attribute in public
        if attribute.id in values
    )


def public_attributes(study: Study) -> tuple[Attribute, ...]:
    """The attributes that are on the site."""
    return tuple(attribute for attribute in study.attributes if attribute.public)


def value_text(attribute: Attribute, value: str) -> str:
    """The value with its unit. A number is only shown as its band, if it has one, because it may identify somebody."""
    return category_of(attribute, value) or f"{value} {attribute.unit}".strip()


def _text(attribute: Attribute, value: str, *, is_first: bool) -> str:
    """The same, after the label; only the first attribute can do without it. Empty for any text, which may be long."""
    if attribute.kind is AttributeKind.TEXT:
        return ""
    text = value_text(attribute, value)
    means_little = not attribute.unit and (attribute.kind is AttributeKind.NUMBER or len(value) <= _SHORTEST)
    return text if is_first and not means_little else f"{attribute.label}: {text}"


def category_of(attribute: Attribute, value: str) -> str:
    """The category or band of a value. Empty if the attribute has neither."""
    if attribute.kind is AttributeKind.CATEGORY:
        return value
    return bands_of(attribute)[band_number(attribute, value)] if attribute.bands else ""


def categories_of(attribute: Attribute) -> tuple[str, ...]:
    """The categories or bands of an attribute, in order. Empty if it has neither."""
    return attribute.values if attribute.kind is AttributeKind.CATEGORY else bands_of(attribute)


def band_number(attribute: Attribute, value: str) -> int:
    """The number of the band of a value, from 0."""
    return bisect_right(attribute.bands, float(value))


def bands_of(attribute: Attribute) -> tuple[str, ...]:
    """The names of the bands, such as "less than 5 years", "5 to less than 10 years" and "10 years or more"."""
    if not attribute.bands:
        return ()
    below, between, above = _BANDS_WITH_UNIT if attribute.unit else _BANDS
    unit = attribute.unit
    return (
        gettext(below) % {"number": attribute.bands[0], "unit": unit},
        *(
            gettext(between) % {"from": start, "to": end, "unit": unit}
            for start, end in zip(attribute.bands, attribute.bands[1:], strict=False)
        ),
        gettext(above) % {"number": attribute.bands[-1], "unit": unit},
    )


def voices_by_category(graph: EvidenceGraph, attribute: Attribute) -> Mapping[str, Sequence[Participant]]:
    """Those who count, in each category or band; those of whom it is not known come last, under an empty name."""
    groups: dict[str, list[Participant]] = {category: [] for category in (*categories_of(attribute), "")}
    for voice in graph.voices:
        known = graph.participants[voice.id].attributes
        groups[next((one.category for one in known if one.attribute is attribute), "")].append(voice)
    return groups


def in_words(study: Study, pairs: Iterable[Pair]) -> str:
    """Attributes with values as readers see them, such as "Role: nurse"."""
    declared = {str(attribute.id): attribute for attribute in study.attributes}
    known = ((declared[pair.name.id], pair.value) for pair in pairs)
    return ", ".join(f"{attribute.label}: {value_text(attribute, value)}" for attribute, value in known)


class NumbersAmong:
    """How many of the persons listed have certain attributes."""

    def __init__(self, study: Study, participants: Iterable[LinkedParticipant]) -> None:
        self._declared = {str(attribute.id): attribute for attribute in study.attributes}
        self._known_of_each = [
            {str(one.attribute.id): one.value_text for one in linked.attributes}
            for linked in participants
            if linked.participant.kind is ParticipantKind.PERSON
        ]
        # Many findings are about the same few groups.
        self._counted = cache(self._count)

    def of(self, pairs: Iterable[Pair]) -> int:
        """The number of whom all this is true; 0 if it is not known of each person."""
        declared = self._declared
        return self._counted(frozenset((one.name.id, value_text(declared[one.name.id], one.value)) for one in pairs))

    def _count(self, wanted: frozenset[tuple[str, str]]) -> int:
        names = {name for name, _ in wanted}
        if not wanted or any(not names <= known.keys() for known in self._known_of_each):
            return 0
        return sum(wanted <= known.items() for known in self._known_of_each)
