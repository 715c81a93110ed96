"""Tables as Excel workbooks of one sheet.

Format: ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from themebook.core.fixed_dates import FIXED_DATE
from themebook.exchange.excel_limits import HIGHEST_ROW, MOST_CHARACTERS
from themebook.exchange.exports.tables import FilledTable

# In characters, and in points.
_NARROW, _WIDE = 12, 60
_LINE_HEIGHT = 15


def workbook(table: FilledTable) -> bytes:
    """A sheet with a header that stays in view, filters, and columns as wide as what is in them.

    All cells but counts are text, so that a spreadsheet takes no words for a formula or a date.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": FIXED_DATE, "title": table.table.name})
        _write(book, table)
    return stream.getvalue()


def _write(book: xlsxwriter.Workbook, table: FilledTable) -> None:
    sheet = book.add_worksheet(table.table.name)
    text = {"num_format": "@", "valign": "top"}
    heading = book.add_format({**text, "bold": True, "bottom": 1})
    wide, narrow = book.add_format({**text, "text_wrap": True}), book.add_format(text)
    count = book.add_format({"valign": "top", "align": "left"})
    lines = [1] * len(table.rows)
    for number, name in enumerate(table.header):
        cells = [row.get(name, "") for row in table.rows]
        width = _width([name, *cells])
        style = count if table.table.is_count(name) else wide if width == _WIDE else narrow
        sheet.set_column(number, number, width, style)
        sheet.write_string(0, number, name, heading)
        _fill(sheet, number, cells, style, are_counts=style is count)
        if style is wide:
            lines = list(map(max, lines, map(_lines, cells)))
    for row, height in enumerate(lines, 1):
        # Not all programs make rows as high as what is in them.
        sheet.set_row(row, min(height * _LINE_HEIGHT, HIGHEST_ROW))
    _finish(sheet, max(len(table.rows), 1), len(table.header) - 1)


def _fill(sheet: Worksheet, column: int, cells: Iterable[str], style: Format, *, are_counts: bool) -> None:
    for row, cell in enumerate(cells, 1):
        if cell and are_counts:
            sheet.write_number(row, column, int(cell), style)
        elif cell:
            sheet.write_string(row, column, _fitting(cell), style)


def _finish(sheet: Worksheet, last_row: int, last_column: int) -> None:
    """Keep the header in view, offer filters, and print all columns on one page."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last_row, last_column)
    # Ids and names that are numbers are text on purpose.
    sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, last_row, last_column)})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _lines(cell: str) -> int:
    """About how many lines a cell of a wide column has. Words rarely fill a line."""
    return sum(math.ceil(len(line) / (_WIDE * 0.9)) or 1 for line in cell.split("\n"))


def _fitting(cell: str) -> str:
    """A text without what is more than a cell can hold."""
    return cell if len(cell) <= MOST_CHARACTERS else f"{cell[: MOST_CHARACTERS - 1]}…"


def _width(cells: Iterable[str]) -> int:
    """As wide as the longest line, in characters, but not so wide that a column fills the screen."""
    longest = max(len(line) for cell in cells for line in (cell.split("\n") or [""]))
    return min(max(longest + 2, _NARROW), _WIDE)
