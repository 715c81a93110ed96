"""What a paper says, by passage: the quotes in order, and the claims before them."""

from __future__ import annotations

from dataclasses import dataclass, field

from themebook.exchange.articles.attributions import parse_attribution
from themebook.exchange.articles.document import Article, Block
from themebook.exchange.articles.findings import claim_of, introduces
from themebook.exchange.articles.labels import is_continued, is_label
from themebook.exchange.articles.reading import Said, Sentence, Unsaid, pieces
from themebook.exchange.articles.themes import Outline, Passage, outline
from themebook.exchange.articles.utterances import Utterance

# A claim further back is about something else.
_MOST_BACK = 8

# Works that are cited in paragraphs further away are about something else.
_NEAR_CLAIM = 2
# How many quotes back a continued one is looked for.
_NEAR = 20


@dataclass(frozen=True, slots=True)
class HeardQuote:
    """A quote with its place in the paper: its passage, and the number of its paragraph there, from 1."""

    key: str
    utterance: Utterance
    passage: Passage
    number: int
    continues: str = ""
    context: str = ""


@dataclass(slots=True)
class Claim:
    """A sentence of the authors, with the keys of the quotes after it, and the works that it cites or quotes.

    ``discussed`` are the other sentences around it that cite works.
    """

    sentence: Sentence
    passage: Passage
    quotes: list[str] = field(default_factory=list)
    works: list[tuple[str, str]] = field(default_factory=list)
    discussed: list[Sentence] = field(default_factory=list)

    @property
    def text(self) -> str:
        return claim_of(self.sentence.claims)


@dataclass(slots=True)
class Draft:
    """The outline of a paper, with what was found in its passages. ``unsaid`` is what nobody seems to have said."""

    outline: Outline
    quotes: list[HeardQuote] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    unsaid: list[Unsaid] = field(default_factory=list)


def draft_of(article: Article) -> Draft:
    found = Draft(outline(article, holds_quotes))
    names = _names(found.outline)
    for passage in found.outline.passages:
        _read(passage, names, found)
    return found


def holds_quotes(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(piece, Said) for piece in pieces(blocks))


def _names(found: Outline) -> frozenset[str]:
    """The names of those who are quoted in the results."""
    attributions = (
        parse_attribution(piece.utterance.attribution)
        for passage in found.passages
        if passage.is_result
        for piece in pieces(passage.blocks)
        if isinstance(piece, Said)
    )
    return frozenset(one.name for one in attributions if one and one.name and not one.is_description)


def _read(passage: Passage, names: frozenset[str], found: Draft) -> None:
    sentences: list[Sentence] = []
    # How many claims there are before each sentence that cites works.
    citing: list[tuple[Sentence, int]] = []
    first = len(found.claims)
    follows_quote = False
    for piece in pieces(passage.blocks, names):
        if isinstance(piece, Sentence):
            sentences.append(piece)
            citing += [(piece, len(found.claims))] if piece.works else []
        elif isinstance(piece, Unsaid):
            # Elsewhere, sentences quote questions, titles and other works.
            found.unsaid += [piece] if passage.is_result or not piece.inline else []
        elif passage.is_result or _is_of_study(piece.utterance, names) or (follows_quote and _is_anonymous(piece)):
            _add(piece, passage, sentences, found)
            follows_quote = not piece.utterance.inline
            continue
        elif not piece.utterance.inline:
            found.unsaid.append(Unsaid(piece.utterance.all_words, piece.utterance.place))
        follows_quote = False
    claims = found.claims[first:]
    for sentence, before in citing if claims else ():
        claim = found.claims[max(before - 1, first)]
        is_near = abs(sentence.number - claim.sentence.number) <= _NEAR_CLAIM
        if is_near and all(one.sentence is not sentence for one in claims):
            claim.discussed.append(sentence)


def _is_anonymous(piece: Said) -> bool:
    said = piece.utterance
    return not (said.attribution or said.works or said.turns or said.inline)


def _is_of_study(said: Utterance, names: frozenset[str]) -> bool:
    """Whether a quote outside of the results is of somebody who took part."""
    who = parse_attribution(said.attribution)
    if who is None or said.turns:
        return False
    coded = any(character.isdigit() for character in who.name) and is_label(said.attribution)
    return who.name in names or (coded and not said.inline and not who.is_description)


def _continued(said: Utterance, quotes: list[HeardQuote]) -> str:
    """The key of the quote that this one continues: the one before, or the last one of the same speaker."""
    if said.continues and quotes and _is_same(quotes[-1], said):
        return quotes[-1].key
    speaker = parse_attribution(said.attribution) if is_continued(said.attribution) else None
    for one in reversed(quotes[-_NEAR:] if speaker else ()):
        other = parse_attribution(one.utterance.attribution)
        if speaker and other and other.key == speaker.key:
            return one.key
    return ""


def _is_same(earlier: HeardQuote, said: Utterance) -> bool:
    """Whether one person says both, as far as is known."""
    return not said.attribution or earlier.utterance.attribution == said.attribution


def _add(piece: Said, passage: Passage, sentences: list[Sentence], found: Draft) -> None:
    said = piece.utterance
    key = ""
    if not said.works:
        key = f"quote-{len(found.quotes) + 1}"
        earlier = _continued(said, found.quotes)
        found.quotes.append(HeardQuote(key, said, passage, piece.number, earlier, said.lead if not said.inline else ""))
    if not passage.is_result:
        return
    sentence = next((one for one in reversed(sentences[-_MOST_BACK:]) if not introduces(one.claims)), None)
    if sentence is None:
        return
    claim = found.claims[-1] if found.claims else None
    if claim is None or claim.sentence is not sentence:
        claim = Claim(sentence, passage, works=list(sentence.works))
        found.claims.append(claim)
    if key:
        claim.quotes.append(key)
    claim.works.extend(work for work in said.works if work not in claim.works)
