"""Rules about the data: participants, their attributes, sources, and who says which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from themebook.check.dates import wrong_date
from themebook.core.choices import AttributeKind, ParticipantKind, SourceKind
from themebook.core.data import Attribute, Participant, Quote
from themebook.core.diagnostics import Diagnostic, Severity, Span, rule
from themebook.core.fields import Pair
from themebook.core.languages import as_tag, tag_of_name
from themebook.core.model import Study
from themebook.core.nearest import nearest
from themebook.core.speakers import heard_in, translated_turns
from themebook.sources.all_sources import Sources

_SPOKEN = (SourceKind.TRANSCRIPT, SourceKind.RECORDING)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_DATE = re.compile(f"{_DAY}(?:/{_DAY})?")


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
    for pairs, what in _attributes_used(sources.study):
        for pair in pairs:
            attribute = declared.get(pair.name.id)
            if attribute:
                yield from _value_problems(attribute, pair, what)
            elif pair.name.id not in sources.study.unread:
                close = nearest(pair.name.id, declared)
                hint = f"did you mean '{close}' ({declared[close].span})?" if close else "declare it under `attributes`"
                yield attribute_value.at(pair.name.span, f"unknown attribute '{pair.name.id}' of {what}", hint)
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
    """Only a person can be in a group, which must be a participant of the kind `group`, and only a group has a size."""
    for one in sources.study.participants:
        group = sources.entities.get(one.group.id) if one.group else None
        if one.group and isinstance(group, Participant) and group.kind is not ParticipantKind.GROUP:
            message = f"participant '{one.id}' is in '{group.id}', which is not a group ({group.span})"
            yield participant_group.at(one.group.span, message, f"add `kind: group` to '{group.id}', or correct the id")
        if one.group and one.kind is ParticipantKind.GROUP:
            message = f"group '{one.id}' is in another group"
            yield participant_group.at(one.group.span, message, "remove `group`")
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
        if one.date and (not _DATE.fullmatch(one.date) or wrong_date(one.date, is_year=False)):
            message = f"'{one.date}' is not the date of a source"
            yield source_date.at(
                one.place("date"), message, "write a date such as 2024, 2024-05, 2024-05-31 or 2024-05/2024-07"
            )


@rule()
def quote_words(sources: Sources) -> Iterator[Diagnostic]:
    """A quote must have either the words of one speaker under `text`, or those of several under `turns`."""
    for quote in sources.study.all_quotes():
        if quote.text and quote.turns:
            message = f"quote '{quote.id}' has both `text` and `turns`"
            yield quote_words.at(
                quote.place("turns"), message, "keep `text` if one person speaks, or `turns` if several do"
            )
        elif not quote.text and not quote.turns:
            message = f"quote '{quote.id}' has no words"
            yield quote_words.at(quote.span, message, "add `text`, or `turns` if several people speak")


@rule()
def quote_speaker(sources: Sources) -> Iterator[Diagnostic]:
    """A quote must say who speaks, under `participant` or in each of its `turns`, unless only one participant speaks in
    its source, or none does.
    """
    data_sources = {str(source.id): source for source in sources.study.sources}
    participants = {str(participant.id): participant for participant in sources.study.participants}
    for quote in sources.study.all_quotes():
        source = data_sources.get(quote.source.id) if quote.source else None
        heard = heard_in(source, participants) if source else ()
        if quote.participant and quote.turns:
            message = f"quote '{quote.id}' has a `participant`, but each of its turns says who speaks"
            yield quote_speaker.at(quote.participant.span, message, "remove `participant`")
        elif quote.participant or quote.turns:
            continue
        elif not quote.source:
            message = f"quote '{quote.id}' does not say who speaks"
            yield quote_speaker.at(quote.span, message, "add `participant`, or `source` for words of a document")
        elif len(heard) > 1:
            message = f"quote '{quote.id}' does not say who of the {len(heard)} in its source speaks"
            yield quote_speaker.at(quote.span, message, f"add `participant` with one of {', '.join(heard)}")


@rule(Severity.NOTE)
def quote_speaker_known(sources: Sources) -> Iterator[Diagnostic]:
    """A quote from a transcript or a recording should say who speaks."""
    data_sources = {str(source.id): source for source in sources.study.sources}
    for quote in sources.study.all_quotes():
        source = data_sources.get(quote.source.id) if quote.source and not any(quote.speaker_links()) else None
        if source and source.kind in _SPOKEN and not source.participants:
            message = f"nobody speaks in quote '{quote.id}', so it counts as words of '{source.id}' itself"
            yield quote_speaker_known.at(quote.span, message, "add `participant`, if it is known who speaks")


@rule()
def quote_place(sources: Sources) -> Iterator[Diagnostic]:
    """The place of a quote must be given once, as its `page` or as its `locator`."""
    for quote in sources.study.all_quotes():
        if quote.page is not None and quote.locator:
            message = f"quote '{quote.id}' has both `page` and `locator`"
            yield quote_place.at(
                quote.place("locator"), message, f"keep `page`, or write `locator: p. {quote.page}, ...`"
            )


@rule()
def translation_language(sources: Sources) -> Iterator[Diagnostic]:
    """A translation must be under the tag of its language."""
    for quote in sources.study.all_quotes():
        for pair in quote.translations:
            if as_tag(pair.name.id) != pair.name.id:
                known = as_tag(pair.name.id) or tag_of_name(pair.name.id) or as_tag(pair.name.id.replace("_", "-"))
                hint = f"write '{known}'" if known else "write a tag such as en, pt-BR or zh-Hans"
                message = f"'{pair.name.id}' is not the tag of a language"
                yield translation_language.at(pair.name.span, message, hint)


@rule()
def translation_turns(sources: Sources) -> Iterator[Diagnostic]:
    """The translation of a dialogue must have the paragraphs of its turns."""
    for quote in sources.study.all_quotes():
        for pair in quote.translations if quote.turns else ():
            if not translated_turns(quote.turns, pair.value):
                message = f"the translation of quote '{quote.id}' does not have the paragraphs of its turns"
                hint = "write the words of each turn, in order and without names, with an empty line between them"
                yield translation_turns.at(pair.span, message, hint)


@rule(Severity.WARNING)
def quote_text_once(sources: Sources) -> Iterator[Diagnostic]:
    """Two quotes of one participant in one place must not have the same words."""
    first: dict[tuple[object, ...], Quote] = {}
    for quote in sources.study.all_quotes():
        words = (
            re.sub(
                r"\W+", " ", unicodedata.normalize("NFKC", quote.text or " ".join(turn.value for turn in quote.turns))
            )
            .strip()
            .casefold()
        )
        source = quote.source.id if quote.source else ""
        same = first.setdefault((*_speakers(quote), source, quote.locator, words), quote)
        if words and same is not quote and not (same.page and quote.page and same.page != quote.page):
            message = f"quote '{quote.id}' has the same words as quote '{same.id}' ({same.span})"
            hint = "if it is one passage, keep one quote and use its id in every finding; if not, give each its `page`"
            yield quote_text_once.at(quote.span, message, hint)


def _speakers(quote: Quote) -> Iterable[str]:
    return (link.id for link in quote.speaker_links())


@rule()
def continuation_speaker(sources: Sources) -> Iterator[Diagnostic]:
    """A quote must continue an earlier quote of the same participants."""
    order = {quote.id: number for number, quote in enumerate(sources.study.all_quotes())}
    for quote in sources.study.all_quotes():
        earlier = sources.entities.get(quote.continues.id) if quote.continues else None
        if not isinstance(earlier, Quote) or quote.continues is None:
            continue
        place = quote.continues.span
        if set(_speakers(earlier)).isdisjoint(_speakers(quote)):
            message = f"quote '{quote.id}' continues '{earlier.id}' of another participant ({earlier.span})"
            yield continuation_speaker.at(place, message, "correct the speaker or the id")
        elif order[earlier.id] >= order[quote.id]:
            message = f"quote '{quote.id}' continues '{earlier.id}', which does not come before it"
            yield continuation_speaker.at(place, message, "put the earlier quote first, or correct the id")


RULES = (
    attribute_form,
    attribute_value,
    participant_group,
    participant_name_unique,
    source_date,
    quote_words,
    quote_speaker,
    quote_speaker_known,
    quote_place,
    translation_language,
    translation_turns,
    quote_text_once,
    continuation_speaker,
)
