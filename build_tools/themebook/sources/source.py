"""Reads the text of a source file from disk."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span, rule

FILE_EXISTS = Rule("file-exists", "Every source file must exist and be readable.")
FILE_HAS_CONTENT = Rule("file-has-content", "A source file must not be empty.")

_SAVE_AS_UTF8 = (
    "save the file as UTF-8: in Visual Studio Code click the encoding at the bottom right, then `Save with "
    "Encoding`; in Notepad choose UTF-8 under `Save as`; in JabRef choose it under `Library properties`"
)
# The characters that XML 1.0 does not allow (https://www.w3.org/TR/xml/#charsets).
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Source:
    """A text and its name in diagnostics. Its lines end with ``\\n`` and it has no byte order mark."""

    name: str
    text: str


def read_source(path: Path, name: str) -> Loaded[Source | None]:
    """The text of a file in UTF-8, or None with the reason; ``name`` is the file in diagnostics."""
    try:
        # Opening something that is not a file, such as a pipe, may block forever.
        if not stat.S_ISREG(path.stat().st_mode):
            what = "a folder" if path.is_dir() else "a device or a pipe"
            message = f"'{name}' cannot be read: it is {what}"
            return _refuse(FILE_EXISTS, Span(name), message, "it must be a readable file")
        data = path.read_bytes()
    except FileNotFoundError:
        return _refuse(FILE_EXISTS, Span(name), f"there is no file '{name}'", "check its name and its folder")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _refuse(FILE_EXISTS, Span(name), f"'{name}' cannot be read: {reason}", "it must be a readable file")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return file_is_utf8(data, name)
    if not text.strip():
        return _refuse(FILE_HAS_CONTENT, Span(name), f"'{name}' is empty", "")
    return Loaded(Source(name, _with_newlines(text)), ())


@rule()
def file_characters(source: Source) -> tuple[Diagnostic, ...]:
    """A source file must not contain characters that are not allowed on a web page, such as control characters.

    These are the characters that XML and HTML forbid, however they are written. The first in each line is reported.
    """
    hint = "delete it, with the Backspace key if necessary; it often comes from copied text"
    return tuple(
        file_characters.at(
            Span(source.name, number, found.start() + 1),
            f"this character is not allowed on a web page (U+{ord(found[0]):04X})",
            hint,
        )
        for number, line in enumerate(source.text.split("\n"), 1)
        if (found := NOT_XML.search(line))
    )


def without_refused(source: Source) -> Source:
    """The text with a replacement character for each character that XML and HTML forbid. No place changes."""
    return Source(source.name, NOT_XML.sub("\ufffd", source.text))


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@rule()
def file_is_utf8(data: bytes, name: str) -> Loaded[Source | None]:
    """A source file must be UTF-8 text.

    Reports the first byte that is not, and the encoding that the file may have instead.
    """
    if data.startswith(_UTF16_MARKS):
        return _refuse(file_is_utf8, Span(name), "this file is UTF-16, not UTF-8", _SAVE_AS_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    bad = _first_bad_byte(data)
    before = _with_newlines(data[:bad].decode("utf-8"))
    place = Span(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    # Nearly every such file comes from Windows, where the byte is a letter that the author will recognise.
    letter = data[bad : bad + 1].decode("cp1252", errors="replace")
    looks_like = f", it looks like '{letter}' in Windows-1252" if letter.isprintable() and letter != "\ufffd" else ""
    return _refuse(file_is_utf8, place, f"the byte {data[bad]:02X} here is not UTF-8{looks_like}", _SAVE_AS_UTF8)


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _refuse(rule: Rule, place: Span, message: str, hint: str) -> Loaded[Source | None]:
    return Loaded(None, (rule.at(place, message, hint),))
