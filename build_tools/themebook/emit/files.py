"""Where the editions are written."""

from __future__ import annotations

from pathlib import Path

from themebook.site.routes import slugs

_FOLDER = Path("dist")


def plain_name(name: str) -> str:
    """The name of a site as the name of a file: ASCII, in lower case, with hyphens."""
    return slugs([name])[name].lower()


def default_place(name: str, ending: str) -> Path:
    """Where an edition goes if nobody says where: ``dist/``, named after the site."""
    return _FOLDER / f"{plain_name(name)}{ending}"
