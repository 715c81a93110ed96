"""Rules about quotes: their words, who speaks, and their places and translations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from themebook.core.choices import SourceKind
from themebook.core.data import Quote
from themebook.core.diagnostics import Diagnostic, Severity, rule
from themebook.core.languages import as_tag, tag_of_name
from themebook.core.model import Study
from themebook.core.speakers import heard_in, speaker_ids, translated_turns
from themebook.sources.all_sources import Sources

_SPOKEN = (SourceKind.TRANSCRIPT, SourceKind.RECORDING)


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
        elif source and source.participants and not heard:
            message = f"quote '{quote.id}' does not say who speaks, and only interviewers are listed for its source"
            yield quote_speaker.at(quote.span, message, "add `participant`")
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
            elif quote.language and as_tag(quote.language) == pair.name.id:
                message = f"'{pair.name.id}' is the language of the quote itself"
                yield translation_language.at(
                    pair.name.span, message, "correct this tag or the `language` of the quote"
                )


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
    speakers = _speakers(sources.study)
    for quote in sources.study.all_quotes():
        words = (
            re.sub(
                r"\W+", " ", unicodedata.normalize("NFKC", quote.text or " ".join(turn.value for turn in quote.turns))
            )
            .strip()
            .casefold()
        )
        source = quote.source.id if quote.source else ""
        same = first.setdefault((*speakers[quote.id], source, quote.locator, words), quote)
        if words and same is not quote and not (same.page and quote.page and same.page != quote.page):
            message = f"quote '{quote.id}' has the same words as quote '{same.id}' ({same.span})"
            hint = "if it is one passage, keep one quote and use its id in every finding; if not, give each its `page`"
            yield quote_text_once.at(quote.span, message, hint)


def _speakers(study: Study) -> Mapping[str, tuple[str, ...]]:
    """The ids of those who speak in each quote."""
    data_sources = {str(source.id): source for source in study.sources}
    people = {str(participant.id): participant for participant in study.participants}
    return {str(quote.id): speaker_ids(quote, data_sources, people) for quote in study.all_quotes()}


@rule()
def continuation_speaker(sources: Sources) -> Iterator[Diagnostic]:
    """A quote must continue an earlier one by one of its speakers, or from the same source if nobody speaks in it."""
    order = {quote.id: number for number, quote in enumerate(sources.study.all_quotes())}
    speakers = _speakers(sources.study)
    for quote in sources.study.all_quotes():
        earlier = sources.entities.get(quote.continues.id) if quote.continues else None
        if not isinstance(earlier, Quote) or quote.continues is None:
            continue
        place = quote.continues.span
        if not _may_continue(earlier, speakers[earlier.id], quote, speakers[quote.id]):
            message = f"quote '{quote.id}' continues '{earlier.id}' of another participant ({earlier.span})"
            yield continuation_speaker.at(place, message, "correct the speaker or the id")
        elif order[earlier.id] >= order[quote.id]:
            message = f"quote '{quote.id}' continues '{earlier.id}', which does not come before it"
            yield continuation_speaker.at(place, message, "put the earlier quote first, or correct the id")


def _may_continue(earlier: Quote, before: Iterable[str], quote: Quote, now: Iterable[str]) -> bool:
    if set(before) & set(now):
        return True
    same_source = earlier.source and quote.source and earlier.source.id == quote.source.id
    return bool(same_source) and not (before and now)


RULES = (
    quote_words,
    quote_speaker,
    quote_speaker_known,
    quote_place,
    translation_language,
    translation_turns,
    quote_text_once,
    continuation_speaker,
)
