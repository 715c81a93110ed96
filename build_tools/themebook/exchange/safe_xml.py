"""XML of unknown origin: no entities, no network, bounded depth. What can be read of a damaged file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.input_file import InputFile

XML_READABLE = Rule(
    "xml-readable", "A file of XML to import must be well-formed, and must not define entities of its own."
)
XML_WHOLE = Rule("xml-whole", "A file of XML to import must not be damaged.", Severity.WARNING)

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_SAVE_AGAIN = "export or download the file again"
# Reported of one file. What follows is usually due to the first.
_MOST_REPORTED = 5


def parse_xml(file: InputFile) -> Loaded[etree._Element | None]:
    """The root element, or None with the reason. A damaged file is read as far as it can be, and reported."""
    if found := _ENTITY.search(file.data.replace(b"\0", b"")):
        line = file.data.replace(b"\0", b"").count(b"\n", 0, found.start()) + 1
        message = "this defines an entity, which could make the file grow without bounds or read other files"
        return Loaded(None, (XML_READABLE.at(Span(file.name, line), message, "remove the definition"),))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(file.data, parser)
    except etree.XMLSyntaxError as error:
        root, message = None, error.msg
    else:
        message = "there is no element in it"
    if root is None:
        return Loaded(None, (XML_READABLE.at(file.start, f"this is not XML: {message}", _SAVE_AGAIN),))
    return Loaded(root, tuple(_damage(file, parser)))


def _damage(file: InputFile, parser: etree.XMLParser) -> Iterator[Diagnostic]:
    for error in [one for one in parser.error_log if one.level_name != "WARNING"][:_MOST_REPORTED]:
        place = Span(file.name, max(error.line, 1), max(error.column, 1))
        yield XML_WHOLE.at(place, f"the file is damaged here: {error.message}", _SAVE_AGAIN)


def place_of(element: etree._Element, file: str) -> Span:
    """Where an element begins. XML parsers know the line only."""
    return Span(file, element.sourceline or 1)


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, because programs use different ones; empty for comments."""
    # Not ``etree.QName``, which raises for namespaces of damaged files.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
