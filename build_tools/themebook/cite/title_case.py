"""Converts titles from title case to sentence case. Text in braces keeps its capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_ARTICLES = ("a", "an", "the", "and", "as", "but", "nor", "or", "so", "yet", "than", "its", "their")
_SHORT = ("at", "by", "for", "from", "in", "into", "of", "off", "on", "onto", "per", "to", "up", "via", "vs", "with")
_LONG = ("among", "between", "during", "over", "through", "towards", "under", "upon", "versus", "within", "without")
_SMALL = frozenset((*_ARTICLES, *_SHORT, *_LONG))
_PIECE = re.compile(
    r"(?P<protected>\{(?:[^{}]|\{[^{}]*\})*\})|(?P<word>[^\W\d_][\w'\u2019]*)|(?P<other>.)",
    re.DOTALL,
)
# Characters between the end of a sentence and the first word of the next.
_BETWEEN = re.compile(r"[\s\"'\u2018-\u201f(\[\u00bf\u00a1]")
_OPENS_SENTENCE = re.compile(rf"(?:^|[:?!]|(?<=[^\W\d_A-Z]{{2}})\.(?=\s)|[\u2013\u2014](?=\s)){_BETWEEN.pattern}*$")


def sentence_case(title: str) -> str:
    """A title for CSL-JSON, in sentence case if it was in title case. Text in braces becomes ``<span class="nocase">``.

    Other titles keep their capitals, because a program cannot recognise names.
    """
    pieces = list(_PIECE.finditer(title))
    opening = list(_openings(pieces))
    lower = _is_title_case(title, pieces, opening)
    return "".join(_piece(*pair, lower=lower) for pair in zip(pieces, opening, strict=True))


def _openings(pieces: Iterable[re.Match[str]]) -> Iterator[bool]:
    """Whether each piece begins the title or a sentence in it.

    This depends only on the end of the text before it. Keeping no more than that makes it linear.
    """
    before = ""
    for piece in pieces:
        yield _OPENS_SENTENCE.search(before) is not None
        before = _relevant_end(before + re.sub(r"[{}]", "", piece[0]))


def _relevant_end(text: str) -> str:
    """The last three characters that are not ``_BETWEEN``, and the next one."""
    end = len(text)
    while end and _BETWEEN.match(text, end - 1):
        end -= 1
    return text[max(end - 3, 0) : end + 1]


def as_written(name: str) -> str:
    """The name of a journal for CSL-JSON, marked ``nocase`` if it has lower-case words that styles would capitalise."""
    lower = (piece for piece in _PIECE.finditer(name) if piece["word"] and piece[0][0].islower())
    return f'<span class="nocase">{name}</span>' if any(word[0] not in _SMALL for word in lower) else name


def _piece(piece: re.Match[str], opens: bool, *, lower: bool) -> str:
    if piece["protected"]:
        text = re.sub(r"[{}]", "", piece[0])
        return f'<span class="nocase">{text}</span>' if text.strip() else text
    if lower and piece["word"] and not opens and _is_ordinary(piece[0]):
        return piece[0].lower()
    return "" if piece[0] in "{}" else piece[0]


def _is_ordinary(word: str) -> bool:
    return _is_capitalised(word) or word == "A"


def _is_title_case(title: str, pieces: list[re.Match[str]], opening: list[bool]) -> bool:
    """Whether at least two of the words that sentence case would lower are capitalised, and none is in lower case."""
    words = [
        piece
        for piece, opens in zip(pieces, opening, strict=True)
        if piece["word"] and piece[0].lower() not in _SMALL and not title.endswith("-", 0, piece.start()) and not opens
    ]
    return sum(_is_capitalised(word[0]) for word in words) >= 2 and not any(word[0].islower() for word in words)


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
