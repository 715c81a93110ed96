"""Tables to a study. What a table lists follows from its columns: quotes, participants, themes, codes or sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.tables.columns import COLUMNS, Columns, columns_of, has_header
from themebook.exchange.tables.delimited import read_delimited
from themebook.exchange.tables.rows import (
    RowReader,
    read_codes,
    read_participants,
    read_quotes,
    read_sources,
    read_themes,
)
from themebook.exchange.tables.table import Table, TableCell, too_long
from themebook.exchange.tables.workbook import read_workbook

COLUMNS_KNOWN = Rule(
    "columns-known",
    "A table to import must have a column for quotes, or for participants, themes, codes or sources.",
)
COLUMN_EXISTS = Rule("column-exists", "A column that is named under --columns must exist.")
COLUMN_CARRIED = Rule("column-carried", "What is in a column that nobody knows stays out of the study.", Severity.NOTE)
CELL_HAS_COLUMN = Rule(
    "cell-has-column", "A row of a table must not have more cells than the header.", Severity.WARNING
)


def read_csv(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    """The study in a table as text."""
    table, found = read_delimited(file)
    study, problems = study_of((table,) if table else (), options)
    return Loaded(study, (*found, *problems))


def read_xlsx(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    """The study in the sheets of a workbook."""
    tables, found = read_workbook(file)
    study, problems = study_of(tables, options)
    return Loaded(study, (*found, *problems))


def study_of(tables: Sequence[Table], options: ImportOptions) -> Loaded[Imported]:
    """The study in some tables. One whose columns nobody knows is left out and reported."""
    found = list(_missing_columns(tables, options.columns))
    parts = []
    for table in tables:
        columns = columns_of(table, options.columns)
        read = next((read for key, read in _READERS.items() if key in columns), None)
        if read is None:
            found.append(_no_known_column(table))
            continue
        reader = RowReader(table, columns)
        parts.append(read(reader))
        found += (*_not_carried(table, columns), *reader.found)
    return Loaded(_together(parts), tuple(found))


def _quotes(reader: RowReader) -> Imported:
    return Imported(quotes=read_quotes(reader), participants=read_participants(reader))


def _themes(reader: RowReader) -> Imported:
    return Imported(themes=read_themes(reader), codes=read_codes(reader) if "code" in reader.columns else ())


# What a table lists, by the first of these columns that it has.
_READERS: Mapping[str, Callable[[RowReader], Imported]] = {
    "quote": _quotes,
    "theme": _themes,
    "code": lambda reader: Imported(codes=read_codes(reader)),
    "source": lambda reader: Imported(sources=read_sources(reader)),
    "speaker": lambda reader: Imported(participants=read_participants(reader), lists_everybody=True),
}


def _together(parts: Sequence[Imported]) -> Imported:
    return Imported(
        lists_everybody=any(part.lists_everybody for part in parts),
        participants=tuple(one for part in parts for one in part.participants),
        sources=tuple(one for part in parts for one in part.sources),
        codes=tuple(one for part in parts for one in part.codes),
        themes=tuple(one for part in parts for one in part.themes),
        quotes=tuple(one for part in parts for one in part.quotes),
    )


def _no_known_column(table: Table) -> Diagnostic:
    message = f"nothing was recognised in the columns {_names(table.header)}"
    first = next(" ".join(cell.text.split()) for cell in table.header if cell.text.strip())
    known = "speaker=, theme=, subtheme=, code=, source=, page=, attribute:Role= and so on"
    return COLUMNS_KNOWN.at(
        table.place, message, f'say what they hold: --columns "quote={first}" if that has the quotes, and {known}'
    )


def _missing_columns(tables: Sequence[Table], named: Mapping[str, str]) -> Iterator[Diagnostic]:
    for key, header in named.items():
        known = key in COLUMNS or key.startswith(("attribute:", "translation:"))
        if tables and not (known and any(has_header(table, header) for table in tables)):
            message = f"there is no column '{header}'" if known else f"a column cannot hold '{key}'"
            headers = "; ".join(_names(table.header) for table in tables)
            hint = f"the columns are {headers}" if known else f"write one of {', '.join(COLUMNS)}, or attribute:NAME"
            yield COLUMN_EXISTS.at(tables[0].place, message, hint)


def _names(header: Iterable[TableCell]) -> str:
    return ", ".join(f"'{' '.join(cell.text.split())}'" for cell in header if cell.text.strip())


def _not_carried(table: Table, columns: Columns) -> Iterator[Diagnostic]:
    if columns.unknown:
        names = ", ".join(f"'{' '.join(cell.text.split())}'" for cell in columns.unknown)
        message = (
            f"not imported: the columns {names}" if len(columns.unknown) > 1 else f"not imported: the column {names}"
        )
        hint = "leave it so if it is private; for one about participants, write --columns attribute:LABEL=NAME"
        yield COLUMN_CARRIED.at(columns.unknown[0].place, message, hint)
    for cells in too_long(table):
        message = f"not imported: {_names(cells)}, which no column of the header is above"
        yield CELL_HAS_COLUMN.at(cells[0].place, message, "put text with a delimiter in it in quotation marks")
