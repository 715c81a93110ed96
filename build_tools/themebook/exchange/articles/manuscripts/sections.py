"""Headings and paragraphs in a row, nested into sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from themebook.core.diagnostics import Span
from themebook.exchange.articles.document import ArticleSection, Block

# Deeper headings are read as if they were at this depth.
_DEEPEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHeading:
    """A heading; the highest have level 1. One that is run in begins a paragraph."""

    title: str
    level: int
    place: Span
    role: str = ""
    is_run_in: bool = False


Piece = SectionHeading | Block


def nested(pieces: Iterable[Piece], start: Span) -> tuple[ArticleSection, ...]:
    """The sections at the top. What comes before the first heading is in a section without a title."""
    open_sections: list[tuple[int, ArticleSection, list[Block], list[ArticleSection]]] = []
    top: list[ArticleSection] = []

    def close(level: int) -> None:
        while open_sections and open_sections[-1][0] >= level:
            _, section, blocks, below = open_sections.pop()
            siblings = open_sections[-1][3] if open_sections else top
            siblings.append(replace(section, blocks=tuple(blocks), sections=tuple(below)))

    for piece in pieces:
        if isinstance(piece, SectionHeading):
            level = min(piece.level, _DEEPEST)
            close(level)
            section = ArticleSection(title=piece.title, place=piece.place, role=piece.role)
            open_sections.append((level, section, [], []))
        else:
            if not open_sections:
                open_sections.append((_DEEPEST + 1, ArticleSection(title="", place=start), [], []))
            open_sections[-1][2].append(piece)
    close(0)
    return tuple(top)


def without_title(pieces: Sequence[Piece]) -> tuple[str, tuple[Piece, ...]]:
    """The title of the paper and the rest, if its only heading at the top comes first and others are below it."""
    headings = [piece for piece in pieces if isinstance(piece, SectionHeading)]
    top = min((heading.level for heading in headings), default=0)
    is_title = len(headings) > 1 and sum(heading.level == top for heading in headings) == 1 and headings[0].level == top
    if not is_title or pieces[0] is not headings[0]:
        return "", tuple(pieces)
    return headings[0].title, tuple(pieces[1:])


def all_blocks(sections: Iterable[ArticleSection]) -> Iterator[Block]:
    """All paragraphs in order."""
    for top in sections:
        for section in top.all_sections():
            yield from section.blocks
