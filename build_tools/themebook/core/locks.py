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
# So long a lock may be held by a process that it does not name: one that has just taken it, or that is cleaning up.
_PATIENCE, _PAUSE = 5.0, 0.05


class Locked(OSError):
    """Another process holds the lock; ``pid`` is its number, as far as it is known."""

    def __init__(self, pid: str) -> None:
        super().__init__(f"locked by process {pid}")
        self.pid = pid


class Lock:
    """The lock of a path, in a file beside it whose name ends in ``.lock``.

    Raises ``Locked`` where another process holds it. ``is_held`` is false where the file system has no locks, as some
    networks have not: then nothing keeps two processes apart.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + _ENDING)
        self._file, self.is_held = _locked(self.path)
        # The number only helps other processes to name this one, and a full disk has no room for it.
        with suppress(OSError):
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Remove the file while it is still locked, so that nobody can lock one that is about to go."""
        self.path.unlink(missing_ok=True)
        os.close(self._file)


def _locked(path: Path) -> tuple[int, bool]:
    """The descriptor of the file at this path, created if need be, and whether it is locked."""
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
    """Whether there is a process of this number, whosever it is."""
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
    """Whoever wants the lock meanwhile finds the number of a process that is gone, and waits."""
    file, is_held = _locked(lock)
    try:
        # Without locks, the owner may be at work.
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
    """A folder that is locked before it exists, so that nobody takes it for one that was left behind."""
    while True:
        folder = place / f"{prefix}{os.urandom(8).hex()}"
        try:
            lock = Lock(folder)
        except Locked:
            # Taken by another process for one that was left behind.
            continue
        try:
            folder.mkdir(mode=0o700)
            return lock, folder
        except OSError as error:
            lock.release()
            if not isinstance(error, FileExistsError):
                raise
