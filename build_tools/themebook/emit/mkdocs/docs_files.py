"""The files of the documentation folder as MkDocs will read them, and those that it could not read.

Opening a pipe may block forever, a loop of links sends MkDocs through the same folders again and again, and a file that
it cannot read ends a build.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span
from themebook.sources.source import FILE_EXISTS
from themebook.sources.source_files import HandWritten, hand_written

FILE_NAME = Rule("file-name", "File names in the documentation folder must be UTF-8.")


def root_of(config: MkDocsConfig) -> Path:
    """The folder of the project, to which the paths of the sources are relative."""
    return Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()


def folder_name(config: MkDocsConfig) -> str:
    """The path of the documentation folder in messages. It may be outside the folder of the project."""
    return PurePath(os.path.relpath(config.docs_dir, root_of(config))).as_posix()


def docs_files(config: MkDocsConfig) -> Loaded[Files]:
    """All files that will be on the site, without those that cannot be."""
    docs, name = Path(config.docs_dir), folder_name(config)
    unreachable = tuple(_unreachable(docs, name))
    if unreachable:
        return Loaded(Files([]), unreachable)
    files = get_files(config)
    set_exclusions(files, config)
    found: list[Diagnostic] = []
    usable = []
    for file in (file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value):
        trouble = _trouble(docs / file.src_uri, f"{name}/{file.src_uri}", is_page=file.is_documentation_page())
        found += trouble
        usable += [] if trouble else [file]
    return Loaded(Files(usable), tuple(found))


def hand_written_pages(files: Files, config: MkDocsConfig) -> list[HandWritten]:
    """The pages that the author wrote and that will be on the site."""
    docs, name = Path(config.docs_dir), folder_name(config)
    return [_page(file, docs, name) for file in files.documentation_pages()]


def _page(file: File, docs: Path, name: str) -> HandWritten:
    return hand_written(docs / file.src_uri, file.src_uri, f"{name}/{file.src_uri}")


def _unreachable(docs: Path, name: str) -> Iterator[Diagnostic]:
    """Folders that cannot be read, and links to a folder that contains them."""
    waiting: list[tuple[str, tuple[str, ...]]] = [("", (os.path.realpath(docs),))]
    while waiting:
        below, above = waiting.pop()
        try:
            folders = [entry for entry in os.scandir(docs / below) if _is_folder(entry)]
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield _refused(FILE_EXISTS, f"{name}/{below}", f"cannot be read: {reason}", "make it readable")
            continue
        for entry in folders:
            path, real = f"{below}{entry.name}/", os.path.realpath(entry.path) if entry.is_symlink() else ""
            if real in above:
                message = "links to a folder that contains it, which is an endless loop"
                yield _refused(FILE_EXISTS, f"{name}/{path}", message, "delete the link")
            else:
                waiting.append((path, (*above, real or os.path.join(above[-1], entry.name))))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """False for a link to itself, which is refused as a file."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _trouble(path: Path, name: str, *, is_page: bool) -> list[Diagnostic]:
    """Why a file cannot be on the site. What is wrong inside a page is found when it is read."""
    try:
        name.encode()
    except UnicodeEncodeError:
        hint = "rename it with ASCII letters, or on a system that uses UTF-8 for names"
        return [_refused(FILE_NAME, name, "has a name that is not UTF-8, and cannot have an address", hint)]
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return [_refused(FILE_EXISTS, name, "is a device or a pipe", "delete it, or put a file in its place")]
    except OSError as error:
        return [_unreadable(name, error)]
    if not is_page and not os.access(path, os.R_OK):
        return [_unreadable(name, PermissionError(0, "Permission denied"))]
    return []


def _unreadable(name: str, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    return _refused(FILE_EXISTS, name, f"cannot be read: {reason}", "it must be a readable file")


def _refused(rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
    shown = name.encode(errors="surrogateescape").decode(errors="replace").rstrip("/")
    return rule.at(Span(shown), f"'{shown}' {message}", hint)
