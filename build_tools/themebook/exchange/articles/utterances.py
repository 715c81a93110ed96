"""Words of participants in a paper, with what is written beside them."""

from __future__ import annotations

# Full-width brackets are those of Chinese and Japanese.
# ruff: noqa: RUF001
import re
from dataclasses import dataclass, replace

from themebook.core.diagnostics import Span
from themebook.exchange.articles import wording
from themebook.exchange.articles.document import Block, BlockKind
from themebook.exchange.articles.labels import Certainty, certainty, is_author_year, is_code, is_label, without_brackets
from themebook.exchange.articles.marked_text import (
    OPENING_MARKS,
    MarkedText,
    TextPart,
    quoted_spans,
    without_marks,
)
from themebook.exchange.articles.tails import LONGEST_TAIL, MOST_WORDS, bracket_after, stands_out, tail_of

_NOWHERE = TextPart(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What somebody said: ``words``, or ``turns`` of speakers. ``attribution`` is who, as it is written.

    If it ``is_cited`` from another work, nobody of the study said it; ``works`` are those among the references.
    ``lead`` is what the same paragraph says just before it. ``part`` is where it is in its paragraph.
    """

    words: str
    place: Span
    attribution: str = ""
    turns: tuple[tuple[str, str], ...] = ()
    works: tuple[tuple[str, str], ...] = ()
    is_cited: bool = False
    lead: str = ""
    inline: bool = False
    part: TextPart = _NOWHERE
    continues: bool = False

    @property
    def all_words(self) -> str:
        return self.words or " ".join(words for _, words in self.turns)


_LABEL = re.compile(r"\s*(?P<label>[\[(“\"]{0,2}[^\W_][^:\n.!?]{0,60}?)\s?:\s*(?=\S)")
_STARTING = re.compile(r"\s*[\[(（【](?P<label>[^\])）】\n]{1,80})[\])）】]\s*[:,–-]?\s*(?=\S)")
# (P1) between two sentences, or at the end
_AFTER_SENTENCE = re.compile(
    r"(?<=[.!?…”\"])\s*[(\[（](?P<label>[^()\[\]（）]{2,80})[)\]）][.;]?(?:\s+(?=[^\W\d_a-z]|[“\"…])|\s*$)"
)
_NO_LABEL = re.compile(
    r"(?:note|question|answer|example|source|yes|no|well|and|but|so|because|then|like)\w*$|(?:ok(?:ay)?|oh|now|look|"
    r"listen|remember|imagine|sometimes|always|never|today|maybe|perhaps|honestly|really|actually|basically|frankly|"
    r"seriously|clearly|obviously|finally|sadly|usually|normally|suddenly|exactly|definitely|personally|result|theme|"
    r"first|second|third|one thing)$",
    re.IGNORECASE,
)
# What ends so is a sentence, or has its own attribution.
_NO_ATTRIBUTION = (".", "!", "?", "…", ":", ")", "]", "”", "）")
_CONTRAST = 0.8
_ALL = 0.95


def display_utterances(blocks: tuple[Block, ...]) -> tuple[Utterance, ...]:
    """What is said in a display, which may hold several speakers, or several paragraphs of one."""
    if len(blocks) > 1 and _is_bare_attribution(blocks[0]):
        found = _utterances(blocks[1:])
        if found and not found[0].attribution:
            return replace(found[0], attribution=blocks[0].text), *found[1:]
    return tuple(_utterances(blocks))


def _utterances(blocks: tuple[Block, ...]) -> list[Utterance]:
    found: list[Utterance] = []
    waiting: list[Utterance] = []
    for block in blocks:
        if waiting and not waiting[-1].attribution and _is_bare_attribution(block):
            found.append(_joined(waiting, replace(waiting[-1], attribution=block.text)))
            waiting = []
            continue
        for one in _said_in(MarkedText.of(block)):
            if one.lead and waiting:
                found.append(_joined(waiting, waiting[-1]))
                waiting = []
            if one.words:
                waiting.append(one)
            if (one.attribution or one.is_cited) and waiting:
                found.append(_joined(waiting, one))
                waiting = []
    if waiting:
        found.append(_joined(waiting, waiting[-1]))
    return found


def _is_bare_attribution(block: Block) -> bool:
    """Whether a paragraph after words only says who spoke, without brackets or a dash."""
    text = block.text.strip()
    if block.attribution or text.endswith(_NO_ATTRIBUTION) or text[:1] in (*OPENING_MARKS, *"([–—-") or ": " in text:
        return False
    return len(text.split()) <= MOST_WORDS // 2 and is_label(text)


def _joined(pieces: list[Utterance], last: Utterance) -> Utterance:
    """One utterance of several paragraphs, with the attribution of the last."""
    words = "\n\n".join(one.words for one in pieces)
    if len(pieces) > 1:
        words = without_marks(words)
    first = pieces[0]
    return Utterance(
        words=words,
        place=first.place,
        attribution=last.attribution or first.attribution,
        works=last.works,
        is_cited=last.is_cited,
        lead=first.lead,
    )


def _said_in(marked: MarkedText) -> tuple[Utterance, ...]:
    """What is said in a paragraph that is set apart. Words that are empty are an attribution on its own."""
    block, text = marked.block, marked.text
    if is_author_year(block.attribution):
        return (Utterance(words=without_marks(text), place=block.place, is_cited=True),)
    if block.attribution:
        return (Utterance(words=without_marks(text), place=block.place, attribution=block.attribution),)
    if several := _several(marked):
        return several
    tail = tail_of(marked)
    words, attribution = text[: tail.start], tail.attribution
    if not attribution and not tail.is_cited and (label := label_of(marked, words)):
        attribution, words = label["label"], words[label.end() :]
    lead, words = _without_lead(words)
    return (
        Utterance(
            words=without_marks(words),
            place=block.place,
            attribution=attribution,
            works=tail.works,
            is_cited=tail.is_cited,
            lead=lead,
        ),
    )


def _several(marked: MarkedText) -> tuple[Utterance, ...]:
    """Several quotes in one paragraph, each in marks of its own and with its speaker in brackets."""
    text, end = marked.text, 0
    found: list[Utterance] = []
    waiting: list[Utterance] = []
    for one in marked.quotes:
        if one.start - end > LONGEST_TAIL:
            continue
        words, lead = text[one.start + 1 : one.end - 1].strip(), text[end : one.start].strip(" .,;)]）\n")
        waiting.append(Utterance(words=words, place=marked.block.place, lead=lead))
        end = one.end
        bracket = bracket_after(text, one.end)
        if bracket and is_label(text[bracket.start : bracket.end]):
            # Of quotes without brackets between them, one is said to speak for all.
            who = text[bracket.start : bracket.end]
            found.extend(replace(each, attribution=who) for each in waiting)
            waiting, end = [], bracket.end
    if len({one.attribution for one in found}) > 1 and not waiting and not text[end:].strip(" .,;)]）"):
        return tuple(found)
    return _several_without_marks(marked)


def _several_without_marks(marked: MarkedText) -> tuple[Utterance, ...]:
    """Several quotes in one paragraph, each of whole sentences and with its speaker in brackets at its end."""
    found, start = [], 0
    for bracket in _AFTER_SENTENCE.finditer(marked.text):
        if certainty(bracket["label"]) is Certainty.SURE and not marked.cited(TextPart(bracket.start(), bracket.end())):
            words = without_marks(marked.text[start : bracket.start()])
            found.append(Utterance(words=words, place=marked.block.place, attribution=bracket["label"]))
            start = bracket.end()
    return tuple(found) if len(found) > 1 and not marked.text[start:].strip() else ()


def label_of(marked: MarkedText, words: str) -> re.Match[str] | None:
    """The speaker before the words, such as "Anna:", "[P3]" or a label in bold."""
    for pattern in (_LABEL, _STARTING):
        if (found := pattern.match(words)) and not _NO_LABEL.match(found["label"]):
            label = without_brackets(found["label"].strip('“”" '))
            part = TextPart(found.start("label"), found.end("label"))
            emphasised = stands_out(marked, part, TextPart(found.end(), len(words)))
            following = words[found.end() : found.end() + 1]
            in_time = label[-1:].isdigit() and following.isdigit()
            how_sure = certainty(label)
            if in_time or not how_sure or wording.SAYING.search(label):
                continue
            if pattern is _STARTING:
                # In a sentence, brackets hold what the authors add.
                begins = emphasised or following.isupper()
                if how_sure is Certainty.SURE or following in OPENING_MARKS or (begins and is_label(label)):
                    return found
                continue
            marked_off = emphasised or following in OPENING_MARKS
            needed = 1 + marked_off
            if how_sure >= Certainty.LIKELY or len(label.split()) <= needed:
                return found
    return None


def _without_lead(words: str) -> tuple[str, str]:
    """Words in quotation marks without what the authors say before them in the same paragraph."""
    spans = quoted_spans(words)
    if len(spans) == 1 and spans[0].start > 0 and not words[spans[0].end :].strip(" .,;"):
        lead = words[: spans[0].start].strip()
        is_own = bool(wording.FIRST_PERSON.search(lead))
        if not is_own and len(lead.split()) <= 2 * MOST_WORDS and (wording.SAYING.search(lead) or lead.endswith(":")):
            return lead, words[spans[0].start :]
    return "", words


def _begins_with_speaker(marked: MarkedText) -> bool:
    """Whether a paragraph is a speaker and nothing but words after that, such as 'P3: “We wait.”'."""
    found = label_of(marked, marked.text)
    if found is None:
        return False
    words = marked.text[found.end() :].strip()
    spans = quoted_spans(words)
    if len(spans) == 1 and spans[0].start == 0 and not words[spans[0].end :].strip(" .,;"):
        return True
    is_own = not spans and wording.FIRST_PERSON.search(words)
    return bool(is_own) and is_code(re.split(r"[,(]", found["label"])[0])


def is_display(block: Block) -> bool:
    """Whether a paragraph is nothing but somebody's words: set apart, or in quotation marks or italics as a whole."""
    if block.kind is BlockKind.SET_APART or block.attribution:
        return True
    marked = MarkedText.of(block)
    if _begins_with_speaker(marked):
        return True
    tail = tail_of(marked)
    words = block.text[: tail.start]
    spans = quoted_spans(words)
    lone = len(spans) == 1 and not words[: spans[0].start].strip() and not words[spans[0].end :].strip(" .,;")
    if lone:
        return len(words.split()) > 3 or bool(tail.attribution)
    italic = marked.share(TextPart(0, tail.start), italic=True)
    is_voice = (
        italic > _ALL and not spans and len(words.split()) > MOST_WORDS // 2 and wording.FIRST_PERSON.search(words)
    )
    return bool(words.strip()) and ((bool(tail.attribution) and italic > _CONTRAST) or bool(is_voice))
