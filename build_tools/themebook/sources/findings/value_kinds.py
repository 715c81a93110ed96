"""The kinds of single values in the findings: how to read each from a YAML node, and how to describe it.

If a value cannot be read, the problem is reported and a blank value takes its place, so that one mistake does not cause
many others.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Protocol

from themebook.core.characters import look_alike
from themebook.core.diagnostics import Diagnostic, Rule, Span
from themebook.core.fields import Prose
from themebook.core.lookalikes import unquoted
from themebook.sources.yaml.comments import comment_after, text_whole
from themebook.sources.yaml.nodes import Node, ScalarNode, SequenceNode, span_of

KEY_PRESENT = Rule("key-present", "Every required key must be present and have a value.")
VALUE_TYPE = Rule("value-type", "Every value must be of the type that its key requires.")

Schema = dict[str, Any]


@dataclass(slots=True)
class FileReading:
    """The state of reading one file: its name, its lines, the diagnostics, and the ids in parts that could not be read.

    ``shapes`` are all that a file can contain, and ``mistaken`` are pairs of them that were confused.
    """

    file: str
    lines: list[str]
    found: list[Diagnostic] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    shapes: tuple[Any, ...] = ()
    mistaken: set[tuple[str, str]] = field(default_factory=set)

    def report(self, rule: Rule, node: Node, message: str, hint: str = "") -> None:
        self.found.append(rule.at(span_of(node, self.file), message, hint))


_LIST_OF_THINGS = re.compile(r"(?m)^ *- id: +(?P<id>[a-z][a-z0-9-]*)[ \t]*$")


class ValueKind(Protocol):
    """A kind of value: its name, how to read it, its blank value, and its schema."""

    @property
    def name(self) -> str: ...
    def read(self, node: Node, reading: FileReading) -> Any: ...
    def blank(self, span: Span) -> Any: ...
    def schema(self) -> Schema: ...


def scalar(node: Node, kind: ValueKind, reading: FileReading) -> str | None:
    """The text of a scalar, in NFC as everywhere, or None (reported) if the node is a list, a mapping or empty."""
    if not isinstance(node, ScalarNode):
        reading.report(VALUE_TYPE, node, f"this must be {kind.name}, not {describe(node)}", _how_to_write(node))
        return None
    text = unicodedata.normalize("NFC", str(node.value))
    if not text.strip():
        report_missing(kind, node, reading)
        return None
    return text


def report_missing(kind: ValueKind, node: Node, reading: FileReading) -> None:
    """Report a key or dash without a value."""
    comment = comment_after(node, reading.lines)
    hint = "write it after the colon or dash, or delete what you do not need"
    if comment:
        hint = f"what follows `#` is a comment; if `{comment.text}` is the text, put it in quotes"
    reading.report(KEY_PRESENT, node, f"this is empty, and must be {kind.name}", hint)


def report_cut(node: Node, reading: FileReading) -> None:
    """Report an unquoted text followed by a comment that may be meant as part of it."""
    comment = comment_after(node, reading.lines)
    if comment and not comment.is_set_off and str(node.value).strip():
        reading.found.append(text_whole(comment, reading.file))


def report_swallowed(node: Node, reading: FileReading) -> None:
    """Report a text that contains what was meant as a list below it."""
    written = node.value if isinstance(node.value, str) else ""
    found = _LIST_OF_THINGS.search(written)
    if found:
        reading.unread += (one["id"] for one in _LIST_OF_THINGS.finditer(written))
        message = f"this text continues with `{found[0].strip()}`, which looks like the beginning of a list"
        hint = "put its key on a line above it, such as `quotes:` or `findings:`, indented no further than the key here"
        reading.report(VALUE_TYPE, node, message, hint)


def describe(node: Node) -> str:
    """A description of a node for authors."""
    if isinstance(node, ScalarNode):
        return "plain text"
    return "a list" if isinstance(node, SequenceNode) else "keys with values"


def _how_to_write(node: Node) -> str:
    if getattr(node, "flow_style", False):
        return "write one value here; put text that begins with [ or { in quotes"
    if isinstance(node, SequenceNode):
        return "write one value here, without a dash before it"
    return "put text that contains a colon and a space in quotes, or after `|` on lines of its own"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text on one line; line breaks of the file become spaces.

    A ``bare`` text is a name or a number. Quotation marks around it are a mistake.
    """

    name: str = "plain text"
    bare: bool = False

    def read(self, node: Node, reading: FileReading) -> str:
        text = scalar(node, self, reading)
        report_cut(node, reading)
        report_swallowed(node, reading)
        inside = unquoted(text) if text and self.bare else None
        if text and inside is not None:
            found = look_alike(text[0], span_of(node, reading.file), f"write {inside} without quotation marks")
            reading.found.append(found)
        return " ".join((inside or text).split()) if text else ""

    def blank(self, span: Span) -> str:
        return ""

    def schema(self) -> Schema:
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class VerbatimWords:
    """Somebody's words, kept character for character; only the line breaks around them are removed."""

    name: str = "verbatim words"

    def read(self, node: Node, reading: FileReading) -> str:
        if not isinstance(node, ScalarNode) or not node.value.strip():
            return scalar(node, self, reading) or ""
        report_cut(node, reading)
        report_swallowed(node, reading)
        return str(node.value).strip()

    def blank(self, span: Span) -> str:
        return ""

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Markdown:
    """Text in Markdown, with citations and links."""

    name: str = "Markdown"

    def read(self, node: Node, reading: FileReading) -> Prose:
        text = scalar(node, self, reading)
        report_cut(node, reading)
        report_swallowed(node, reading)
        start = span_of(node, reading.file)
        if text is None or getattr(node, "style", None) != "|":
            return Prose(markdown=(text or "").strip(), span=start)
        return self._block(text, start, reading)

    @staticmethod
    def _block(text: str, start: Span, reading: FileReading) -> Prose:
        """In a literal block every line of the text is a line of the file, so that each character has its place."""
        body = text.lstrip("\n")
        first = start.line + 1 + len(text) - len(body)
        line = unicodedata.normalize("NFC", reading.lines[first - 1])
        indent = len(line) - len(body.split("\n", 1)[0])
        return Prose(markdown=body.rstrip(), span=Span(start.file, first, indent + 1), indent=indent)

    def blank(self, span: Span) -> Prose:
        return Prose(markdown="", span=span)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}
