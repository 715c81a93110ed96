"""A passage of a paper in the order of reading: the authors' sentences and what participants say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from themebook.core.diagnostics import Span
from themebook.exchange.articles import wording
from themebook.exchange.articles.dialogues import dialogue, dialogue_length
from themebook.exchange.articles.document import Block, BlockKind, Run
from themebook.exchange.articles.findings import introduces
from themebook.exchange.articles.inline_quotes import inline_utterances
from themebook.exchange.articles.labels import is_code
from themebook.exchange.articles.marked_text import MarkedText, TextPart, quoted_spans
from themebook.exchange.articles.speakers import speaker_in
from themebook.exchange.articles.utterances import Utterance, display_utterances, is_display

# Shorter quotes are a part of the claim.
_FEWEST_QUOTED = 5
_FEWEST_AFTER = 6
# Shorter quotations of nobody are terms.
_FEWEST_UNRECOGNISED = 8
_NEAR_CITED = 120
_MOST_LABEL = 3
# More paragraphs are read as several displays.
_LONGEST_DISPLAY = 200
_MOST_LEAD = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the authors, with the works that it cites. ``number`` is that of its paragraph, from 1.

    ``claims`` is what it says apart from a quote at its end.
    """

    claims: str
    works: tuple[tuple[str, str], ...]
    place: Span
    number: int


@dataclass(frozen=True, slots=True)
class Said:
    utterance: Utterance
    number: int


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A passage that is set apart or quoted in a sentence, but does not seem to be anybody's words."""

    text: str
    place: Span
    inline: bool = False


Piece = Sentence | Said | Unsaid


def pieces(blocks: tuple[Block, ...], names: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """The sentences and utterances of paragraphs, in order."""
    at = tried = 0
    lead = ""
    while at < len(blocks):
        rest = blocks[at : at + _LONGEST_DISPLAY]
        count = dialogue_length(rest) if at >= tried else 0
        tried = max(tried, at + count)
        if count > 1 and (found := dialogue(rest[:count])):
            yield _exchange(found, at + 1)
            at += count
            continue
        if not is_display(blocks[at]):
            marked = MarkedText.of(blocks[at])
            yield from _in_paragraph(marked, inline_utterances(marked, names), at + 1)
            lead = marked.text
            at += 1
            continue
        count = _display_length(rest)
        yield from _in_display(rest[:count], lead, names, at + 1)
        at += count


def _exchange(one: Utterance, number: int) -> Piece:
    """An exchange, unless it is from another work that is not in the list."""
    return Said(one, number) if one.works or not one.is_cited else Unsaid(one.all_words, one.place)


def _display_length(blocks: tuple[Block, ...]) -> int:
    """How many paragraphs from the first on are in the same display."""
    number = blocks[0].display
    if number is None:
        return 1
    return next((index for index, block in enumerate(blocks) if block.display != number), len(blocks))


def _in_paragraph(marked: MarkedText, said: tuple[Utterance, ...], number: int) -> Iterator[Piece]:
    waiting = list(said)
    for part in marked.sentences():
        inside = []
        while waiting and waiting[0].part.start < part.end:
            inside.append(waiting.pop(0))
        if text := marked.without_citations(_claiming(marked, part, inside)):
            yield Sentence(text, marked.cited(part), marked.block.place, number)
        for one in inside:
            yield Said(one, number)
        yield from _unrecognised(marked, part, inside)


def _unrecognised(marked: MarkedText, sentence: TextPart, said: list[Utterance]) -> Iterator[Unsaid]:
    """The long quotations in a sentence that does not show whose words they are."""
    known = {one.part.start for one in said}
    for one in marked.quotes:
        is_cited = marked.cited(TextPart(one.start, min(one.end + _NEAR_CITED, sentence.end)))
        if not sentence.start <= one.start < sentence.end or one.start in known or is_cited:
            continue
        words = marked.text[one.start + 1 : one.end - 1].strip()
        if len(words.split()) >= _FEWEST_UNRECOGNISED:
            yield Unsaid(words, marked.block.place, inline=True)


def _claiming(marked: MarkedText, sentence: TextPart, said: list[Utterance]) -> TextPart:
    """The part of a sentence before the first long quote, if little follows that; or else all of it."""
    first = next((one for one in said if len(one.words.split()) >= _FEWEST_QUOTED), None)
    if first is None or _needs_quote(marked.text[sentence.start : first.part.start]):
        return sentence
    quoted = sum(len(one.words.split()) for one in said)
    every = len(marked.text[sentence.start : sentence.end].split())
    after = len(marked.text[first.part.end : sentence.end].split())
    is_end = after < _FEWEST_AFTER or quoted * 2 > every
    return TextPart(sentence.start, max(first.part.start, sentence.start)) if is_end else sentence


def _needs_quote(before: str) -> bool:
    """Whether a quote completes the sentence that it is in, such as 'some worked "more than full time"'."""
    bare = before.rstrip(" \u201c\u2018\u00ab\"'([")
    return bare[-1:].isalnum() and not any(found.end() == len(bare) for found in wording.SAYING.finditer(bare))


def _in_display(blocks: tuple[Block, ...], lead: str, names: frozenset[str], number: int) -> Iterator[Piece]:
    if found := dialogue(blocks):
        yield _exchange(found, number)
        return
    sentence = last_sentence(lead)
    for index, one in enumerate(display_utterances(blocks)):
        inner = one.lead
        attribution = one.attribution
        if not attribution and not one.is_cited:
            leads = introduces(sentence) or sentence.endswith(":")
            attribution = speaker_in(inner or (sentence if leads else ""), names) or _label_before(sentence)
        continues = not index and len(lead.split()) <= _MOST_LEAD and bool(wording.CONTINUING.search(lead))
        said = replace(one, attribution=attribution, continues=continues)
        if one.works or (not one.is_cited and (attribution or _seems_said(blocks, one, sentence))):
            yield Said(said, number + min(index, len(blocks) - 1))
        else:
            yield Unsaid(one.words, one.place)


def _label_before(lead: str) -> str:
    """The label in a lead that is nothing else, such as "P3:"."""
    bare = lead.rstrip(": ")
    return bare if lead.endswith(":") and len(bare.split()) <= _MOST_LABEL and is_code(bare) else ""


def _seems_said(blocks: tuple[Block, ...], one: Utterance, lead: str) -> bool:
    text = "".join(block.text for block in blocks).strip()
    spans = quoted_spans(text)
    in_marks = bool(spans) and spans[0].start == 0 and spans[0].end >= len(text) - 2
    return (
        in_marks
        or bool(wording.FIRST_PERSON.search(one.words))
        or bool(wording.SAYING.search(lead) and lead.endswith(":"))
    )


def last_sentence(text: str) -> str:
    """The last sentence of a text, without reading more than its end."""
    end = text[-600:]
    block = Block(runs=(Run(text=end),), kind=BlockKind.PARAGRAPH, place=Span(""))
    parts = list(MarkedText.of(block).sentences())
    return end[parts[-1].start : parts[-1].end].strip() if parts else ""
