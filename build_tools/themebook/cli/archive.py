"""``themebook archive``: the files that archives and reference managers read in a repository."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from themebook.cli.shared import check_output, command, config_option, force_option
from themebook.cli.terminal import Status, print_error
from themebook.core.diagnostics import as_texts, has_errors
from themebook.emit.archive import ArchiveFile, ArchiveState, archive_files, is_made
from themebook.emit.atomic import replace_file
from themebook.emit.mkdocs.project import open_project

_WHAT_IS_WRONG = {ArchiveState.MISSING: "does not exist", ArchiveState.STALE: "does not match the study"}


@command
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say which files do not match the study.")
@force_option
@config_option
def archive(config: str, only_check: bool, force: bool) -> Status:
    """Describe your study for archives.

    Writes CITATION.cff, codemeta.json and .zenodo.json beside mkdocs.yml, from what the study says of itself. GitHub,
    Zenodo, Software Heritage and reference managers read them. A file that you wrote yourself stays as it is.

    With --check, the exit status is 1 if a file is missing or does not match the study.
    """
    project = open_project(config)
    loaded = project.read()
    for _, text in as_texts(loaded.diagnostics):
        print(text, file=sys.stderr)
    if has_errors(loaded.diagnostics):
        return Status.ERRORS
    files = list(archive_files(project, project.compose(loaded.value)))
    return _check(files) if only_check else _write(config, files, force=force)


def _check(files: Iterable[ArchiveFile]) -> Status:
    wrong = {file.path.name: _WHAT_IS_WRONG[file.state] for file in files if file.state in _WHAT_IS_WRONG}
    for name, what in wrong.items():
        print(f"{name} {what}; run: themebook archive")
    return Status.ERRORS if wrong else Status.FINE


def _write(config: str, files: Iterable[ArchiveFile], *, force: bool) -> Status:
    written = list(_written(config, files, force=force))
    print(f"Written: {', '.join(written)}" if written else "Nothing was written.")
    return Status.FINE


def _written(config: str, files: Iterable[ArchiveFile], *, force: bool) -> Iterator[str]:
    """Write each file that is not somebody else's, and give its name."""
    for file in files:
        if file.state is ArchiveState.FOREIGN and not force:
            print_error(f"{file.path.name} was not written by this command and stays as it is; --force replaces it")
            continue
        # Not even with --force is a source overwritten, which the file may be a link to.
        check_output(config, file.path, is_ours=is_made, force=True)
        replace_file(file.path, file.write)
        yield file.path.name
