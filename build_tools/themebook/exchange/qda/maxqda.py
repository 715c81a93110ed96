"""The table of coded segments of MAXQDA. Format: https://www.maxqda.com/help, "Exporting coded segments"."""

from __future__ import annotations

from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.qda.report_reading import ReportRow, quotes_of
from themebook.exchange.qda.reports import levels
from themebook.exchange.tables.row_reader import Row, RowReader
from themebook.exchange.tables.table import TableCell


def read_segments(reader: RowReader, _: ImportOptions) -> Imported:
    """The segments, of which there is a row for each code. Those of one place in one document are one quote."""
    text = reader.columns.text

    def of_row(row: Row, words: TableCell) -> ReportRow:
        begin, end = text(row, "begin"), text(row, "end")
        return ReportRow(
            at=f"row {words.place.line}",
            identity=(text(row, "group"), text(row, "source"), begin, end, words.text.strip()),
            locator=_locator(begin, end),
            codes=(path,) if (path := levels(text(row, "code").replace("\\", ">"), ">")) else (),
        )

    return Imported(quotes=quotes_of(reader, of_row))


def _locator(begin: str, end: str) -> str:
    """The place of a segment: paragraphs by their numbers, or times."""
    mark = "¶ " if begin.isdigit() else ""
    return f"{mark}{begin}" if begin == end or not end else f"{mark}{begin}–{end}"
