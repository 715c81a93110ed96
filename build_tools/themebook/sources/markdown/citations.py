"""The citation syntax in Markdown, as text only.

It is Pandoc's, https://pandoc.org/MANUAL.html#citation-syntax: ``[see @key, p. 19; @other]`` is outside the sentence,
``@key [p. 19]`` is part of it, and ``-@key`` omits the author.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import Match

_LETTER = r"[\w\u0300-\u036f]"
_BARE_KEY = rf"\w(?:{_LETTER}|[:.#$%&\-+?<>~/](?={_LETTER})|[:/](?=/))*"
_BRACED_KEY = r"\{(?:[^{}\n]|\{[^{}\n]*\})+\}"
_AT = rf"(?<![\w@/.])@(?=\w|\{{)(?:{_BARE_KEY}|{_BRACED_KEY})"
_NESTED = r"\[(?:[^\[\]]|\[[^\[\]]*+\])*+\]"

# A character that cannot begin a key's sign is passed over at once, so that no text takes more than linear time.
BRACKETED = rf"\[(?=(?:(?!{_AT})[^\[\]]|{_NESTED})*+@)(?:[^\[\]]|{_NESTED})*+\](?!\()"
"""A bracket with a ``@key`` of its own that is no link: match it, then ask ``parse_bracketed``."""

NARRATIVE = rf"(?:(?<![\w\-])-)?{_AT}(?:(?:[ ]|[ ]?\n[ ]*)\[(?![\^\[])(?:[^\[\]]|{_NESTED})*+\](?![(\[]))?"
"""A ``@key`` outside brackets, with the bracket after it that holds its locator: for ``parse_narrative``."""

_KEY = re.compile(
    rf"(?P<minus>(?:(?<=[\s(\[])|^)-)?(?P<at>@)(?:(?<=[^\w@/.]@)|(?<=^@))(?P<key>{_BARE_KEY}|{_BRACED_KEY})"
)
_PIECE = re.compile(rf"&#?\w+;|{_BRACED_KEY}|{_NESTED}|.", re.DOTALL)
_NARRATIVE_KEY = re.compile(rf"(?P<minus>-?)@(?P<key>{_BARE_KEY}|{_BRACED_KEY})")
_ESCAPED = re.compile("\x02(\\d+)\x03")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=\S)([^*_<>\x02]*[^*_<>\s\\\x02])\1(?![\w*])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One use of a work. ``locator`` is everything after the key except the comma; ``offset`` is that of the ``@``.

    In both texts, ``<i>`` and ``</i>`` are around words in italics.
    """

    key: str
    prefix: str = ""
    locator: str = ""
    suppress_author: bool = False
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Citations in one place. The authors of a narrative one are words of the sentence."""

    citations: tuple[Citation, ...]
    narrative: bool = False


def parse_bracketed(text: str) -> Cluster | None:
    """The citations in ``[...]``, or None if any part between semicolons has no key."""
    if not (text.startswith("[") and text.endswith("]")):
        return None
    citations = _citations(text[1:-1], 1)
    return Cluster(citations=citations) if citations else None


def without_bracket(narrative: str) -> str:
    """A match of ``NARRATIVE`` without the bracket after its key."""
    found = _NARRATIVE_KEY.match(narrative)
    return found[0] if found else narrative


def parse_narrative(match: Match[str]) -> Cluster:
    """The citation in a match of ``NARRATIVE``. Offsets count from the start of the match."""
    text = match[0]
    found = _NARRATIVE_KEY.match(text)
    assert found is not None, f"not a match of NARRATIVE: {text!r}"
    locator, further = _after_key(text[found.end() :].strip(), found.end() + 2)
    first = Citation(
        key=_bare(found["key"]), locator=locator, suppress_author=bool(found["minus"]), offset=found.start("key") - 1
    )
    return Cluster(citations=(first, *further), narrative=True)


def _after_key(bracket: str, offset: int) -> tuple[str, tuple[Citation, ...]]:
    """The locator in the bracket after a key, and the citations that follow it: ``[p. 19; @other]``."""
    if not bracket:
        return "", ()
    inner = bracket[1:-1]
    whole = _citations(inner, offset)
    if whole:
        return "", whole
    (_, locator), *rest = _split(inner)
    further = _citations(inner[rest[0][0] :], offset + rest[0][0]) if rest else ()
    return (_plain(locator), further) if further or not rest else (_plain(inner), ())


def _citations(inner: str, offset: int) -> tuple[Citation, ...]:
    """The citations between semicolons; none if one of the parts is not a citation."""
    citations = [_citation(part, offset + start) for start, part in _split(inner)]
    return tuple(c for c in citations if c) if all(citations) else ()


def _split(text: str) -> list[tuple[int, str]]:
    """The parts between semicolons, each with its offset. A semicolon in braces, brackets or an HTML entity does not
    split.
    """
    starts = [0, *(piece.end() for piece in _PIECE.finditer(text) if piece[0] == ";")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)]


def _citation(part: str, offset: int) -> Citation | None:
    found = next(_keys(part), None)
    if found is None:
        return None
    return Citation(
        key=_bare(found["key"]),
        prefix=_plain(part[: found.start()]),
        locator=_plain(part[found.end() :]),
        suppress_author=bool(found["minus"]),
        offset=offset + found.start("at"),
    )


def _keys(part: str) -> Iterator[Match[str]]:
    """The keys of a part that are not in inner brackets."""
    inner = (piece.span() for piece in _PIECE.finditer(part) if piece[0].startswith("[") and len(piece[0]) > 1)
    start, end = next(inner, (len(part), len(part)))
    for match in _KEY.finditer(part):
        while end <= match.start():
            start, end = next(inner, (len(part), len(part) + 1))
        if match.start() <= start:
            yield match


def _bare(key: str) -> str:
    return key[1:-1] if key.startswith("{") else key


def _plain(text: str) -> str:
    """Text as readers see it, without the comma after a key, and with escaped characters as themselves."""
    unescaped = _ESCAPED.sub(lambda match: chr(int(match[1])), html.unescape(as_locator(_TAG.sub("", text))))
    return " ".join(unescaped.strip().removeprefix(",").split()).strip()


def as_locator(text: str) -> str:
    """A locator as it is printed.

    Two hyphens between pages, as in BibTeX, are an en dash, a backslash before a space is that space, and ``*passim*``
    is in italics.
    """
    return _EMPHASIS.sub(r"<i>\2</i>", text.replace("--", "\u2013").replace("\\ ", " "))
