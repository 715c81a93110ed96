"""The files of the documentation folder, and diagnostics for those that MkDocs cannot handle.

MkDocs hangs on pipes and loops of symbolic links, and unreadable files abort its build.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions

from themebook.core import rules
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span
from themebook.sources.project import HandWritten, hand_written


def root_of(config: MkDocsConfig) -> Path:
    """The folder of the project. The paths of the sources are relative to it."""
    return Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()


def folder_name(config: MkDocsConfig) -> str:
    """The path of the documentation folder for messages. It may be outside the folder of the project."""
    return PurePath(os.path.relpath(config.docs_dir, root_of(config))).as_posix()


def docs_files(config: MkDocsConfig) -> Loaded[Files]:
    """All usable files that will be on the site, and diagnostics for the others."""
    docs, name = Path(config.docs_dir), folder_name(config)
    unreachable = tuple(_unreachable(docs, name))
    if unreachable:
        return Loaded(Files([]), unreachable)
    files = get_files(config)
    set_exclusions(files, config)
    diagnostics: list[Diagnostic] = []
    usable = []
    for file in (file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value):
        problems = _problems(docs / file.src_uri, f"{name}/{file.src_uri}", is_page=file.is_documentation_page())
        diagnostics += problems
        usable += [] if problems else [file]
    return Loaded(Files(usable), tuple(diagnostics))


def hand_written_pages(files: Files, config: MkDocsConfig) -> list[HandWritten]:
    """The author's pages that will be on the site."""
    docs, name = Path(config.docs_dir), folder_name(config)
    return [_page(file, docs, name) for file in files.documentation_pages()]


def _page(file: File, docs: Path, name: str) -> HandWritten:
    return hand_written(docs / file.src_uri, file.src_uri, f"{name}/{file.src_uri}")


def _unreachable(docs: Path, name: str) -> Iterator[Diagnostic]:
    """Unreadable folders, and symbolic links to a folder that contains them."""
    queue: list[tuple[str, tuple[str, ...]]] = [("", (os.path.realpath(docs),))]
    while queue:
        folder, parents = queue.pop()
        try:
            subfolders = [entry for entry in os.scandir(docs / folder) if _is_folder(entry)]
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield _refused(rules.FILE_EXISTS, f"{name}/{folder}", f"cannot be read: {reason}", "make it readable")
            continue
        for entry in subfolders:
            path, real = f"{folder}{entry.name}/", os.path.realpath(entry.path) if entry.is_symlink() else ""
            if real in parents:
                message = "links to a folder that contains it, which is an endless loop"
                yield _refused(rules.FILE_EXISTS, f"{name}/{path}", message, "delete the link")
            else:
                queue.append((path, (*parents, real or os.path.join(parents[-1], entry.name))))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """False for a symbolic link to itself, which is reported as a file."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _problems(path: Path, name: str, *, is_page: bool) -> list[Diagnostic]:
    """The reasons why a file cannot be on the site. Unreadable pages are reported later, when they are read."""
    try:
        name.encode()
    except UnicodeEncodeError:
        hint = "rename it with ASCII letters, or on a system that uses UTF-8 for names"
        return [_refused(rules.FILE_NAME, name, "has a name that is not UTF-8, and cannot have an address", hint)]
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return [_refused(rules.FILE_EXISTS, name, "is a device or a pipe", "delete it, or put a file in its place")]
    except OSError as error:
        return [_unreadable(name, error)]
    if not is_page and not os.access(path, os.R_OK):
        return [_unreadable(name, PermissionError(0, "Permission denied"))]
    return []


def _unreadable(name: str, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    return _refused(rules.FILE_EXISTS, name, f"cannot be read: {reason}", "it must be a readable file")


def _refused(rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
    shown = name.encode(errors="surrogateescape").decode(errors="replace").rstrip("/")
    return Diagnostic(rule=rule, span=Span(shown), message=f"'{shown}' {message}", hint=hint)
