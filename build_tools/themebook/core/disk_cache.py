"""A cache on disk, for results that are slow to compute and depend only on their inputs.

It can be deleted at any time. An entry is found by a digest of its inputs, to which callers must add the versions of
the code and libraries that compute it. Each has a checksum, so that a file that is truncated or damaged counts as
missing. Entries are written to separate files and then renamed, so that builds at the same time do not disturb each
other.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

# Where the cache of a project is, from the folder of its configuration.
CACHE_FOLDER = Path(".cache", "themebook")

_CHECKSUM = hashlib.sha256().digest_size
_DAY = 24 * 60 * 60
_UNUSED_DAYS = 30
_numbers = count()


def digest(*parts: str | bytes) -> str:
    """A digest of these parts, in their order."""
    made_from = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made_from.update(len(content).to_bytes(8, "big") + content)
    return made_from.hexdigest()


class DiskCache:
    """The entries of one kind, such as cards. Without a folder, nothing is kept."""

    def __init__(self, folder: Path | None, kind: str) -> None:
        self._folder = folder / kind if folder else None

    def get(self, key: str) -> bytes | None:
        """The entry for a digest, or None if there is none, or if its file is damaged."""
        if self._folder is None:
            return None
        try:
            content = (self._folder / key).read_bytes()
        except OSError:
            return None
        checksum, entry = content[:_CHECKSUM], content[_CHECKSUM:]
        if hashlib.sha256(entry).digest() != checksum:
            return None
        self._note_use(self._folder / key)
        return entry

    def _note_use(self, file: Path) -> None:
        """Let ``prune`` keep an entry. Once a day is enough, and disturbs nobody who watches the folder."""
        with suppress(OSError):
            if file.stat().st_mtime < time.time() - _DAY:
                os.utime(file)

    def put(self, key: str, entry: bytes) -> None:
        """Keep an entry. A disk that is full or cannot be written is no error: the entry is made again next time."""
        if self._folder is None:
            return
        new = self._folder / f"{key}.{os.getpid()}-{next(_numbers)}"
        with suppress(OSError):
            if not self._folder.is_dir():
                self._folder.mkdir(parents=True)
                # The cache does not belong in a repository.
                (self._folder.parent / ".gitignore").write_text("*\n", "utf-8")
            try:
                new.write_bytes(hashlib.sha256(entry).digest() + entry)
                new.replace(self._folder / key)
            finally:
                new.unlink(missing_ok=True)

    def prune(self) -> None:
        """Delete the entries that have not been used for a month."""
        oldest = time.time() - _UNUSED_DAYS * _DAY
        for file in self._files():
            with suppress(OSError):
                if file.stat().st_mtime < oldest:
                    os.unlink(file)

    def _files(self) -> Iterator[os.DirEntry[str]]:
        if self._folder is not None:
            with suppress(OSError), os.scandir(self._folder) as files:
                yield from files


#: A cache that keeps nothing.
NO_CACHE = DiskCache(None, "")


@dataclass(frozen=True, slots=True)
class Caches:
    """What is kept for the next build of a project: formatted citations, cards, and compiled templates."""

    citations: DiskCache = NO_CACHE
    cards: DiskCache = NO_CACHE
    templates: DiskCache = NO_CACHE

    @classmethod
    def below(cls, folder: Path) -> Caches:
        return cls(DiskCache(folder, "citations"), DiskCache(folder, "cards"), DiskCache(folder, "templates"))

    def prune(self) -> None:
        """Delete what has not been used for a month."""
        for cache in (self.citations, self.cards, self.templates):
            cache.prune()
