"""Databases of unknown origin are read within bounds, and run nothing of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.qda.databases import database
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda import sqlite
from themebook.exchange.qda.sqlite import has_tables, read_tables, text_of

PEOPLE = {"people": ("id", "name")}
TABLE = "CREATE TABLE people (id integer primary key, name text, secret text)"
ROWS = {"people": [(1, " Anna\r\nB ", "x"), (2, None, "y"), (3, b"\xff", "z")]}


def test_rows_have_the_columns_that_are_asked_for() -> None:
    rows = read_tables(database(TABLE, rows=ROWS), {"people": ("id", "name", "age"), "none": ("a",)}).value
    assert rows == {
        "people": (
            {"id": 1, "name": " Anna\r\nB ", "age": None},
            {"id": 2, "name": None, "age": None},
            {"id": 3, "name": None, "age": None},
        ),
        "none": (),
    }
    assert [text_of(row, "name") for row in rows["people"]] == ["Anna\r\nB", "", ""]


def test_a_database_is_recognised_by_its_tables() -> None:
    assert has_tables(database(TABLE), PEOPLE)
    assert not has_tables(database(TABLE), {"people": ("age",)})
    assert not has_tables(InputFile("a", b"SQLite format 3\x00 and no more"), PEOPLE)
    assert not has_tables(InputFile("a", b"id,name\n"), PEOPLE)


def test_a_database_in_write_ahead_mode_is_read() -> None:
    data = database(TABLE, rows=ROWS).data
    assert read_tables(InputFile("a", data[:18] + b"\x02\x02" + data[20:]), PEOPLE).value


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE VIEW people AS SELECT 1 AS id, 'x' AS name",),
        ("CREATE VIEW people AS SELECT 1 AS id, load_extension('x') AS name",),
        ("CREATE VIRTUAL TABLE people USING fts5(id, name)",),
    ],
)
def test_views_and_virtual_tables_are_not_read(statements: tuple[str, ...]) -> None:
    file = database(*statements)
    assert not has_tables(file, PEOPLE)
    assert read_tables(file, PEOPLE).value == {"people": ()}


def test_columns_that_run_functions_are_not_read() -> None:
    file = database(
        "CREATE TABLE people (id integer, name text AS (hex(zeroblob(1000))))", "INSERT INTO people VALUES (1)"
    )
    assert read_tables(file, PEOPLE).value == {"people": ({"id": 1, "name": None},)}


def test_a_database_with_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_MOST_ROWS", 2)
    found = read_tables(database(TABLE, rows=ROWS), PEOPLE)
    assert found.value is None
    assert [f"[{one.rule.code}] {one.message}" for one in found.diagnostics] == [
        "[database-readable] the database cannot be read: there is too much in it"
    ]


def test_work_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_MOST_LOOKS", 1)
    monkeypatch.setattr(sqlite, "_STEPS_BETWEEN_LOOKS", 10)
    found = read_tables(database(TABLE, rows={"people": [(number, "a", "b") for number in range(500)]}), PEOPLE)
    assert [f"[{one.rule.code}] {one.message}" for one in found.diagnostics] == [
        "[database-readable] the database cannot be read: interrupted"
    ]


@given(st.integers(0, 8_000), st.binary(min_size=1, max_size=40))
def test_damaged_databases_never_raise(at: int, junk: bytes) -> None:
    data = DATABASE.data
    file = InputFile("a", data[:at] + junk + data[at + len(junk) :])
    has_tables(file, PEOPLE)
    read_tables(file, PEOPLE)


DATABASE = database(TABLE, rows=ROWS)
