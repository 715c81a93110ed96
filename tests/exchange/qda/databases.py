"""Small databases, as the tests need them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from themebook.exchange.input_file import InputFile

Rows = Mapping[str, Sequence[Sequence[object]]]


def database(*statements: str, rows: Rows | None = None, name: str = "study.sqlite3") -> InputFile:
    """A database with tables and their rows."""
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    for table, values in (rows or {}).items():
        for one in values:
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(one))})", one)
    connection.commit()
    return InputFile(name, connection.serialize())
