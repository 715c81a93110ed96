"""The source files of a project on disk: their paths and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from themebook.core.diagnostics import Diagnostic, Loaded, Span
from themebook.sources.markdown.markdown_text import split_front_matter
from themebook.sources.source import FILE_EXISTS, FILE_HAS_CONTENT, Source, read_source

PAGE_COMMENT = re.compile(r"<!-- themebook (?P<generated>generated )?page: (?P<path>.+?) -->")


def page_comment(path: str, *, generated: bool = False) -> str:
    """The comment at the top of a page in an exported folder; matches ``PAGE_COMMENT``.

    It gives the Markdown extension the path of the page, and whether it was generated.
    """
    return f"<!-- themebook {'generated ' if generated else ''}page: {path} -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The paths of the sources, relative to ``root``, and options for citations.

    ``findings`` is a file, or a folder of ``.yml`` and ``.yaml`` files at any depth. ``bibliography`` are the names of
    one or more files. ``style`` is the name of a CSL style or the path of a ``.csl`` file. ``language`` is that of the
    site, as a BCP 47 tag. ``publish_fields`` are fields of the bibliography (in lower case) that are published besides
    the usual ones. Without ``drafts``, those in the findings are left out.
    """

    root: Path
    findings: str = "findings.yml"
    bibliography: tuple[str, ...] = ("references.bib",)
    style: str = "apa"
    language: str = "en"
    publish_fields: tuple[str, ...] = ()
    drafts: bool = True

    @property
    def style_file(self) -> Path | None:
        """The file of the style, unless the style is given by name."""
        return self.root / self.style if self.style.endswith(".csl") else None

    @property
    def style_or_file(self) -> str:
        """The style in the form that the formatter takes. It does not depend on the current folder."""
        return str(self.style_file or self.style)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandWritten:
    """A Markdown page that an author wrote: its path below the documentation folder, its name in messages, its text.

    If the text could not be read, it is empty and ``unread`` says why.
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
    """All Markdown pages below a folder, ordered by path, except those that an export generated."""
    files = sorted((root / docs).rglob("*.md"))
    paths = [file.relative_to(root / docs).as_posix() for file in files]
    pages = [hand_written(file, path, f"{docs}/{path}") for path, file in zip(paths, files, strict=True)]
    return [page for page in pages if not _is_generated(page)]


def _is_generated(page: HandWritten) -> bool:
    comment = PAGE_COMMENT.match(split_front_matter(page.text)[1].lstrip())
    return comment is not None and comment["generated"] is not None


def bibliography_sources(settings: Settings) -> Loaded[list[Source]]:
    """The text of each file of the bibliography, in the order of the settings."""
    return _texts(settings, settings.bibliography)


def findings_files(settings: Settings) -> list[str]:
    """The findings file, or all files of the folder and of the folders in it, ordered by path.

    Paths are relative to ``root``, with ``/`` between their parts.
    """
    folder = settings.root / settings.findings
    if not folder.is_dir():
        return [settings.findings]
    files = [file for file in folder.rglob("*") if file.suffix in (".yml", ".yaml") and not file.is_dir()]
    paths = (file.relative_to(folder) for file in files)
    # Hidden files are the locks and copies of editors.
    below = sorted((path for path in paths if not path.name.startswith(".")), key=lambda path: path.parts)
    return [(PurePath(settings.findings) / path).as_posix() for path in below]


def findings_sources(settings: Settings) -> Loaded[list[Source]]:
    """The text of each findings file, in the order of ``findings_files``."""
    names = findings_files(settings)
    if not names:
        message = f"there is no file whose name ends in .yml in the folder '{settings.findings}'"
        return Loaded([], (FILE_EXISTS.at(Span(settings.findings), message),))
    return _texts(settings, names)


def _texts(settings: Settings, names: Iterable[str]) -> Loaded[list[Source]]:
    loaded = [read_source(settings.root / name, name) for name in names]
    found: list[Diagnostic] = [diagnostic for one in loaded for diagnostic in one.diagnostics]
    return Loaded([one.value for one in loaded if one.value], tuple(found))
