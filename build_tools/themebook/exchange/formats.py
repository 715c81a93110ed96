"""The table of all formats that can be imported."""

from __future__ import annotations

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span
from themebook.core.nearest import nearest
from themebook.exchange.format import Format
from themebook.exchange.input_file import InputFile
from themebook.exchange.tables.delimited import is_delimited
from themebook.exchange.tables.study_table import read_csv, read_xlsx
from themebook.exchange.tables.workbook import is_workbook

FORMAT_KNOWN = Rule("format-known", "A file to import must be of a format that Themebook reads.")


# The first that recognises a file reads it, so special formats come before general ones.
FORMATS: tuple[Format, ...] = (
    Format(
        name="xlsx",
        title="Excel workbook",
        carries="quotes, participants with attributes, themes, codes and sources, a sheet each",
        leaves="columns that nobody knows, hidden sheets, pictures and comments",
        recognises=is_workbook,
        read=read_xlsx,
    ),
    Format(
        name="csv",
        title="table as text, with any delimiter",
        carries="quotes, participants with attributes, themes, codes and sources",
        leaves="columns that nobody knows",
        recognises=is_delimited,
        read=read_csv,
    ),
)


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
