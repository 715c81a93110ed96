"""Headings that are paragraphs, or begin one, as sections of their own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import takewhile

from themebook.core.diagnostics import Span
from themebook.exchange.articles import wording
from themebook.exchange.articles.document import ArticleSection, Block, BlockKind, Run
from themebook.exchange.articles.labels import Certainty, certainty, is_label, is_name
from themebook.exchange.articles.marked_text import OPENING_MARKS, MarkedText, TextPart

_MOST_WORDS = 30
_MOST_RUN_IN = 15
# After a heading that ends like a sentence, little may follow; after a colon, it could be what somebody says.
_FEWEST_AFTER = {".": 3, "": 8}
_EMPHASISED = 0.95
_BEFORE_COLON = re.compile(r"([^:\n]{1,60}):\s+(\S.*)", re.DOTALL)
# Authors say "we".
_OWN = re.compile(r"\b(?:I|my|me|yo|mi|eu|meu|minha|je|mon|ich|mein|mich)\b|^[“\"«„‘]")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading at the beginning of a block; ``rest`` is what follows in the same block."""

    title: str
    style: str
    rest: Block | None


def with_headings(section: ArticleSection) -> ArticleSection:
    """A section with the sections below it that only show in how its paragraphs look.

    Paragraphs that begin with a few words in italics or bold count if there are at least two in the section. A
    paragraph that is bold as a whole, or is called a theme, counts alone.
    """
    headings = [_heading(block) for block in section.blocks]
    styles = Counter(one.style for one in headings if one)
    kept = [one if one and (one.style in ("label", "bold") or styles[one.style] > 1) else None for one in headings]
    first = next((index for index, one in enumerate(kept) if one), len(kept))
    below = tuple(_divided(section.blocks[first:], kept[first:]))
    return replace(section, blocks=section.blocks[:first], sections=(*below, *section.sections))


@dataclass(slots=True)
class _Opened:
    """A section while its paragraphs are collected."""

    heading: _Heading
    place: Span
    blocks: list[Block] = field(default_factory=list)
    sections: list[_Opened] = field(default_factory=list)

    def closed(self) -> ArticleSection:
        return ArticleSection(
            title=self.heading.title,
            place=self.place,
            blocks=tuple(self.blocks),
            sections=tuple(one.closed() for one in self.sections),
        )


def _divided(blocks: tuple[Block, ...], headings: list[_Heading | None]) -> list[ArticleSection]:
    """The sections that headings make of paragraphs. Italics are below bold headings."""
    has_bold = any(one and one.style != "italic" for one in headings)
    found: list[_Opened] = []
    for block, heading in zip(blocks, headings, strict=True):
        if heading:
            opened = _Opened(heading, block.place, [heading.rest] if heading.rest else [])
            is_below = heading.style == "italic" and has_bold and found
            (found[-1].sections if is_below else found).append(opened)
        else:
            last = found[-1].sections[-1] if found[-1].sections else found[-1]
            last.blocks.append(block)
    return [one.closed() for one in found]


def _heading(block: Block) -> _Heading | None:
    text = block.text.strip()
    if block.attribution or not text or (text[0] in OPENING_MARKS and not wording.THEME_LABEL.match(text)):
        return None
    words = len(text.split())
    if words <= _MOST_WORDS and block.kind is BlockKind.PARAGRAPH and wording.THEME_LABEL.match(text):
        return _Heading(text, "label", None)
    if _is_speech(text):
        return None
    marked = MarkedText.of(block)
    whole = TextPart(0, len(block.text))
    if words <= _MOST_RUN_IN and block.kind is not BlockKind.SET_APART and marked.share(whole, bold=True) > _EMPHASISED:
        return None if is_label(text.strip("[]()")) and text[-1] in "])" else _Heading(text, "bold", None)
    return _run_in(block) if block.kind is BlockKind.PARAGRAPH else None


def _is_speech(text: str) -> bool:
    """Whether a text is a speaker with words, such as "Anna: I waited". Titles can have a colon too."""
    found = _BEFORE_COLON.match(text)
    if found is None:
        return False
    label = found[1].strip("[]() ")
    is_person = certainty(label) is Certainty.SURE or wording.INTERVIEWER.fullmatch(label)
    return bool(is_person) or (is_name(label) and _OWN.search(found[2]) is not None)


def _run_in(block: Block) -> _Heading | None:
    """A heading that begins a paragraph: a few words in bold or italics that end like a sentence, or before a colon."""
    for style in ("bold", "italic"):
        leading = _leading(block.runs, style)
        title = "".join(run.text for run in leading)
        rest = "".join(run.text for run in block.runs[len(leading) :])
        ended = title.rstrip()[-1:] in ".:" or rest.lstrip()[:1] in (".", ":", "–", "—")
        bare = title.strip(" .:–—")
        if not bare or not rest.strip() or not ended or len(bare.split()) > _MOST_RUN_IN:
            continue
        fewest = _FEWEST_AFTER.get(title.rstrip()[-1:], _FEWEST_AFTER[""])
        if (
            len(rest.split()) < fewest
            or not (bare[0].isupper() or bare[0].isdigit())
            or (certainty(bare) is Certainty.SURE or (is_label(bare) and title.rstrip()[-1:] != "."))
        ):
            continue
        if rest.lstrip()[:1] in OPENING_MARKS and wording.SAYING.search(bare):
            continue
        return _Heading(bare, style, replace(block, runs=_trimmed(block.runs[len(leading) :])))
    return None


def _leading(runs: tuple[Run, ...], style: str) -> list[Run]:
    return list(takewhile(lambda run: getattr(run, style) or not run.text.strip(), runs))


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return (replace(runs[0], text=runs[0].text.lstrip(" .:–—\n")), *runs[1:]) if runs else runs
