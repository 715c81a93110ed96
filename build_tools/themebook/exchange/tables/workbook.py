"""Tables in Excel workbooks (.xlsx), a sheet each. Formulas are never evaluated."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.archives import is_zip, open_archive
from themebook.exchange.input_file import InputFile
from themebook.exchange.safe_xml import parse_xml
from themebook.exchange.tables.table import Table, TableCell, table_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

WORKBOOK_READABLE = Rule("workbook-readable", "A workbook to import must be undamaged, and have no password.")
CELL_IS_VALUE = Rule(
    "cell-is-value", "A cell that is imported should hold text or a number, and not a formula.", Severity.WARNING
)

SHEET_VISIBLE = Rule("sheet-visible", "Hidden sheets, rows and columns are not imported.", Severity.NOTE)
SHEET_BOUNDED = Rule(
    "sheet-bounded",
    "The sheets that are imported must have at most 1,000,000 cells together, and 500 columns.",
    Severity.WARNING,
)

_MOST_CELLS = 1_000_000
_MOST_COLUMNS = 500
_MOST_MERGED = 10_000
_SAVE_AGAIN = "open it in the program that made it, and save it again as .xlsx without a password"


def is_workbook(file: InputFile) -> bool:
    return is_zip(file) and (archive := open_archive(file).value) is not None and "xl/workbook.xml" in archive.names


# Every format of tables asks whether a file is its own, and then reads it.
@lru_cache(maxsize=2)
def read_workbook(file: InputFile) -> Loaded[tuple[Table, ...]]:
    """The sheets with something in them."""
    archive, refused = open_archive(file)
    if archive is None:
        return Loaded((), refused)
    for name in archive.names:
        member, problems = archive.read(name)
        if member is None or (name.endswith((".xml", ".rels")) and parse_xml(member).value is None):
            message = f"'{file.name}' is damaged: '{name}' cannot be read"
            return Loaded((), (*problems, WORKBOOK_READABLE.at(file.start, message, _SAVE_AGAIN)))
    return _sheets(file)


def _sheets(file: InputFile) -> Loaded[tuple[Table, ...]]:
    tables, found = [], []
    # All sheets share the bound.
    room = _MOST_CELLS
    try:
        # Formulas are rare, and to read a workbook again for their values takes as long as to read it.
        values = cache(lambda: _workbook(file, data_only=True))
        for sheet in _workbook(file, data_only=False).worksheets:
            name = f"{file.name}/{sheet.title}"
            if sheet.sheet_state != "visible":
                message = f"the hidden sheet '{sheet.title}' was left out"
                found.append(SHEET_VISIBLE.at(Span(name), message, "show it if you want to import it"))
                continue
            found += _outside(sheet, name, room)
            cells = _Cells(name, sheet, room, partial(_value, values, sheet.title))
            if table := table_of(cells.rows(), sheet.title):
                tables.append(table)
            found += cells.found
            room -= min(room, math.prod(_size(sheet, room)))
    except Exception as error:
        # The library raises whatever the first thing is that it does not expect.
        reason = " ".join(str(error).split()) or type(error).__name__
        return Loaded((), (WORKBOOK_READABLE.at(file.start, f"'{file.name}' cannot be read: {reason}", _SAVE_AGAIN),))
    return Loaded(tuple(tables), tuple(found))


def _workbook(file: InputFile, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(file.data), data_only=data_only, keep_links=False)


def _value(workbook: Callable[[], Workbook], sheet: str, at: tuple[int, int]) -> object:
    return workbook()[sheet].cell(*at).value


def _size(sheet: Worksheet, room: int) -> tuple[int, int]:
    """How many rows and columns are read, if there is room for so many cells."""
    columns = min(sheet.max_column, _MOST_COLUMNS)
    return min(sheet.max_row, room // columns), columns


def _outside(sheet: Worksheet, name: str, room: int) -> Iterator[Diagnostic]:
    rows, columns = _size(sheet, room)
    if (rows, columns) != (sheet.max_row, sheet.max_column):
        message = (
            f"the sheet has {sheet.max_row:,} rows and {sheet.max_column:,} columns; {rows:,} and {columns:,} were read"
        )
        yield SHEET_BOUNDED.at(Span(name, rows + 1), message, "delete what is far away from the table")


class _Cells:
    """The cells of a sheet, with the values that the program last calculated for its formulas: ``value_at``."""

    def __init__(self, name: str, sheet: Worksheet, room: int, value_at: Callable[[tuple[int, int]], object]) -> None:
        self.found: list[Diagnostic] = []
        self._name = name
        self._sheet = sheet
        self._size = _size(sheet, room)
        self._value_at = value_at
        # Every cell of a merged range has the value of the first.
        self._first = {
            (row, column): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            if area.size["rows"] * area.size["columns"] <= _MOST_MERGED
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }

    def rows(self) -> list[list[TableCell]]:
        """The cells that are shown. Hidden rows and columns may hold what is private."""
        rows, columns = self._size
        hidden = {number for number, one in self._sheet.row_dimensions.items() if one.hidden and number <= rows}
        shown = [number for number in range(1, columns + 1) if not self._is_hidden(number)]
        if hidden or len(shown) < columns:
            message = f"hidden parts of the sheet were left out: {len(hidden)} rows, {columns - len(shown)} columns"
            self.found.append(SHEET_VISIBLE.at(Span(self._name), message, "show them if you want to import them"))
        return [[self._cell(row, column) for column in shown] for row in range(1, rows + 1) if row not in hidden]

    def _is_hidden(self, column: int) -> bool:
        """Whether a column is hidden. Neighbours that look the same are described together."""
        every = self._sheet.column_dimensions.values()
        return any(one.hidden and (one.min or 0) <= column <= (one.max or 0) for one in every)

    def _cell(self, row: int, column: int) -> TableCell:
        place = Span(self._name, row, column)
        at = self._first.get((row, column), (row, column))
        cell = self._sheet.cell(*at)
        return TableCell(self._calculated(cell, place, at) if cell.data_type == "f" else _text(cell.value), place)

    def _calculated(self, formula: Cell | MergedCell, place: Span, at: tuple[int, int]) -> str:
        """The value that a formula had when the file was saved, or its text. It is never calculated here."""
        value = self._value_at(at)
        text = "its text" if value is None else "the value that it had when the file was saved"
        message = f"the cell {formula.coordinate} is a formula; {text} was imported"
        self.found.append(CELL_IS_VALUE.at(place, message, "replace it by its value"))
        # The formula of several cells is an object with its text.
        written = getattr(formula.value, "text", None) or formula.value
        return _text(written if value is None else value)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
