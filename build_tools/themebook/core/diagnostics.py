"""Diagnostics: what is wrong in the sources, and where; and their formats for people and programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from inspect import cleandoc
from typing import Generic, NamedTuple, ParamSpec, TypeVar

from themebook.core.printable import UNPRINTABLE, printable

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


class Severity(StrEnum):
    """What a diagnostic does to a build.

    An error stops it after everything has been reported. A warning stops it only under ``--strict``. A note never does.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A place in a file that an author wrote: a path as given, a line and a column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def right(self, columns: int) -> Span:
        """The place this many columns to the right."""
        return self._replace(column=self.column + columns)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """An invariant of the sources: its code, what should hold, and how severe it is if it does not.

    Each is declared once, where it is reported: at a function with ``rule``, or as a constant if several functions
    report it. The guide lists them all.
    """

    code: str
    meaning: str
    severity: Severity = Severity.ERROR

    def at(self, span: Span, message: str, hint: str = "") -> Diagnostic:
        """The diagnostic that this does not hold here."""
        return Diagnostic(rule=self, span=span, message=message, hint=hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Rule, Generic[P, R]):
    """A rule together with the function that checks it, which is called through it."""

    function: Callable[P, R]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.function(*args, **kwargs)


def rule(severity: Severity = Severity.ERROR) -> Callable[[Callable[P, R]], Check[P, R]]:
    """Declare a rule at the function that reports it.

    The name of the function is the code, with hyphens; the first paragraph of its docstring is the meaning. Inside the
    function, ``function_name.at(...)`` makes its diagnostics.
    """

    def declare(function: Callable[P, R]) -> Check[P, R]:
        meaning = " ".join(cleandoc(function.__doc__ or "").split("\n\n")[0].split())
        code = function.__name__.replace("_", "-")
        return Check(code=code, meaning=meaning, severity=severity, function=function)

    return declare


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing wrong or doubtful in the sources: the rule, the place, what is wrong there, and what to do.

    ``is_note`` marks a problem that cannot affect the site, such as one in an entry that nobody cites.
    """

    rule: Rule
    span: Span
    message: str
    hint: str = ""
    is_note: bool = False

    @property
    def severity(self) -> Severity:
        """The severity of the rule, unless this problem is only a note."""
        return Severity.NOTE if self.is_note else self.rule.severity


class Loaded(NamedTuple, Generic[T]):
    """What could be read from a source, and diagnostics for what could not."""

    value: T
    diagnostics: tuple[Diagnostic, ...]


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics sorted by place, without duplicates."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.span, d.rule.code, d.message, d.hint, d.is_note)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)


def as_text(diagnostic: Diagnostic) -> str:
    """``file:line:col: severity[rule] message``, with the hint indented below it.

    No value in it can add a line break or control a terminal.
    """
    line = f"{diagnostic.span}: {diagnostic.severity}[{diagnostic.rule.code}] {diagnostic.message}"
    return f"{printable(line)}\n  hint: {printable(diagnostic.hint)}" if diagnostic.hint else printable(line)


# How many diagnostics of one rule are shown to people. The rest are only counted.
SHOWN = 20


def as_texts(diagnostics: Iterable[Diagnostic]) -> tuple[tuple[Severity, str], ...]:
    """The diagnostics as text, each with its severity. After ``SHOWN`` of one rule, the rest are only counted."""
    seen: Counter[tuple[str, Severity]] = Counter()
    shown = []
    for diagnostic in diagnostics:
        kind = diagnostic.rule.code, diagnostic.severity
        seen[kind] += 1
        if seen[kind] <= SHOWN:
            shown.append((diagnostic.severity, as_text(diagnostic)))
    rest = [
        (severity, f"... and {count - SHOWN} more of {severity}[{code}], {count} in all")
        for (code, severity), count in seen.items()
        if count > SHOWN
    ]
    return (*shown, *rest)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array with an object for each diagnostic. Nothing is left out; control characters are escaped."""
    rows = [
        {
            "file": d.span.file,
            "line": d.span.line,
            "column": d.span.column,
            "severity": d.severity.value,
            "rule": d.rule.code,
            "message": d.message,
            "hint": d.hint,
        }
        for d in diagnostics
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    # Apart from the line breaks of the layout, any unescaped character here is inside a string.
    return re.sub(rf"(?!\n)[{UNPRINTABLE}]", lambda found: f"\\u{ord(found[0]):04x}", text)


def as_github(diagnostic: Diagnostic) -> str:
    """A GitHub Actions workflow command, which shows the diagnostic beside the line in a pull request.

    Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    span = diagnostic.span
    place = f"file={_github_value(span.file)},line={span.line},col={span.column}"
    text = f"{printable(diagnostic.message)}\n{printable(diagnostic.hint)}".strip()
    command = "notice" if diagnostic.severity is Severity.NOTE else diagnostic.severity
    return f"::{command} {place},title={_github_value(diagnostic.rule.code)}::{_github_data(text)}"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_value(text: str) -> str:
    return _github_data(printable(text)).replace(":", "%3A").replace(",", "%2C")
