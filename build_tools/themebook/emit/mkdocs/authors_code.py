"""Errors in an author's own code, which MkDocs runs: hooks and templates."""

from __future__ import annotations

import sys
from pathlib import Path
from traceback import extract_tb

import themebook

_NOT_OF_AUTHORS = (Path(themebook.__file__).parent, Path(sys.prefix))


def where_raised(error: Exception, folder: Path) -> str:
    """The last place in a file of the author, below the folder, that an error passed, such as "hook.py:2".

    Empty if it comes from elsewhere.
    """
    places = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    for name, line in reversed(places):
        file = Path(name).absolute()
        if file.is_relative_to(folder) and not any(map(file.is_relative_to, _NOT_OF_AUTHORS)):
            return f"{file.relative_to(folder).as_posix()}:{line or 1}"
    return ""


def described(error: Exception, folder: Path) -> str:
    """An error on one line, with its place if that is in a file of the author."""
    place = where_raised(error, folder)
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return " ".join(f"{f'{place}: ' if place else ''}{type(error).__name__}: {message}".split())
