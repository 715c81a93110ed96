"""The entries of a list of references, put together from its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from themebook.exchange.articles.document import Block, BlockKind
from themebook.exchange.articles.manuscripts.lines import Joiner, Line, Paragraph

_BEGINS_NUMBERED = re.compile(r"\s*(?:\[\d{1,4}\]|\d{1,4}[.)])\s+[^\W\d_]")
_BEGINS_NAMED = re.compile(
    r"(?:[^\W\d_][\w’'-]{1,30}\s){0,3}[^\W\d_][\w’'-]{1,30},\s(?:[^\W\d_a-z]{1,3}[.,]|[^\W\d_a-z][a-z]+[\s,.])|[^\W\d_a-z][\w’'-]{1,30}\s[A-Z]{1,3}[,.]\s"
)


def entries_of(paragraph: Paragraph, joiner: Joiner) -> Iterator[Block]:
    """The entries in a paragraph of the list of references: lines that begin one are further left, or look like it."""
    groups: list[list[Line]] = []
    left = min(line.indent for line in paragraph.lines)
    sides = [line.indent > left + 1 for line in paragraph.lines]
    # Entries begin on the side where more lines look like it: further left, or with an indented first line.
    starts = [
        [looks_like_entry(line.text) for line, one in zip(paragraph.lines, sides, strict=True) if one is side]
        for side in (False, True)
    ]
    indented_begin = _share(starts[1]) > _share(starts[0])
    for line, is_indented in zip(paragraph.lines, sides, strict=True):
        begins = is_indented is indented_begin if any(sides) else _begins_entry(line.text, groups)
        if begins or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    for lines in groups:
        yield Block(runs=joiner.joined(lines), kind=BlockKind.PARAGRAPH, place=lines[0].place, page=lines[0].page)


def looks_like_entry(text: str) -> bool:
    """Whether a line begins with a number and a word, or with a name as lists have it."""
    return bool(_BEGINS_NUMBERED.match(text) or _BEGINS_NAMED.match(text))


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _begins_entry(text: str, groups: list[list[Line]]) -> bool:
    """Whether a line begins an entry, in a list whose entries are not set apart from each other."""
    if not groups:
        return True
    first, last = groups[0][0].text, groups[-1][-1].text.rstrip()
    if _BEGINS_NUMBERED.match(first):
        return bool(_BEGINS_NUMBERED.match(text))
    ended = last[-1:] in ".)>”" or bool(re.search(r"(?:https?://|doi)\S*$", last))
    return ended and bool(_BEGINS_NAMED.match(text))
