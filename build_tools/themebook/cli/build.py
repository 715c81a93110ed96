"""``themebook build``: the site, or its pages as Markdown files for other generators."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from themebook.cli.shared import command, config_option, force_option, sources_of, to_option
from themebook.cli.terminal import Status, progress
from themebook.core.printable import printable
from themebook.emit.folder import LEFT_OUT, export
from themebook.emit.mkdocs.build import build_strictly
from themebook.emit.mkdocs.project import Project, open_project


@command
@to_option("Write the pages to this folder as Markdown instead, for other generators.", metavar="FOLDER")
@force_option
@config_option
def build(config: str, to: Path | None, force: bool) -> Status:
    """Build the site.

    It is built in the folder "site", or the one that "site_dir" names in mkdocs.yml. An error or a warning stops the
    build, and the last good site stays.

    With --to, no site is built. That folder then holds all pages as Markdown, also those made from your findings, for
    any program that makes websites of Markdown.
    """
    return _write_markdown(config, to, force=force) if to else _build_site(config)


def _build_site(config: str) -> Status:
    with progress("Building the site..."):
        folder = build_strictly(config)
    here = Path.cwd()
    print(f"The site is in {printable(str(folder.relative_to(here) if folder.is_relative_to(here) else folder))}")
    return Status.FINE


def _write_markdown(config: str, to: Path, *, force: bool) -> Status:
    with progress("Writing the pages..."):
        project = open_project(config)
        sources = sources_of(project)
        if sources is None:
            return Status.ERRORS
        site = project.compose(sources)
        pages, unread = project.public_pages()
        convert = project.converter(site)
        count = export(site, project.settings, project.folders, pages, to, convert, force=force)
    for text in _left_out(project, unread):
        print(text, file=sys.stderr)
    print(f"{count} files written to {printable(str(to))}")
    return Status.FINE


def _left_out(project: Project, unread: list[str]) -> Iterator[str]:
    """What the folder lacks of the project: keys of front matter, and settings."""
    if unread:
        yield f"left out of the heads of pages, because nothing reads them: {printable(', '.join(unread))}"
    if left_out := [name for name in LEFT_OUT if project.config[name]]:
        yield f"left out of mkdocs.yml: {', '.join(left_out)}"
