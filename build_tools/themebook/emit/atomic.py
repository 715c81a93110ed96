"""Output that is replaced as a whole: whenever a process is killed, what is there is the old or the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from themebook.core.locks import Lock, sweep, temporary_folder

_NEXT, _OLD = ".themebook-next", ".themebook-old"
# https://man7.org/linux/man-pages/man2/renameat2.2.html
_HERE, _EXCHANGE = -100, 2
# A mount cannot be renamed, and nothing can be renamed across one.
_MOUNTED = (errno.EXDEV, errno.EBUSY)
# A kernel, C library or file system that cannot exchange two names in one step.
_CANNOT_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM)


def replace_file(to: Path, write: Callable[[Path], object]) -> None:
    """Let a file be written in a folder beside the old one, which it replaces when it is whole.

    OSError, and the old file left as it was, where it cannot be written.
    """
    # A link keeps leading to the file that it leads to now.
    to = Path(os.path.realpath(to))
    to.parent.mkdir(parents=True, exist_ok=True)
    with temporary_folder(to.parent) as folder:
        new = folder / to.name
        write(new)
        new.replace(to)


class FolderReplacement:
    """A folder that is filled beside the one it will replace. ``folder`` is where to write.

    Locked from the start: raises ``Locked`` where another process is replacing the same folder, whatever name leads to
    it. What killed processes left beside it is put right first.
    """

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.realpath(target))
        self.folder = _beside(self.target, _NEXT)
        self.target.parent.mkdir(parents=True, exist_ok=True)
        sweep(self.target.parent, f".*{_NEXT}", _recover)
        self._lock = Lock(self.folder)
        self._is_over = False
        #: Whether the files of the old folder are being replaced one by one.
        self.is_copying = False
        try:
            _recover(self.folder)
        except OSError:
            self._lock.release()
            raise

    def begin(self) -> None:
        """Make the folder to be filled, with the permissions of the one that it will replace."""
        self.folder.mkdir()
        if self.target.is_dir():
            shutil.copymode(self.target, self.folder)

    def commit(self) -> bool:
        """Put the filled folder in place of the old one, whose hidden entries stay, as they do when MkDocs cleans.

        False where the old one is a mount, so that the new files were copied into it one by one.
        """
        carried = _link_hidden(self.target, self.folder) if self.target.is_dir() else frozenset()
        try:
            _put_in_place(self.folder, self.target)
        except OSError as error:
            if error.errno not in _MOUNTED:
                raise
            self.is_copying = True
            _copy_into(self.folder, self.target, untouched=carried)
        self.discard()
        return not self.is_copying

    def discard(self) -> None:
        """Remove what is beside the folder, and let others replace it. Does nothing the second time."""
        if not self._is_over:
            self._is_over = True
            try:
                _recover(self.folder)
            finally:
                self._lock.release()


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """A new folder to fill. It replaces another at the end of the block, or is removed if the block raises."""
    replacement = FolderReplacement(target)
    try:
        replacement.begin()
        yield replacement.folder
        replacement.commit()
    finally:
        replacement.discard()


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}{ending}")


def _recover(filled: Path) -> None:
    """Bring a folder and what is beside it into order. ``filled`` is the path where its replacement was filled."""
    target = filled.with_name(filled.name.removesuffix(_NEXT)[1:])
    old = _beside(target, _OLD)
    if old.is_dir() and not target.exists():
        # Killed between the two renames.
        old.rename(target)
    for left in (old, filled):
        if left.is_dir():
            _remove_or_rename(left)


def _remove_or_rename(folder: Path) -> None:
    """Remove a folder. One that holds what cannot be removed, such as another person's files, gives up its name."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.is_dir():
        folder.rename(folder.with_name(f"{folder.name}-{os.urandom(4).hex()}"))


def _link_hidden(old: Path, new: Path) -> frozenset[str]:
    """Let a folder have the hidden entries of another too, by hard links; the names of those that it lacked."""
    hidden = [entry for entry in old.iterdir() if entry.name.startswith(".") and not entry.name.endswith(_NEXT)]
    lacking = frozenset(entry.name for entry in hidden if not os.path.lexists(new / entry.name))
    _link_missing(hidden, new)
    return lacking


def _link_missing(entries: Iterable[Path], new: Path) -> None:
    """Link entries into a folder that lacks them; of folders that both have, what is lacking in them."""
    for entry in entries:
        place = new / entry.name
        if os.path.lexists(place):
            if _is_folder(entry) and _is_folder(place):
                _link_missing(entry.iterdir(), place)
        elif _is_folder(entry):
            shutil.copytree(entry, place, symlinks=True, copy_function=_link)
        else:
            _link(entry, place)


def _link(file: str | Path, place: str | Path) -> None:
    try:
        os.link(file, place, follow_symlinks=False)
    except OSError:
        shutil.copy2(file, place, follow_symlinks=False)


def _put_in_place(filled: Path, target: Path) -> None:
    if not os.path.lexists(target):
        filled.rename(target)
        return
    if not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is a file, but must be a folder", str(target))
    try:
        _exchange(filled, target)
    except OSError as error:
        if error.errno not in _CANNOT_EXCHANGE:
            raise
        target.rename(_beside(target, _OLD))
        filled.rename(target)


def _exchange(one: Path, other: Path) -> None:
    """Exchange the names of two folders in one step, which no kill can interrupt. OSError where that cannot be done."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def _copy_into(new: Path, target: Path, untouched: frozenset[str] = frozenset()) -> None:
    """Make a folder hold what another holds, replacing one file after the other."""
    names = {entry.name for entry in new.iterdir()}
    for entry in [entry for entry in new.iterdir() if entry.name not in untouched]:
        place = target / entry.name
        if os.path.lexists(place) and _is_folder(entry) != _is_folder(place):
            _remove(place)
        if _is_folder(entry):
            place.mkdir(exist_ok=True)
            _copy_into(entry, place)
        else:
            copied = _beside(place, _NEXT)
            copied.unlink(missing_ok=True)
            shutil.copy2(entry, copied, follow_symlinks=False)
            copied.replace(place)
    for stale in list(target.iterdir()):
        if stale.name not in names:
            _remove(stale)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _remove(path: Path) -> None:
    if _is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink()
