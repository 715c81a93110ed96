"""Themebook: publish a qualitative study as a site on which every claim leads to its evidence.

The names in ``__all__`` are for other programs, such as a notebook or a script of your own; all others may change at
any time. A study is named by its folder, or by the ``mkdocs.yml`` in it::

    import themebook

    study, diagnostics = themebook.load_study("my-study")
    for theme in study.themes:
        print(theme.title, len(theme.subthemes))
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from themebook.core.diagnostics import Diagnostic, Loaded, Severity, Span, has_errors
from themebook.core.model import Study

if TYPE_CHECKING:
    from themebook.emit.mkdocs.build import BuildFailed
    from themebook.emit.mkdocs.project import CannotRun

    __version__: str

__all__ = [
    "BuildFailed",
    "CannotRun",
    "Diagnostic",
    "Loaded",
    "Severity",
    "Span",
    "Study",
    "__version__",
    "build_site",
    "check_study",
    "load_study",
]

# Where the names are that are looked up on first use, because they need MkDocs.
_ON_USE = {"BuildFailed": "themebook.emit.mkdocs.build", "CannotRun": "themebook.emit.mkdocs.project"}


def load_study(path: str | PathLike[str] = ".") -> Loaded[Study]:
    """Read a study and everything that belongs to it.

    Returns the study and what is wrong in its sources, in order of place. Nothing is raised for these: what cannot be
    read is left out and reported.

    Raises:
        CannotRun: the settings in ``mkdocs.yml`` cannot be used. MkDocs reports the reason to the logger ``mkdocs``.
        OSError: a file cannot be read.
    """
    # MkDocs takes most of a second to import. Whoever only needs the types above does not wait for it.
    from themebook.emit.mkdocs.project import open_project

    loaded = open_project(_config_file(path)).read()
    return Loaded(loaded.value.study, loaded.diagnostics)


def check_study(path: str | PathLike[str] = ".") -> tuple[Diagnostic, ...]:
    """Everything that is wrong or doubtful in a study and its pages, in order of place, as ``themebook check`` has it.

    Where this holds neither an error nor a warning, a strict build succeeds. Nothing is written.

    Raises:
        CannotRun: the settings in ``mkdocs.yml`` cannot be used, or works cannot be formatted.
        OSError: a file cannot be read.
    """
    from themebook.cite import FormattingFailed
    from themebook.emit.mkdocs.preflight import check_project
    from themebook.emit.mkdocs.project import CannotRun

    try:
        return check_project(_config_file(path))
    except FormattingFailed as error:
        raise CannotRun(str(error)) from error


def build_site(path: str | PathLike[str], to: str | PathLike[str]) -> tuple[Diagnostic, ...]:
    """Build the site of a study into the folder ``to``, as ``mkdocs build`` does, and return what ``check_study`` does.

    If there is an error, nothing is built. The folder always contains either the previous site or the new one. Other
    files in it are deleted, unless their names begin with a dot. MkDocs reports to the logger ``mkdocs``.

    Raises:
        CannotRun: the settings in ``mkdocs.yml`` cannot be used, or the folder cannot be written.
        BuildFailed: something else keeps the site from being built; the message says what.
        OSError: a file cannot be read.
    """
    from themebook.emit.mkdocs import build

    found = check_study(path)
    if not has_errors(found):
        build.build_site(_config_file(path), Path(to))
    return found


def _config_file(path: str | PathLike[str]) -> str:
    return str(Path(path) / "mkdocs.yml" if Path(path).is_dir() else path)


def __getattr__(name: str) -> object:
    """The names that are looked up on first use. Reading the version of an installed package takes a while, too."""
    if name == "__version__":
        from importlib.metadata import version

        return version("themebook")
    if name in _ON_USE:
        return getattr(import_module(_ON_USE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
