"""A study from files: each is recognised and read, and what they hold together is assembled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, has_errors, in_order
from themebook.exchange.assembly import AssembledStudy, assemble
from themebook.exchange.format import Format, ImportOptions
from themebook.exchange.formats import format_of
from themebook.exchange.imported import Imported
from themebook.exchange.imported import Path as CodePath
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.input_file import InputFile, read_input
from themebook.exchange.tables.study_table import COLUMN_EXISTS, EVIDENCE_CARRIED

INPUT_HAS_CONTENT = Rule("input-has-content", "A file to import must hold something that a study is made of.")


_Opened = tuple[InputFile | None, Format | None, tuple[Diagnostic, ...]]


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
    opened = [_open(path, request) for path in paths]
    loaded = _read_all(opened, request)
    parts = [part for part, _ in loaded]
    tables = sum(form is not None and form.has_columns for _, form, _ in opened)
    found = _of_all_tables([problem for _, problems in loaded for problem in problems], tables)
    if any(one.supports or one.contrasts for part in parts for one in part.findings):
        # What a table of quotes says of findings, another file has said.
        found = [problem for problem in found if problem.rule is not EVIDENCE_CARRIED]
    if any(problem.rule is COLUMN_EXISTS for problem in found):
        # What the author says of the input is wrong, so the study would not be the one that is meant.
        return Loaded(None, in_order(found))
    if any(map(_holds_something, parts)):
        untitled = [Imported(details=ImportedDetails(title=title)) for title in (_title_of(paths[0]), "Untitled study")]
        study, problems = assemble([Imported(details=request.details), *parts, *untitled])
        return Loaded(study, in_order((*found, *problems)))
    return Loaded(None, in_order(found))


def read_as(found: Format, file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    """What is in a file of a format. If that is nothing, there is a diagnostic that says so or why."""
    part, problems = found.read(file, options)
    if not _holds_something(part) and not has_errors(problems):
        message = f"there are no quotes, codes, themes, findings, participants, sources or works in '{file.name}'"
        hint = "name another file, or its format with --format"
        problems = (*problems, INPUT_HAS_CONTENT.at(file.start, message, hint))
    return Loaded(part, problems)


def _of_all_tables(found: Sequence[Diagnostic], tables: int) -> list[Diagnostic]:
    """The diagnostics of all files. A column that one table lacks may be in another."""
    times = Counter(one.message for one in found if one.rule is COLUMN_EXISTS)
    return [one for one in found if one.rule is not COLUMN_EXISTS or times[one.message] == tables]


def _read_all(opened: Sequence[_Opened], request: ImportRequest) -> list[Loaded[Imported]]:
    """What is in each file. Those that need the codes of the others are read last."""
    loaded: dict[int, Loaded[Imported]] = {}
    codes: list[CodePath] = []
    for needs_codes in (False, True):
        for number, (file, found, problems) in enumerate(opened):
            if found is None or file is None:
                loaded[number] = Loaded(Imported(), problems)
            elif found.needs_codes == needs_codes:
                options = ImportOptions(columns=request.columns, codes=tuple(codes))
                part, others = read_as(found, file, options)
                loaded[number] = Loaded(part, (*problems, *others))
                codes += (code.path for code in part.codes)
    return [loaded[number] for number in range(len(opened))]


def _open(path: Path, request: ImportRequest) -> _Opened:
    """A file with its format, as far as they are known."""
    file, unreadable = read_input(path, request.encoding)
    if file is None:
        return None, None, unreadable
    found, unknown = format_of(file, request.format)
    return file, found, (*unreadable, *unknown)


def _holds_something(part: Imported) -> bool:
    every = (part.quotes, part.codes, part.themes, part.findings, part.participants, part.sources, part.works)
    return any(every)


def _title_of(path: Path) -> str:
    """A title for a study of which only the name of a file is known."""
    words = re.sub(r"[\s_]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:]
