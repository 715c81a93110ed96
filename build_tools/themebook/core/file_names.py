"""File names that every common file system accepts, because pages are named after ids and keys."""

from __future__ import annotations

import re
from pathlib import Path

LONGEST_NAME = 100

# Windows treats these as devices, with or without an extension:
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE | re.DOTALL)


def is_file(path: Path) -> bool:
    """Whether a file of this name exists. The name may be invalid."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_reserved(name: str) -> bool:
    """Whether Windows reserves the name."""
    return _DEVICE.fullmatch(name) is not None


def problem_with(name: str) -> tuple[str, str] | None:
    """Why a page cannot have this name, and what to do about it; None if it can."""
    if is_reserved(name):
        return "Windows reserves this name", "add something, such as a word or a year"
    if (length := len(name.encode())) > LONGEST_NAME:
        return f"it has {length} bytes, and the limit is {LONGEST_NAME}", "shorten it"
    return None


def safe(name: str) -> str:
    """The name itself, or a similar one that is short enough and not reserved. ASCII stays ASCII."""
    short = name.encode()[:LONGEST_NAME].decode(errors="ignore")
    return f"work-{short}" if is_reserved(short) else short
