"""Studies of the tests as data: their files, and what ``themebook import`` finds in them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from tests.sites import (
    BAKERS,
    BILINGUAL,
    CODEBOOK,
    CYRILLIC,
    DEEP_THEMES,
    DETAILS,
    FLAT_THEMES,
    FOCUS_GROUPS,
    SECONDARY,
    SMALLEST,
    WAVES,
)
from themebook.core.diagnostics import Diagnostic
from themebook.emit.mkdocs.project import open_project
from themebook.exchange.exports.data_files import DataFiles
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import format_of
from themebook.exchange.imported import Imported
from themebook.exchange.importing import read_as
from themebook.exchange.input_file import InputFile
from themebook.render.published import Published
from themebook.render.site import Site

ADDRESS = "https://study.example/site/"
# The endings of those that are packed.
BINARY = (".xlsx", ".qdpx")
SITES = [
    BAKERS,
    BILINGUAL,
    CODEBOOK,
    CYRILLIC,
    DEEP_THEMES,
    DETAILS,
    FLAT_THEMES,
    FOCUS_GROUPS,
    SECONDARY,
    SMALLEST,
    WAVES,
]
_FORMATS = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".qdc": "refi-codebook",
    ".qdpx": "refi-project",
    ".json": "themebook",
}
each_site = pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.name)


@cache
def site_of(folder: Path) -> Site:
    project = open_project(str(folder / "mkdocs.yml"))
    return project.compose(project.read().value)


def published_of(folder: Path) -> Published:
    return Published.of(site_of(folder), "")


@cache
def bytes_of(folder: Path) -> Mapping[str, bytes]:
    files = DataFiles(Published.of(site_of(folder), ADDRESS)).files
    return {path.removeprefix("data/"): make() for path, make in files.items()}


@cache
def files_of(folder: Path) -> Mapping[str, str]:
    """Those that are text."""
    return {name: made.decode() for name, made in bytes_of(folder).items() if not name.endswith(BINARY)}


def text_in(folder: Path) -> str:
    """All text in the files, also inside of those that are packed."""
    packed = (zipfile.ZipFile(io.BytesIO(made)) for name, made in bytes_of(folder).items() if name.endswith(BINARY))
    members = (unescape(archive.read(name).decode()) for archive in packed for name in archive.namelist())
    return "".join((*files_of(folder).values(), *members))


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table. There is none if the study has no such things."""
    if name not in files_of(folder):
        return []
    return list(csv.DictReader(io.StringIO(files_of(folder)[name].removeprefix("\ufeff"), newline="")))


def imported(folder: Path, name: str) -> tuple[Imported, list[Diagnostic]]:
    if name not in bytes_of(folder):
        return Imported(), []
    file = InputFile(name, bytes_of(folder)[name])
    form = format_of(file).value
    assert form is not None
    assert form.name == _FORMATS[Path(name).suffix]
    loaded = read_as(form, file, ImportOptions())
    return loaded.value, list(loaded.diagnostics)


def write_study(folder: Path, findings: str) -> Path:
    """A project with these findings, and two works: ``own2021``, and ``secret2020`` for a draft to cite."""
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# A study\n", "utf-8")
    (folder / "findings.yml").write_text(findings, "utf-8")
    (folder / "references.bib").write_text(
        "@book{own2021, author = {Own, Ann}, title = {Waits}, date = {2021}, publisher = {Press}}\n"
        "@book{secret2020, author = {Only, A.}, title = {A Book of Drafts}, date = {2020}, publisher = {Press}}\n",
        "utf-8",
    )
    (folder / "mkdocs.yml").write_text("site_name: A\ntheme: {name: material, font: false}\nplugins: [themebook]\n")
    return folder
