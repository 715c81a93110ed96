"""The files of the study as data, of several studies."""

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
from themebook.emit.mkdocs.project import open_project
from themebook.exchange.exports.data_files import DataFiles
from themebook.render.published import Published
from themebook.render.site import Site

# The endings of those that are packed.
BINARY = (".xlsx",)
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
each_site = pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.name)


@cache
def site_of(folder: Path) -> Site:
    project = open_project(str(folder / "mkdocs.yml"))
    return project.compose(project.read().value)


def published_of(folder: Path) -> Published:
    return Published.of(site_of(folder), "")


ADDRESS = "https://study.example/site/"


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
