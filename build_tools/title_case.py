"""Titles of works: from title case to sentence case, with what braces protect kept as it is."""

from __future__ import annotations

import re

_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on onto or over per so the to up upon versus via vs with yet "
    "among between during through toward towards under within without".split()
)
_PIECE = re.compile(r"(?P<protected>\{(?:[^{}]|\{[^{}]*\})*\})|(?P<word>[^\W\d_][\w’']*)|(?P<other>.)", re.DOTALL)
_OPENS_SENTENCE = re.compile(r"(?:^|[:?!]|(?<=[^\W\d_A-Z]{2})\.(?=\s)|[—–](?=\s))[\s“”‘’\"'(\[¿¡]*$")
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\WA-Z]*(?:[’'][^\WA-Z]*)?")


def sentence_case(title: str) -> str:
    """A title for CSL-JSON: words in braces become ``<span class="nocase">``, a title in title case is put in sentence case.

    Other titles keep their capitals, for nobody but the author can tell a name from a word.
    """
    pieces = list(_PIECE.finditer(title))
    lower = _is_title_case(title, pieces)
    return "".join(_piece(piece, title, lower=lower) for piece in pieces)


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
    return len(word) > 1 and bool(_CAPITALISED.fullmatch(word)) and word[0].isupper() and word[1:].islower()


def _visible(text: str) -> str:
    return re.sub(r"[{}]", "", text)
