"""Rows of tables to the parts of a study, one function for each kind of table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from themebook.check.participants import is_date
from themebook.core.choices import ParticipantKind, SourceKind
from themebook.core.diagnostics import Diagnostic, Rule, Severity
from themebook.core.nearest import nearest
from themebook.exchange.imported import (
    ImportedCode,
    ImportedParticipant,
    ImportedQuote,
    ImportedSource,
    ImportedTheme,
    Path,
)
from themebook.exchange.input_file import base_name
from themebook.exchange.tables.columns import ATTRIBUTE, OVERARCHING, SUBTHEME, TRANSLATION, Columns
from themebook.exchange.tables.names import names_in, paths_in
from themebook.exchange.tables.table import Table, TableCell, names_of_cells, too_long

ROW_IS_COMPLETE = Rule(
    "row-is-complete", "A row of a table to import must have what the table is about.", Severity.WARNING
)
ROWS_JOINED = Rule(
    "rows-joined", "Rows with the same words by the same speaker in the same place become one quote.", Severity.NOTE
)
CELL_HAS_COLUMN = Rule(
    "cell-has-column", "A row of a table must not have more cells than the header.", Severity.WARNING
)
CELL_ALLOWED = Rule(
    "cell-allowed", "A cell that holds a kind, a number or a date must hold one that is allowed.", Severity.WARNING
)

C = TypeVar("C", bound=StrEnum)
Row = Sequence[TableCell]

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_MOST_NAMED = 10
# What people write in a cell of which nothing is known.
_NOT_KNOWN = re.compile(
    r"[-–—?./]|n\.?\s?/?[ad]\.?|k\.\s?a\.?|s/d|none|unknown|missing|keine angabe|unbekannt", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of a table. ``found`` collects what is wrong in them."""

    table: Table
    columns: Columns
    found: list[Diagnostic] = field(default_factory=list)

    def rows_with(self, key: str) -> Iterator[tuple[Row, TableCell]]:
        """The rows that have what the table is about, with the cell of that. The others are reported, all at once."""
        others: list[TableCell] = []
        for row in self.table.rows:
            cells = self.columns.texts(row, key)
            if cells:
                yield row, cells[0]
            elif len(row) <= len(self.table.header):
                others.append(next(cell for cell in row if cell.text.strip()))
        if others:
            message = f"this row has no {key}, and was left out"
            if len(others) > 1:
                lines = ", ".join(str(cell.place.line) for cell in others[1 : _MOST_NAMED + 1])
                more = f" and {len(others) - 1 - _MOST_NAMED} more" if len(others) > _MOST_NAMED + 1 else ""
                message = f"{len(others)} rows have no {key}, and were left out: this one, and rows {lines}{more}"
            self.found.append(ROW_IS_COMPLETE.at(others[0].place, message, f"add the {key}"))

    def number(self, row: Row, key: str) -> int | None:
        for cell in self.columns.texts(row, key):
            if _NUMBER.fullmatch(cell.text.strip()):
                return int(cell.text)
            self._refuse(cell, f"'{cell.text.strip()}' is not a whole number", "write only digits")
        return None

    def choice(self, row: Row, key: str, words: type[C]) -> C | None:
        for cell in self.columns.texts(row, key):
            text = cell.text.strip().casefold()
            if text in list(words):
                return words(text)
            close = nearest(text, list(words))
            hint = f"did you mean '{close}'?" if close else f"write one of {', '.join(words)}"
            self._refuse(cell, f"'{cell.text.strip()}' is not a {key}", hint)
        return None

    def date(self, row: Row) -> str:
        for cell in self.columns.texts(row, "date"):
            if is_date(cell.text.strip()):
                return cell.text.strip()
            self._refuse(cell, f"'{cell.text.strip()}' is not a date", "write it such as 2024-05-31 or 2024-05")
        return ""

    def themes(self, row: Row) -> tuple[Path, ...]:
        """The paths of the themes of a row. Other columns have what is above and below the first."""
        first, *others = self.paths(row, "theme") or [()]
        above = next(paths_in(self.columns.text(row, OVERARCHING)), ())
        path = (*above, *first, *(cell.text.strip() for cell in self.columns.texts(row, SUBTHEME)))
        return tuple(dict.fromkeys((*([path] if path else []), *others)))

    def codes(self, row: Row) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(self.paths(row, "code")))

    def names(self, row: Row, key: str) -> list[str]:
        """The names in a cell with several."""
        return [name for cell in self.columns.texts(row, key) for name in names_in(cell.text)]

    def paths(self, row: Row, key: str) -> list[Path]:
        """The paths in a cell with several."""
        return [path for cell in self.columns.texts(row, key) for path in paths_in(cell.text)]

    def _refuse(self, cell: TableCell, message: str, hint: str) -> None:
        self.found.append(CELL_ALLOWED.at(cell.place, f"{message}, and was left out", hint))


def read_quotes(reader: RowReader) -> tuple[ImportedQuote, ...]:
    """One quote for all rows that differ in nothing but its themes, codes and notes."""
    quotes: dict[tuple[object, ...], ImportedQuote] = {}
    joined: list[TableCell] = []
    for row, words in reader.rows_with("quote"):
        quote = _quote(reader, row, words)
        key = (quote.words, quote.speaker, quote.source, quote.page, quote.locator, quote.language)
        same = quotes.setdefault(key, quote)
        joined += [] if same is quote else [words]
        quotes[key] = replace(
            same,
            themes=tuple(dict.fromkeys((*same.themes, *quote.themes))),
            codes=tuple(dict.fromkeys((*same.codes, *quote.codes))),
            translations=tuple(dict.fromkeys((*same.translations, *quote.translations))),
            title=same.title or quote.title,
            context=same.context or quote.context,
            note="\n\n".join(dict.fromkeys(filter(None, (same.note, quote.note)))),
        )
    if joined:
        message = f"rows with the same words by the same speaker became one quote, {len(joined)} in all"
        reader.found.append(ROWS_JOINED.at(joined[0].place, message, "give each its locator if they were said twice"))
    return tuple(quotes.values())


def _quote(reader: RowReader, row: Row, words: TableCell) -> ImportedQuote:
    columns = reader.columns
    # Without a language, a translation is for those who do not understand the words.
    translation = columns.text(row, TRANSLATION)
    return ImportedQuote(
        key=f"{words.place}",
        place=words.place,
        at=f"row {words.place.line}",
        words=words.text.strip(),
        speaker=columns.text(row, "speaker"),
        source=columns.text(row, "source") or ("" if columns.text(row, "speaker") else _file(reader.table)),
        page=reader.number(row, "page"),
        locator=columns.text(row, "locator"),
        themes=reader.themes(row),
        codes=reader.codes(row),
        language=columns.text(row, "language"),
        translations=(*([("en", translation)] if translation else []), *columns.labelled(row, TRANSLATION)),
        title=columns.text(row, "title"),
        context=columns.text(row, "context"),
        note=columns.text(row, "note"),
    )


def _file(table: Table) -> str:
    """The name of the file that a table is in, which is the source of words of nobody known."""
    return base_name(table.place.file.removesuffix(f"/{table.name}"))


def read_participants(reader: RowReader) -> tuple[ImportedParticipant, ...]:
    """What each row says of its speaker, in a table of participants or of quotes."""
    is_list = "quote" not in reader.columns
    rows = reader.rows_with("speaker") if is_list else _rows_having(reader, "speaker")
    return tuple(
        ImportedParticipant(
            name=cell.text.strip(),
            place=cell.place,
            kind=reader.choice(row, "kind", ParticipantKind) or ParticipantKind.PERSON,
            size=reader.number(row, "size"),
            group=reader.columns.text(row, "group"),
            attributes=tuple(
                (label, value)
                for label, value in reader.columns.labelled(row, ATTRIBUTE)
                if not _NOT_KNOWN.fullmatch(value)
            ),
            about=reader.columns.text(row, "about") or (reader.columns.text(row, "definition") if is_list else ""),
        )
        for row, cell in rows
    )


def _rows_having(reader: RowReader, key: str) -> Iterator[tuple[Row, TableCell]]:
    """The rows that have something that the table is not about, with the cell of that."""
    for row in reader.table.rows:
        yield from ((row, cell) for cell in reader.columns.texts(row, key)[:1])


def read_themes(reader: RowReader) -> tuple[ImportedTheme, ...]:
    """The theme or subtheme of each row, with the codes that it is made of."""
    return tuple(
        ImportedTheme(
            path=path,
            place=cell.place,
            codes=reader.codes(row),
            summary=reader.columns.text(row, "summary"),
            definition=_of_theme(reader, row, "definition"),
            includes=_of_theme(reader, row, "includes"),
            excludes=_of_theme(reader, row, "excludes"),
        )
        for row, cell in reader.rows_with("theme")
        for path in reader.themes(row)
    )


def _of_theme(reader: RowReader, row: Row, key: str) -> str:
    """What a row says of its theme. Beside a code, that is said of the code."""
    return "" if reader.codes(row) else reader.columns.text(row, key)


def read_codes(reader: RowReader) -> tuple[ImportedCode, ...]:
    """The codes of each row. Only the first can have the definition that is there."""
    return tuple(
        ImportedCode(
            path=path,
            place=cell.place,
            definition="" if number else reader.columns.text(row, "definition") or reader.columns.text(row, "note"),
            includes="" if number else reader.columns.text(row, "includes"),
            excludes="" if number else reader.columns.text(row, "excludes"),
        )
        for row, cell in (_rows_having(reader, "code") if "theme" in reader.columns else reader.rows_with("code"))
        for number, path in enumerate(reader.codes(row))
    )


def read_sources(reader: RowReader) -> tuple[ImportedSource, ...]:
    return tuple(
        ImportedSource(
            title=cell.text.strip(),
            place=cell.place,
            kind=reader.choice(row, "kind", SourceKind),
            participants=tuple(reader.names(row, "speaker")),
            date=reader.date(row),
            wave=reader.columns.text(row, "wave"),
            about=reader.columns.text(row, "about"),
        )
        for row, cell in reader.rows_with("source")
    )


def beyond_header(table: Table) -> Iterator[Diagnostic]:
    """What is in no column."""
    for cells in too_long(table):
        message = f"not imported: {names_of_cells(cells)}, which no column of the header is above"
        yield CELL_HAS_COLUMN.at(cells[0].place, message, "put text with a delimiter in it in quotation marks")
