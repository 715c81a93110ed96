"""``themebook new``: the first files of a study."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

import themebook
from themebook.cli.shared import command
from themebook.cli.terminal import Status, print_error
from themebook.core.printable import printable
from themebook.starter import LICENCES, NewStudy, Unsuitable, language_of, refuse_used, write_study


@command
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The title of the study.")
@click.option(
    "--author",
    "authors",
    metavar="NAME",
    multiple=True,
    help='An author, as "Family, Given", or an organisation in braces. Repeat it for each author. "" if unknown.',
)
@click.option("--language", metavar="CODE", help="The language of the site, such as en or de.  [default: en]")
@click.option("--licence", type=click.Choice(list(LICENCES)), help="The licence of the text.  [default: CC-BY-4.0]")
@click.option(
    "--package",
    metavar="SPEC",
    help="How pip installs Themebook: a version, a wheel or a git address.  [default: this version]",
)
def new(
    folder: Path,
    title: str | None,
    authors: tuple[str, ...],
    language: str | None,
    licence: str | None,
    package: str | None,
) -> Status:
    """Start a study in a new folder.

    The folder DIR gets everything that a study needs, with a small example in it. It works at once: change to that
    folder and run "themebook serve". At a terminal you are asked for what you leave out.
    """
    refuse_used(folder)
    try:
        study = NewStudy(
            title=title or _asked("Title of the study", "--title"),
            authors=tuple(filter(str.strip, authors)) if authors else _asked_authors(),
            language=language or _asked("Language of the site", "--language", "en", read=_language),
            licence=licence
            or _asked("Licence of the text", "--licence", "CC-BY-4.0", kind=click.Choice(list(LICENCES))),
            package=package or themebook.__version__,
        )
    except Unsuitable as error:
        print_error(error)
        return Status.CANNOT_RUN
    files = write_study(folder, study)
    print(f"{len(files)} files written to {printable(str(folder))}. Change to that folder and run: themebook serve")
    return Status.FINE


def _asked(
    question: str,
    option: str,
    default: str | None = None,
    *,
    kind: click.ParamType[str] | None = None,
    read: Callable[[str], str] | None = None,
) -> str:
    """The answer at a terminal, and elsewhere the default. Raises Unsuitable if there is neither."""
    if sys.stdin.isatty():
        return str(click.prompt(question, default=default, type=kind, value_proc=read, err=True))
    if default is None:
        raise Unsuitable(f"the study needs {option}")
    return default


def _language(answer: str) -> str:
    """The language, or an error after which click asks again."""
    try:
        return language_of(answer)
    except Unsuitable as error:
        raise click.UsageError(str(error)) from error


def _asked_authors() -> tuple[str, ...]:
    if not sys.stdin.isatty():
        raise Unsuitable('the study needs --author; write --author "" if the author is not known')
    authors: list[str] = []
    question = 'First author, as "Family, Given", or Enter if not known'
    while answer := str(click.prompt(question, default="", show_default=False, err=True)).strip():
        authors.append(answer)
        question = "Next author, or Enter if there is none"
    return tuple(authors)
