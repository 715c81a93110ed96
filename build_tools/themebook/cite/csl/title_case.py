"""Converts titles from title case to sentence case. Text in braces keeps its capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from themebook.cite.csl.proper_names import length_of_name
from themebook.core.bibliography import TITLE_TAG

# Articles, conjunctions and prepositions, which title case may leave in lower case.
_SMALL = frozenset(
    """
    a an the and as but if nor or so than that yet its their when while
    about above across after against along amid among amongst around at before behind below beneath beside besides
    between beyond by concerning despite down during except following for from in including inside into like near of
    off on onto out outside over past per regarding since through throughout till to toward towards under underneath
    unlike until up upon versus via vs with within without
    """.split()  # noqa: SIM905
)
# Those in names of people and places.
_PARTICLES = frozenset("al da de del den der des di du el et la le los und van von y".split())  # noqa: SIM905
_TITLES_OF_PEOPLE = frozenset(("Dr", "Lady", "Lord", "Mr", "Mrs", "Ms", "Prof", "Professor", "Saint", "Sir", "St"))
# The number of words in the longest proper name.
_LONGEST = 6
# Nouns before the letter A.
_LETTERED = frozenset(
    """
    Category Class Division Grade Group Hepatitis Officer Part Participant Type Unit Vitamin Wing
    """.split()  # noqa: SIM905
)
# Articles and the like that begin titles in other languages. Their nouns may have capitals.
_FOREIGN = frozenset(
    """
    das dem den der des die ein eine einen einer eines vom von zum zur über det el els en et gli het il la las le les lo
    los os um uma un una une
    """.split()  # noqa: SIM905
)
_LETTERS = r"[^\W\d_]"
_PROTECTED = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_PIECE = re.compile(
    # A word that is protected in part, such as `{E}nglish` or `pre-{HIV}`, but not `{The} {Prison}`.
    rf"(?P<markup>{TITLE_TAG})"
    rf"|(?P<part>(?:{_LETTERS}[\w'\u2019]*\{{[^{{}}\s]*\}}|\{{[^{{}}\s]*\}}(?={_LETTERS}))(?:[\w'\u2019]|\{{[^{{}}\s]*\}})*)"
    rf"|(?P<protected>{_PROTECTED})|(?P<number>\d[\w'\u2019]*)|(?P<word>{_LETTERS}[\w'\u2019]*)|(?P<other>.)",
    re.DOTALL,
)
# Characters between the end of a sentence and the first word of the next.
_BETWEEN = re.compile(r"[\s\"'\u2018-\u201f(\[\u00bf\u00a1]")
_OPENS_SENTENCE = re.compile(rf"(?:^|[:?!]|(?<=[^\W\d_A-Z]{{2}})\.(?=\s)|\u2014|\u2013(?=\s)){_BETWEEN.pattern}*$")
_AFTER_COLON = re.compile(rf":\s{_BETWEEN.pattern}*$")
_LONG = 50


class _Piece(NamedTuple):
    """A piece of a title: its text, whether it is a word without braces, and what is before it."""

    text: str
    is_word: bool
    is_italic: bool
    is_kept: bool
    opens: bool
    after_colon: bool

    @property
    def is_capitalised(self) -> bool:
        return len(self.text) > 1 and self.text[0].isupper() and self.text[1:].islower()


def sentence_case(title: str) -> str:
    """A title for CSL-JSON, in sentence case if it was in title case. Text in braces becomes ``<span class="nocase">``.

    A title is in title case if it has capitals that sentence case would lower, and no word in lower case but small
    ones. Other titles keep their capitals, because a program cannot recognise all names, and so do titles that begin
    like one in another language. The first word after a colon gets a capital letter.
    """
    pieces = list(_pieces(title))
    lower = _is_title_case(pieces)
    names = _in_names(pieces) if lower else frozenset()
    return "".join(
        _text(piece, lower=lower and index not in names, is_last=index == len(pieces) - 1)
        for index, piece in enumerate(pieces)
    )


def _pieces(title: str) -> Iterator[_Piece]:
    """The pieces of a title. Of each word, they say whether it begins the title or a sentence in it.

    This depends only on the end of the text before it. Keeping no more than that makes it linear.
    """
    before, is_italic = "", False
    for found in _PIECE.finditer(title):
        is_word = found.lastgroup == "word"
        opens = is_word and _OPENS_SENTENCE.search(before) is not None
        yield _Piece(
            text=found[0],
            is_word=is_word,
            is_italic=is_italic,
            is_kept=found.lastgroup in ("protected", "part"),
            opens=opens,
            after_colon=opens and _AFTER_COLON.search(before) is not None,
        )
        if found[0] in ("<i>", "</i>"):
            is_italic = found[0] == "<i>"
        if found.lastgroup != "markup":
            before += without_braces(found[0])
            before = _relevant_end(before) if len(before) > _LONG else before


def _relevant_end(text: str) -> str:
    """The last three characters that are not ``_BETWEEN``, and the next two."""
    end = len(text)
    while end and _BETWEEN.match(text, end - 1):
        end -= 1
    return text[max(end - 3, 0) : end + 2]


# The same journals recur.
@lru_cache(maxsize=1 << 12)
def as_written(name: str) -> str:
    """The name of a journal for CSL-JSON, marked ``nocase`` if it has lower-case words that styles would capitalise."""
    if has_lower_case_words(name):
        return f'<span class="nocase">{without_braces(name)}</span>'
    return "".join(_text(piece) if _has_lower_case(piece) else without_braces(piece.text) for piece in _pieces(name))


def has_lower_case_words(name: str) -> bool:
    """Whether there are words in lower case that title case would capitalise, apart from those in braces."""
    return any(piece.is_word and piece.text[0].islower() and piece.text not in _SMALL for piece in _pieces(name))


def _has_lower_case(piece: _Piece) -> bool:
    """Whether these are protected words that styles would capitalise."""
    words = (word.lstrip("{") for word in piece.text.split())
    return piece.is_kept and any(word[:1].islower() and word.rstrip("}") not in _SMALL for word in words)


def without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def _text(piece: _Piece, *, lower: bool = False, is_last: bool = False) -> str:
    if piece.is_kept:
        text = without_braces(piece.text)
        return f'<span class="nocase">{text}</span>' if text.strip() else text
    if piece.is_word and piece.after_colon and piece.text.islower() and (len(piece.text) > 1 or piece.text == "a"):
        return piece.text[0].upper() + piece.text[1:]
    if lower and piece.is_word and not piece.opens and _is_ordinary(piece, is_last=is_last):
        return piece.text.lower()
    return "" if piece.text in "{}" else piece.text


def _is_ordinary(piece: _Piece, *, is_last: bool) -> bool:
    """Whether a word can lose its capital. An `A` at the end is a letter, as in `Officer A`, and italics are names."""
    return not piece.is_italic and (piece.is_capitalised or (piece.text == "A" and not is_last))


def _is_title_case(pieces: Sequence[_Piece]) -> bool:
    """Whether the words that sentence case would lower are capitalised."""
    first = next((piece.text.lower() for piece in pieces if piece.is_word), "")
    words = [
        piece
        for piece, before in zip(pieces, (None, *pieces), strict=False)
        if piece.is_word and not piece.opens and not piece.is_italic and piece.text not in _SMALL | _PARTICLES
        # What is after a hyphen may be in lower case.
        if piece.is_capitalised or not before or before.text != "-"
    ]
    # Words such as "pH" are in lower case in every title.
    is_lower = any(word.text.islower() and len(word.text) > 1 for word in words)
    return first not in _FOREIGN and not is_lower and any(word.is_capitalised for word in words)


def _in_names(pieces: Sequence[_Piece]) -> frozenset[int]:
    """The indices of the pieces in names, which keep capitals: proper names, those of people and such as "Part A"."""
    words = [index for index, piece in enumerate(pieces) if piece.is_word]
    texts = [pieces[index].text for index in words]
    inside: set[int] = set()
    for start, index in enumerate(words):
        if pieces[index].text in _TITLES_OF_PEOPLE:
            inside.update(words[start : start + 2])
        if pieces[index].text == "A" and index > 1 and pieces[index - 2].text in _LETTERED:
            inside.add(index)
        if pieces[index].text in ("March", "May") and any(
            piece.text[:1].isdecimal() for piece in (*pieces[max(index - 2, 0) : index], *pieces[index + 1 : index + 3])
        ):
            inside.add(index)
        length = length_of_name(texts[start : start + _LONGEST]) if pieces[index].is_capitalised else 0
        # Nothing but single spaces is between the words of a name.
        if length and words[start + length - 1] == index + 2 * (length - 1):
            inside.update(words[start : start + length])
            if index > 1 and pieces[index - 1].text == "-":
                # Such as the first word of "Anglo-American".
                inside.add(index - 2)
    return frozenset(inside)
