"""Finds the cause of a YAML error by trial: if a change to the text removes the error, it was the cause.

The parser reports where it cannot continue, in technical terms. Often the cause is a look-alike character, or a text
cut short by `#`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from themebook.core.characters import look_alike
from themebook.core.diagnostics import Diagnostic, Rule, Span
from themebook.core.lookalikes import COLONS, GAPS, HYPHENS, QUOTATION_MARKS, first, plain
from themebook.sources.yaml.comments import Comment, text_whole

YAML_SYNTAX = Rule("yaml-syntax", "The findings must be valid YAML.")

_STRUCTURE = re.compile(
    rf"(?P<marks>[{GAPS}]*(?:[-{HYPHENS}][{GAPS}]+)*)"
    rf"(?P<key>\w[\w{HYPHENS}-]*(?:[{GAPS}]*[{COLONS}][{GAPS}]*|[{GAPS}]*:(?:[{GAPS}]+|$)))?"
    r"(?P<value>.*)"
)
_BLOCK_SCALAR = re.compile(r"(?:^|[\s:-])[|>][-+0-9]*[ \t]*(?:#.*)?$")
_HASH = re.compile(r"(?<=\S)[ \t]+#")
_NO_SPACE = re.compile(r"(?P<hyphen> *(?:- +)*-)(?=\w[\w-]*:(?: |$))|(?P<colon> *(?:- +)*\w[\w-]*:)(?=[^\s:/])")
_INDENTED_KEY = re.compile(r"(?P<indent> *)  (?P<rest>\w[\w-]*:(?: .*|$))")
_OPEN_QUOTE = re.compile(r"""(?P<before>[ -]*(?:\w[\w-]*:[ ]+)?)(?P<quote>["'])(?:(?!(?P=quote)).)*$""")
_AFTER_END = "text after the end"
_MISPLACED = re.compile("expected (?:key|'-' indicator|<document start>)")
# How many lines before an error, and how many changes, are tried.
_NEAR = 30
_TRIALS = 40

ErrorLine = Callable[[str], int]
"""The line of the first error in a YAML text, counted from 0; the number of its lines if there is none."""


class _Repair(NamedTuple):
    line: int
    repaired: str
    diagnostic: Diagnostic
    has_key: bool


def causes(file: str, text: str, error_line: ErrorLine, problem: str) -> tuple[Diagnostic, ...]:
    """The causes of the first error in an invalid text; none if no known cause is found.

    ``problem`` is the parser's message.
    """
    lines = text.split("\n")
    found = _look_alikes(file, lines, error_line)
    if found:
        return found
    at = error_line(text)
    found_by = [_spaces, _hashes]
    if _AFTER_END in problem:
        found_by.insert(0, _quotes)
    if _MISPLACED.search(problem):
        found_by += [_hyphens, _keys]
    tried = (change for find in found_by for change in find(lines, at) if "quoted scalar" not in problem)
    for change in islice(tried, _TRIALS):
        if error_line("\n".join([*lines[: change.line], *change.by, *lines[change.line + 1 :]])) > at:
            return (change.found(file, lines[change.line]),)
    return ()


def look_alike_in(file: str, line: int, written: str) -> Diagnostic | None:
    """The first look-alike in the structure of a line (its hyphens, key and colon). ``line`` counts from 0."""
    repair = _repair(file, line, written)
    return repair.diagnostic if repair else None


def _look_alikes(file: str, lines: Sequence[str], error_line: ErrorLine) -> tuple[Diagnostic, ...]:
    at = error_line("\n".join(lines))
    every = [repair for number in _outside_texts(lines) if (repair := _repair(file, number, lines[number]))]
    for repairs in (every, [repair for repair in every if repair.has_key]):
        corrected = list(lines)
        for repair in repairs:
            corrected[repair.line] = repair.repaired
        until = error_line("\n".join(corrected)) if repairs else at
        if until > at:
            return tuple(repair.diagnostic for repair in repairs if repair.line <= until)
    return ()


def _repair(file: str, number: int, line: str) -> _Repair | None:
    """The line as it was meant, if look-alikes are part of its structure; otherwise None."""
    found = _STRUCTURE.fullmatch(line)
    if not found or not (found["marks"].strip() or found["key"]):
        return None
    marks, key, value = found["marks"], found["key"] or "", found["value"]
    quotes = value[:1] if value[:1] in QUOTATION_MARKS else ""
    at = first(marks + key + quotes)
    if at < 0:
        return None
    meant = plain(key)
    if meant and not meant.endswith(" ") and value:
        meant += " "
    if quotes and value[-1] in QUOTATION_MARKS:
        value = "'" + value[1:-1].replace("'", "''") + "'"
    return _Repair(
        number, plain(marks) + meant + value, look_alike(line[at], Span(file, number + 1, at + 1)), bool(key)
    )


def _outside_texts(lines: Sequence[str]) -> Iterator[int]:
    """The lines that are neither comments nor in a text after `|` or `>`."""
    deeper_than = -1
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or (deeper_than >= 0 and indent > deeper_than):
            continue
        deeper_than = -1
        if line.lstrip().startswith("#"):
            continue
        if _BLOCK_SCALAR.search(line):
            deeper_than = indent + len(re.match(r" *((?:- +)*)", line)[1])  # type: ignore[index]
        yield number


class _Change(NamedTuple):
    """Lines to try instead of one, and what is wrong there if they help."""

    line: int
    column: int
    by: tuple[str, ...]
    message: str
    hint: str

    def found(self, file: str, line: str) -> Diagnostic:
        if not self.message:
            comment = Comment(self.line + 1, self.column + 1, line[self.column :].strip(), is_set_off=False)
            return text_whole(comment, file)
        span = Span(file, self.line + 1, self.column + 1)
        return YAML_SYNTAX.at(span, self.message, self.hint)


def _near(lines: Sequence[str], at: int) -> list[int]:
    """The lines before an error in which it may come from, the nearest first."""
    return [number for number in reversed(list(_outside_texts(lines[: at + 1]))) if number >= at - _NEAR]


def _quotes(lines: Sequence[str], at: int) -> Iterator[_Change]:
    """A quotation mark that is not closed, so that the next one closes it, perhaps lines below."""
    for number in _near(lines, at):
        found = _OPEN_QUOTE.match(lines[number])
        if found and number < at:
            closed = f"{lines[number]}{found['quote']}"
            message = "the quotation mark here is not closed"
            yield _Change(number, found.start("quote"), (closed,), message, "close it where the text ends")


def _spaces(lines: Sequence[str], at: int) -> Iterator[_Change]:
    """A space that is missing after a hyphen or a colon."""
    for number in _near(lines, at)[:3]:
        found = _NO_SPACE.match(lines[number])
        if found:
            corrected = f"{found[0]} {lines[number][found.end() :]}"
            message = f"there is no space after the {'hyphen' if found['hyphen'] else 'colon'}"
            yield _Change(number, found.end() - 1, (corrected,), message, f"write `{corrected.strip()}`")


def _hashes(lines: Sequence[str], at: int) -> Iterator[_Change]:
    """A `#` that begins a comment where it was meant as text."""
    for number in _near(lines, at):
        for found in reversed(list(_HASH.finditer(lines[number]))):
            column = found.end() - 1
            yield _Change(number, column, (lines[number][:column] + "_" + lines[number][column + 1 :],), "", "")


def _hyphens(lines: Sequence[str], at: int) -> Iterator[_Change]:
    """A hyphen that is missing before the first key of an item."""
    for number in _near(lines, at):
        found = _INDENTED_KEY.match(lines[number])
        if found:
            corrected = f"{found['indent']}- {found['rest']}"
            message = "there is no hyphen before the first key of this item"
            yield _Change(number, found.start("rest"), (corrected,), message, f"write `{corrected.strip()}`")


def _keys(lines: Sequence[str], at: int) -> Iterator[_Change]:
    """A line with a key that is missing above a list, or at the beginning of the file."""
    lists = [number for number in _near(lines, at)[:1] if lines[number].lstrip().startswith("- ")]
    for number in dict.fromkeys((*lists, next(_outside_texts(lines), 0))):
        line = lines[number]
        indent = len(line) - len(line.lstrip(" "))
        if indent > 1:
            message = "this is indented or begins a list, but its key is missing"
            key = "`study:` or `participants:`" if indent == 2 else "`quotes:` or `findings:`"
            hint = f"put a line with the key above it, such as {key}"
            yield _Change(number, indent, (" " * (indent - 2) + "missing:", line), message, hint)
