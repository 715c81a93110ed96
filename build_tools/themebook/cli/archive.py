"""``themebook archive``: the files that archives and reference managers read in a repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from themebook.cli.shared import check_output, command, config_option, force_option, sources_of
from themebook.cli.terminal import Status, print_error
from themebook.emit.archive import ArchiveFile, ArchiveState, archive_files, is_made
from themebook.emit.atomic import replace_file
from themebook.emit.mkdocs.project import open_project
from themebook.exchange.deposit.licences import spdx_id

# The version of the licences of Creative Commons that people mean who name none.
_NEWEST = "4.0"


@command
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say which files do not match the study.")
@force_option
@config_option
def archive(config: str, only_check: bool, force: bool) -> Status:
    """Describe your study for archives.

    Writes CITATION.cff, codemeta.json and .zenodo.json beside mkdocs.yml, from what the study says of itself. GitHub,
    Zenodo, Software Heritage and reference managers read them. A file that you wrote yourself stays as it is.

    With --check, the exit status is 1 if a file that this command wrote does not match the study, or if there is none.
    """
    project = open_project(config)
    sources = sources_of(project)
    if sources is None:
        return Status.ERRORS
    files = list(archive_files(project, project.compose(sources)))
    return _check(files) if only_check else _write(config, files, sources.study.licence, force=force)


def _check(files: Sequence[ArchiveFile]) -> Status:
    stale = [file.path.name for file in files if file.state is ArchiveState.STALE]
    for name in stale:
        print(f"{name} does not match the study; run: themebook archive")
    if all(file.state is ArchiveState.MISSING for file in files):
        print("There are no files for archives; to write them, run: themebook archive")
        return Status.ERRORS
    if not stale:
        print("The files for archives match the study.")
    return Status.ERRORS if stale else Status.FINE


def _write(config: str, files: Iterable[ArchiveFile], licence: str, *, force: bool) -> Status:
    written = list(_written(config, files, force=force))
    print(f"Written: {', '.join(written)}" if written else "Nothing was written.")
    if not spdx_id(licence):
        print(_without_licence(licence))
    return Status.FINE


def _without_licence(licence: str) -> str:
    """Why the files name no licence, and what follows from it."""
    unknown = f"The files name no licence, because archives do not know '{licence}'"
    why = unknown if licence else "The study has no licence"
    likely = f"{licence} {_NEWEST}"
    meant = f" Did you mean '{likely}'?" if licence and spdx_id(likely) else ""
    return f"{why}.{meant} Choose one when you publish a record: Zenodo would take CC BY 4.0, and open access."


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
