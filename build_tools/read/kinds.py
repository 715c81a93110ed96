"""The kinds of single values in the findings file: how each is read from a YAML node, and how it is described.

Nothing is dropped: where a value cannot be read, its place is taken by a blank one and the trouble is reported, so that
one mistake does not cause a string of others.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from build_tools import rules
from build_tools.diagnostics import Diagnostic, Rule, Span
from build_tools.languages import TAG_PATTERN, as_tag, tag_of_name
from build_tools.model import Mention, Prose
from build_tools.read.nearest import nearest
from build_tools.read.yaml_nodes import Node, ScalarNode, SequenceNode, span_of

Schema = dict[str, Any]

ID_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"


@dataclass(slots=True)
class Reading:
    """One file being read: its name, its lines, and what was found wrong so far."""

    file: str
    lines: list[str]
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, rule: Rule, node: Node, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(rule=rule, span=span_of(node, self.file), message=message, hint=hint))


class Kind(Protocol):
    """A sort of value: how it is called, read, left blank, and described to editors."""

    @property
    def name(self) -> str: ...
    def read(self, node: Node, reading: Reading) -> Any: ...
    def blank(self, span: Span) -> Any: ...
    def schema(self) -> Schema: ...


def _scalar(node: Node, kind: Kind, reading: Reading) -> str | None:
    """The text of a scalar, NFC as everywhere, or None (reported) where the node is a list, a mapping or empty."""
    if not isinstance(node, ScalarNode):
        reading.report(rules.VALUE_TYPE, node, f"this must be {kind.name}, not {what_is(node)}", _how_to_write(node))
        return None
    text = unicodedata.normalize("NFC", str(node.value))
    if not text.strip():
        report_missing(kind, node, reading)
        return None
    return text


def report_missing(kind: Kind, node: Node, reading: Reading) -> None:
    """Says that a key or a dash has nothing after it."""
    hint = "write it after the colon or dash; what is not needed can be deleted as a whole"
    reading.report(rules.KEY_PRESENT, node, f"there is nothing here, where {kind.name} must be", hint)


def what_is(node: Node) -> str:
    """What an author sees in a node."""
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
    """Plain text on one line; line breaks of the file become spaces."""

    name: str = "plain text"

    def read(self, node: Node, reading: Reading) -> str:
        text = _scalar(node, self, reading)
        return " ".join(text.split()) if text else ""

    def blank(self, span: Span) -> str:
        return ""

    def schema(self) -> Schema:
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody's words, kept character for character; only the line breaks around them go."""

    name: str = "verbatim words"

    def read(self, node: Node, reading: Reading) -> str:
        if not isinstance(node, ScalarNode) or not node.value.strip():
            return _scalar(node, self, reading) or ""
        return str(node.value).strip()

    def blank(self, span: Span) -> str:
        return ""

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Markdown:
    """Text in Markdown, with citations and links."""

    name: str = "Markdown"

    def read(self, node: Node, reading: Reading) -> Prose:
        text = _scalar(node, self, reading)
        start = span_of(node, reading.file)
        if text is None or getattr(node, "style", None) != "|":
            return Prose(markdown=(text or "").strip(), span=start)
        return self._block(text, start, reading)

    @staticmethod
    def _block(text: str, start: Span, reading: Reading) -> Prose:
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


@dataclass(frozen=True, slots=True)
class Id:
    """The id under which a thing can be linked to; ``index`` is taken by the index pages."""

    name: str = "an id"

    def read(self, node: Node, reading: Reading) -> str:
        text = _scalar(node, self, reading)
        if text is None:
            return ""
        if not re.fullmatch(ID_PATTERN, text):
            reading.report(rules.ID_FORM, node, f"'{text}' is not an id", _id_hint(text))
        elif text == "index":
            reading.report(
                rules.ID_FORM, node, "'index' cannot be an id, because index pages have that name", "add a word to it"
            )
        return text

    def blank(self, span: Span) -> str:
        return ""

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{ID_PATTERN}$"}


def _id_hint(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    mended = re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")
    return f"write '{mended}'" if mended else "use lower-case letters, digits and hyphens"


@dataclass(frozen=True, slots=True)
class Link:
    """The id of another thing; what it must be is said by ``name``."""

    name: str

    def read(self, node: Node, reading: Reading) -> Mention:
        return Mention(id=(_scalar(node, self, reading) or "").strip(), span=span_of(node, reading.file))

    def blank(self, span: Span) -> Mention:
        return Mention(id="", span=span)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list, an enumeration."""

    words: type[StrEnum]

    @property
    def name(self) -> str:
        return "one of " + ", ".join(word.value for word in self.words)

    def read(self, node: Node, reading: Reading) -> StrEnum:
        text = _scalar(node, self, reading)
        known = [word.value for word in self.words]
        if text in known:
            return self.words(text)
        if text is not None:
            close = nearest(text, known)
            hint = f"did you mean '{close}'?" if close else ""
            reading.report(rules.VALUE_ALLOWED, node, f"'{text}' is not allowed here, only {', '.join(known)}", hint)
        return self.blank(span_of(node, reading.file))

    def blank(self, span: Span) -> StrEnum:
        return list(self.words)[-1]

    def schema(self) -> Schema:
        return {"enum": [word.value for word in self.words]}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from 1."""

    name: str = "a whole number"

    def read(self, node: Node, reading: Reading) -> int | None:
        text = _scalar(node, self, reading)
        if text is None:
            return None
        if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
            hint = "write digits only, from 1 on"
            reading.report(rules.VALUE_TYPE, node, f"this must be {self.name}, not '{text}'", hint)
            return None
        return int(text)

    def blank(self, span: Span) -> None:
        return None

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": 1}


@dataclass(frozen=True, slots=True)
class Language:
    """The tag of a language in BCP 47."""

    name: str = "the tag of a language"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = _scalar(node, self, reading)
        if text is None:
            return None
        tag = as_tag(text.strip())
        if not tag:
            known = tag_of_name(text) or as_tag(text.strip().replace("_", "-"))
            hint = f"write '{known}'" if known else "write a tag such as de, pt-BR or zh-Hans"
            reading.report(rules.VALUE_TYPE, node, f"this must be {self.name}, not '{text}'", hint)
        return tag or None

    def blank(self, span: Span) -> None:
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{TAG_PATTERN}$"}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    name: str = "true or false"

    def read(self, node: Node, reading: Reading) -> bool:
        text = _scalar(node, self, reading)
        if text not in ("true", "false", None):
            hint = "write true, or delete the key"
            reading.report(rules.VALUE_TYPE, node, f"this must be {self.name}, not '{text}'", hint)
        return text == "true"

    def blank(self, span: Span) -> bool:
        return False

    def schema(self) -> Schema:
        return {"type": "boolean"}
