"""Protects the author's files: commands may only overwrite their own output."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

# A list of the files that a command wrote into a folder, in the format of ``sha256sum``.
_LIST = ".themebook"
_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<path>.+)", re.DOTALL)
# The default folder of a site that is built from such a folder.
_SITE = "site"
_SHOWN = 3


class Refused(OSError):
    """The output would replace something that this command did not write."""


def check_output_file(to: Path, *, sources: Sequence[Path], is_ours: Callable[[Path], bool], force: bool) -> None:
    """Refuse to replace a file unless ``is_ours`` reports that this command wrote it.

    With ``force``, other files may be replaced too, but never ``sources``, which are files and whole folders.
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
        raise Refused(
            f"{to} was not written by this command, or has been changed since; use another name, or add --force to "
            "replace it"
        )


def check_output_folder(to: Path, *, force: bool) -> None:
    """Refuse to replace a folder if files in it were added or edited since ``list_output`` was called.

    With ``force``, anything in it may be replaced. Hidden entries do not count, because they are kept.
    """
    if not os.path.lexists(os.path.realpath(to)):
        return
    if not to.is_dir():
        raise Refused(f"{to} is a file; name a folder")
    if force:
        return
    digests = _recorded_digests(to)
    foreign = [path for path, file in _visible(to, digests) if digests.get(path) != _digest(file)]
    if foreign and not digests:
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
    """Record the files that a command wrote into a folder, for ``check_output_folder`` to recognise."""
    lines = (f"{_digest(file)}  {path}\n" for path, file in _visible(folder, {}))
    (folder / _LIST).write_bytes(os.fsencode("".join(lines)))


def _recorded_digests(folder: Path) -> Mapping[str, str]:
    """The digest of each recorded file, by its path in the folder."""
    try:
        lines = os.fsdecode((folder / _LIST).read_bytes()).split("\n")
    except OSError:
        return {}
    return {match["path"]: match["digest"] for match in map(_LINE.fullmatch, lines) if match}


def _visible(folder: Path, digests: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """The files of a folder with their paths in it, except hidden entries and a site that was built from it."""
    site = _SITE if digests and (folder / _SITE / "sitemap.xml").is_file() else ""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        top = relative.parts[0]
        if not (path.is_dir() and not path.is_symlink()) and top != site and not top.startswith("."):
            yield relative.as_posix(), path


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def is_inside(path: Path, others: Sequence[Path]) -> bool:
    """Whether a path is one of the others or inside one of them. Symbolic links are resolved."""
    existing = [other for other in others if other.exists()]
    real = Path(os.path.realpath(path))
    parents = [parent for parent in (real, *real.parents) if parent.exists()]
    return any(os.path.samefile(parent, other) for parent in parents for other in existing)


def _was_written_by(is_ours: Callable[[Path], bool], path: Path) -> bool:
    try:
        return is_ours(path)
    except Exception:
        # Readers of zips and PDFs may raise anything. A file that they cannot read is not ours.
        return False
