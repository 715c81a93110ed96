"""Reports diagnostics and other errors as MkDocs does."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from mkdocs.exceptions import PluginError

from themebook.cite import FormattingFailed, UnknownStyle
from themebook.core.diagnostics import Diagnostic, Severity, as_texts
from themebook.emit.mkdocs.project import Project
from themebook.render.site import Site
from themebook.sources.all_sources import Sources

log = logging.getLogger("mkdocs.plugins.themebook")

# Under ``--strict``, MkDocs counts warnings and errors, and nothing below them.
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}


def report(found: Sequence[Diagnostic]) -> None:
    """Log diagnostics. Raises PluginError if any of them is an error."""
    for severity, text in as_texts(found):
        log.log(_LEVELS[severity], text)
    if errors := sum(diagnostic.severity is Severity.ERROR for diagnostic in found):
        raise PluginError(f"Themebook: {errors} error{'s' if errors != 1 else ''} in the sources; nothing was built.")


def compose_or_refuse(project: Project, sources: Sources) -> Site:
    """The site with all references formatted. Raises PluginError with one line if that fails."""
    try:
        site = project.compose(sources)
        site.formatter.order()
    except UnknownStyle as error:
        raise PluginError(f"{Path(project.config.config_file_path).name}: {error}") from error
    except FormattingFailed as error:
        raise PluginError(f"Themebook: {' '.join(str(error).split())}") from error
    return site
