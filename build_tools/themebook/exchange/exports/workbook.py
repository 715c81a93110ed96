"""Tables as Excel workbooks of one sheet.

Format: ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter
from xlsxwriter.utility import xl_range

from themebook.exchange.exports.tables import FilledTable

# The same sources must give the same bytes, so the date of the build is not that of the file.
_CREATED = datetime(1980, 1, 1)
_NARROW, _WIDE = 12, 60
#: How many characters a cell can hold. The rest of a longer text is left out.
MOST_CHARACTERS = 32_767


def workbook(table: FilledTable) -> bytes:
    """A sheet with a header that stays in view, filters, and columns as wide as what is in them.

    All cells but counts are text, so that a spreadsheet takes no words for a formula or a date.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _CREATED, "title": table.table.name})
        _write(book, table)
    return stream.getvalue()


def _write(book: xlsxwriter.Workbook, table: FilledTable) -> None:
    sheet = book.add_worksheet(table.table.name)
    text = {"num_format": "@", "valign": "top"}
    heading = book.add_format({**text, "bold": True, "bottom": 1})
    wide, narrow, count = (book.add_format(one) for one in ({**text, "text_wrap": True}, text, {"valign": "top"}))
    for number, name in enumerate(table.header):
        cells = [row.get(name, "") for row in table.rows]
        width = _width([name, *cells])
        style = count if table.table.is_count(name) else wide if width == _WIDE else narrow
        sheet.set_column(number, number, width, style)
        sheet.write_string(0, number, name, heading)
        for row, cell in enumerate(cells, 1):
            if cell and style is count:
                sheet.write_number(row, number, int(cell), style)
            elif cell:
                sheet.write_string(row, number, _fitting(cell), style)
    last = max(len(table.rows), 1), len(table.header) - 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, *last)
    # Ids and names that are numbers are text on purpose.
    sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, *last)})


def _fitting(cell: str) -> str:
    return cell if len(cell) <= MOST_CHARACTERS else f"{cell[: MOST_CHARACTERS - 1]}…"


def _width(cells: Iterable[str]) -> int:
    """As wide as the longest line, in characters, but not so wide that a column fills the screen."""
    longest = max(len(line) for cell in cells for line in (cell.split("\n") or [""]))
    return min(max(longest + 2, _NARROW), _WIDE)
