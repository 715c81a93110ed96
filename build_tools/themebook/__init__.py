"""Themebook: publish a qualitative study as a site on which every claim leads to its evidence.

The names in ``__all__`` are the public interface, for notebooks and scripts. All other names may change at any time.
A study is given as its folder or as the ``mkdocs.yml`` in it::

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

# Public names that are imported on first use, because their modules import MkDocs.
_LAZY_MODULES = {"BuildFailed": "themebook.emit.mkdocs.build", "CannotRun": "themebook.emit.mkdocs.project"}


def load_study(path: str | PathLike[str] = ".") -> Loaded[Study]:
    """Read a study and check its sources.

    Returns the study and its diagnostics, in order of place. Invalid sources do not raise: the parts that cannot be
    read are left out and reported.

    Raises:
        CannotRun: the settings in ``mkdocs.yml`` cannot be used. MkDocs logs the reason to the logger ``mkdocs``.
        OSError: a file cannot be read.
    """
    # MkDocs takes most of a second to import, which code that only needs the types above should not wait for.
    from themebook.emit.mkdocs.project import open_project

    loaded = open_project(_config_file(path)).read()
    return Loaded(loaded.value.study, loaded.diagnostics)


def check_study(path: str | PathLike[str] = ".") -> tuple[Diagnostic, ...]:
    """Return the diagnostics that ``themebook check`` reports for a study and its pages, in order of place.

    If they include no error and no warning, a strict build succeeds. No files are written.

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
    """Build the site of a study into the folder ``to``, like ``mkdocs build``. Returns the result of ``check_study``.

    If there is an error, nothing is built. The folder always contains either the previous site or the new one. Other
    files in it are deleted, unless their names begin with a dot. MkDocs logs to the logger ``mkdocs``.

    Raises:
        CannotRun: the settings in ``mkdocs.yml`` cannot be used, or the folder cannot be written.
        BuildFailed: the build failed for another reason, which the message gives.
        OSError: a file cannot be read.
    """
    from themebook.emit.mkdocs import build

    diagnostics = check_study(path)
    if not has_errors(diagnostics):
        build.build_site(_config_file(path), Path(to))
    return diagnostics


def _config_file(path: str | PathLike[str]) -> str:
    return str(Path(path) / "mkdocs.yml" if Path(path).is_dir() else path)


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name == "__version__":
        # Looking up the version of an installed package is slow.
        from importlib.metadata import version

        return version("themebook")
    if name in _LAZY_MODULES:
        return getattr(import_module(_LAZY_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
