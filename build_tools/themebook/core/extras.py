"""The optional dependencies (extras) of the package, and what to do if one is missing."""

from __future__ import annotations

from importlib.util import find_spec

_FONTS = ("font_source_sans_pro", "font_source_serif_pro")
# The libraries of each extra, as in pyproject.toml.
LIBRARIES = {
    "cards": ("PIL", *_FONTS),
    "pdf": ("playwright", "pypdf", *_FONTS),
    "import": ("charset_normalizer", "openpyxl", "pdfplumber", "pypdf"),
}


class NotInstalled(ImportError):
    """A function needs an extra that is not installed."""


def is_installed(extra: str) -> bool:
    """Whether all libraries of an extra can be imported."""
    return all(find_spec(library) for library in LIBRARIES[extra])


def to_install(extra: str) -> str:
    """The command that installs an extra."""
    return f"pip install 'themebook[{extra}]'"


def need(extra: str, purpose: str) -> None:
    """Raise NotInstalled, with the command that installs the extra, if one of its libraries is missing."""
    if not is_installed(extra):
        raise NotInstalled(
            f"{purpose} needs libraries that are not installed; to install them, run: {to_install(extra)}"
        )
