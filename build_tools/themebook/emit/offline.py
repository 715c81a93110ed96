"""The offline edition: the whole site in a zip file, readable without the internet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from themebook.core.fixed_dates import zip_member
from themebook.core.locks import temporary_folder
from themebook.emit.atomic import replace_file
from themebook.emit.files import plain_name
from themebook.emit.mkdocs.build import Built, build_for_files

READ_ME = "READ-ME-FIRST.txt"
# Files that only a server, a developer or the search of the theme needs.
_NOT_FOR_READERS = (
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "**/*.map",
    "search/search_index.json",
    "assets/javascripts/lunr/**/*",
    "assets/javascripts/workers/*",
)
_REGULAR_FILE = 0o100644 << 16


def write_offline(config_file: str, to: Path) -> None:
    """Build the site and pack it into a zip. An older zip is only replaced by a complete one."""
    with temporary_folder() as folder:
        built = build_for_files(config_file, folder / "site")
        replace_file(to, partial(_pack, built))


def is_offline_edition(path: Path) -> bool:
    """Whether a file is a zip that ``write_offline`` wrote. Its first member is the read-me file."""
    if not is_zipfile(path):
        return False
    with ZipFile(path) as packed:
        return packed.namelist()[:1] != [] and packed.namelist()[0].endswith(f"/{READ_ME}")


def _pack(built: Built, to: Path) -> None:
    top = plain_name(built.name)
    with ZipFile(to, "w") as packed:
        _add(packed, f"{top}/{READ_ME}", _read_me(built.name).encode("utf-8"))
        for path in _files(built.folder):
            _add(packed, f"{top}/{path.relative_to(built.folder).as_posix()}", path.read_bytes())


def _files(folder: Path) -> list[Path]:
    """All files of the site that readers need, in an order that does not depend on the machine."""
    excluded = {path for pattern in _NOT_FOR_READERS for path in folder.glob(pattern)}
    files = (path for path in folder.rglob("*") if path.is_file() and path not in excluded)
    return sorted(files, key=lambda path: path.relative_to(folder).parts)


def _add(packed: ZipFile, name: str, content: bytes) -> None:
    entry = zip_member(name)
    entry.external_attr = _REGULAR_FILE
    packed.writestr(entry, content)


def _read_me(name: str) -> str:
    """Instructions for people who have never used a zip file. All editors understand these line endings."""
    lines = (
        name,
        "",
        "This folder holds a whole website. You can read it without the internet.",
        "",
        "1. If you see this file inside a zip, unpack the zip first. On Windows, right-click the zip and",
        '   choose "Extract all". On a Mac, double-click the zip.',
        "2. Open the file index.html in this folder. It opens in your web browser.",
        "",
        "Keep all files of the folder together. You may copy the folder, for instance to a memory stick.",
        "Nothing that you read or search for leaves this computer. Only links to other websites, such as",
        "those of cited works, need the internet.",
    )
    return "\r\n".join(lines) + "\r\n"
