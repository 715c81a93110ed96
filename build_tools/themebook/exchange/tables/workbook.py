"""Tables in Excel workbooks (.xlsx), a sheet each. Formulas are never evaluated."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.archives import is_zip, open_archive
from themebook.exchange.input_file import InputFile
from themebook.exchange.safe_xml import parse_xml
from themebook.exchange.tables.table import Table, TableCell, table_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WORKBOOK_READABLE = Rule("workbook-readable", "A workbook to import must be undamaged, and have no password.")
CELL_IS_VALUE = Rule(
    "cell-is-value", "A cell that is imported should hold text or a number, and not a formula.", Severity.WARNING
)

SHEET_VISIBLE = Rule("sheet-visible", "A sheet that is imported must not be hidden.", Severity.NOTE)
SHEET_BOUNDED = Rule(
    "sheet-bounded", "A sheet that is imported must have at most 2,000,000 cells, in 500 columns.", Severity.WARNING
)

_MOST_CELLS = 2_000_000
_MOST_COLUMNS = 500
_MOST_MERGED = 10_000
_SAVE_AGAIN = "open it in the program that made it, and save it again as .xlsx without a password"


def is_workbook(file: InputFile) -> bool:
    return is_zip(file) and (archive := open_archive(file).value) is not None and "xl/workbook.xml" in archive.names


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
    try:
        values, formulas = _workbook(file, data_only=True), _workbook(file, data_only=False)
        for sheet in values.worksheets:
            name = f"{file.name}/{sheet.title}"
            if sheet.sheet_state != "visible":
                message = f"the hidden sheet '{sheet.title}' was left out"
                found.append(SHEET_VISIBLE.at(Span(name), message, "show it if you want to import it"))
                continue
            found += _outside(sheet, name)
            cells = _Cells(name, sheet, formulas[sheet.title])
            if table := table_of(cells.rows(), sheet.title):
                tables.append(table)
            found += cells.found
    except Exception as error:
        # The library raises whatever the first thing is that it does not expect.
        reason = " ".join(str(error).split()) or type(error).__name__
        return Loaded((), (WORKBOOK_READABLE.at(file.start, f"'{file.name}' cannot be read: {reason}", _SAVE_AGAIN),))
    return Loaded(tuple(tables), tuple(found))


def _workbook(file: InputFile, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(file.data), data_only=data_only, keep_links=False)


def _size(sheet: Worksheet) -> tuple[int, int]:
    """How many rows and columns are read."""
    columns = min(sheet.max_column, _MOST_COLUMNS)
    return min(sheet.max_row, _MOST_CELLS // columns), columns


def _outside(sheet: Worksheet, name: str) -> Iterator[Diagnostic]:
    rows, columns = _size(sheet)
    if (rows, columns) != (sheet.max_row, sheet.max_column):
        message = (
            f"the sheet has {sheet.max_row:,} rows and {sheet.max_column:,} columns; {rows:,} and {columns:,} were read"
        )
        yield SHEET_BOUNDED.at(Span(name, rows + 1), message, "delete what is far away from the table")


class _Cells:
    """The cells of a sheet, with the values that the program last calculated for its formulas."""

    def __init__(self, name: str, values: Worksheet, formulas: Worksheet) -> None:
        self.found: list[Diagnostic] = []
        self._name = name
        self._values = values
        self._formulas = formulas
        # Every cell of a merged range has the value of the first.
        self._first = {
            (row, column): (area.min_row, area.min_col)
            for area in values.merged_cells.ranges
            if area.size["rows"] * area.size["columns"] <= _MOST_MERGED
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }

    def rows(self) -> list[list[TableCell]]:
        rows, columns = _size(self._values)
        return [[self._cell(row, column) for column in range(1, columns + 1)] for row in range(1, rows + 1)]

    def _cell(self, row: int, column: int) -> TableCell:
        place = Span(self._name, row, column)
        at = self._first.get((row, column), (row, column))
        value, formula = self._values.cell(*at).value, self._formulas.cell(*at)
        if formula.data_type == "f":
            message = f"the cell {formula.coordinate} is a formula"
            text = "its text" if value is None else "the value that it had when the file was saved"
            self.found.append(CELL_IS_VALUE.at(place, f"{message}; {text} was imported", "replace it by its value"))
            value = str(formula.value) if value is None else value
        return TableCell(_text(value), place)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
