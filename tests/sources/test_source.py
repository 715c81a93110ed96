"""Reading a file: what is refused, where, and what is made even."""

from __future__ import annotations

from pathlib import Path

import pytest

from themebook.core.diagnostics import Span
from themebook.sources.source import FILE_EXISTS, FILE_HAS_CONTENT, Source, file_is_utf8, read_source


def written(folder: Path, data: bytes) -> Path:
    path = folder / "a.bib"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\ntwo\n", "one\ntwo\n"),
        (b"\xef\xbb\xbfone", "one"),
        (b"one\r\ntwo\rthree\n\r\n", "one\ntwo\nthree\n\n"),
        ("Örebro \u2028 x".encode(), "Örebro \u2028 x"),
    ],
)
def test_text_is_made_even(tmp_path: Path, data: bytes, text: str) -> None:
    assert read_source(written(tmp_path, data), "a.bib") == (Source("a.bib", text), ())


def test_missing_file(tmp_path: Path) -> None:
    value, (found,) = read_source(tmp_path / "no.bib", "no.bib")
    assert value is None
    assert (found.rule, found.span) == (FILE_EXISTS, Span("no.bib", 1, 1))
    assert "no.bib" in found.message


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    value, (found,) = read_source(tmp_path, "folder")
    assert value is None
    assert found.rule is FILE_EXISTS
    assert "cannot be read" in found.message


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t"])
def test_empty_file(tmp_path: Path, data: bytes) -> None:
    value, (found,) = read_source(written(tmp_path, data), "a.bib")
    assert value is None
    assert (found.rule, found.span) == (FILE_HAS_CONTENT, Span("a.bib", 1, 1))


@pytest.mark.parametrize(
    ("data", "line", "column", "says"),
    [
        (b"caf\xe9", 1, 4, "'é' in Windows-1252"),
        (b"\xef\xbb\xbfab\xff", 1, 3, "FF"),
        (b"one\r\ntwo\r\xc3\xa9\xc3\xa9 \xe4", 3, 4, "'ä' in Windows-1252"),
        (b"x\n\x81", 2, 1, "81 here is not UTF-8"),
    ],
)
def test_first_bad_byte_is_named(tmp_path: Path, data: bytes, line: int, column: int, says: str) -> None:
    value, (found,) = read_source(written(tmp_path, data), "a.bib")
    assert value is None
    assert (found.rule, found.span) == (file_is_utf8, Span("a.bib", line, column))
    assert says in found.message
    assert "UTF-8" in found.hint


def test_utf16_is_named(tmp_path: Path) -> None:
    value, (found,) = read_source(written(tmp_path, "@book{a}".encode("utf-16")), "a.bib")
    assert value is None
    assert found.rule is file_is_utf8
    assert "UTF-16" in found.message
