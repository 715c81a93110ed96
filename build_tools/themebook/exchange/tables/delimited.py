"""Tables as text: CSV with any delimiter. Format: https://www.rfc-editor.org/rfc/rfc4180, as programs write it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.input_file import InputFile
from themebook.exchange.tables.columns import columns_of
from themebook.exchange.tables.table import Table, TableCell, table_of

TABLE_READABLE = Rule("table-readable", "A table to import must have a header, and rows of cells below it.")
TABLE_BOUNDED = Rule("table-bounded", "A cell of a CSV file must have at most 1,000,000 characters.", Severity.WARNING)
TABLE_QUOTED = Rule(
    "table-quoted", "A quotation mark that begins a cell of a CSV file must be closed.", Severity.WARNING
)

_SEPARATOR = re.compile(r"\"?sep=(.)\"?\n")
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 30
_FEWEST_ROWS = 4
_MOST_CHARACTERS = 1_000_000
# Stands for a row with a cell that is too long.
_TOO_LONG = "\0too long"


def is_delimited(file: InputFile) -> bool:
    """Whether the first rows have as many cells as the header, which has several; or whether its ending says so."""
    is_named = file.ending in (".csv", ".tsv")
    if "\0" in file.beginning or file.beginning.startswith(("<", "%PDF")) or file.ending == ".md":
        return False
    if not is_named and file.beginning.startswith(("{", "[")):
        return False
    text = file.beginning.rpartition("\n")[0] or file.beginning
    records = islice(_records(text, delimiter_of(text), ""), _SAMPLE_ROWS)
    rows = [row for row in records if any(cell.text for cell in row)]
    is_regular = len(rows) > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows[:-1])
    # Two lines of prose may have as many commas.
    return is_named or (is_regular and (len(rows) >= _FEWEST_ROWS or _is_header(rows[0])))


def _is_header(row: Sequence[TableCell]) -> bool:
    return bool(columns_of(Table(header=tuple(row), rows=()), {}).indexes)


# A report is asked for first, and the same table then read as one.
@lru_cache(maxsize=2)
def read_delimited(file: InputFile) -> Loaded[Table | None]:
    """The table in a text file, or None with the reason."""
    text, found = file.decoded
    every = list(_records(text, delimiter_of(text), file.name))
    records = [record for record in every if not _is_too_long(record)]
    for record in filter(_is_too_long, every):
        message = "this row has a cell that is too long; it was left out"
        found = (*found, TABLE_BOUNDED.at(record[0].place, message, ""))
    # Excel writes the delimiter in a line of its own.
    records = records[1:] if _SEPARATOR.match(text) else records
    table = table_of(records)
    if table is None:
        return Loaded(None, (*found, TABLE_READABLE.at(file.start, "there is no table in this file", "name another")))
    return Loaded(table, (*found, *_unclosed(records, text)))


def delimiter_of(text: str) -> str:
    """The one that the first line names, or that with which the header has most columns and the rows below as many."""
    if named := _SEPARATOR.match(text):
        return named[1]

    def score(delimiter: str) -> tuple[int, int]:
        rows = list(islice(_records(text, delimiter, ""), _SAMPLE_ROWS))
        width = len(rows[0]) if rows else 0
        return (sum(len(row) == width for row in rows) if width > 1 else 0, width)

    return max(_DELIMITERS, key=score)


def _records(text: str, delimiter: str, file: str) -> Iterator[list[TableCell]]:
    """The rows with the place of each cell."""
    csv.field_size_limit(_MOST_CHARACTERS)
    lines = text.split("\n")
    # The reader takes line breaks in cells from the lines themselves.
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    first = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            # A cell with more characters than anybody writes.
            row = [_TOO_LONG]
        if row is None:
            return
        places = _places(lines[first : reader.line_num], delimiter, len(row))
        yield [TableCell(text, Span(file, first + 1 + line, at)) for text, (line, at) in zip(row, places, strict=True)]
        first = reader.line_num


def _is_too_long(record: Sequence[TableCell]) -> bool:
    return [cell.text for cell in record] == [_TOO_LONG]


def _places(lines: Sequence[str], delimiter: str, number: int) -> Sequence[tuple[int, int]]:
    """The line, from 0, and the column, from 1, at which each cell of a row begins."""
    cell = re.compile(rf'(?:"(?:[^"]|"")*+"?)?+[^{re.escape(delimiter)}\n]*+')
    text = "\n".join(lines)
    places: list[tuple[int, int]] = []
    offset = line = start = 0
    while len(places) < number and offset <= len(text):
        places.append((line, offset - start + 1))
        found = cell.match(text, offset)
        end = found.end() if found else offset
        if breaks := text.count("\n", offset, end):
            line, start = line + breaks, text.rfind("\n", offset, end) + 1
        offset = end + 1
    return [*places, *[(0, 1)] * (number - len(places))]


def _unclosed(records: Sequence[Sequence[TableCell]], text: str) -> Iterator[Diagnostic]:
    """The cell that goes on to the end of the file, because its quotation mark is never closed."""
    last = records[-1][-1] if records and records[-1] else None
    lines = text.rstrip("\n").split("\n")
    if last is None or last.place.line >= len(lines):
        return
    raw = lines[last.place.line - 1][last.place.column - 1 :]
    if raw.startswith('"') and not lines[-1].rstrip().endswith('"'):
        hint = "close it, or write it twice if it is part of the text"
        yield TABLE_QUOTED.at(last.place, "the quotation mark at the beginning of this cell is never closed", hint)
