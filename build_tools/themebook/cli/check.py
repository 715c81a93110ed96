"""``themebook check``: everything that is wrong in the sources."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

import click

from themebook.cli.shared import command, config_option
from themebook.cli.terminal import Status, print_any_letter
from themebook.core.diagnostics import Diagnostic, Span, as_github, as_json, as_texts, has_errors
from themebook.emit.mkdocs.preflight import check_project
from themebook.emit.mkdocs.preflight.configuration import CONFIG_USABLE
from themebook.emit.mkdocs.project import CannotRun


@command
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text for people, json for other programs, github for comments on a pull request.",
)
@config_option
def check(config: str, form: str) -> Status:
    """Report everything that is wrong in your study.

    Each problem is shown with its file, line and column. An error keeps the site from being built, a warning only from
    being built strictly, and a note never. Nothing is written.

    The exit status is 1 if there is an error, and 2 if the configuration cannot be used at all.
    """
    print_any_letter(for_machines=form != "text")
    # Everything that is read lives as long as the command, so garbage collection would only cost time.
    gc.disable()
    try:
        found = check_project(config)
    except CannotRun as error:
        # The reason is printed as an error too; a program that reads the output must find it there.
        if form != "text":
            _report((CONFIG_USABLE.at(Span(Path(config).name), " ".join(str(error).split())),), form)
        raise
    _report(found, form)
    return Status.ERRORS if has_errors(found) else Status.FINE


def _report(found: Sequence[Diagnostic], form: str) -> None:
    if form == "json":
        print(as_json(found))
    elif form == "github":
        for one in found:
            print(as_github(one))
    else:
        for _, text in as_texts(found):
            print(text)
        if not found:
            print("No problems found.")
