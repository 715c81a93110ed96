"""Locks between processes, and temporary folders that the next run removes if this one is killed.

A lock is a file that its owner holds locked (``flock``) and that names the owner's process. The system releases it when
the process ends, however it ends, so a lock file that can be locked was left behind by a process that was killed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_ENDING = ".lock"
_TEMPORARY = "themebook-"
# How long a process that is just starting or cleaning up may hold a lock that does not name it.
_PATIENCE, _PAUSE = 5.0, 0.05


class Locked(OSError):
    """Another process holds the lock; ``pid`` is its id, if known."""

    def __init__(self, pid: str) -> None:
        super().__init__(f"locked by process {pid}")
        self.pid = pid


class Lock:
    """The lock of a path, in a file beside it whose name ends in ``.lock``.

    Raises ``Locked`` if another process holds it. ``is_held`` is false if the file system has no locks, as on some
    networks. Then nothing keeps two processes apart.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + _ENDING)
        self._file, self.is_held = _locked(self.path)
        # The id only helps other processes to name this one. There may be no room for it on a full disk.
        with suppress(OSError):
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Remove the file while it is still locked, so that nobody can lock a file that is about to be removed."""
        self.path.unlink(missing_ok=True)
        os.close(self._file)


def _locked(path: Path) -> tuple[int, bool]:
    """The descriptor of the file at this path, created if necessary, and whether it is locked."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = os.pread(file, 100, 0).decode(errors="replace")
            os.close(file)
            if _is_running(pid) or time.monotonic() > deadline:
                raise Locked(pid or "unknown") from error
            time.sleep(_PAUSE)
            continue
        except OSError:
            return file, False
        # Its last owner may have removed the file after it was opened here.
        if _is_at(file, path):
            return file, True
        os.close(file)


def _is_running(pid: str) -> bool:
    """Whether a process with this id exists, whoever owns it."""
    try:
        os.kill(int(pid), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), os.stat(path))
    except FileNotFoundError:
        return False


def sweep(folder: Path, pattern: str, clean: Callable[[Path], None]) -> None:
    """Call ``clean(path)`` for each path in a folder whose lock was left behind, and remove the lock.

    ``pattern`` is one of ``Path.glob`` for the paths without the ending of their locks.
    """
    for left in sorted(folder.glob(pattern + _ENDING)):
        with suppress(OSError):
            _clean(left, clean)


def _clean(lock: Path, clean: Callable[[Path], None]) -> None:
    """Anyone who wants the lock in the meantime finds the id of a process that is gone, and waits."""
    file, is_held = _locked(lock)
    try:
        # Without locks, the owner may still be running.
        if is_held:
            clean(lock.with_name(lock.name.removesuffix(_ENDING)))
            lock.unlink(missing_ok=True)
    finally:
        os.close(file)


@contextmanager
def temporary_folder(parent: Path | None = None) -> Iterator[Path]:
    """A new folder, by default among the temporary files of the system; removed at the end.

    Those that killed processes left in the same place are removed first.
    """
    place = parent or Path(tempfile.gettempdir())
    prefix = f".{_TEMPORARY}" if parent else _TEMPORARY
    sweep(place, f"{prefix}*", partial(shutil.rmtree, ignore_errors=True))
    lock, folder = _new_folder(place, prefix)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _new_folder(place: Path, prefix: str) -> tuple[Lock, Path]:
    """A folder that is locked before it exists, so that nobody thinks it was left behind."""
    while True:
        folder = place / f"{prefix}{os.urandom(8).hex()}"
        try:
            lock = Lock(folder)
        except Locked:
            # Another process thought it was left behind.
            continue
        try:
            folder.mkdir(mode=0o700)
            return lock, folder
        except OSError as error:
            lock.release()
            if not isinstance(error, FileExistsError):
                raise
