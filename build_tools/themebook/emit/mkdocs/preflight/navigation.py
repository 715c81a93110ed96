"""Checks that every page is in ``nav`` and that its entries exist, as ``validation`` in mkdocs.yml requires."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import get_navigation

from themebook.core import rules
from themebook.core.diagnostics import Diagnostic, Span
from themebook.core.nearest import nearest
from themebook.emit.mkdocs.docs_files import folder_name
from themebook.emit.mkdocs.preflight.configuration import ConfigurationFile
from themebook.emit.mkdocs.preflight.logs import capture_warnings

_OMITTED = "The following pages exist in the docs directory"


def nav_complete(files: Files, config: MkDocsConfig, file: ConfigurationFile) -> Iterator[Diagnostic]:
    """A page must be in `nav`, and `nav` must lead to pages. ``files`` includes the generated pages."""
    with capture_warnings() as warnings:
        in_nav = {page.file.src_uri for page in get_navigation(files, config).pages}
    included = (page for page in files.documentation_pages() if page.inclusion is InclusionLevel.INCLUDED)
    omitted = dict.fromkeys(page.src_uri for page in included if page.src_uri not in in_nav)
    for warning in warnings:
        if not warning.startswith(_OMITTED):
            yield _diagnostic(warning, file, omitted)
    if config.validation.nav.omitted_files >= logging.WARNING:
        for path in omitted:
            span, message = Span(f"{folder_name(config)}/{path}"), f"this page is not in `nav` of {file.name}"
            hint = "add it there, or to `not_in_nav`"
            yield Diagnostic(rule=rules.NAV_COMPLETE, span=span, message=message, hint=hint)


def _diagnostic(warning: str, file: ConfigurationFile, omitted: dict[str, None]) -> Diagnostic:
    """A diagnostic for a warning of MkDocs. The page closest to a misspelt entry no longer counts as omitted."""
    entry = re.search(r"'(.*?)'", warning)
    if entry is None or "included in the" not in warning:
        return file.report(rules.NAV_COMPLETE, warning)
    if "absolute path" in warning:
        message, hint = f"`nav` has the absolute path '{entry[1]}'", "write a path relative to the documentation folder"
    else:
        message, hint = f"`nav` names '{entry[1]}', which does not exist", "check the name, or delete the entry"
        if close := nearest(entry[1], omitted):
            hint = f"did you mean '{close}'?"
            del omitted[close]
    return Diagnostic(rule=rules.NAV_COMPLETE, span=file.place_of(entry[1]), message=message, hint=hint)
