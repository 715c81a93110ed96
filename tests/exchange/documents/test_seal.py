"""A document that an author has gone on writing in is no longer Themebook's."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.exchange.documents.test_tables import table_of
from tests.sites import BAKERS
from themebook.exchange.documents.seal import is_sealed, seal_text
from themebook.exchange.documents.word_table import word_table
from themebook.exchange.documents.workbook_table import workbook_table


@pytest.fixture(params=["docx", "xlsx", "md", "tex"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file as Themebook writes it."""
    file = tmp_path / f"written.{request.param}"
    make = {
        "docx": lambda: word_table(table_of(BAKERS)),
        "xlsx": lambda: workbook_table(table_of(BAKERS)),
        "md": lambda: seal_text("Words.\n", comment="<!-- %s -->").encode(),
        "tex": lambda: seal_text("Words.\n", comment="%% %s").encode(),
    }
    file.write_bytes(make[request.param]())
    return file


def test_only_what_is_unchanged_is_recognised(written: Path) -> None:
    assert is_sealed(written)
    edit(written)
    assert not is_sealed(written)


def edit(file: Path) -> None:
    if file.suffix == ".docx":
        document = docx.Document(str(file))
        document.add_paragraph("More.")
        document.save(str(file))
    elif file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file)
        book.worksheets[0]["A1"] = "More."
        book.save(file)
    else:
        file.write_text(file.read_text("utf-8").replace("Words", "Other words"), "utf-8")


def test_other_files_are_not_recognised(tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    data = io.BytesIO()
    docx.Document().save(data)
    other.write_bytes(data.getvalue())
    assert not is_sealed(other)
    other.write_text("<!-- themebook -->\n", "utf-8")
    assert not is_sealed(other)
