"""Words of participants inside the sentences of the authors."""

from __future__ import annotations

import re
from dataclasses import replace

from themebook.exchange.articles import wording
from themebook.exchange.articles.attributions import parse_attribution
from themebook.exchange.articles.labels import LOCATOR, Certainty, certainty, is_label
from themebook.exchange.articles.marked_text import MarkedText, TextPart
from themebook.exchange.articles.speakers import (
    NEAR,
    Names,
    clause_between,
    follows,
    interrupts,
    is_pronoun_after,
    names_somebody_known,
    speaker_after,
    speaker_before,
    speaker_in,
)
from themebook.exchange.articles.tails import bracket_after
from themebook.exchange.articles.utterances import Utterance

_FEWEST_WORDS = 4
_FEWEST_ITALIC = 3
# A quotation with this many words in the first person is taken to be a participant's, whatever surrounds it.
_FEWEST_OWN = 8
_LONGEST_AND = 12
_ITALIC = 0.6
_INTERRUPTION = 8
_MOST_OF_NAME = 4
_CITED = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-z]?(?!\d)")
_AND = re.compile(r"\s*(?:[,;]\s*)?(?:(?:and|or|y|e|et|und)\s+)?")


def inline_utterances(marked: MarkedText, names: Names = frozenset()) -> tuple[Utterance, ...]:
    """What a paragraph quotes of participants, in order. Terms in quotation marks and words of other works are not.

    Words count if who said them follows in brackets; or if a verb of saying leads to them or follows; or if they are in
    italics as well as in marks. Fewer than four words need brackets. ``names`` are those of the participants.
    """
    spans = [one for one in marked.quotes if marked.text[one.start + 1 : one.end - 1].strip()]
    for_all = _speakers_for_all(marked, spans)
    found: list[Utterance] = []
    before = 0
    for index, one in enumerate(spans):
        later = spans[index + 1].start if index + 1 < len(spans) else len(marked.text)
        if said := _utterance(marked, one, before, later, names) or _joined(marked, one, for_all[index]):
            said = _continued(said, found, marked.text[before : one.start], names)
            after = marked.text[one.end : later]
            said = replace(said, attribution=said.attribution or _speaker(said, marked.text, after, found, names))
            found.append(said)
        before = max(one.end, said.part.end if said else 0)
    return tuple(found)


def _speakers_for_all(marked: MarkedText, spans: list[TextPart]) -> list[str]:
    """For each of several quotes that commas or "and" join, who speaks by the brackets after the last; or nothing."""
    found = [""] * len(spans)
    for index in range(len(spans) - 2, -1, -1):
        one, following = spans[index], spans[index + 1]
        if not _AND.fullmatch(marked.text[one.end : following.start][:_LONGEST_AND]):
            continue
        later = spans[index + 2].start if index + 2 < len(spans) else len(marked.text)
        bracket = _bracket(marked, following, later)
        found[index] = marked.text[bracket.start : bracket.end] if bracket else found[index + 1]
    return found


def _joined(marked: MarkedText, one: TextPart, who: str) -> Utterance | None:
    """One of several quotes that are joined, if somebody is said to speak."""
    words = marked.text[one.start + 1 : one.end - 1].strip()
    return Utterance(words=words, place=marked.block.place, attribution=who, inline=True, part=one) if who else None


def _utterance(marked: MarkedText, one: TextPart, before: int, later: int, names: Names) -> Utterance | None:
    text = marked.text
    words = text[one.start + 1 : one.end - 1].strip()
    lead = _sentence_before(marked, one, before)
    bracket = _bracket(marked, one, later)
    inner = text[bracket.start : bracket.end] if bracket else ""
    said = Utterance(words=words, place=marked.block.place, lead=lead, inline=True, part=one)
    if _cited_near(marked, one, inner, later) or (not inner and _cited_in_lead(marked, one, lead, names)):
        return None
    if inner:
        if LOCATOR.fullmatch(inner) and (speaker := speaker_in(lead, names)):
            inner = f"{speaker}, {inner}"
        return replace(said, attribution=inner, part=TextPart(one.start, bracket.end + 1 if bracket else one.end))
    single = text[one.start] in "‘'"
    count = len(words.split())
    italic = marked.share(one, italic=True) > _ITALIC and not single
    if count >= _FEWEST_WORDS and (
        _leads(lead) or follows(text[one.end : later], names) or names_somebody_known(lead, names)
    ):
        return said
    if count >= _FEWEST_OWN and not single and wording.FIRST_PERSON.search(words):
        return said
    return said if italic and count >= _FEWEST_ITALIC else None


def _sentence_before(marked: MarkedText, one: TextPart, before: int) -> str:
    """The sentence that leads to the words, from its beginning or from the words before."""
    start = before
    for sentence in marked.sentences(TextPart(before, one.start)):
        start = sentence.start
    return marked.text[start : one.start].strip()


def _bracket(marked: MarkedText, one: TextPart, later: int) -> TextPart | None:
    """The brackets that say who speaks, at once after the words or a little later in the sentence."""
    text = marked.text
    if found := bracket_after(text, one.end):
        inner = text[found.start : found.end]
        attribution = parse_attribution(inner)
        named = attribution is not None and not attribution.is_description and len(inner.split()) <= _MOST_OF_NAME
        needed = Certainty.MAYBE if named else Certainty.LIKELY
        return found if certainty(inner) >= needed else None
    at = text.find("(", one.end, min(later, one.end + NEAR))
    if at > 0 and not re.search(r"[.!?;]\s", text[one.end : at]) and (found := bracket_after(text, at)):
        inner = text[found.start : found.end]
        is_person = is_label(inner) and not marked.cited(found)
        coded = parse_attribution(inner) if is_person else None
        if coded and any(character.isdigit() for character in coded.name):
            return found
    return None


def _cited_near(marked: MarkedText, one: TextPart, inner: str, later: int) -> bool:
    """Whether the words are from another work, which is cited at once after them."""
    near = min(later, one.end + 4)
    if marked.cited(TextPart(one.end, near)):
        return True
    bracket = bracket_after(marked.text, one.end)
    text = marked.text[bracket.start : bracket.end] if bracket else ""
    return not inner and bool(bracket) and bool(_CITED.search(text) or (bracket and marked.cited(bracket)))


def _cited_in_lead(marked: MarkedText, one: TextPart, lead: str, names: Names) -> bool:
    """Whether the words are from another work, which is the subject of the sentence."""
    part = TextPart(one.start - len(lead), one.start)
    return bool(marked.cited(part)) and not speaker_in(marked.uncited(part), names)


def _leads(lead: str) -> bool:
    """Whether a verb of saying, or the like, leads to what follows."""
    end = " ".join(lead.split()[-12:])
    said = [found.end() for found in wording.SAYING.finditer(end)]
    if said and (len(end[said[-1] :].split()) <= 5 or end.endswith(":")):
        return True
    return bool(wording.ACCORDING.search(end)) and end.rstrip()[-1:] in ",:"


def _continued(said: Utterance, found: list[Utterance], between: str, names: Names) -> Utterance:
    """The same utterance, marked if it goes on with the one before after a few words of the authors."""
    words = clause_between(between).split()
    is_own = bool(wording.PRONOUN.search(between) and wording.SAYING.search(between))
    short = 0 < len(words) <= _INTERRUPTION and (is_own or interrupts(between, names))
    if found and short and said.part.start - found[-1].part.end == len(between):
        return replace(said, continues=True, attribution=said.attribution or found[-1].attribution)
    return said


def _speaker(said: Utterance, text: str, after: str, found: list[Utterance], names: Names) -> str:
    """Who speaks, by the words before or after a quote. "She" is who was quoted or named before in the paragraph."""
    who = speaker_in(said.lead, names) or (speaker_after(after, names) if follows(after, names) else "")
    is_pronoun = bool(wording.PRONOUN.match(said.lead) and wording.SAYING.search(said.lead))
    if who or not (is_pronoun or is_pronoun_after(after, names)):
        return who
    return (found[-1].attribution if found else "") or speaker_before(text[: said.part.start], names)
