"""Rows of tables to the parts of a study, one function for each kind of table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from themebook.core.choices import ParticipantKind, SourceKind
from themebook.core.diagnostics import Rule, Severity
from themebook.exchange.imported import (
    ImportedCode,
    ImportedFinding,
    ImportedParticipant,
    ImportedQuote,
    ImportedSource,
    ImportedTheme,
)
from themebook.exchange.input_file import base_name
from themebook.exchange.tables.columns import ATTRIBUTE, TRANSLATION
from themebook.exchange.tables.row_reader import Row, RowReader
from themebook.exchange.tables.table import Table, TableCell

ROWS_JOINED = Rule(
    "rows-joined", "Rows with the same words by the same speaker in the same place become one quote.", Severity.NOTE
)

# What people write in a cell of which nothing is known.
_NOT_KNOWN = re.compile(
    r"[-–—?./]|n\.?\s?/?[ad]\.?|k\.\s?a\.?|s/d|none|unknown|missing|keine angabe|unbekannt", re.IGNORECASE
)


def read_quotes(reader: RowReader) -> tuple[ImportedQuote, ...]:
    """One quote for all rows that differ in nothing but its themes, codes and notes. Other ids are other quotes."""
    quotes: dict[tuple[object, ...], ImportedQuote] = {}
    joined: list[TableCell] = []
    for row, words in reader.rows_with("quote"):
        quote = _quote(reader, row, words)
        key = (quote.words, quote.speaker, quote.source, quote.page, quote.locator, quote.language, quote.id)
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
    return reader.ids_once(quotes.values())


def _quote(reader: RowReader, row: Row, words: TableCell) -> ImportedQuote:
    columns = reader.columns
    # Without a language, a translation is for those who do not understand the words.
    translation = columns.text(row, TRANSLATION)
    return ImportedQuote(
        id=reader.id(row),
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
    return reader.ids_once(
        ImportedParticipant(
            id=reader.id(row) if is_list else "",
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
    return reader.ids_once(
        ImportedTheme(
            id="" if number else reader.id(row),
            path=path,
            place=cell.place,
            codes=reader.codes(row),
            summary=reader.columns.text(row, "summary"),
            definition=_of_theme(reader, row, "definition"),
            includes=_of_theme(reader, row, "includes"),
            excludes=_of_theme(reader, row, "excludes"),
        )
        for row, cell in reader.rows_with("theme")
        for number, path in enumerate(reader.themes(row))
    )


def _of_theme(reader: RowReader, row: Row, key: str) -> str:
    """What a row says of its theme. Beside a code, that is said of the code."""
    return "" if reader.codes(row) else reader.columns.text(row, key)


def read_codes(reader: RowReader) -> tuple[ImportedCode, ...]:
    """The codes of each row. Only the first can have the definition and the id that are there."""
    is_list = "theme" not in reader.columns
    return reader.ids_once(
        ImportedCode(
            id=reader.id(row) if is_list and not number else "",
            path=path,
            place=cell.place,
            definition="" if number else reader.columns.text(row, "definition") or reader.columns.text(row, "note"),
            includes="" if number else reader.columns.text(row, "includes"),
            excludes="" if number else reader.columns.text(row, "excludes"),
        )
        for row, cell in (reader.rows_with("code") if is_list else _rows_having(reader, "code"))
        for number, path in enumerate(reader.codes(row))
    )


def read_sources(reader: RowReader) -> tuple[ImportedSource, ...]:
    return reader.ids_once(
        ImportedSource(
            id=reader.id(row),
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


def read_findings(reader: RowReader) -> tuple[ImportedFinding, ...]:
    """The finding of each row, with the ids of the quotes that are evidence for it."""
    return reader.ids_once(_finding(reader, row, cell) for row, cell in reader.rows_with("claim"))


def _finding(reader: RowReader, row: Row, cell: TableCell) -> ImportedFinding:
    home, *others = reader.themes(row) or [()]
    supports = tuple(dict.fromkeys(reader.names(row, "supports")))
    return ImportedFinding(
        id=reader.id(row),
        key=f"{cell.place}",
        place=cell.place,
        claim=cell.text.strip(),
        theme=home,
        other_themes=tuple(others),
        names_ids=True,
        supports=supports,
        contrasts=tuple(one for one in dict.fromkeys(reader.names(row, "contrasts")) if one not in supports),
        unquoted=reader.columns.text(row, "unquoted"),
        explanation=reader.columns.text(row, "explanation"),
    )
