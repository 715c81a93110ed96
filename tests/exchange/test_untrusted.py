"""Files that are damaged, far too large or made to do harm: each is reported, and what can be read is read."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.exchange.checked import assembled, imported
from tests.exchange.test_tables import workbook
from themebook.core.diagnostics import Span, as_text
from themebook.exchange.archives import open_archive
from themebook.exchange.assembly import assemble
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import FORMATS, format_of
from themebook.exchange.imported import Imported, ImportedQuote
from themebook.exchange.importing import ImportRequest, import_files, read_as
from themebook.exchange.input_file import InputFile, read_input
from themebook.exchange.safe_xml import parse_xml
from themebook.exchange.tables.workbook import read_workbook


def zipped(files: dict[str, bytes], name: str = "a.zip") -> InputFile:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return InputFile(name, data.getvalue())


def read_member(file: InputFile, member: str) -> list[str]:
    archive, found = open_archive(file)
    return [as_text(one) for one in (archive.read(member).diagnostics if archive else found)]


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert read_member(zipped({"big": b"\0" * 5_000_000}), "big") == [
        "a.zip/big:1:1: error[archive-readable] 'big' unpacks to more than 200 times its size\n"
        "  hint: export the file again from the program that made it"
    ]


def test_a_zip_that_lies_about_sizes_is_not_believed() -> None:
    data = bytearray(zipped({"a": b"0123456789" * 20}).data)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", data, data.index(mark) + offset, 3)
    (found,) = read_member(InputFile("a.zip", bytes(data)), "a")
    assert "[archive-readable] 'a' " in found


def test_a_zip_of_too_many_files_or_too_much_is_refused() -> None:
    many = zipped({str(number): b"" for number in range(10_001)})
    assert [one.message for one in open_archive(many).diagnostics] == ["'a.zip' contains more than 10,000 files"]
    data = bytearray(zipped({"a": b"x"}).data)
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 600_000_000)
    large = InputFile("a.zip", bytes(data))
    assert [one.message for one in open_archive(large).diagnostics] == ["'a.zip' unpacks to more than 500 MB"]


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_damage_of_a_zip_is_reported(noise: bytes, at: int) -> None:
    data = zipped({"a": b"some words " * 20}).data
    file = InputFile("a.zip", data[:at] + noise + data[at + len(noise) :])
    archive, found = open_archive(file)
    assert archive or found
    for name in archive.names if archive else ():
        content, problems = archive.read(name) if archive else (None, ())
        assert content or problems


ENTITIES = {
    "a bomb": '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
    "a file": '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
    "a parameter": '<!DOCTYPE a [<!entity % p SYSTEM "http://127.0.0.1:1/">%p;]><a/>',
}


@pytest.mark.parametrize("name", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(name: str, encoding: str) -> None:
    root, (found,) = parse_xml(InputFile("a.xml", ENTITIES[name].encode(encoding)))
    assert root is None
    assert as_text(found) == (
        "a.xml:1:1: error[xml-readable] this defines an entity, which could make the file grow without bounds or read "
        "other files\n  hint: remove the definition"
    )


def test_no_document_type_is_fetched_and_what_is_whole_of_a_damaged_file_is_read() -> None:
    text = '<!DOCTYPE a PUBLIC "x" "http://127.0.0.1:1/a.dtd">\n<a><b>one</b>\n<b>two</a>'
    root, found = parse_xml(InputFile("a.xml", text.encode()))
    assert root is not None
    assert [one.text for one in root.iter("b")] == ["one", "two"]
    assert as_text(found[0]).startswith("a.xml:3:11: warning[xml-whole] the file is damaged here: ")


def test_deep_xml_is_read_as_far_as_it_is_bounded() -> None:
    root, found = parse_xml(InputFile("a.xml", b"<a>" * 100_000 + b"</a>" * 100_000))
    assert root is None or found
    assert found


HOSTILE = {
    "nothing": b"",
    "a null": b"\0",
    "noise": bytes(range(256)) * 20,
    "quotation marks": b'"' * 100_000,
    "commas": b"quote," * 50_000 + b"\n" + b"x," * 50_000,
    "one line": b"quote;speaker\n" + b"a" * 2_000_000 + b";b",
    "a long cell": b"quote;speaker\n" + b"a" * 11_000_000 + b";b\nc;d\n",
    "brackets": b"[" * 200_000,
    "braces": b"{" * 200_000,
    "XML": b"<a" * 100_000,
    "a zip": b"PK\x03\x04" + b"\0" * 100,
    "a database": b"SQLite format 3\0" + b"\xff" * 1000,
    "a PDF": b"%PDF-1.7\n" + b"\xff" * 1000,
    "an empty workbook": zipped({"xl/workbook.xml": b"<workbook/>"}).data,
    "a workbook with entities": zipped({"xl/workbook.xml": ENTITIES["a bomb"].encode()}).data,
    "a document without text": zipped({"word/styles.xml": b"<a/>"}).data,
    "half a workbook": workbook(quotes=[["quote", "speaker"], ["We share.", "P1"]])[:2000],
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["", *(one.name for one in FORMATS)])
def test_every_importer_survives_every_file(name: str, form: str) -> None:
    """Whatever a file contains and whatever it is taken for, what cannot be read is reported, and nothing raises."""
    file = InputFile("a", HOSTILE[name])
    found, problems = format_of(file, form)
    part, others = read_as(found, file, ImportOptions()) if found else (Imported(), ())
    assert problems or others or part != Imported()
    assemble([part])


def test_what_cannot_be_read_is_said_and_the_rest_is_imported(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_bytes("quote,speaker\nÇa va.,Zoë\n".encode("cp1252"))
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    paths = [tmp_path / name for name in ("q.csv", "missing.csv", "noise.bin", ".")]
    study, found = import_files(paths, ImportRequest())
    assert study
    assert [quote.words for quote in study.parts.quotes] == ["Ça va."]
    folder, missing, noise, encoding = (as_text(one).replace(str(tmp_path), "") for one in found)
    assert folder.startswith(":1:1: error[input-readable] '' is not a file")
    assert missing == (
        "/missing.csv:1:1: error[input-readable] '/missing.csv' cannot be read: No such file or directory\n"
        "  hint: check its name and its folder"
    )
    assert noise.startswith(
        "/noise.bin:1:1: error[format-known] nothing that Themebook can import was recognised in '/noise.bin'"
    )
    assert encoding == (
        "/q.csv:1:1: note[input-encoding] '/q.csv' is not UTF-8; it was read as cp1252\n"
        "  hint: if letters are wrong, name the encoding, such as --encoding cp1252"
    )


def test_files_that_hold_nothing_make_no_study(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("quote,speaker\n\n", "utf-8")
    study, found = import_files([tmp_path / "q.csv"], ImportRequest())
    assert study is None
    assert [as_text(one).replace(str(tmp_path), "") for one in found] == [
        "/q.csv:1:1: error[input-has-content] there are no quotes, codes, themes, findings, participants, sources or "
        "works in '/q.csv'\n  hint: name another file, or its format with --format"
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(200_000_001)
    file_, (found,) = read_input(tmp_path / "a.csv")
    assert (file_, found.message.replace(str(tmp_path), "")) == (None, "'/a.csv' is larger than 200 MB")


def test_a_sheet_with_a_cell_far_away_is_read_to_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("themebook.exchange.tables.workbook._MOST_CELLS", 5_000)
    book, data = Workbook(), io.BytesIO()
    book.worksheets[0].append(["quote", "speaker"])
    book.worksheets[0].append(["We share.", "P1"])
    book.worksheets[0]["XFD1048576"] = "lost"
    book.save(data)
    tables, found = read_workbook(InputFile("q.xlsx", data.getvalue()))
    assert [as_text(one) for one in found] == [
        "q.xlsx/Sheet:11:1: warning[sheet-bounded] the sheet has 1,048,576 rows and 16,384 columns; 10 and 500 "
        "were read\n  hint: delete what is far away from the table"
    ]
    assert [cell.text for cell in tables[0].rows[0][:2]] == ["We share.", "P1"]


def test_a_damaged_workbook_is_reported() -> None:
    found = read_workbook(zipped({"xl/workbook.xml": b"<workbook/>"}, "q.xlsx")).diagnostics
    assert [as_text(one) for one in found] == [
        "q.xlsx:1:1: error[workbook-readable] 'q.xlsx' cannot be read: \"There is no item named '[Content_Types].xml' "
        'in the archive"\n  hint: open it in the program that made it, and save it again as .xlsx without a password'
    ]


def test_an_empty_table_is_reported() -> None:
    assert imported("\n\n", form="csv")[1] == [
        "table.csv:1:1: error[table-readable] there is no table in this file\n  hint: name another"
    ]


def test_a_quote_without_words_is_left_out() -> None:
    quote = ImportedQuote(key="1", words="\x00 ", place=Span("a.qdpx"))
    assert assembled(Imported(quotes=(quote,)))[1][-1] == (
        "a.qdpx:1:1: warning[quote-has-words] this quote has no words, and was left out\n  hint: add the words"
    )
