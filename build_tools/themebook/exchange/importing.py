"""A study from files: each is recognised and read, and what they hold together is assembled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span, has_errors
from themebook.exchange.assembly import AssembledStudy, assemble
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import format_of
from themebook.exchange.imported import Imported, ImportedDetails
from themebook.exchange.input_file import read_input

INPUT_HAS_CONTENT = Rule("input-has-content", "The files to import must hold something that a study is made of.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What to import. ``format`` and ``encoding`` are empty if they should be recognised; ``columns`` are the names of
    the columns of tables, by what they hold. ``details`` are what the author says of the study, whatever the files say.
    """

    format: str = ""
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    details: ImportedDetails = field(default_factory=ImportedDetails)


def import_files(paths: Sequence[Path], request: ImportRequest) -> Loaded[AssembledStudy | None]:
    """The study that files hold together, with everything that could not be read or carried over.

    There is none if no file holds anything. Never raises because of what files contain.
    """
    parts: list[Imported] = []
    found: list[Diagnostic] = []
    for path in paths:
        part, problems = _import_file(path, request)
        found += problems
        parts.append(part)
    if any(map(_holds_something, parts)):
        untitled = Imported(details=ImportedDetails(title=_title_of(paths[0])))
        study, problems = assemble([Imported(details=request.details), *parts, untitled])
        return Loaded(study, (*found, *problems))
    if not has_errors(found):
        names = ", ".join(f"'{path}'" for path in paths)
        message = f"there are no quotes, codes, themes, participants or works in {names}"
        found.append(INPUT_HAS_CONTENT.at(Span(str(paths[0])), message, "name other files"))
    return Loaded(None, tuple(found))


def _import_file(path: Path, request: ImportRequest) -> Loaded[Imported]:
    file, unreadable = read_input(path, request.encoding)
    if file is None:
        return Loaded(Imported(), unreadable)
    found, unknown = format_of(file, request.format)
    if found is None:
        return Loaded(Imported(), unknown)
    return found.read(file, ImportOptions(columns=request.columns))


def _holds_something(part: Imported) -> bool:
    return any((part.quotes, part.codes, part.themes, part.participants, part.works))


def _title_of(path: Path) -> str:
    """A title for a study of which only the name of a file is known."""
    words = re.sub(r"[\s_]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:]
