"""Recognises files that Themebook wrote and nobody has changed since, because authors go on writing in documents."""

from __future__ import annotations

import io
import re
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

_SEAL = re.compile(rb"themebook ([0-9a-f]{64})")
_LINE = re.compile(r"(?:<!--|%) themebook ([0-9a-f]{64})(?: -->)?\n\Z")


def seal_package(data: bytes) -> bytes:
    """A Word document or Excel workbook with a digest of its parts, as the comment of the zip that it is.

    Programs that save the file again leave the comment out or do not update it.
    """
    sealed = io.BytesIO(data)
    with ZipFile(sealed, "a") as package:
        package.comment = b"themebook " + _digest_of(package).encode()
    return sealed.getvalue()


def seal_text(text: str, *, comment: str) -> str:
    """A text with its digest in a comment on the last line. ``comment`` has ``%s`` in the place of it."""
    return f"{text}{comment % f'themebook {sha256(text.encode()).hexdigest()}'}\n"


def is_sealed(path: Path) -> bool:
    """Whether Themebook wrote this file, and it has not been changed since. May raise anything if it is damaged."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with ZipFile(io.BytesIO(data)) as package:
            found = _SEAL.fullmatch(package.comment)
            return found is not None and found[1].decode() == _digest_of(package)
    text = data.decode("utf-8")
    line = _LINE.search(text)
    return line is not None and line[1] == sha256(text[: line.start()].encode()).hexdigest()


def _digest_of(package: ZipFile) -> str:
    parts = "".join(f"{info.filename}\n{info.CRC}\n" for info in package.infolist())
    return sha256(parts.encode()).hexdigest()
