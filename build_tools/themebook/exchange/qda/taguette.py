"""Tables of Taguette: highlights and codebook. Format: https://www.taguette.org/, "Export"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, Path
from themebook.exchange.qda.report_reading import ReportRow, counted_codes, quotes_of
from themebook.exchange.tables.row_reader import Row, RowReader
from themebook.exchange.tables.table import TableCell

_SEPARATOR = re.compile(r"(?<!\d)\.(?=\S)|\.(?=[^\s\d])|[/\\](?=\s*\S)")


def read_highlights(reader: RowReader, options: ImportOptions) -> Imported:
    """The highlights, of which there is a row for each tag. A document is a source."""
    text = reader.columns.text
    tags = {text(row, "code") for row in reader.table.rows} | {path[-1] for path in options.codes}
    paths = paths_of(tags)

    def of_row(row: Row, words: TableCell) -> ReportRow:
        number, tag = text(row, "id"), text(row, "code")
        return ReportRow(at=f"highlight {number}", identity=(number,), codes=(paths[tag],) if tag else ())

    return Imported(quotes=quotes_of(reader, of_row))


def read_codebook(reader: RowReader, _: ImportOptions) -> Imported:
    """The tags with their descriptions."""
    paths = paths_of({reader.columns.text(row, "code") for row in reader.table.rows})
    return Imported(codes=counted_codes(reader, lambda row: paths.get(reader.columns.text(row, "code"), ())))


def paths_of(tags: Collection[str]) -> dict[str, Path]:
    """The path of each tag. A dot or slash divides a name if what is before it is a tag, or begins another one too.

    Taguette has no other way to put tags below others, but a name may also have a dot or slash of its own.
    """
    beginnings = Counter(beginning for tag in tags for beginning in _beginnings(tag))
    heads = {tag for tag in tags if tag} | {beginning for beginning, count in beginnings.items() if count > 1}
    return {tag: _path(tag, heads) for tag in tags if tag}


def _beginnings(tag: str) -> list[str]:
    return [tag[:index].strip() for index in _separators(tag) if tag[:index].strip()]


def _separators(tag: str) -> list[int]:
    """Where a name may be divided: not in a number, and not at its end or before a space."""
    return [found.start() for found in _SEPARATOR.finditer(tag)]


def _path(tag: str, heads: Collection[str]) -> Path:
    ends = [index for index in _separators(tag) if tag[:index].strip() in heads]
    starts = [0, *(index + 1 for index in ends)]
    parts = (tag[start:end].strip() for start, end in zip(starts, [*ends, len(tag)], strict=True))
    return tuple(filter(None, parts))
