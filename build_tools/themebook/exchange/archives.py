"""Zip files of unknown origin: bounded in size and ratio, and never unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span
from themebook.exchange.input_file import InputFile

ARCHIVE_READABLE = Rule(
    "archive-readable",
    "A zip file to import must be undamaged and not encrypted, and must not unpack to more than 500 MB, to 10,000 "
    "files, or to more than 200 times its size.",
)

_MOST_MEMBERS = 10_000
_MOST_BYTES = 500_000_000
_MOST_RATIO = 200
# Small files of one repeated character are no attack.
_SMALL = 1_000_000
_DAMAGED = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError)


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a zip file, read one at a time. ``names`` are those of its files, in their order."""

    name: str
    names: tuple[str, ...]
    _zip: zipfile.ZipFile = field(repr=False)

    def read(self, member: str) -> Loaded[InputFile | None]:
        """One of the files, or None with the reason. Its name in diagnostics is the zip's, a slash and its own."""
        name = f"{self.name}/{member}"
        try:
            info = self._zip.getinfo(member)
            if info.file_size > _SMALL and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
                return Loaded(None, (_refused(name, f"'{member}' unpacks to more than {_MOST_RATIO} times its size"),))
            with self._zip.open(info) as file:
                # The size that the zip states may be a lie.
                data = file.read(info.file_size + 1)
            if len(data) > info.file_size:
                return Loaded(None, (_refused(name, f"'{member}' is larger than the zip file says"),))
            return Loaded(InputFile(name, data), ())
        except (*_DAMAGED, KeyError, RuntimeError, zlib.error) as error:
            return Loaded(None, (_refused(name, f"'{member}' cannot be unpacked: {_reason(error)}"),))


def open_archive(file: InputFile) -> Loaded[Archive | None]:
    """A zip file, or None with the reason."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
        # A name may be empty, and ``is_dir`` looks at its last character.
        members = [info for info in archive.infolist() if info.filename and not info.is_dir()]
    except _DAMAGED as error:
        return Loaded(None, (_refused(file.name, f"'{file.name}' is not a whole zip file: {_reason(error)}"),))
    if len(members) > _MOST_MEMBERS:
        return Loaded(None, (_refused(file.name, f"'{file.name}' contains more than {_MOST_MEMBERS:,} files"),))
    if sum(info.file_size for info in members) > _MOST_BYTES:
        megabytes = _MOST_BYTES // 1_000_000
        return Loaded(None, (_refused(file.name, f"'{file.name}' unpacks to more than {megabytes} MB"),))
    return Loaded(Archive(file.name, tuple(info.filename for info in members), archive), ())


def is_zip(file: InputFile) -> bool:
    return file.data.startswith(b"PK\x03\x04") or file.data.startswith(b"PK\x05\x06")


def _refused(name: str, message: str) -> Diagnostic:
    return ARCHIVE_READABLE.at(Span(name), message, "export the file again from the program that made it")


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
