"""The texts of sources, transcripts and notes: inside of the project, or in files of their own."""

from __future__ import annotations

import codecs

from lxml import etree

from themebook.core.diagnostics import Loaded, Rule, Severity
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda.counted_text import SourceText
from themebook.exchange.qda.refi.elements import children
from themebook.exchange.qda.refi.package import Package
from themebook.exchange.safe_xml import place_of

TEXT_OF_SOURCE = Rule("text-of-source", "A source of a project should have its plain text.", Severity.WARNING)

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of_element(element: etree._Element, package: Package) -> Loaded[SourceText | None]:
    """The text of a source, transcript or note: inside of it or in a file of the project. None with the reason."""
    for content in children(element, "PlainTextContent"):
        # XML parsers turn all line breaks into the same character.
        text = "".join(content.itertext())
        if text:
            return Loaded(_source_text(text), ())
    if path := element.get("plainTextPath"):
        file, found = package.file_at(path, place_of(element, package.name))
        if file is None:
            return Loaded(None, found)
        return Loaded(_source_text(file.exact.value, file), (*found, *file.exact.diagnostics))
    return Loaded(None, ())


def _source_text(original: str, file: InputFile | None = None) -> SourceText:
    return SourceText(original, has_mark=file is not None and file.data.startswith(_MARKS))
