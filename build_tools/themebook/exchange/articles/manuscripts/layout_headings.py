"""Headings of documents that have no marks for them: which paragraphs they are, and what is below what."""

from __future__ import annotations

# Full-width brackets are those of Chinese and Japanese.
# ruff: noqa: RUF001
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from themebook.exchange.articles import wording
from themebook.exchange.articles.attribution_lines import ENDED, names_somebody
from themebook.exchange.articles.citations.reference_list import is_list_title
from themebook.exchange.articles.labels import is_author_year
from themebook.exchange.articles.manuscripts.lines import Joiner, Paragraph
from themebook.exchange.articles.manuscripts.sections import Piece, SectionHeading

_MOST_WORDS = 16
_MOST_LETTERS = 120
_SHARE = 0.3
_MOST_OF_LABEL = 6
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[^\W\d_])")
_ROMAN = re.compile(r"^[IVX]{1,5}[.)]\s+")
CAPTION = re.compile(
    r":\s|(?:table|figure|fig\.|tab\.|box|tabelle|abbildung|abb\.|tableau|tabla|tabela|figura|chart|appendix)\s?[\dA-Z]{1,3}\b",
    re.IGNORECASE,
)
TAIL = re.compile(r"[\"”’»'.!?…。]\s*[\[(（【]([^()\[\]（）【】]{1,160})[\])）】]$")
# “Robbing Peter”, “Robbing Peter”: doing without
_QUOTED_TITLE = re.compile(r"[“\"«„‘'][^“”\"«»„.!?]{3,80}[”\"»“’'](?:[:–—-]? [^“”\"«»„.!?()\[\]]{3,80})?")
_FEWEST_OF_QUOTED_TITLE, _MOST_OF_QUOTED_TITLE = 3, 12
BULLET = re.compile(r"(?:[•▪‣●○■*–·-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")


@dataclass(frozen=True, slots=True)
class Looks:
    """What most paragraphs of a document look like."""

    indent: float
    first_line_indents: bool
    first_known: int
    has_caps: bool
    has_results: bool
    looks: tuple[tuple[float, bool, bool], ...]
    joiner: Joiner
    labels: frozenset[str]

    @staticmethod
    def of(paragraphs: Sequence[Paragraph]) -> Looks:
        indents: Counter[float] = Counter()
        for one in paragraphs:
            for line in one.lines[1:] or one.lines:
                indents[line.indent] += len(line.text)
        long = [one for one in paragraphs if len(one.lines) > 1]
        first_line = sum(one.is_indented_first for one in long)
        known = [at for at, one in enumerate(paragraphs) if is_known_title(one.text)]
        titles = [one.text for one in paragraphs if is_short(one)]
        looks = {_look(one) for one in paragraphs if is_short(one) and _stands_out(one)}
        return Looks(
            indent=min(indents, key=lambda one: (-indents[one], one)) if indents else 0,
            first_line_indents=first_line > len(long) * _SHARE,
            first_known=known[0] if known else 0,
            has_caps=sum(_is_caps(title) for title in titles) > 1,
            has_results=any(wording.RESULTS.match(without_number(paragraphs[at].text.strip())) for at in known),
            looks=tuple(sorted(looks, reverse=True)),
            joiner=Joiner.of(paragraphs),
            labels=_labels(paragraphs),
        )

    def is_heading(self, number: int, paragraph: Paragraph, *, is_last: bool) -> bool:
        """A short paragraph that is no sentence, not before the first section that has a usual name."""
        text = paragraph.text.strip()
        if number < self.first_known or not is_short(paragraph) or CAPTION.match(text):
            return False
        if re.match(r"#{1,6}\s", text) or is_known_title(text):
            return True
        if paragraph.indent > self.indent + 1 and not (_is_caps(text) or _theme(text)):
            return False
        if text[0] in "“\"«„‘'([-–—•" and not _is_quoted_title(paragraph):
            return False
        if BULLET.match(text) and not _NUMBER.match(text):
            return False
        if self.looks:
            return _stands_out(paragraph)
        ended = ENDED.search(text)
        if ended and not ((_theme(text) or _NUMBER.match(text)) and text[-1] in ".:"):
            return False
        if (names_somebody(text) or re.search(r"[.!?][”\"’]?\s+\S", _ROMAN.sub("", text))) and not (
            _theme(text) or _NUMBER.match(text)
        ):
            return False
        return not is_last and (text[0].isupper() or bool(_NUMBER.match(text))) and text[-1] not in ",;"


@dataclass(slots=True)
class Levels:
    """The levels of headings, which depend on the headings before. ``top`` is the title of the last at the top."""

    looks: Looks
    top: str = ""
    last: Piece | None = None
    heading: SectionHeading | None = None
    _below: SectionHeading | None = None
    _parent_level: int = 0

    def add(self, piece: Piece) -> None:
        """Take note of the next piece of the document."""
        if isinstance(piece, SectionHeading) and not piece.is_run_in:
            if isinstance(self.last, SectionHeading) and self._below and not self._parent_level:
                self._parent_level = self._below.level
            if piece.level == 1:
                self.top, self._below, self._parent_level = piece.title, None, 0
            else:
                self._below = piece
            self.heading = piece
        self.last = piece

    @property
    def is_elsewhere(self) -> bool:
        """Whether the last heading at the top is that of a section in which nobody is quoted."""
        bare = without_number(self.top)
        return bool(wording.BACK_MATTER.match(bare) or wording.BEFORE_RESULTS.match(bare))

    def level(self, paragraph: Paragraph, *, is_parent: bool) -> int:
        """By Markdown, numbers, looks and names, in this order; otherwise by the headings before.

        ``is_parent`` says that another heading follows at once.
        """
        text = paragraph.text.strip()
        if found := re.match(r"(#{1,6})\s", text):
            return len(found[1])
        if found := _NUMBER.match(text):
            return 1 + found[1].count(".")
        # If all headings look the same, looks say nothing of levels.
        if len(self.looks.looks) > 1 and _stands_out(paragraph):
            return 1 + self.looks.looks.index(_look(paragraph))
        if is_known_title(text):
            return 1
        if theme := _theme(text):
            return 3 if theme["sub"] else 2
        if self.looks.has_caps and _is_caps(text):
            return 2
        return self._level_after(is_parent=is_parent)

    def _level_after(self, *, is_parent: bool) -> int:
        """That of the last heading, or below it if nothing is between.

        Headings that others follow at once are at one level. Below "Theme 1", those without a number are deeper. If no
        section is named results, themes are at the top.
        """
        if not self.looks.has_results and (is_parent or self._below is None) and self.last is not self.heading:
            return 1
        if self._below is None:
            return 2
        if self.last is self._below:
            return self._below.level + 1
        if is_parent and self._parent_level:
            return self._parent_level
        return self._below.level + bool(_theme(self._below.title))


def _labels(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The first words of brackets at the end of several paragraphs, which are likely to say who speaks."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        tail = TAIL.search(paragraph.lines[-1].text)
        if tail and tail[1][0].isupper() and len(tail[1].split()) <= _MOST_OF_LABEL and not is_author_year(tail[1]):
            counts[first_word(tail[1])] += 1
    return frozenset(word for word, count in counts.items() if count > 1)


def first_word(text: str) -> str:
    return re.split(r"[\s,;#-]|(?<=\D)(?=\d)", text, maxsplit=1)[0]


def plain_title(title: str) -> str:
    """A title without marks of Markdown."""
    return " ".join(title.strip("#=*_ \t").split())


def without_number(title: str) -> str:
    return title[found.end() :] if (found := _NUMBER.match(title)) else title


def is_short(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    few = 0 < len(text) <= _MOST_LETTERS and len(text.split()) <= _MOST_WORDS and len(paragraph.lines) <= 3
    return few and any(character.isalpha() for character in text)


def is_known_title(text: str) -> bool:
    """Whether a short text is the name that a section of a paper usually has."""
    bare = without_number(plain_title(text))
    if is_list_title(bare):
        return True
    known = (wording.BEFORE_RESULTS, wording.RESULTS, wording.DISCUSSION, wording.BACK_MATTER)
    ends = [found.end() == len(bare) for found in wording.DISCUSSION.finditer(bare)]
    starts = any(pattern.match(bare) for pattern in known) or any(ends)
    return starts and len(bare.split()) <= 5 and bare[:1].isupper() and not re.search(r"[.!?,;]$", bare)


def _theme(text: str) -> re.Match[str] | None:
    return wording.THEME_LABEL.match(plain_title(text))


def _is_caps(text: str) -> bool:
    return text.isupper() and sum(character.isalpha() for character in text) > 3


def _stands_out(paragraph: Paragraph) -> bool:
    """Whether its letters are larger than usual, or emphasised as a whole."""
    text = paragraph.text
    emphasised = max(paragraph.share_bold, paragraph.share_italic) > 0.95
    quoted = not _is_quoted_title(paragraph) and (text[:1] in "“\"«„‘'(" or names_somebody(without_number(text)))
    return paragraph.first.size > 1.08 or (emphasised and not quoted and not re.search(r"[.!?,;][”\"]?$", text))


def _is_quoted_title(paragraph: Paragraph) -> bool:
    """Whether a few words in quotation marks are emphasised as a whole and no sentence, as in titles of themes."""
    text = paragraph.text.strip()
    found = _QUOTED_TITLE.fullmatch(text)
    emphasised = max(paragraph.share_bold, paragraph.share_italic) > 0.95
    return found is not None and emphasised and _FEWEST_OF_QUOTED_TITLE <= len(text.split()) <= _MOST_OF_QUOTED_TITLE


def _look(paragraph: Paragraph) -> tuple[float, bool, bool]:
    return round(paragraph.first.size, 1), paragraph.share_bold > 0.9, paragraph.share_italic <= 0.9
