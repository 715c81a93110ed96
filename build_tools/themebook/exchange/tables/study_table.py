"""Tables to a study. What a table lists follows from its columns: quotes, findings, participants, themes and so on."""

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
    ID,
    OVERARCHING,
    SUBTHEME,
    TRANSLATION,
    Columns,
    columns_of,
    has_header,
    is_derived,
    is_only_in_json,
    is_published,
)
from themebook.exchange.tables.delimited import read_delimited
from themebook.exchange.tables.row_reader import RowReader, beyond_header
from themebook.exchange.tables.rows import (
    read_codes,
    read_findings,
    read_participants,
    read_quotes,
    read_sources,
    read_themes,
)
from themebook.exchange.tables.table import Table, TableCell, names_of_cells
from themebook.exchange.tables.workbook import read_workbook

COLUMNS_KNOWN = Rule(
    "columns-known",
    "A table to import must have a column for quotes, or for participants, themes, findings, codes or sources.",
)
COLUMN_EXISTS = Rule("column-exists", "A column that is named under --columns must exist.")
COLUMN_CARRIED = Rule("column-carried", "What is in a column that nobody knows stays out of the study.", Severity.NOTE)
EVIDENCE_CARRIED = Rule(
    "evidence-carried",
    "A table of quotes that names findings should be imported together with the table of findings.",
    Severity.NOTE,
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


_OF_QUOTES = (ID, "quote", "speaker", "theme", SUBTHEME, OVERARCHING, "code", "source", "page", "locator", "language")
_OF_PARTICIPANTS = ("speaker", "kind", "group", "size", "about", "definition", ATTRIBUTE, ID)
_OF_FINDINGS = ("claim", "theme", SUBTHEME, OVERARCHING, "explanation", "unquoted", "supports", "contrasts", ID)
_EVIDENCE = ("supports", "contrasts")


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
    _Kind(("claim",), lambda reader: Imported(findings=read_findings(reader)), _OF_FINDINGS),
    _Kind(
        ("theme",),
        _themes,
        ("theme", SUBTHEME, OVERARCHING, "code", "summary", "definition", "note", "includes", "excludes", ID),
    ),
    _Kind(
        ("code",),
        lambda reader: Imported(codes=read_codes(reader)),
        ("code", "definition", "note", "includes", "excludes", ID),
    ),
    _Kind(
        ("source",),
        lambda reader: Imported(sources=read_sources(reader)),
        ("source", "kind", "speaker", "date", "wave", "about", ID),
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
        findings=tuple(one for part in parts for one in part.findings),
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
    if is_published(table, columns):
        left_out = [cell for cell in left_out if not is_derived(cell.text)]
        for is_one, rule, hint in _KEPT_ELSEWHERE:
            yield from _reported(
                rule, [cell for cell in left_out if is_one(cell.text) and _has_text(table, cell)], hint
            )
            left_out = [cell for cell in left_out if not is_one(cell.text)]
    hint = "leave it so if it is private; for one about participants, write --columns attribute:LABEL=NAME"
    yield from _reported(COLUMN_CARRIED, left_out, hint)
    yield from beyond_header(table)


# The columns of published tables that other files have in full, how they are reported, and what the author can do.
_KEPT_ELSEWHERE: tuple[tuple[Callable[[str], bool], Rule, str], ...] = (
    (
        _EVIDENCE.__contains__,
        EVIDENCE_CARRIED,
        "import findings.csv together with this table; or findings.json, which has the evidence",
    ),
    (is_only_in_json, COLUMN_CARRIED, "import findings.json instead, which has the whole study"),
)


def _reported(rule: Rule, cells: Sequence[TableCell], hint: str) -> Iterator[Diagnostic]:
    """That columns are not imported, at the first of them."""
    if cells:
        message = f"not imported: {'columns' if len(cells) > 1 else 'column'} {names_of_cells(cells)}"
        yield rule.at(cells[0].place, message, hint)


def _has_text(table: Table, header: TableCell) -> bool:
    index = table.header.index(header)
    return any(index < len(row) and row[index].text.strip() for row in table.rows)
