"""Databases of unknown origin (SQLite), read as rows of ordinary tables, within bounds.

The database is read in memory, so that nothing is written to disk. Only tables are read, never views or virtual tables,
which can run functions; SQL of the database itself is not trusted. See https://www.sqlite.org/security.html.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from themebook.core.diagnostics import Loaded, Rule
from themebook.exchange.input_file import InputFile

DATABASE_READABLE = Rule(
    "database-readable",
    "A database to import must be undamaged, and hold at most 300 million characters in a million rows.",
)

# The value of each column of a row by its name.
Record = Mapping[str, str | int | float | None]
# The names of columns by table.
TableColumns = Mapping[str, Sequence[str]]

_MAGIC = b"SQLite format 3\x00"
_MOST_ROWS = 1_000_000
_MOST_CHARACTERS = 300_000_000
_LONGEST_VALUE = 100_000_000
# The work that SQLite may do: steps of its virtual machine. A row takes about ten.
_STEPS_BETWEEN_LOOKS = 100_000
_MOST_LOOKS = 1_000
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 3),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
# sqlite3 also raises these, for text and numbers that it cannot convert.
_ERRORS = (sqlite3.Error, ValueError, OverflowError, MemoryError)


class _TooMuchError(Exception):
    """There is more in a database than may be read."""


def has_tables(file: InputFile, tables: TableColumns) -> bool:
    """Whether it is a database with these tables and columns."""
    if not file.data.startswith(_MAGIC):
        return False
    try:
        with closing(_opened(file)) as database:
            known = _columns(database)
    except _ERRORS:
        return False
    return all(set(columns) <= set(known.get(table, ())) for table, columns in tables.items())


def read_tables(file: InputFile, tables: TableColumns) -> Loaded[Mapping[str, tuple[Record, ...]] | None]:
    """The rows of tables in their order, or None with the reason. What a database lacks is empty or None in them."""
    try:
        with closing(_opened(file)) as database:
            known = _columns(database)
            total = _Total()
            found = {name: tuple(_rows(database, name, columns, known, total)) for name, columns in tables.items()}
            return Loaded(found, ())
    except _TooMuchError:
        reason = "there is too much in it"
    except _ERRORS as error:
        reason = str(error) or type(error).__name__
    message = f"the database cannot be read: {reason}"
    hint = "close the program that made it, and copy it again"
    return Loaded(None, (DATABASE_READABLE.at(file.start, message, hint),))


def text_of(record: Record, column: str) -> str:
    """A value as text without space around it; empty if there is none."""
    value = record[column]
    return "" if value is None else str(value).strip()


def number_of(record: Record, column: str) -> int | None:
    """A value as a whole number, or None if it is none."""
    value = record[column]
    return value if isinstance(value, int) else None


class _Total:
    """What was read so far."""

    rows = 0
    characters = 0

    def add(self, values: Sequence[object]) -> None:
        self.rows += 1
        self.characters += sum(len(value) for value in values if isinstance(value, str))
        if self.rows > _MOST_ROWS or self.characters > _MOST_CHARACTERS:
            raise _TooMuchError


def _opened(file: InputFile) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    try:
        database.text_factory = lambda value: value.decode("utf-8", "replace")
        # A database in write-ahead mode needs a second file, unless its header says otherwise.
        database.deserialize(file.data[:18] + b"\x01\x01" + file.data[20:])
        for limit, most in _LIMITS:
            database.setlimit(limit, most)
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        database.execute("PRAGMA cell_size_check = ON")
        looks = iter(range(_MOST_LOOKS))
        database.set_progress_handler(lambda: next(looks, None) is None, _STEPS_BETWEEN_LOOKS)
        database.set_authorizer(_authorize)
    except BaseException:
        database.close()
        raise
    return database


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    is_table_info = action == sqlite3.SQLITE_PRAGMA and first == "table_info"
    return sqlite3.SQLITE_OK if action in _ALLOWED or is_table_info else sqlite3.SQLITE_DENY


def _columns(database: sqlite3.Connection) -> TableColumns:
    """The columns of all ordinary tables, in lower case. Virtual tables have no page of their own."""
    rows = database.execute("SELECT name, type, rootpage FROM sqlite_schema").fetchmany(10_000)
    names = [name for name, kind, page in rows if kind == "table" and page and isinstance(name, str)]
    return {name: [row[1] for row in database.execute(f"PRAGMA table_info({_quoted(name)})")] for name in names}


def _rows(
    database: sqlite3.Connection, table: str, columns: Sequence[str], known: TableColumns, total: _Total
) -> Iterator[Record]:
    present = [column for column in columns if column in known.get(table, ())]
    if not present:
        return
    selected = ", ".join(map(_quoted, present))
    for values in database.execute(f"SELECT {selected} FROM {_quoted(table)} NOT INDEXED"):
        total.add(values)
        found = {name: None if isinstance(value, bytes) else value for name, value in zip(present, values, strict=True)}
        yield {**dict.fromkeys(columns), **found}


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
