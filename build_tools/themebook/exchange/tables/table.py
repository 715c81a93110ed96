"""A table as all formats of tables are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from themebook.core.diagnostics import Span


@dataclass(frozen=True, slots=True)
class TableCell:
    """The text of a cell, and its place."""

    text: str
    place: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The cells of a table below its header, by rows. Rows may be shorter or longer than the header.

    ``name`` is that of the sheet, if the file has sheets.
    """

    name: str = ""
    header: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]

    @property
    def place(self) -> Span:
        return self.header[0].place


def table_of(records: Sequence[Sequence[TableCell]], name: str = "") -> Table | None:
    """A table of all rows with something in them, the first of which is the header; None if there is no such row."""
    filled = [tuple(record) for record in records if any(cell.text.strip() for cell in record)]
    return Table(name=name, header=filled[0], rows=tuple(filled[1:])) if filled else None


def too_long(table: Table) -> Iterator[tuple[TableCell, ...]]:
    """The cells with text in each row that are beyond the last column of the header."""
    for row in table.rows:
        if beyond := tuple(cell for cell in row[len(table.header) :] if cell.text.strip()):
            yield beyond


def names_of_cells(cells: Iterable[TableCell]) -> str:
    """The texts of cells, for messages."""
    return ", ".join(f"'{' '.join(cell.text.split())}'" for cell in cells if cell.text.strip())
