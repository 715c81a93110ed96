"""Reports of ATLAS.ti: quotations, and the list of codes. Format: https://manuals.atlasti.com, "Exporting reports"."""

from __future__ import annotations

import re

from themebook.core.diagnostics import Rule, Severity
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, Path
from themebook.exchange.qda.joined_names import split_names
from themebook.exchange.qda.report_reading import ReportRow, count_in, counted_codes, quotes_of
from themebook.exchange.tables.row_reader import Row, RowReader
from themebook.exchange.tables.table import TableCell

QUOTATION_CODES_KNOWN = Rule(
    "quotation-codes-known",
    "It must be clear which codes a quotation of ATLAS.ti has, although commas join them and are in their names.",
    Severity.WARNING,
)
# What the list of codes puts before their names.
_BULLET = re.compile(r"^[●•◦○▪■◆◇]\s*")


def read_quotations(reader: RowReader, options: ImportOptions) -> Imported:
    """The quotations, a row each. A document is a source."""
    text = reader.columns.text
    written = [(text(row, "code"), count_in(text(row, "count"))) for row in reader.table.rows]
    known = {path[-1]: path for path in options.codes}
    split = dict(zip(written, split_names(written, known), strict=True))

    def of_row(row: Row, words: TableCell) -> ReportRow:
        codes = split[text(row, "code"), count_in(text(row, "count"))]
        if codes.is_doubtful:
            names = ", ".join(f"'{name}'" for name in codes.names)
            message = f"it is not certain which codes this quotation has; {names} were assumed"
            hint = "import the list of codes together with this file"
            reader.found.append(QUOTATION_CODES_KNOWN.at(words.place, message, hint))
        number = text(row, "id")
        return ReportRow(
            at=f"quotation {number}",
            identity=(number,),
            locator=_place(text(row, "locator"), text(row, "source")),
            codes=tuple(known.get(name, (name,)) for name in codes.names),
        )

    return Imported(quotes=quotes_of(reader, of_row))


def _place(reference: str, source: str) -> str:
    """The place in the document, which the report also names."""
    return reference.removesuffix(f" in {source}").strip()


def read_codes(reader: RowReader, _: ImportOptions) -> Imported:
    """The codes. A name in a later column is below the last one in an earlier column."""
    (first,) = reader.columns.indexes["code"]
    filled = [index for index, cell in enumerate(reader.table.header) if index > first and cell.text.strip()]
    columns = range(first, min(filled, default=len(reader.table.header)))
    above: dict[int, str] = {}

    def path_of(row: Row) -> Path:
        for level in (index for index in columns if index < len(row) and row[index].text.strip()):
            above[level] = _BULLET.sub("", row[level].text.strip())
            return tuple(name for index, name in sorted(above.items()) if index <= level)
        return ()

    return Imported(codes=counted_codes(reader, path_of))
