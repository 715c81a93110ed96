"""Comments after a text on the same line: in YAML, a space and `#` begin a comment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from themebook.core.diagnostics import Diagnostic, Severity, Span, rule
from themebook.sources.yaml.nodes import Node

_COMMENT = re.compile(r"(?P<space>[ \t]*)(?P<text>#.*)")


class Comment(NamedTuple):
    """A comment after a value: its place, counted from 1, and its text with the ``#``.

    One that is set off from the value by two spaces, and from its ``#`` by one, was clearly meant as a comment.
    """

    line: int
    column: int
    text: str
    is_set_off: bool


def comment_after(node: Node, lines: Sequence[str]) -> Comment | None:
    """The comment in the line in which a value without quotation marks ends."""
    if not isinstance(node.value, str) or getattr(node, "style", None):
        return None
    end = node.end_mark
    found = _COMMENT.fullmatch(lines[end.line], end.column) if end.line < len(lines) else None
    if not found:
        return None
    set_off = len(found["space"]) > 1 and found["text"].startswith("# ")
    return Comment(end.line + 1, found.start("text") + 1, found["text"].strip(), set_off)


@rule(Severity.WARNING)
def text_whole(comment: Comment, file: str) -> Diagnostic:
    """A text must not continue after a space and a `#`, because YAML treats the rest as a comment."""
    message = f"the text ends here, because ` #` begins a comment: `{_shortened(comment.text)}`"
    hint = "put the whole text in quotes; or put a comment on its own line, or two spaces and `# ` before it"
    return text_whole.at(Span(file, comment.line, comment.column), message, hint)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "\u2026"
