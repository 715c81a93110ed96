"""Reads rows of tables: the values of cells, by what their columns hold. What is wrong with them is reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from themebook.check.participants import is_date
from themebook.core.diagnostics import Diagnostic, Rule, Severity
from themebook.core.nearest import nearest
from themebook.exchange.imported import ImportedPart, Path
from themebook.exchange.tables.columns import ID, OVERARCHING, SUBTHEME, Columns, is_id
from themebook.exchange.tables.names import names_in, paths_in
from themebook.exchange.tables.table import Table, TableCell, names_of_cells, too_long

ROW_IS_COMPLETE = Rule(
    "row-is-complete", "A row of a table to import must have what the table is about.", Severity.WARNING
)
CELL_HAS_COLUMN = Rule(
    "cell-has-column", "A row of a table must not have more cells than the header.", Severity.WARNING
)
CELL_ALLOWED = Rule(
    "cell-allowed",
    "A cell that holds a kind, a number, a date or an id must hold one that is allowed.",
    Severity.WARNING,
)

C = TypeVar("C", bound=StrEnum)
P = TypeVar("P", bound=ImportedPart)
Row = Sequence[TableCell]

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of a table. ``found`` collects what is wrong in them."""

    table: Table
    columns: Columns
    found: list[Diagnostic] = field(default_factory=list)

    def rows_with(self, key: str) -> Iterator[tuple[Row, TableCell]]:
        """The rows that have what the table is about, with the cell of that. The others are reported, all at once."""
        others: list[TableCell] = []
        for row in self.table.rows:
            cells = self.columns.texts(row, key)
            if cells:
                yield row, cells[0]
            elif len(row) <= len(self.table.header):
                others.append(next(cell for cell in row if cell.text.strip()))
        if others:
            message = f"this row has no {key}, and was left out"
            if len(others) > 1:
                lines = ", ".join(str(cell.place.line) for cell in others[1 : _MOST_NAMED + 1])
                more = f" and {len(others) - 1 - _MOST_NAMED} more" if len(others) > _MOST_NAMED + 1 else ""
                message = f"{len(others)} rows have no {key}, and were left out: this one, and rows {lines}{more}"
            self.found.append(ROW_IS_COMPLETE.at(others[0].place, message, f"add the {key}"))

    def number(self, row: Row, key: str) -> int | None:
        for cell in self.columns.texts(row, key):
            if _NUMBER.fullmatch(cell.text.strip()):
                return int(cell.text)
            self._refuse(cell, f"'{cell.text.strip()}' is not a whole number", "write only digits")
        return None

    def choice(self, row: Row, key: str, words: type[C]) -> C | None:
        for cell in self.columns.texts(row, key):
            text = cell.text.strip().casefold()
            if text in list(words):
                return words(text)
            close = nearest(text, list(words))
            hint = f"did you mean '{close}'?" if close else f"write one of {', '.join(words)}"
            self._refuse(cell, f"'{cell.text.strip()}' is not a {key}", hint)
        return None

    def date(self, row: Row) -> str:
        for cell in self.columns.texts(row, "date"):
            if is_date(cell.text.strip()):
                return cell.text.strip()
            self._refuse(cell, f"'{cell.text.strip()}' is not a date", "write it such as 2024-05-31 or 2024-05")
        return ""

    def id(self, row: Row) -> str:
        for cell in self.columns.texts(row, ID):
            if is_id(cell.text.strip()):
                return cell.text.strip()
            hint = "write lower-case letters and digits joined by hyphens, and begin with a letter"
            self._refuse(cell, f"'{cell.text.strip()}' is not an id", hint)
        return ""

    def ids_once(self, parts: Iterable[P]) -> tuple[P, ...]:
        """The parts. Of several with the same id, only the first keeps it; the others are reported, all at once."""
        kept: dict[str, P] = {}
        every = tuple(parts)
        others = [one for one in every if one.id and kept.setdefault(one.id, one) is not one]
        if others:
            rows = "this row has" if len(others) == 1 else f"{len(others)} rows, of which this is the first, have"
            message = f"{rows} the id of a row above ('{others[0].id}'), which was left out"
            self.found.append(CELL_ALLOWED.at(others[0].place, message, "give each row an id of its own, or none"))
        return tuple(one if kept.get(one.id, one) is one else replace(one, id="") for one in every)

    def themes(self, row: Row) -> tuple[Path, ...]:
        """The paths of the themes of a row. Other columns have what is above and below the first."""
        first, *others = self.paths(row, "theme") or [()]
        above = next(paths_in(self.columns.text(row, OVERARCHING)), ())
        path = (*above, *first, *(cell.text.strip() for cell in self.columns.texts(row, SUBTHEME)))
        return tuple(dict.fromkeys((*([path] if path else []), *others)))

    def codes(self, row: Row) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(self.paths(row, "code")))

    def names(self, row: Row, key: str) -> list[str]:
        """The names in a cell with several."""
        return [name for cell in self.columns.texts(row, key) for name in names_in(cell.text)]

    def paths(self, row: Row, key: str) -> list[Path]:
        """The paths in a cell with several."""
        return [path for cell in self.columns.texts(row, key) for path in paths_in(cell.text)]

    def _refuse(self, cell: TableCell, message: str, hint: str) -> None:
        self.found.append(CELL_ALLOWED.at(cell.place, f"{message}, and was left out", hint))


def beyond_header(table: Table) -> Iterator[Diagnostic]:
    """What is in no column."""
    for cells in too_long(table):
        message = f"not imported: {names_of_cells(cells)}, which no column of the header is above"
        yield CELL_HAS_COLUMN.at(cells[0].place, message, "put text with a delimiter in it in quotation marks")
