"""The characters of titles: quotation marks and apostrophes as printed, and nothing that XHTML forbids."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from themebook.cite.csl.title_case import without_braces
from themebook.core.bibliography import TITLE_TAG, Reference

_LEFT, _RIGHT, _LEFT_DOUBLE, _RIGHT_DOUBLE = "\u2018", "\u2019", "\u201c", "\u201d"
_STRAIGHT = re.compile("[`'\"]")
# Before an opening mark is nothing, a space, a bracket, a dash or another opening mark.
_BEFORE_OPENING = re.compile(r"(?:^|[\s({\[\u2010-\u2015/\-\u2018\u201c`\"'])$")
# Words that begin with an apostrophe, and years and decades without their century.
_APOSTROPHE = re.compile(r"'(?:\d0?s?\b|\d\ds?\b|(?:n|em|tis|twas|til|cause|bout)\b)", re.IGNORECASE)
_CLOSING = re.compile(r"(?<=[^\s(\[{])['\u2019](?!\w)")


def plain_field(reference: Reference, *names: str) -> str:
    """The first of the fields that is set, as it is printed, without the braces that protect capitals."""
    return without_braces(curly(clean(reference.field(*names))))


def clean(text: str) -> str:
    """Normalise to NFC and single spaces, and remove control characters, which are invalid in XHTML."""
    if text.isascii() and text.isprintable() and "  " not in text:
        # Almost every text.
        return text.strip()
    spaced = re.sub(r"[^\S\u00a0\u202f]+", " ", normalize("NFC", text)).strip()
    return "".join(character for character in spaced if category(character) != "Cc")


def curly(text: str) -> str:
    """The text with typographic quotation marks and apostrophes. Tags are unchanged.

    Citation processors turn quotation marks into those of the language and of the depth.
    """
    if not _STRAIGHT.search(text):
        return text
    out: list[str] = []
    for piece in re.split(f"({TITLE_TAG})", text):
        if re.fullmatch(TITLE_TAG, piece):
            out.append(piece)
            continue
        before = out[-2][-1:] if len(out) > 1 else ""
        out.append(_curly(piece, before))
    return "".join(out)


def _curly(text: str, before: str) -> str:
    closings = [found.start() for found in _CLOSING.finditer(text)]
    last = closings[-1] if closings else -1

    def mark(found: re.Match[str]) -> str:
        at = found.start()
        opens = bool(_BEFORE_OPENING.search(text[max(at - 1, 0) : at] or before)) and not text.startswith(" ", at + 1)
        if found[0] == "`":
            return _LEFT if opens and last > at else "`"
        if found[0] == '"':
            return _LEFT_DOUBLE if opens else _RIGHT_DOUBLE
        is_quote = opens and not _APOSTROPHE.match(text, at) and last > at
        return _LEFT if is_quote else _RIGHT

    return _STRAIGHT.sub(mark, text)
