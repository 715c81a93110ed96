"""Manuscripts in Word and OpenDocument files, which pandoc reads.

Such files have no lines. Where diagnostics and places name a line, it is the number of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from themebook.cite.pandoc_process import FormattingFailed, document_tree
from themebook.core.diagnostics import Loaded
from themebook.exchange.archives import is_zip, open_archive
from themebook.exchange.articles.manuscripts.layout import refined
from themebook.exchange.articles.manuscripts.manuscript import study_from, unreadable
from themebook.exchange.articles.manuscripts.pandoc_tree import TreeReader
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedAuthor, ImportedDetails
from themebook.exchange.input_file import InputFile

_WORD = "word/document.xml"
_OPEN_DOCUMENT = "content.xml"
_SAVE_AGAIN = "open it in the program that made it, and save it again"


def recognises_word(file: InputFile) -> bool:
    """Whether a file is a document of Word (.docx)."""
    return _holds(file, _WORD) or (_holds(file, "[Content_Types].xml") and file.ending in (".docx", ".docm"))


def recognises_open_document(file: InputFile) -> bool:
    """Whether a file is an OpenDocument text (.odt)."""
    return _holds(file, _OPEN_DOCUMENT) and (b"opendocument.text" in file.data[:200] or file.ending == ".odt")


def _holds(file: InputFile, member: str) -> bool:
    archive = open_archive(file).value if is_zip(file) else None
    return archive is not None and member in archive.names


def read_word(file: InputFile, _: ImportOptions) -> Loaded[Imported]:
    """The draft of a study from a Word file."""
    return _read(file, "docx", _WORD)


def read_open_document(file: InputFile, _: ImportOptions) -> Loaded[Imported]:
    """The draft of a study from an OpenDocument text."""
    return _read(file, "odt", _OPEN_DOCUMENT)


def _read(file: InputFile, form: str, main: str) -> Loaded[Imported]:
    archive = open_archive(file)
    if archive.value is None:
        return Loaded(Imported(), archive.diagnostics)
    if main not in archive.value.names:
        return unreadable(file.start, f"there is no text in '{file.name}': '{main}' is missing", _SAVE_AGAIN)
    # Every part is unpacked once here, because pandoc would not stop at a part that is too large.
    for member in archive.value.names:
        part = archive.value.read(member)
        if part.value is None:
            return Loaded(Imported(), part.diagnostics)
        if member.endswith((".xml", ".rels")) and b"<!ENTITY" in part.value.data.replace(b"\0", b""):
            return unreadable(file.start, f"'{member}' in '{file.name}' defines entities", _SAVE_AGAIN)
    return read_tree(file, file.data, "docx+styles" if form == "docx" else form)


def read_tree(file: InputFile, data: bytes, form: str) -> Loaded[Imported]:
    """The draft of a study from a document that pandoc reads."""
    try:
        tree = document_tree(data, form)
        reader = TreeReader(file.name)
        pieces = reader.pieces(tree["blocks"])
        details = _details(tree.get("meta", {}))
    except (FormattingFailed, RecursionError) as error:
        return unreadable(file.start, f"'{file.name}' cannot be read: {error}", _SAVE_AGAIN)
    return study_from(refined(pieces), file.start, details, tuple(reader.diagnostics()))


def _details(meta: Mapping[str, Any]) -> ImportedDetails:
    authors = tuple(_author(name) for name in _texts(meta.get("author")) if name)
    title = " ".join(_texts(meta.get("title"))).strip()
    abstract = "\n\n".join(_texts(meta.get("abstract")))
    return ImportedDetails(title=title, authors=authors, abstract=abstract)


def _author(name: str) -> ImportedAuthor:
    given, _, family = " ".join(name.split()).rpartition(" ")
    return ImportedAuthor(family=family, given=given)


def _texts(value: Any) -> Iterator[str]:
    """The texts of a value of the metadata, one for each value of a list and each paragraph."""
    reader = TreeReader("")
    kind: str = value.get("t", "") if isinstance(value, dict) else ""
    content: Any = value.get("c") if isinstance(value, dict) else None
    if kind == "MetaList":
        for one in content:
            yield from _texts(one)
    elif kind == "MetaInlines":
        yield "".join(run.text for run in reader.runs(content))
    elif kind == "MetaBlocks":
        yield from (getattr(piece, "text", "") for piece in reader.pieces(content))
    elif kind == "MetaString":
        yield str(content)
