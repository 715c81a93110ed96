"""A study as JSON (see ``exports/findings_json.py``), from its text to its parts."""

from __future__ import annotations

import json

from themebook.core.diagnostics import Diagnostic, Loaded, Rule
from themebook.exchange.exports.findings_json import FORMAT, VERSION
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.json_values import Part
from themebook.exchange.study_json.claims import read_findings, read_statements, read_themes
from themebook.exchange.study_json.data import read_codes, read_participants, read_quotes, read_sources
from themebook.exchange.study_json.details import DeclaredAttributes, read_details, read_glossary
from themebook.exchange.study_json.parts import Parts
from themebook.exchange.study_json.works import read_works

STUDY_READABLE = Rule("study-readable", "A study as JSON must be as Themebook writes it.")
_HINT = "download findings.json again"
_UPDATE = "use the version of Themebook that the study was published with, or a newer one"


def recognises(file: InputFile) -> bool:
    """Whether a file is JSON that says that it is a study."""
    return file.beginning.startswith("{") and f'"{FORMAT}"' in file.beginning


def read(file: InputFile, _: ImportOptions) -> Loaded[Imported]:
    """The study. Parts that are not as they should be are left out."""
    text, found = file.decoded
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        return Loaded(Imported(), (*found, _unreadable(file, f"'{file.name}' cannot be read: {reason}")))
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        return Loaded(Imported(), (*found, _unreadable(file, f"'{file.name}' is not a study published by Themebook")))
    version = whole.get("version")
    if version != VERSION:
        problem = f"'{file.name}' has version {version!r} of the format, but this Themebook reads version {VERSION}"
        return Loaded(Imported(), (*found, STUDY_READABLE.at(file.start, problem, _UPDATE)))
    study, left_out = _study(whole, file)
    values = "1 invalid value was" if left_out == 1 else f"{left_out} invalid values were"
    message = f"{values} left out"
    return Loaded(study, (*found, *([_unreadable(file, message)] if left_out else [])))


def _unreadable(file: InputFile, message: str) -> Diagnostic:
    return STUDY_READABLE.at(file.start, message, _HINT)


def _study(whole: Part, file: InputFile) -> tuple[Imported, int]:
    """The study, and how many values were left out."""
    parts = Parts(whole, file.start)
    attributes = DeclaredAttributes(parts)
    study = Imported(
        details=read_details(parts),
        lists_everybody=parts.flag(parts.study, "everybody"),
        keeps_marks=True,
        attributes=attributes.declared,
        participants=tuple(read_participants(parts, attributes)),
        sources=tuple(read_sources(parts)),
        codes=tuple(read_codes(parts)),
        glossary=tuple(read_glossary(parts)),
        themes=tuple(read_themes(parts)),
        quotes=tuple(read_quotes(parts)),
        findings=tuple(read_findings(parts, attributes)),
        implications=tuple(read_statements(parts, "implications")),
        limitations=tuple(read_statements(parts, "limitations")),
        works=tuple(read_works(parts)),
    )
    return study, parts.left_out
