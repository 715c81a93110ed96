"""Replaces files and folders atomically: if the process is killed, either the old or the new output is in place."""

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
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
# Errors from renaming a mount point, or across one.
_MOUNTED = (errno.EXDEV, errno.EBUSY)
# Errors from a kernel, C library or file system that cannot exchange two names atomically.
_CANNOT_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM)


def replace_file(to: Path, write: Callable[[Path], object]) -> None:
    """Call ``write`` with a temporary path, then replace ``to`` with the result.

    Raises OSError if the file cannot be written. The old file is then unchanged.
    """
    # Symbolic links are followed, not replaced.
    to = Path(os.path.realpath(to))
    to.parent.mkdir(parents=True, exist_ok=True)
    with temporary_folder(to.parent) as folder:
        new = folder / to.name
        write(new)
        new.replace(to)


class FolderReplacement:
    """A new folder, next to the one that it will replace. Write to ``folder``.

    The target is locked from the start. Raises ``Locked`` if another process is replacing it. Cleans up after killed
    processes first.
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
        """Create the new folder, with the permissions of the target."""
        self.folder.mkdir()
        if self.target.is_dir():
            shutil.copymode(self.target, self.folder)

    def commit(self) -> bool:
        """Replace the target with the new folder. Hidden entries of the target stay, as when MkDocs cleans a folder.

        Returns False if the target is a mount point, into which the files were copied one by one.
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
        """Remove temporary folders and release the lock. Does nothing if called again."""
        if not self._is_over:
            self._is_over = True
            try:
                _recover(self.folder)
            finally:
                self._lock.release()


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """Yield a new folder, which replaces the target at the end of the block, or is removed if the block raises."""
    replacement = FolderReplacement(target)
    try:
        replacement.begin()
        yield replacement.folder
        replacement.commit()
    finally:
        replacement.discard()


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}{ending}")


def _recover(new: Path) -> None:
    """Restore the target after a killed process, and remove temporary folders. ``new`` is the folder beside it."""
    target = new.with_name(new.name.removesuffix(_NEXT)[1:])
    old = _beside(target, _OLD)
    if old.is_dir() and not target.exists():
        # Killed between the two renames.
        old.rename(target)
    for leftover in (old, new):
        if leftover.is_dir():
            _remove_or_rename(leftover)


def _remove_or_rename(folder: Path) -> None:
    """Remove a folder. If that fails, for example because of another user's files, rename it."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.is_dir():
        folder.rename(folder.with_name(f"{folder.name}-{os.urandom(4).hex()}"))


def _link_hidden(old: Path, new: Path) -> frozenset[str]:
    """Hard-link the hidden entries of the old folder into the new one. Returns the names of those that it lacked."""
    hidden = [entry for entry in old.iterdir() if entry.name.startswith(".") and not entry.name.endswith(_NEXT)]
    lacking = frozenset(entry.name for entry in hidden if not os.path.lexists(new / entry.name))
    _link_missing(hidden, new)
    return lacking


def _link_missing(entries: Iterable[Path], new: Path) -> None:
    """Hard-link entries into a folder, recursively, except those that it already has."""
    for entry in entries:
        path = new / entry.name
        if os.path.lexists(path):
            if _is_folder(entry) and _is_folder(path):
                _link_missing(entry.iterdir(), path)
        elif _is_folder(entry):
            shutil.copytree(entry, path, symlinks=True, copy_function=_link)
        else:
            _link(entry, path)


def _link(file: str | Path, to: str | Path) -> None:
    try:
        os.link(file, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(file, to, follow_symlinks=False)


def _put_in_place(new: Path, target: Path) -> None:
    if not os.path.lexists(target):
        new.rename(target)
        return
    if not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is a file, but must be a folder", str(target))
    try:
        _exchange(new, target)
    except OSError as error:
        if error.errno not in _CANNOT_EXCHANGE:
            raise
        target.rename(_beside(target, _OLD))
        new.rename(target)


def _exchange(one: Path, other: Path) -> None:
    """Exchange the names of two folders atomically. Raises OSError if the system does not support that."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def _copy_into(new: Path, target: Path, untouched: frozenset[str] = frozenset()) -> None:
    """Make the target a copy of the new folder, replacing files one by one."""
    names = {entry.name for entry in new.iterdir()}
    for entry in [entry for entry in new.iterdir() if entry.name not in untouched]:
        path = target / entry.name
        if os.path.lexists(path) and _is_folder(entry) != _is_folder(path):
            _remove(path)
        if _is_folder(entry):
            path.mkdir(exist_ok=True)
            _copy_into(entry, path)
        else:
            copied = _beside(path, _NEXT)
            copied.unlink(missing_ok=True)
            shutil.copy2(entry, copied, follow_symlinks=False)
            copied.replace(path)
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
