"""From YAML text to nodes that know their place. Errors are reported, not raised.

``yaml.safe_load`` is not used because it drops repeated keys, turns ``no`` into False and forgets all places.
"""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from themebook.core.diagnostics import Diagnostic, Loaded, Span, rule
from themebook.sources.source import FILE_HAS_CONTENT, Source
from themebook.sources.yaml.causes import YAML_SYNTAX, causes
from themebook.sources.yaml.nodes import Node

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 40
HIDDEN = re.compile(r"[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

_NO_BACKSLASH = "use single quotes around the text, or write two backslashes"
# Common mistakes of people who do not program, by the parser's message: what is wrong, and what to do.
_IN_PLAIN_WORDS = (
    (
        "found character that cannot start any token",
        "a text cannot begin with this character",
        "put the text in quotes",
    ),
    (
        "found a tab character",
        "a line cannot be indented with a tab",
        "use spaces, not tabs, at the beginning of a line",
    ),
    (
        "found unexpected ':'",
        "a colon is not allowed here",
        "put a space after it, or text that contains it in quotes",
    ),
    (
        "mapping values are not allowed",
        "a colon is not allowed here",
        "put text that contains a colon and a space in quotes, or after `|` on lines of its own; if the colon ends a "
        "key, check that the line begins in the same column as its neighbours",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        "check the indentation: keys of one thing begin in the same column",
    ),
    (
        "text after the end",
        "text cannot continue after a closing quotation mark or bracket",
        "put the whole text after `|` on a line of its own; or close the open quotation mark or bracket above",
    ),
    (
        "could not find expected ':'",
        "this line is neither a key with a colon nor part of the text above it",
        "indent each line of a text further than its key, or put a colon after the key",
    ),
    (
        "did not find expected '-' indicator",
        "this does not fit the list above it",
        "check the indentation: each `-` of one list is in the same column",
    ),
    ("found unexpected end of stream", "the quotation mark here is not closed", "close it where the text ends"),
    ("found unexpected document indicator", "the quotation mark here is not closed", "close it where the text ends"),
    (
        "did not find expected ',' or ']'",
        "the list in [ ] is not closed before this",
        "close it with `]`; put text that begins with `[` in quotes",
    ),
    (
        "did not find expected ',' or '}'",
        "the `{` before this is not closed",
        "close it with `}`; put text that begins with `{` in quotes",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "a text cannot begin with * or & unless it is in quotes",
        "put the text in quotes",
    ),
    (
        "did not find expected comment or line break",
        "text cannot be on the same line as `|` or `>`",
        "begin the text on the next line, indented; put text that begins with `|` or `>` in quotes",
    ),
    (
        "found unknown escape character",
        "a backslash has a special meaning in double quotes",
        _NO_BACKSLASH,
    ),
    ("expected hexdecimal number", "a backslash has a special meaning in double quotes", _NO_BACKSLASH),
    (
        "did not find expected node content",
        "there must be a value here",
        "close the open bracket, or put text that begins with a comma or a bracket in quotes",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin with a dash on the same line as its key",
        "begin the list on the next line; put text that begins with a dash in quotes",
    ),
    ("mapping keys are not allowed", "a text cannot begin with a question mark and a space", "put the text in quotes"),
    (" tag", "a text cannot begin with ! unless it is in quotes", "put the text in quotes"),
    (" directive", "a line cannot begin with %", "put text that begins with % in quotes, or indent it further"),
    ("but found another document", "`---` begins a second document, but only one is allowed", "delete this line"),
    (
        "did not find expected <document start>",
        "there is something before `---` or after `...` that cannot be read",
        "delete the line with the dots or dashes",
    ),
)
# Errors whose cause is where something began, not where the parser gave up.
_BEGUN = ("while scanning a quoted scalar", "while scanning a simple key")


def parse_yaml(source: Source) -> Loaded[Node | None]:
    """The root node of a YAML text, or None with the reason."""
    try:
        refused = _hidden_characters(source) or _refused_events(source)
        if refused:
            return Loaded(None, refused)
        root = yaml.compose(source.text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return Loaded(None, _explained(error, source))
    if root is None or root.value == "":
        message = "this file contains only comments"
        return Loaded(None, (FILE_HAS_CONTENT.at(Span(source.name), message),))
    return Loaded(root, ())


def syntax_errors(source: Source) -> tuple[Diagnostic, ...]:
    """Why a text is not YAML of any kind; nothing if it is."""
    try:
        yaml.compose(source.text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return _explained(error, source)
    return ()


def _explained(error: yaml.YAMLError, source: Source) -> tuple[Diagnostic, ...]:
    found = causes(source.name, source.text, _error_line, _problem(error, source))
    return tuple(replace(one, rule=YAML_SYNTAX) for one in found) or (_syntax_error(error, source),)


def _error_line(text: str) -> int:
    """The line of the first error, counted from 0; the number of lines if there is none."""
    try:
        yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line if mark else 0
    return text.count("\n") + 1


def _hidden_characters(source: Source) -> tuple[Diagnostic, ...]:
    """The first character of each line that YAML forbids, or reads as a line break that no editor shows."""
    found = []
    for number, line in enumerate(source.text.split("\n"), 1):
        hidden = HIDDEN.search(line)
        if hidden:
            found.append(_invisible(hidden[0], Span(source.name, number, hidden.start() + 1)))
    return tuple(found)


def _invisible(character: str, place: Span) -> Diagnostic:
    message = f"this invisible character is not allowed (U+{ord(character):04X})"
    hint = "delete it, with the Backspace key if necessary; it often comes from copied text"
    return YAML_SYNTAX.at(place, message, hint)


def _refused_events(source: Source) -> tuple[Diagnostic, ...]:
    """Refuse aliases, which multiply without bound, and deep nesting, which exhausts the stack."""
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
            found.append(yaml_alias(place))
        if getattr(event, "tag", None):
            found.append(_tag(place))
        # In double quotes a character can also be written by its number.
        if isinstance(event, yaml.ScalarEvent) and (hidden := HIDDEN.search(event.value.replace("\n", " "))):
            found.append(_invisible(hidden[0], place))
        if depth > _DEEPEST:
            return (yaml_depth(place),)
    return tuple(found)


@rule()
def yaml_depth(place: Span) -> Diagnostic:
    """The findings must not be nested deeper than 40 levels."""
    message = f"this is nested deeper than {_DEEPEST} levels"
    hint = "check for extra brackets or dashes"
    return yaml_depth.at(place, message, hint)


@rule()
def yaml_alias(place: Span) -> Diagnostic:
    """The findings must not use YAML anchors and aliases (& and *)."""
    message = "unquoted text that begins with & or * is a YAML anchor or alias, which is not allowed"
    hint = "put the text in quotes, or write out what the alias refers to"
    return yaml_alias.at(place, message, hint)


def _tag(place: Span) -> Diagnostic:
    message = "unquoted text that begins with ! would lose its first word, because YAML reads that as a tag"
    return YAML_SYNTAX.at(place, message, "put the text in quotes")


def _syntax_error(error: yaml.YAMLError, source: Source) -> Diagnostic:
    context, problem = str(getattr(error, "context", "")), str(getattr(error, "problem", None) or error)
    begun = context in _BEGUN and "escape" not in problem
    mark = getattr(error, "context_mark" if begun else "problem_mark", None)
    lines = source.text.split("\n")
    place = Span(source.name, mark.line + 1, mark.column + 1) if mark else Span(source.name)
    if place.line > len(lines):
        place = Span(source.name, len(lines), len(lines[-1]) + 1)
    if "nesting depth" in problem:
        return yaml_depth(place)
    problem = f"{context}: {_cause(problem, lines[place.line - 1][: place.column])}"
    explanations = ((message, hint) for words, message, hint in _IN_PLAIN_WORDS if words in problem)
    message, hint = next(explanations, (f"this is not YAML: {problem}", ""))
    return YAML_SYNTAX.at(place, message, hint)


def _problem(error: yaml.YAMLError, source: Source) -> str:
    """The parser's message, or what must have caused it."""
    mark = getattr(error, "problem_mark", None)
    lines = source.text.split("\n")
    line = lines[mark.line][: mark.column + 1] if mark and mark.line < len(lines) else ""
    return f"{getattr(error, 'context', '')}: {_cause(str(getattr(error, 'problem', '')), line)}"


def _cause(problem: str, line: str) -> str:
    """The parser's message, or what must have caused it, judging by the line up to its place."""
    if "\t" in line and not line.strip():
        return "found a tab character"
    if "did not find expected key" in problem and line[:-1].strip():
        return "text after the end"
    return problem
