"""The tables in a file, whether it is text or a workbook."""

from __future__ import annotations

from themebook.core.diagnostics import Loaded
from themebook.exchange.input_file import InputFile
from themebook.exchange.tables.delimited import is_delimited, read_delimited
from themebook.exchange.tables.table import Table
from themebook.exchange.tables.workbook import is_workbook, read_workbook


def tables_in(file: InputFile) -> Loaded[tuple[Table, ...]]:
    """The tables in a file; none if it holds none."""
    if is_workbook(file):
        return read_workbook(file)
    if is_delimited(file):
        table, found = read_delimited(file)
        return Loaded((table,) if table else (), found)
    return Loaded((), ())
