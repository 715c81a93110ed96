"""Kinds of values in which every character matters: ids, links, numbers and choices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from themebook.core import lookalikes
from themebook.core.characters import look_alike
from themebook.core.diagnostics import Rule, Span
from themebook.core.fields import Link, as_id
from themebook.core.file_names import LONGEST_NAME, problem_with
from themebook.core.languages import TAG_PATTERN, as_tag, tag_of_name
from themebook.core.nearest import nearest
from themebook.sources.findings.value_kinds import VALUE_TYPE, FileReading, Schema, ValueKind, scalar
from themebook.sources.yaml.nodes import Node, span_of

VALUE_ALLOWED = Rule("value-allowed", "A value that is chosen from a list must be in that list.")
ID_FORM = Rule(
    "id-form",
    "An id must consist of lower-case letters and digits joined by single hyphens, and start with a letter. It must "
    "have at most 100 characters, and must not be a name that Windows reserves, such as `con` or `nul`.",
)

ID_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"


def exact(node: Node, kind: ValueKind, reading: FileReading) -> str | None:
    """The text of a scalar, with look-alikes replaced by the characters that were meant."""
    text = scalar(node, kind, reading)
    at = lookalikes.first(text) if text else -1
    if not text or at < 0:
        return text
    meant = lookalikes.plain(lookalikes.unquoted(text) or text).strip()
    quoted = getattr(node, "style", None) in ("'", '"')
    span = span_of(node, reading.file)
    reading.found.append(look_alike(text[at], span.right(at + quoted), f"write {meant}"))
    return meant


@dataclass(frozen=True, slots=True)
class Id:
    """The id that links use. ``index`` is reserved for index pages."""

    name: str = "an id"

    def read(self, node: Node, reading: FileReading) -> str:
        text = exact(node, self, reading)
        if text is None:
            return ""
        if not re.fullmatch(ID_PATTERN, text):
            corrected = as_id(text)
            # Links to this id are not mistakes, because it is clear what was meant.
            reading.unread.append(corrected)
            hint = f"write '{corrected}'" if corrected else "use lower-case letters, digits and hyphens"
            reading.report(ID_FORM, node, f"'{text}' is not an id", hint)
        elif text == "index":
            reading.report(
                ID_FORM, node, "'index' cannot be an id, because index pages have that name", "add a word to it"
            )
        elif trouble := problem_with(text):
            reading.report(ID_FORM, node, f"this cannot be an id: {trouble[0]}", trouble[1])
        return text

    def blank(self, span: Span) -> str:
        return ""

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{ID_PATTERN}$", "maxLength": LONGEST_NAME}


@dataclass(frozen=True, slots=True)
class LinkField:
    """The id of another thing; ``name`` says what kind of thing it must be."""

    name: str

    def read(self, node: Node, reading: FileReading) -> Link:
        return Link(id=(exact(node, self, reading) or "").strip(), span=span_of(node, reading.file))

    def blank(self, span: Span) -> Link:
        return Link(id="", span=span)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list, an enumeration."""

    words: type[StrEnum]

    @property
    def name(self) -> str:
        return "one of " + ", ".join(word.value for word in self.words)

    def read(self, node: Node, reading: FileReading) -> StrEnum:
        text = exact(node, self, reading)
        known = [word.value for word in self.words]
        if text in known:
            return self.words(text)
        if text is not None:
            close = nearest(text, known)
            hint = f"did you mean '{close}'?" if close else ""
            reading.report(VALUE_ALLOWED, node, f"'{text}' is not allowed here; use one of {', '.join(known)}", hint)
        return self.blank(span_of(node, reading.file))

    def blank(self, span: Span) -> StrEnum:
        return list(self.words)[-1]

    def schema(self) -> Schema:
        return {"enum": [word.value for word in self.words]}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from 1."""

    name: str = "a whole number"

    def read(self, node: Node, reading: FileReading) -> int | None:
        text = exact(node, self, reading)
        if text is None:
            return None
        if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
            hint = "write only digits, starting from 1"
            reading.report(VALUE_TYPE, node, f"this must be {self.name}, not '{text}'", hint)
            return None
        return int(text)

    def blank(self, span: Span) -> None:
        return None

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": 1}


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 language tag."""

    name: str = "a language tag"

    def read(self, node: Node, reading: FileReading) -> str | None:
        text = exact(node, self, reading)
        if text is None:
            return None
        tag = as_tag(text.strip())
        if not tag:
            known = tag_of_name(text) or as_tag(text.strip().replace("_", "-"))
            hint = f"write '{known}'" if known else "write a tag such as de, pt-BR or zh-Hans"
            reading.report(VALUE_TYPE, node, f"this must be {self.name}, not '{text}'", hint)
        return tag or None

    def blank(self, span: Span) -> None:
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{TAG_PATTERN}$"}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    name: str = "true or false"

    def read(self, node: Node, reading: FileReading) -> bool:
        text = exact(node, self, reading)
        if text not in ("true", "false", None):
            hint = "write true or false"
            reading.report(VALUE_TYPE, node, f"this must be {self.name}, not '{text}'", hint)
        return text == "true"

    def blank(self, span: Span) -> bool:
        return False

    def schema(self) -> Schema:
        return {"type": "boolean"}
