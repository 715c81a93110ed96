"""The files for archives that Themebook made must match the study."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from themebook.core.diagnostics import Diagnostic, Severity, Span, rule
from themebook.emit.archive import stale_files
from themebook.emit.mkdocs.project import Project
from themebook.render.site import Site

_HINT = "run: themebook archive; what was changed in the file by hand is lost"


@rule(Severity.NOTE)
def archive_current(project: Project, site: Callable[[], Site]) -> Iterator[Diagnostic]:
    """A citation file or other file for archives that Themebook made should match the study."""
    for name in stale_files(project, site):
        yield archive_current.at(Span(name), f"{name} does not match the study", _HINT)
