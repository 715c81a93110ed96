"""Tables to a study. What a table lists follows from its columns: quotes, participants, themes, codes or sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.tables.columns import (
    ATTRIBUTE,
    COLUMNS,
    OVERARCHING,
    SUBTHEME,
    TRANSLATION,
    Columns,
    columns_of,
    has_header,
)
from themebook.exchange.tables.delimited import read_delimited
from themebook.exchange.tables.rows import (
    RowReader,
    beyond_header,
    read_codes,
    read_participants,
    read_quotes,
    read_sources,
    read_themes,
)
from themebook.exchange.tables.table import Table, names_of_cells
from themebook.exchange.tables.workbook import read_workbook

COLUMNS_KNOWN = Rule(
    "columns-known",
    "A table to import must have a column for quotes, or for participants, themes, codes or sources.",
)
COLUMN_EXISTS = Rule("column-exists", "A column that is named under --columns must exist.")
COLUMN_CARRIED = Rule("column-carried", "What is in a column that nobody knows stays out of the study.", Severity.NOTE)


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
        kind = _kind_of(columns)
        if kind is None:
            found.append(_no_known_column(table))
            continue
        reader = RowReader(table, columns)
        parts.append(kind.read(reader))
        found += (*_not_carried(table, columns, kind), *reader.found)
    return Loaded(_together(parts), tuple(found))


def _quotes(reader: RowReader) -> Imported:
    return Imported(quotes=read_quotes(reader), participants=read_participants(reader))


def _themes(reader: RowReader) -> Imported:
    return Imported(themes=read_themes(reader), codes=read_codes(reader) if "code" in reader.columns else ())


def _participants(reader: RowReader) -> Imported:
    return Imported(participants=read_participants(reader), lists_everybody=True)


_OF_QUOTES = ("quote", "speaker", "theme", SUBTHEME, OVERARCHING, "code", "source", "page", "locator", "language")
_OF_PARTICIPANTS = ("speaker", "kind", "group", "size", "about", "definition", ATTRIBUTE)


class _Kind(NamedTuple):
    """A kind of table: the columns that only it has together, how it is read, and all columns that are read of it."""

    needed: tuple[str, ...]
    read: Callable[[RowReader], Imported]
    columns: tuple[str, ...]


# What a table lists, by the first of these that fits.
_KINDS = (
    _Kind(
        ("quote",), _quotes, (*_OF_QUOTES, *_OF_PARTICIPANTS[1:5], TRANSLATION, ATTRIBUTE, "title", "context", "note")
    ),
    _Kind(("speaker", ATTRIBUTE), _participants, _OF_PARTICIPANTS),
    _Kind(
        ("theme",),
        _themes,
        ("theme", SUBTHEME, OVERARCHING, "code", "summary", "definition", "note", "includes", "excludes"),
    ),
    _Kind(
        ("code",),
        lambda reader: Imported(codes=read_codes(reader)),
        ("code", "definition", "note", "includes", "excludes"),
    ),
    _Kind(
        ("source",),
        lambda reader: Imported(sources=read_sources(reader)),
        ("source", "kind", "speaker", "date", "wave", "about"),
    ),
    _Kind(("speaker",), _participants, _OF_PARTICIPANTS),
)


def _kind_of(columns: Columns) -> _Kind | None:
    held = {key.partition(":")[0] for key in columns.indexes}
    return next((kind for kind in _KINDS if held.issuperset(kind.needed)), None)


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
    message = f"nothing was recognised in the columns {names_of_cells(table.header)}"
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
            headers = "; ".join(names_of_cells(table.header) for table in tables)
            hint = f"the columns are {headers}" if known else f"write one of {', '.join(COLUMNS)}, or attribute:NAME"
            yield COLUMN_EXISTS.at(tables[0].place, message, hint)


def _not_carried(table: Table, columns: Columns, kind: _Kind) -> Iterator[Diagnostic]:
    unused = [
        table.header[index]
        for key, indexes in columns.indexes.items()
        if key.partition(":")[0] not in kind.columns
        for index in indexes
    ]
    left_out = sorted((*columns.unknown, *unused), key=lambda cell: cell.place)
    if left_out:
        message = f"not imported: {'columns' if len(left_out) > 1 else 'column'} {names_of_cells(left_out)}"
        hint = "leave it so if it is private; for one about participants, write --columns attribute:LABEL=NAME"
        yield COLUMN_CARRIED.at(left_out[0].place, message, hint)
    yield from beyond_header(table)
