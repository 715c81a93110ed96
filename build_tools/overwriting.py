"""What a command may write over: what it wrote itself, and never what an author wrote."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path


class Refused(OSError):
    """The output would replace something that this command did not write."""


def check_output_file(to: Path, *, sources: Sequence[Path], is_ours: Callable[[Path], bool], force: bool) -> None:
    """Refuse to replace a file, or anything that is no file, unless ``is_ours`` says that this command wrote it.

    With ``force`` other files may be replaced too, but never the sources: files, and folders with all that is in them.
    """
    if not os.path.lexists(os.path.realpath(to)):
        return
    if not stat.S_ISREG(to.stat().st_mode):
        raise Refused(f"{to} is not a file; give the name of a file")
    if _was_written_by(is_ours, to):
        return
    if is_inside(to, sources):
        raise Refused(f"{to} is one of the sources of the study and is never overwritten; give another name")
    if not force:
        raise Refused(f"{to} was not written by this command; give another name, or add --force to replace it")


def is_inside(path: Path, places: Sequence[Path]) -> bool:
    """Whether a path, by whatever name, is one of the places or in a folder of them."""
    there = [place for place in places if place.exists()]
    real = Path(os.path.realpath(path))
    return any(os.path.samefile(one, place) for one in (real, *real.parents) if one.exists() for place in there)


def _was_written_by(is_ours: Callable[[Path], bool], path: Path) -> bool:
    try:
        return is_ours(path)
    except (OSError, ValueError):
        return False
