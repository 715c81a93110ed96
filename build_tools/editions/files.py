"""Where the editions are written, and how the last good one is kept until the next is whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.pages import slugs

_FOLDER = Path("dist")


def plain_name(name: str) -> str:
    """The name of a site as the name of a file: ASCII, in lower case, with hyphens."""
    return slugs([name])[name].lower()


def default_place(name: str, ending: str) -> Path:
    """Where an edition goes if nobody says where: ``dist/``, named after the site."""
    return _FOLDER / f"{plain_name(name)}{ending}"


def replace_whole(to: Path, write: Callable[[Path], object]) -> None:
    """Let a file be written beside the old one, which it replaces only when it is whole. OSError if it cannot be."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=to.parent, prefix=".themebook-") as folder:
        new = Path(folder) / to.name
        write(new)
        os.replace(new, to)
