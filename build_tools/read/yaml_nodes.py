"""YAML text to nodes that know where they stand, with what is malformed reported rather than raised.

``yaml.safe_load`` is not used because it drops repeated keys, turns ``no`` into False and forgets all places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from build_tools import rules
from build_tools.diagnostics import Diagnostic, Loaded, Span

if TYPE_CHECKING:
    from build_tools.read.source import Source

Node = yaml.Node
MappingNode = yaml.MappingNode
ScalarNode = yaml.ScalarNode
SequenceNode = yaml.SequenceNode

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 40

# What people who do not program most often trip over, by the words of the YAML parser.
_HINTS = (
    ("found character '\\t'", "use spaces, not tabs, at the beginning of a line"),
    (
        "found character that cannot start any token",
        "use spaces, not tabs; put text that begins with @, ` or % in quotes",
    ),
    (
        "mapping values are not allowed",
        "put text that contains a colon and a space in quotes, or after `|` on lines of its own",
    ),
    ("did not find expected key", "check the indentation: keys of one thing begin in the same column"),
    ("could not find expected ':'", "put a colon and a space after the key, or indent the text that goes on"),
    ("did not find expected '-' indicator", "check the indentation: the `-` of one list stand in the same column"),
    ("found unexpected end of stream", "close the quotation mark that is open"),
    ("did not find expected ',' or ']'", "close the list with `]`; put text that begins with `[` in quotes"),
    ("did not find expected ',' or '}'", "close it with `}`; put text that begins with `{` in quotes"),
    ("did not find expected alphabetic or numeric character", "put text that begins with * or & in quotes"),
    ("control characters are not allowed", "remove the invisible control character"),
    ("special characters are not allowed", "remove the invisible control character"),
)


def span_of(node: Node, file: str) -> Span:
    """Where a node begins."""
    return Span(file, node.start_mark.line + 1, node.start_mark.column + 1)


def compose(source: Source) -> Loaded[Node | None]:
    """The root node of a YAML text, or None with the reason."""
    try:
        refused = _refused_events(source)
        if refused:
            return Loaded(None, refused)
        root = yaml.compose(source.text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return Loaded(None, (_syntax_error(error, source),))
    if root is None:
        message = "there is nothing but comments in this file"
        return Loaded(None, (Diagnostic(rule=rules.FILE_HAS_CONTENT, span=Span(source.name), message=message),))
    return Loaded(root, ())


def _refused_events(source: Source) -> tuple[Diagnostic, ...]:
    """Aliases multiply without bound and depth exhausts the stack, so both are refused before nodes are made."""
    found = []
    depth = 0
    for event in yaml.parse(source.text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        mark = event.start_mark
        place = Span(source.name, mark.line + 1, mark.column + 1) if mark else Span(source.name)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            found.append(_alias(place))
        if depth > _DEEPEST:
            message = f"this is nested deeper than {_DEEPEST} levels"
            hint = "check for brackets or dashes that were typed by mistake"
            return (Diagnostic(rule=rules.YAML_DEPTH, span=place, message=message, hint=hint),)
    return tuple(found)


def _alias(place: Span) -> Diagnostic:
    message = "an unquoted text that begins with & or * is a YAML anchor or alias, which is not allowed here"
    hint = "put the text in quotes, or write out what the alias stands for"
    return Diagnostic(rule=rules.YAML_ALIAS, span=place, message=message, hint=hint)


def _syntax_error(error: yaml.YAMLError, source: Source) -> Diagnostic:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Span(source.name, mark.line + 1, mark.column + 1) if mark else _reader_place(error, source)
    hint = next((hint for words, hint in _HINTS if words in problem), "")
    return Diagnostic(rule=rules.YAML_SYNTAX, span=place, message=f"this is not YAML: {problem}", hint=hint)


def _reader_place(error: yaml.YAMLError, source: Source) -> Span:
    """A character that YAML forbids is reported by its offset in the text or, from the C parser, by none."""
    forbidden = yaml.reader.Reader.NON_PRINTABLE.search(source.text)
    offset = forbidden.start() if forbidden else getattr(error, "position", 0) or 0
    before = source.text[:offset]
    return Span(source.name, before.count("\n") + 1, offset - before.rfind("\n"))
