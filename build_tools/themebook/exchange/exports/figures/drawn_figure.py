"""A figure as a table of numbers, with what is drawn in its cells."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.exchange.exports.csv_text import csv_of
from themebook.exchange.tables.names import joined_paths


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: where it begins and how long it is, from 0 to 100, and its colour as ``#rrggbb``."""

    start: float
    length: float
    colour: str


@dataclass(frozen=True, slots=True)
class FigureCell:
    """The number in a cell, or nothing. ``background`` is a colour, ``bar`` the parts of a bar below the number."""

    number: int | None
    background: str = ""
    bar: tuple[BarPart, ...] = ()

    @property
    def text(self) -> str:
        return "" if self.number is None else str(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A row. ``path`` are the titles of the parts of the study that it is in, its own last."""

    path: tuple[str, ...]
    cells: tuple[FigureCell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFigure:
    """A figure: what its rows are, its columns, and a note on how to read it.

    With ``is_tree``, rows follow the parts of the study that they are in.
    """

    rows_are: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    note: str = ""
    is_tree: bool = True

    def csv(self) -> str:
        """The numbers as CSV, with a row for the header. Paths are as in the tables of the study."""
        rows = ((joined_paths([row.path]), *(cell.text for cell in row.cells)) for row in self.rows)
        return csv_of((self.rows_are, *self.columns), rows)
