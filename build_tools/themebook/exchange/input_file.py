"""A file to import: bytes of unknown origin, with bounds on what is read of them."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span

INPUT_READABLE = Rule("input-readable", "A file to import must exist, and be no larger than 200 MB.")
INPUT_ENCODING = Rule(
    "input-encoding", "The encoding of a file to import should be known: UTF-8, or marked.", Severity.NOTE
)

_MOST_BYTES = 200_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BEGINNING = 4096
# A folder is a project of QualCoder if it holds this.
_DATABASE = "data.qda"


@dataclass(frozen=True)
class InputFile:
    """The name of a file in diagnostics, and its bytes. ``folder`` is the project folder that it is in, if any."""

    name: str
    data: bytes
    encoding: str = ""

    @property
    def start(self) -> Span:
        return Span(self.name)

    @property
    def ending(self) -> str:
        """Its ending in lower case, such as ``.csv``."""
        return Path(self.name).suffix.lower()

    @property
    def base_name(self) -> str:
        """Its name without folder."""
        return base_name(self.name)

    @property
    def stem(self) -> str:
        """Its name without folder and ending."""
        return Path(self.name).stem

    @cached_property
    def beginning(self) -> str:
        """Its first characters, to recognise the format by. Bytes that are no text are replaced."""
        return self.first(_BEGINNING)

    def first(self, size: int) -> str:
        """The text of so many bytes at its beginning, without space in front. Bytes that are no text are replaced."""
        data = self.data[:size]
        encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
        return data.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")

    @cached_property
    def decoded(self) -> Loaded[str]:
        """Its text, with ``\\n`` at the end of each line, and a note if the encoding had to be guessed."""
        text, found = self.exact
        return Loaded(text.replace("\r\n", "\n").replace("\r", "\n"), found)

    @cached_property
    def exact(self) -> Loaded[str]:
        """Its text with its own line ends, for what counts characters."""
        encoding = self.encoding or next((name for mark, name in _MARKS if self.data.startswith(mark)), "")
        found: tuple[Diagnostic, ...] = ()
        if not encoding:
            encoding = "utf-8" if _is_utf8(self.data) else _guessed_encoding(self.data)
            if encoding != "utf-8":
                message = f"'{self.name}' is not UTF-8; it was read as {encoding}"
                hint = "if letters are wrong, name the encoding, such as --encoding cp1252"
                found = (INPUT_ENCODING.at(self.start, message, hint),)
        return Loaded(self.data.decode(encoding, errors="replace").removeprefix("\ufeff"), found)


def base_name(path: str) -> str:
    """The name of a file without its folder, on any system."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def read_input(path: Path, encoding: str = "") -> Loaded[InputFile | None]:
    """A file, or the database of a project folder; None with the reason if it cannot be read."""
    name = str(path)
    if path.is_dir() and (path / _DATABASE).is_file():
        path = path / _DATABASE
        name = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _refused(name, f"'{name}' is not a file", "name a file")
        if status.st_size > _MOST_BYTES:
            return _refused(name, f"'{name}' is larger than {_MOST_BYTES // 1_000_000} MB", "export a part of it")
        return Loaded(InputFile(name, path.read_bytes(), encoding), ())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _refused(name, f"'{name}' cannot be read: {reason}", "check its name and its folder")


def _refused(name: str, message: str, hint: str) -> Loaded[InputFile | None]:
    return Loaded(None, (INPUT_READABLE.at(Span(name), message, hint),))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guessed_encoding(data: bytes) -> str:
    """The encoding of text that is not UTF-8. Most such files come from Windows in Western Europe or America.

    Statistics cannot tell that encoding from its neighbours in a few lines of text, but the marks can that the others
    have in its place of letters.
    """
    western = _decoded(data, "cp1252")
    letters = sum(map(str.isalpha, western))
    if (
        letters
        and sum(map(str.isascii, filter(str.isalpha, western))) > letters / 2
        and not _MARK_IN_WORD.search(western)
    ):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_ENCODINGS)).best()
    return best.encoding if best else "cp1252"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


_MARK_IN_WORD = re.compile(r"[^\W\d_][¹³¿£¥ª¯¼¾¢¡]|[¹³£¥ª¯¼¾¢][^\W\d_]")
_ENCODINGS = (
    *("utf_16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "mac_roman"),
    *("cp932", "gb18030", "big5", "cp949", "koi8_r"),
)
