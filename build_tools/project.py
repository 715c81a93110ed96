"""An author's project on disk: where its sources are, and their texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Loaded, Span
from build_tools.read.source import Source, read_source
from build_tools.rules import FILE_EXISTS, FILE_HAS_CONTENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the sources are, as paths from ``root``, and how works are to be cited.

    ``findings`` is a file or a folder of ``.yml`` files. ``style`` is the name of a CSL style or the path of a ``.csl``
    file.
    """

    root: Path
    findings: str = "findings.yml"
    bibliography: str = "references.bib"
    style: str = "apa"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandWritten:
    """A Markdown page that an author wrote: its path below the documentation folder, its name in messages, its text.

    Where the text could not be read, it is empty and ``unread`` says why.
    """

    path: str
    name: str
    text: str
    unread: tuple[Diagnostic, ...] = ()


def hand_written(file: Path, path: str, name: str) -> HandWritten:
    """A page read from disk; unlike the other sources it may be empty."""
    source, found = read_source(file, name)
    unread = tuple(diagnostic for diagnostic in found if diagnostic.rule is not FILE_HAS_CONTENT)
    return HandWritten(path=path, name=name, text=source.text if source else "", unread=unread)


def pages_below(root: Path, docs: str) -> list[HandWritten]:
    """All Markdown pages below a folder, in the order of their paths."""
    files = sorted((root / docs).rglob("*.md"))
    paths = [file.relative_to(root / docs).as_posix() for file in files]
    return [hand_written(file, path, f"{docs}/{path}") for path, file in zip(paths, files, strict=True)]


def bibliography_source(settings: Settings) -> Loaded[Source | None]:
    """The text of the bibliography."""
    return read_source(settings.root / settings.bibliography, settings.bibliography)


def findings_sources(settings: Settings) -> Loaded[list[Source]]:
    """The text of the findings file, or of each file of the folder in the order of their names."""
    path = settings.root / settings.findings
    names = [settings.findings]
    if path.is_dir():
        names = [f"{settings.findings}/{file.name}" for file in sorted(path.glob("*.y*ml"))]
        if not names:
            message = f"there is no file whose name ends in .yml in the folder '{settings.findings}'"
            return Loaded([], (Diagnostic(rule=FILE_EXISTS, span=Span(settings.findings), message=message),))
    loaded = [read_source(settings.root / name, name) for name in names]
    found: list[Diagnostic] = [diagnostic for one in loaded for diagnostic in one.diagnostics]
    return Loaded([one.value for one in loaded if one.value], tuple(found))
