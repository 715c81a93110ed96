"""From raw BibTeX values to text: joins pieces at ``#``, expands abbreviations and decodes LaTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from themebook.sources.bibtex.latex import Decoded, decode, decode_title, unescape_url
from themebook.sources.bibtex.persons import OTHERS, Names, read_names

__all__ = ["MONTHS", "OTHERS", "Decoded", "Names", "Value", "field_text", "join", "read_names"]

#: The abbreviations that every BibTeX style defines.
MONTHS: Mapping[str, str] = {
    name[:3].lower(): name
    for name in (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    )
}  # fmt: skip

_TITLES = frozenset(
    f"{first}{last}"
    for first in ("", "book", "main", "issue", "short", "event", "orig", "reprint")
    for last in ("title", "subtitle", "titleaddon")
)
_VERBATIM = frozenset(("url", "doi", "eprint", "urlraw", "crossref", "xdata", "xref", "ids"))
_DATES = frozenset(("date", "year", "eventdate", "origdate", "urldate"))
# In these dates, a tilde is no space.
_EDTF = re.compile(r"\s*[\dXxTZ:.?~%/+-]+\s*")
_FILES = frozenset(("file", "pdf", "localfile", "local-url"))
_URL = re.compile(r"\s*+(?:\\url\s*+)?\{?\s*+((?:https?|ftp)://[^\s{}]*+(?:\{\\?[_~%#&]\}[^\s{}]*+)*+)\s*+\}?\s*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACE_OR_QUOTE = re.compile(r'\\.|[{}"]', re.DOTALL)
_QUOTE = re.compile(r'(?<!\\)"')
_BARE = re.compile(r'[^\s#{}",=]+')
_SPACE = re.compile(r"\s*")
# Almost every value: braces without nested braces, or with shallow ones.
_INNER = r"(?:[^{}\\]|\\[^{}])*+"
_IN_BRACES = re.compile(rf"\{{{_INNER}(?:\{{{_INNER}(?:\{{{_INNER}\}}{_INNER})*+\}}{_INNER})*+\}}", re.DOTALL)

MOST_PUT_IN = 10_000
"""How many characters abbreviations may put into one value; each can be many times as long as the one before."""


class Value(NamedTuple):
    """A value without its outer braces or quotes, the abbreviations nobody defined, and where in the raw it ends.

    ``put_in`` is how many characters come from abbreviations; the text has no more than ``MOST_PUT_IN`` of them.
    """

    text: str
    unknown: tuple[str, ...]
    end: int
    put_in: int = 0


def join(raw: str, strings: Mapping[str, str]) -> Value:
    """The pieces of ``{...} # "..." # name # 12`` as one text. ``strings`` has its names in lower case.

    Reading stops after the first piece that is not followed by ``#``; ``raw[value.end:]`` is blank in a well-formed
    value. An unknown name is kept as it is.
    """
    if _IN_BRACES.fullmatch(raw):
        return Value(raw[1:-1], (), len(raw))
    texts, unknown, end, put_in = [], [], 0, 0
    at = _after_space(raw, 0)
    while at < len(raw) and (stop := _piece_end(raw, at)) > at:
        piece, end = raw[at:stop], stop
        if piece[0] in '{"':
            texts.append(piece[1:-1])
        else:
            text = strings.get(piece.lower())
            unknown += [] if piece.isdecimal() or text is not None else [piece]
            put_in += len(text or "")
            texts.append((piece if text is None else text) if put_in <= MOST_PUT_IN else "")
        at = _after_space(raw, stop)
        if raw[at : at + 1] != "#":
            break
        at = end = at + 1
        at = _after_space(raw, at)
    return Value("".join(texts), tuple(unknown), end, put_in)


def field_text(name: str, raw: str) -> Decoded:
    """The text of a field, depending on its name (in lower case).

    URLs, DOIs, keys and paths of files are never decoded. Titles keep the braces that protect capitals.
    """
    if name in _FILES or name.startswith("bdsk-"):
        return Decoded(raw.strip())
    if name in _VERBATIM or (name in _DATES and _EDTF.fullmatch(raw)):
        return Decoded(unescape_url(raw))
    if found := _URL.fullmatch(raw):
        return Decoded(unescape_url(found[1]))
    return decode_title(raw) if name in _TITLES else decode(raw)


def _after_space(raw: str, at: int) -> int:
    found = _SPACE.match(raw, at)
    return found.end() if found else at


def _piece_end(raw: str, at: int) -> int:
    """The end of the piece that begins here, or this offset if none does."""
    if raw[at] == "{":
        return _braces_end(raw, at)
    if raw[at] == '"':
        return _quotes_end(raw, at)
    bare = _BARE.match(raw, at)
    return bare.end() if bare else at


def _braces_end(raw: str, at: int) -> int:
    depth = 0
    for found in _BRACE.finditer(raw, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return at


def _quotes_end(raw: str, at: int) -> int:
    """A quotation mark inside braces does not end the piece, unless the braces do not balance."""
    depth = 0
    for found in _BRACE_OR_QUOTE.finditer(raw, at + 1):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if found[0] == '"' and depth == 0:
            return found.end()
    first = _QUOTE.search(raw, at + 1)
    return first.end() if first else at
