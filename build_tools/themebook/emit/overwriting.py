"""What a command may write over: what it wrote itself, and never what an author wrote."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

# Lists the files of a folder that a command wrote, as ``sha256sum`` does.
_LIST = ".themebook"
_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<path>.+)", re.DOTALL)
# Where a site is built from such a folder by default.
_BUILT = "site"
_SHOWN = 3


class Refused(OSError):
    """The output would replace something that this command did not write."""


def check_output_file(to: Path, *, sources: Sequence[Path], is_ours: Callable[[Path], bool], force: bool) -> None:
    """Refuse to replace a file, or anything that is no file, unless ``is_ours`` says that this command wrote it.

    With ``force`` other files may be replaced too, but never the sources: files, and folders with all that is in them.
    """
    if not os.path.lexists(os.path.realpath(to)):
        return
    if not stat.S_ISREG(to.stat().st_mode):
        raise Refused(f"{to} is not a file")
    if _was_written_by(is_ours, to):
        return
    if is_inside(to, sources):
        raise Refused(f"{to} is a source of the study and is never overwritten; use another name")
    if not force:
        raise Refused(f"{to} was not written by this command; use another name, or add --force to replace it")


def check_output_folder(to: Path, *, force: bool) -> None:
    """Refuse to replace a folder in which anything was added or edited since ``list_output`` was called for it.

    With ``force`` anything in it may be replaced. Hidden entries never matter, because they stay.
    """
    if not os.path.lexists(os.path.realpath(to)):
        return
    if not to.is_dir():
        raise Refused(f"{to} is a file; name a folder")
    if force:
        return
    listed = _listed(to)
    foreign = [path for path, file in _visible(to, listed) if listed.get(path) != _digest(file)]
    if foreign and not listed:
        raise Refused(
            f"{to} is not empty and was not written by this command; use another folder, or add --force to replace it"
        )
    if foreign:
        more = f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
        raise Refused(
            f"{to} contains files that were added or edited since this command wrote it: "
            f"{', '.join(foreign[:_SHOWN])}{more}; move them away, use another folder, or add --force to replace them"
        )


def list_output(folder: Path) -> None:
    """List what a command wrote into a folder, so that ``check_output_folder`` can recognise it."""
    lines = (f"{_digest(file)}  {path}\n" for path, file in _visible(folder, {}))
    (folder / _LIST).write_bytes(os.fsencode("".join(lines)))


def _listed(folder: Path) -> Mapping[str, str]:
    """The digest of each listed file by its path in the folder."""
    try:
        lines = os.fsdecode((folder / _LIST).read_bytes()).split("\n")
    except OSError:
        return {}
    return {found["path"]: found["digest"] for found in map(_LINE.fullmatch, lines) if found}


def _visible(folder: Path, listed: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """The files of a folder by their paths in it, without hidden entries and the site that was built from it."""
    built = _BUILT if listed and (folder / _BUILT / "sitemap.xml").is_file() else ""
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if not (path.is_dir() and not path.is_symlink()) and below.parts[0] != built and below.parts[0][0] != ".":
            yield below.as_posix(), path


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def is_inside(path: Path, places: Sequence[Path]) -> bool:
    """Whether a path, by whatever name, is one of the places or in a folder of them."""
    there = [place for place in places if place.exists()]
    real = Path(os.path.realpath(path))
    return any(os.path.samefile(one, place) for one in (real, *real.parents) if one.exists() for place in there)


def _was_written_by(is_ours: Callable[[Path], bool], path: Path) -> bool:
    try:
        return is_ours(path)
    except Exception:
        # Whatever a reader of zips or PDFs makes of it: a file that cannot be read is not recognised.
        return False
