"""What all reports have in common: a table of quotes with their codes, or of codes with their counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from themebook.core.diagnostics import Loaded, Rule
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedCode, ImportedQuote, Path
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda.reports import Report
from themebook.exchange.tables.reading import tables_in
from themebook.exchange.tables.row_reader import Row, RowReader, beyond_header
from themebook.exchange.tables.table import TableCell

REPORT_COLUMNS = Rule("report-columns", "A report must have the columns that the program gives it.")

ReadTable = Callable[[RowReader, ImportOptions], Imported]


def recognised(report: Report) -> Callable[[InputFile], bool]:
    """Whether a file has a table that is such a report."""
    return lambda file: any(report.columns_of(table) for table in tables_in(file).value)


def reading(report: Report, read: ReadTable) -> Callable[[InputFile, ImportOptions], Loaded[Imported]]:
    """The reader of a format: reads each table that is such a report."""

    def read_file(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
        tables, found = tables_in(file)
        for table in tables:
            columns = report.columns_of(table)
            if columns:
                reader = RowReader(table, columns)
                return Loaded(read(reader, options), (*found, *beyond_header(table), *reader.found))
        needed = ", ".join(f"'{report.columns[key][0]}'" for key in report.needed)
        message = f"there is no table with the columns {needed}"
        return Loaded(Imported(), (*found, REPORT_COLUMNS.at(file.start, message, "leave out --format")))

    return read_file


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """What makes a quote of a row: its name in the program, what tells it from others, its place and its codes."""

    at: str
    identity: tuple[str, ...]
    locator: str = ""
    codes: tuple[Path, ...] = ()


def quotes_of(reader: RowReader, of_row: Callable[[Row, TableCell], ReportRow | None]) -> tuple[ImportedQuote, ...]:
    """A quote for all rows of one identity, with all their codes. A row can also be none."""
    quotes: dict[tuple[str, ...], ImportedQuote] = {}
    text = reader.columns.text
    for row, words in reader.rows_with("quote"):
        one = of_row(row, words)
        if one is None:
            continue
        quote = ImportedQuote(
            key="\n".join(one.identity),
            place=words.place,
            at=one.at,
            words=words.text.strip(),
            speaker=text(row, "speaker"),
            source=text(row, "source"),
            locator=one.locator,
            codes=one.codes,
            note=text(row, "note"),
        )
        same = quotes.setdefault(one.identity, quote)
        note = "\n\n".join(dict.fromkeys(filter(None, (same.note, quote.note))))
        quotes[one.identity] = replace(same, codes=tuple(dict.fromkeys((*same.codes, *quote.codes))), note=note)
    return tuple(quotes.values())


def counted_codes(reader: RowReader, path_of: Callable[[Row], Path]) -> tuple[ImportedCode, ...]:
    """A code for each row, with its definition and its count."""
    return tuple(
        ImportedCode(
            path=path,
            place=row[0].place,
            definition=reader.columns.text(row, "definition"),
            count=count_in(reader.columns.text(row, "count")),
        )
        for row in reader.table.rows
        if (path := path_of(row))
    )


def count_in(text: str) -> int | None:
    """The number that a cell holds, or None."""
    return int(text) if text.isascii() and text.isdigit() else None
