"""What is imported, read again as an author's own study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from themebook.core.diagnostics import Diagnostic, Severity, as_text
from themebook.core.model import Study
from themebook.exchange.assembly import AssembledStudy, assemble
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import format_of
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.input_file import InputFile
from themebook.pipeline import read
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings

TITLED = Imported(details=ImportedDetails(title="A study"))


def imported(
    data: bytes | str, name: str = "table.csv", form: str = "", options: ImportOptions | None = None
) -> tuple[Imported, list[str]]:
    """What is in a file, and the texts of the diagnostics."""
    file = InputFile(name, data.encode() if isinstance(data, str) else data)
    found, problems = format_of(file, form)
    assert found, problems
    part, others = found.read(file, options or ImportOptions())
    return part, [as_text(one) for one in (*problems, *others)]


def assembled(*parts: Imported) -> tuple[AssembledStudy, list[str]]:
    study, found = assemble([*parts, TITLED])
    return study, [as_text(one) for one in found]


def as_study(folder: Path, *parts: Imported) -> Study:
    """The study that the parts make. It has no error and no warning."""
    study, _ = assembled(*parts)
    (folder / "findings.yml").write_text(study.findings, "utf-8", newline="\n")
    (folder / "references.bib").write_text(study.bibliography, "utf-8", newline="\n")
    settings = Settings(root=folder, findings="findings.yml", bibliography=("references.bib",))
    sources, found = read(settings, (), Scanner())
    assert without_notes(found) == []
    return sources.study


def without_notes(found: Sequence[Diagnostic]) -> list[str]:
    return [as_text(one) for one in found if one.severity is not Severity.NOTE]
