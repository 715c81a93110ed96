"""The table of excerpts of Dedoose. Format: https://www.dedoose.com/userguide, "Export excerpts"."""

from __future__ import annotations

import re

from themebook.core.diagnostics import Rule, Severity
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.qda.report_reading import ReportRow, quotes_of
from themebook.exchange.qda.reports import levels
from themebook.exchange.tables.row_reader import Row, RowReader
from themebook.exchange.tables.table import TableCell

EXCERPT_CODES_AGREE = Rule(
    "excerpt-codes-agree", "The codes of an excerpt must be those that the report lists for it.", Severity.WARNING
)
_APPLIED = re.compile(r"Code: (?P<code>.+) Applied")
_RANGE = re.compile(r"(?:Excerpt )?(\d+)\s*-\s*(\d+)")


def read_excerpts(reader: RowReader, _: ImportOptions) -> Imported:
    """The excerpts. Three columns belong to each code, of which the first says whether an excerpt has it."""
    text = reader.columns.text
    applied = [
        (index, found["code"])
        for index, cell in enumerate(reader.table.header)
        if (found := _APPLIED.fullmatch(cell.text.strip()))
    ]

    def of_row(row: Row, words: TableCell) -> ReportRow:
        names = [name for index, name in applied if index < len(row) and row[index].text.strip().lower() == "true"]
        listed = [name.strip() for name in text(row, "code").split(";") if name.strip()]
        if applied and {_last(name) for name in names} != {_last(name) for name in listed}:
            message = f"by their columns this excerpt has the codes {_quoted(names)}, but by its list {_quoted(listed)}"
            reader.found.append(EXCERPT_CODES_AGREE.at(words.place, message, "the columns were followed"))
        codes = tuple(dict.fromkeys(levels(name, "\\") for name in (names if applied else listed)))
        place = text(row, "locator")
        return ReportRow(
            at=f"row {words.place.line}",
            identity=(text(row, "source"), place, words.text.strip()),
            locator=_RANGE.sub(r"characters \1–\2", place),
            codes=codes,
        )

    return Imported(quotes=quotes_of(reader, of_row))


def _last(name: str) -> str:
    return "".join(levels(name, "\\")[-1:]).casefold()


def _quoted(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names) or "none"
