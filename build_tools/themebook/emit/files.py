"""The default file names of the editions."""

from __future__ import annotations

from pathlib import Path

from themebook.site.routes import slugs

_FOLDER = Path("dist")


def plain_name(name: str) -> str:
    """The name of a site as a file name: ASCII, lower case, with hyphens."""
    return slugs([name])[name].lower()


def default_place(name: str, ending: str) -> Path:
    """The default path of an edition: in ``dist/``, named after the site."""
    return _FOLDER / f"{plain_name(name)}{ending}"
