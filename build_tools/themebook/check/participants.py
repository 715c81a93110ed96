"""Rules about who took part, what is known of them, and the sources of quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from themebook.check.ids import and_at
from themebook.core.choices import AttributeKind, ParticipantKind
from themebook.core.data import Attribute, Participant
from themebook.core.diagnostics import Diagnostic, Span, rule
from themebook.core.fields import Pair
from themebook.core.model import Study
from themebook.core.nearest import nearest
from themebook.sources.all_sources import Sources

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@rule()
def attribute_form(sources: Sources) -> Iterator[Diagnostic]:
    """An attribute must have an id of its own, and either categories or a number. Bands must ascend."""
    seen: dict[str, Span] = {}
    for one in sources.study.attributes:
        if seen.setdefault(one.id, one.span) is not one.span:
            message = f"the attribute '{one.id}' is already declared ({seen[one.id]})"
            yield attribute_form.at(one.place("id"), message, "keep one of them, or give this one another id")
        if one.values and (one.unit or one.bands):
            message = f"attribute '{one.id}' has both `values` and `{'unit' if one.unit else 'bands'}`"
            yield attribute_form.at(
                one.place("unit" if one.unit else "bands"),
                message,
                "keep `values` for categories, or `unit` and `bands` for a number",
            )
        if len(set(one.values)) < len(one.values):
            message = f"attribute '{one.id}' has the same value twice"
            yield attribute_form.at(one.place("values"), message, "keep one of the two")
        if list(one.bands) != sorted(set(one.bands)):
            yield attribute_form.at(
                one.place("bands"), f"the bands of attribute '{one.id}' do not ascend", "sort the numbers"
            )


@rule()
def attribute_value(sources: Sources) -> Iterator[Diagnostic]:
    """What is known of a participant, or whom a prevalence is about, must be an attribute of the study, with one of its
    values. A prevalence must not name one that is not public.
    """
    declared = {str(one.id): one for one in sources.study.attributes}
    unknown: dict[str, list[tuple[Span, str]]] = {}
    for pairs, what in _attributes_used(sources.study):
        for pair in pairs:
            attribute = declared.get(pair.name.id)
            if attribute:
                yield from _value_problems(attribute, pair, what)
            elif pair.name.id not in sources.study.unread and "" not in declared:
                unknown.setdefault(pair.name.id, []).append((pair.name.span, what))
    for name, uses in unknown.items():
        close = nearest(name, declared)
        hint = f"did you mean '{close}' ({declared[close].span})?" if close else "declare it under `attributes`"
        places = [place for place, _ in uses]
        message = f"unknown attribute '{name}' of {uses[0][1]}"
        yield attribute_value.at(places[0], message, f"{hint}{and_at(places)}")
    for finding, prevalence in sources.study.prevalences():
        for pair in prevalence.among:
            attribute = declared.get(pair.name.id)
            if attribute and not attribute.public:
                message = f"the prevalence of finding '{finding.id}' names '{attribute.id}', which is not public"
                yield attribute_value.at(pair.name.span, message, "remove it from `among`")


def _attributes_used(study: Study) -> Iterator[tuple[Iterable[Pair], str]]:
    """All attributes with values, and what has them."""
    for participant in study.participants:
        yield participant.attributes, f"participant '{participant.id}'"
    for finding, prevalence in study.prevalences():
        yield prevalence.among, f"the prevalence of finding '{finding.id}'"


def _value_problems(attribute: Attribute, pair: Pair, of: str) -> Iterator[Diagnostic]:
    if not pair.value:
        return
    if attribute.kind is AttributeKind.CATEGORY and pair.value not in attribute.values:
        close = nearest(pair.value, attribute.values)
        known = ", ".join(attribute.values)
        hint = (
            f"did you mean '{close}'?" if close else f"use one of {known}, or add it to the `values` of the attribute"
        )
        message = f"'{pair.value}' is not a value of the attribute '{attribute.id}' ({attribute.span})"
        yield attribute_value.at(pair.span, message, hint)
    if attribute.kind is AttributeKind.NUMBER and not _NUMBER.fullmatch(pair.value):
        message = f"the attribute '{attribute.id}' of {of} must be a number, not '{pair.value}'"
        yield attribute_value.at(pair.span, message, "write only digits, with a point before decimals")


@rule()
def participant_group(sources: Sources) -> Iterator[Diagnostic]:
    """Only a person can be in a group, which must be a participant of the kind `group`. Only a group has a size, which
    must not be less than the number of its members that are listed.
    """
    members = Counter(one.group.id for one in sources.study.participants if one.group)
    for one in sources.study.participants:
        group = sources.entities.get(one.group.id) if one.group else None
        if one.group and isinstance(group, Participant) and group.kind is not ParticipantKind.GROUP:
            message = f"participant '{one.id}' is in '{group.id}', which is not a group ({group.span})"
            yield participant_group.at(one.group.span, message, f"add `kind: group` to '{group.id}', or correct the id")
        if one.group and one.kind is ParticipantKind.GROUP:
            message = f"group '{one.id}' is in another group"
            yield participant_group.at(one.group.span, message, "remove `group`")
        listed = members[one.id]
        if one.size is not None and one.size < listed:
            message = f"group '{one.id}' has a size of {one.size}, but {listed} of its members are listed"
            yield participant_group.at(one.place("size"), message, "correct the size, or leave it out")
        if one.size is not None and one.kind is not ParticipantKind.GROUP:
            message = f"participant '{one.id}' has a size, but is not a group"
            yield participant_group.at(one.place("size"), message, "add `kind: group`, or remove `size`")


@rule()
def participant_name_unique(sources: Sources) -> Iterator[Diagnostic]:
    """Two participants must not have the same name."""
    seen: dict[str, Span] = {}
    for participant in sources.study.participants:
        if participant.name and participant.name in seen:
            message = f"the name '{participant.name}' is already used by another participant ({seen[participant.name]})"
            hint = "readers cannot tell them apart; give one of them another name"
            yield participant_name_unique.at(participant.place("name"), message, hint)
        seen.setdefault(participant.name, participant.span)


@rule()
def source_date(sources: Sources) -> Iterator[Diagnostic]:
    """The date of a source must be a year, a month or a day, or two of these with a slash between them."""
    for one in sources.study.sources:
        if one.date and not is_date(one.date):
            message = f"'{one.date}' is not the date of a source"
            hint = "write a date such as 2024, 2024-05, 2024-05-31 or 2024-05/2024-07"
            yield source_date.at(one.place("date"), message, hint)


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day, or two of them in their order."""
    days = [_day(part) for part in text.split("/")]
    return None not in days and len(days) <= 2 and days == sorted(filter(None, days))


def _day(text: str) -> date | None:
    """The first day of a year, month or day; None if there is none."""
    try:
        return date.fromisoformat(f"{text}-01-01"[:10]) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


RULES = (
    attribute_form,
    attribute_value,
    participant_group,
    participant_name_unique,
    source_date,
)
