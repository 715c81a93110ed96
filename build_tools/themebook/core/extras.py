"""The extras of the package: what is installed only where somebody asks for it, and what to do where it is missing."""

from __future__ import annotations

from importlib.util import find_spec

_FONTS = ("font_source_sans_pro", "font_source_serif_pro")
# The libraries that each extra brings; those in pyproject.toml are the same.
LIBRARIES = {"cards": ("PIL", *_FONTS), "pdf": ("playwright", "pypdf", *_FONTS)}


class NotInstalled(ImportError):
    """Something was asked for that needs an extra."""


def is_installed(extra: str) -> bool:
    """Whether all libraries of an extra can be imported."""
    return all(find_spec(library) for library in LIBRARIES[extra])


def to_install(extra: str) -> str:
    """The command that installs an extra."""
    return f"pip install 'themebook[{extra}]'"


def need(extra: str, purpose: str) -> None:
    """NotInstalled, with a line that says what to install, where a library of an extra is missing."""
    if not is_installed(extra):
        raise NotInstalled(
            f"{purpose} needs libraries that are not installed; to install them, run: {to_install(extra)}"
        )
