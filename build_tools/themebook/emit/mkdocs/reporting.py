"""Reports diagnostics through MkDocs' log."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from mkdocs.exceptions import PluginError

from themebook.core.diagnostics import Diagnostic, Severity, as_texts

log = logging.getLogger("mkdocs.plugins.themebook")

# Under ``--strict``, MkDocs counts warnings and errors, and nothing below them.
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}


def report(found: Sequence[Diagnostic]) -> None:
    """Log diagnostics. Raises PluginError if any of them is an error."""
    for severity, text in as_texts(found):
        log.log(_LEVELS[severity], text)
    if errors := sum(diagnostic.severity is Severity.ERROR for diagnostic in found):
        raise PluginError(f"Themebook: {errors} error{'s' if errors != 1 else ''} in the sources; nothing was built.")
