"""The table of all formats that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span
from themebook.core.nearest import nearest
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile

FORMAT_KNOWN = Rule("format-known", "A file to import must be of a format that Themebook reads.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the author says of the input: the names of columns, by what they hold."""

    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name, how it is recognised by its content, and how it is read. ``read`` never raises.

    ``title`` is what people call it. ``carries`` and ``leaves`` say for the guide what of it becomes part of the study,
    and what does not.
    """

    name: str
    title: str
    carries: str
    leaves: str
    recognises: Callable[[InputFile], bool]
    read: Callable[[InputFile, ImportOptions], Loaded[Imported]]


# The first that recognises a file reads it, so special formats come before general ones.
FORMATS: tuple[Format, ...] = ()


def format_of(file: InputFile, name: str = "") -> Loaded[Format | None]:
    """The format of a file: the one named, or else the one that its content shows. None with the reason if unknown."""
    if name:
        known = {one.name: one for one in FORMATS}
        if name in known:
            return Loaded(known[name], ())
        close = nearest(name, known)
        hint = f"did you mean '{close}'?" if close else f"use one of {', '.join(known)}"
        return Loaded(None, (_unknown(file.start, f"unknown format '{name}'", hint),))
    for one in FORMATS:
        if one.recognises(file):
            return Loaded(one, ())
    message = f"nothing that Themebook can import was recognised in '{file.name}'"
    hint = f"name its format with --format, if it is one of {', '.join(one.name for one in FORMATS)}"
    return Loaded(None, (_unknown(file.start, message, hint),))


def _unknown(place: Span, message: str, hint: str) -> Diagnostic:
    return FORMAT_KNOWN.at(place, message, hint)
