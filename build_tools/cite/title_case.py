"""Titles of works: from title case to sentence case, with what braces protect kept as it is."""

from __future__ import annotations

import re

_ARTICLES = ("a", "an", "the", "and", "as", "but", "nor", "or", "so", "yet", "than", "its", "their")
_SHORT = ("at", "by", "for", "from", "in", "into", "of", "off", "on", "onto", "per", "to", "up", "via", "vs", "with")
_LONG = ("among", "between", "during", "over", "through", "towards", "under", "upon", "versus", "within", "without")
_SMALL = frozenset((*_ARTICLES, *_SHORT, *_LONG))
_PIECE = re.compile(
    r"(?P<protected>\{(?:[^{}]|\{[^{}]*\})*\})|(?P<word>[^\W\d_][\w'\u2019]*)|(?P<other>.)",
    re.DOTALL,
)
_OPENS_SENTENCE = re.compile(
    r"(?:^|[:?!]|(?<=[^\W\d_A-Z]{2})\.(?=\s)|[\u2013\u2014](?=\s))[\s\"'\u2018-\u201f(\[\u00bf\u00a1]*$"
)


def sentence_case(title: str) -> str:
    """A title for CSL-JSON, in sentence case if it was in title case; words in braces become ``<span class="nocase">``.

    Other titles keep their capitals, for nobody but the author can tell a name from a word.
    """
    pieces = list(_PIECE.finditer(title))
    lower = _is_title_case(title, pieces)
    return "".join(_piece(piece, title, lower=lower) for piece in pieces)


def as_written(name: str) -> str:
    """The name of a journal for CSL-JSON, safe from styles that would capitalise its small words of other languages."""
    small = (piece for piece in _PIECE.finditer(name) if piece["word"] and piece[0][0].islower())
    return f'<span class="nocase">{name}</span>' if any(word[0] not in _SMALL for word in small) else name


def _piece(piece: re.Match[str], title: str, *, lower: bool) -> str:
    if piece["protected"]:
        words = re.sub(r"[{}]", "", piece[0])
        return f'<span class="nocase">{words}</span>' if words.strip() else words
    if lower and piece["word"] and _may_be_lower(piece, title):
        return piece[0].lower()
    return "" if piece[0] in "{}" else piece[0]


def _may_be_lower(piece: re.Match[str], title: str) -> bool:
    """An ordinary capitalised word that begins neither the title nor a subtitle."""
    ordinary = _is_capitalised(piece[0]) or piece[0] == "A"
    return ordinary and not _OPENS_SENTENCE.search(_visible(title[: piece.start()]))


def _is_title_case(title: str, pieces: list[re.Match[str]]) -> bool:
    """Whether at least two words that sentence case would leave small are capitalised, and none of them is small."""
    words = [
        piece
        for piece in pieces
        if piece["word"]
        and piece[0].lower() not in _SMALL
        and not title[: piece.start()].endswith("-")
        and not _OPENS_SENTENCE.search(_visible(title[: piece.start()]))
    ]
    return sum(_is_capitalised(word[0]) for word in words) >= 2 and not any(word[0].islower() for word in words)


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _visible(text: str) -> str:
    return re.sub(r"[{}]", "", text)
