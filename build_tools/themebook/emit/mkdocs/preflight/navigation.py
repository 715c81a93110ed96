"""Checks that every page is in the navigation and that its entries exist, as ``validation`` in mkdocs.yml requires."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import get_navigation

from themebook.core.diagnostics import Diagnostic, Severity, Span, rule
from themebook.core.nearest import nearest
from themebook.emit.mkdocs.docs_files import folder_name
from themebook.emit.mkdocs.preflight.configuration import ConfigurationFile
from themebook.emit.mkdocs.preflight.logs import mkdocs_messages

_OMITTED = "The following pages exist in the docs directory"


@rule(Severity.WARNING)
def nav_complete(files: Files, config: MkDocsConfig, file: ConfigurationFile) -> Iterator[Diagnostic]:
    """Every page must be in `nav`, and `nav` must lead to existing pages, if `validation` asks for it.

    ``files`` include the generated pages.
    """
    with mkdocs_messages() as warnings:
        listed = {page.file.src_uri for page in get_navigation(files, config).pages}
    included = (page for page in files.documentation_pages() if page.inclusion is InclusionLevel.INCLUDED)
    omitted = dict.fromkeys(page.src_uri for page in included if page.src_uri not in listed)
    for message in warnings:
        if not message.startswith(_OMITTED):
            yield _nav_problem(message, file, omitted)
    if config.validation.nav.omitted_files >= logging.WARNING:
        for path in omitted:
            span, message = Span(f"{folder_name(config)}/{path}"), f"this page is not in `nav` of {file.name}"
            hint = "add it there, or to `not_in_nav`"
            yield nav_complete.at(span, message, hint)


def _nav_problem(message: str, file: ConfigurationFile, omitted: dict[str, None]) -> Diagnostic:
    """A problem in the navigation. A page that a misspelt entry means does not count as missing."""
    named = re.search(r"'(.*?)'", message)
    if named is None or "included in the" not in message:
        return file.report(nav_complete, message)
    if "absolute path" in message:
        text, hint = f"`nav` has the absolute path '{named[1]}'", "write a path relative to the documentation folder"
    else:
        text, hint = f"`nav` names '{named[1]}', which does not exist", "check the name, or delete the entry"
        if meant := nearest(named[1], omitted):
            hint = f"did you mean '{meant}'?"
            del omitted[meant]
    return nav_complete.at(file.place_of(named[1]), text, hint)
