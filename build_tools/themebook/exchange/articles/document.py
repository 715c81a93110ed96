"""A paper as all formats are read: sections of paragraphs, with what is set apart, emphasised and cited in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from themebook.core.diagnostics import Span
from themebook.exchange.imported import ImportedWork
from themebook.exchange.imported_details import ImportedDetails


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    SET_APART = "set apart"
    """A block quotation, an indented paragraph, or another display of words."""
    LIST_ITEM = "list item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some text of a paragraph. ``works`` are the ids of works if it is a citation of them.

    ``raised`` is text above the line, such as the number of a work or a note.
    """

    text: str
    italic: bool = False
    bold: bool = False
    raised: bool = False
    works: tuple[str, ...] = ()
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph. ``attribution`` is who speaks, if the format has a place of its own for that.

    ``display`` is the number of the display that paragraphs share, such as those of a block quotation of several.
    ``label`` is the number of an item in a numbered list, and ``page`` the page that the paragraph begins on, if known.
    """

    runs: tuple[Run, ...]
    kind: BlockKind
    place: Span
    attribution: str = ""
    display: int | None = None
    label: str = ""
    page: int | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSection:
    """A heading with what follows it. The text before the first heading is in a section without a title.

    ``role`` is what the format says of it, such as ``results``.
    """

    title: str
    place: Span
    role: str = ""
    blocks: tuple[Block, ...] = ()
    sections: tuple[ArticleSection, ...] = ()

    def all_sections(self) -> Iterator[ArticleSection]:
        """Itself, then all sections below it, in order."""
        yield self
        for section in self.sections:
            yield from section.all_sections()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A paper: what it says of itself, its sections at the top, and the works of its list of references.

    ``translations`` are the same paper in other languages, by tag.
    """

    details: ImportedDetails
    sections: tuple[ArticleSection, ...]
    works: tuple[ImportedWork, ...] = ()
    translations: tuple[tuple[str, Article], ...] = ()
