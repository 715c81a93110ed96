"""Small projects of REFI-QDA, as the tests need them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from themebook.core.diagnostics import Loaded
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda.refi.project import read_refi

CODES = """
<CodeBook><Codes>
  <Code guid="c-1" name="Work" isCodable="true">
    <Description>All about work.</Description>
    <Code guid="c-2" name="Nights" isCodable="true"/>
  </Code>
</Codes></CodeBook>
"""


def element(name: str, inside: str = "", /, **attributes: object) -> str:
    written = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<{name}{written}>{inside}</{name}>"


def selection(start: int, end: int, *codes: str, inside: str = "", **attributes: object) -> str:
    codings = "".join(element("Coding", element("CodeRef", targetGUID=code), guid=f"of-{code}") for code in codes)
    return element("PlainTextSelection", inside + codings, startPosition=start, endPosition=end, **attributes)


def text_source(*inside: str, **attributes: object) -> str:
    given = {"guid": "s-1", "name": "Interview 1", "plainTextPath": "internal://one.txt", **attributes}
    return element("TextSource", "".join(inside), **given)


def project(*parts: str, **attributes: object) -> str:
    given = {"name": "Shifts", "origin": "Tool 1", "xmlns": "urn:QDA-XML:project:1.0", **attributes}
    return '<?xml version="1.0" encoding="utf-8"?>\n' + element("Project", "".join(parts), **given)


def packed(xml: str, texts: Mapping[str, bytes], *, inner: str = "project.qde", folder: str = "sources/") -> InputFile:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr(inner, xml)
        for name, text in texts.items():
            file.writestr(f"{folder}{name}", text)
    return InputFile("study.qdpx", data.getvalue())


def read(file: InputFile | str) -> Loaded[Imported]:
    return read_refi(InputFile("study.qde", file.encode()) if isinstance(file, str) else file, ImportOptions())


def read_sources(
    *sources: str, text: str = "", before: str = CODES, after: str = "", **about: object
) -> Loaded[Imported]:
    """What is read of a project with one text file, ``one.txt``."""
    xml = project(before, element("Sources", "".join(sources)), after, **about)
    return read(packed(xml, {"one.txt": text.encode()}))


def messages(found: Loaded[Imported]) -> list[str]:
    return [f"{one.rule.code}: {one.message}" for one in found.diagnostics]
