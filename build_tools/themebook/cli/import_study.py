"""``themebook import``: a first draft of a study from the files of other tools."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

import themebook
from themebook.cli.shared import command, to_option
from themebook.cli.terminal import Status, print_error
from themebook.core.diagnostics import Diagnostic, as_texts, has_errors
from themebook.core.extras import need
from themebook.core.printable import printable
from themebook.emit.atomic import replace_file
from themebook.emit.overwriting import Refused
from themebook.exchange.assembly import AssembledStudy
from themebook.exchange.escaping import author_of, written_author
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.importing import ImportRequest, import_files
from themebook.exchange.tables.template import write_template
from themebook.starter import (
    LICENCES,
    NewStudy,
    Unsuitable,
    imported_contents,
    language_of,
    licence_named,
    refuse_used,
    write_study,
)


@command
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path))
@to_option("The folder of the new study. It must not exist yet.", metavar="DIR")
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help="Write an empty workbook for your quotes, participants, themes and codes instead.",
)
@click.option("--format", "form", metavar="NAME", help="The format of the files.  [default: what their content shows]")
@click.option("--encoding", metavar="NAME", help="The encoding of text files, such as cp1252.  [default: recognised]")
@click.option("--columns", metavar="KEY=NAME,...", help="The names of the columns of a table, such as quote=Zitat.")
@click.option("--title", metavar="TEXT", help="The title of the study.  [default: what the files say]")
@click.option(
    "--author", "authors", metavar="NAME", multiple=True, help='An author, as "Family, Given". Repeat it for each.'
)
@click.option("--language", metavar="CODE", help="The language of the site.  [default: that of the study, or en]")
@click.option(
    "--licence",
    type=click.Choice(list(LICENCES)),
    help="The licence of the text.  [default: that of the study, or all-rights-reserved]",
)
@click.option("--package", metavar="SPEC", help="How pip installs Themebook, as for `new`.")
def import_study(
    files: tuple[Path, ...],
    to: Path | None,
    template: Path | None,
    form: str | None,
    encoding: str | None,
    columns: str | None,
    title: str | None,
    authors: tuple[str, ...],
    language: str | None,
    licence: str | None,
    package: str | None,
) -> Status:
    """Make a first draft of a study from tables, coded projects, bibliographies, papers or manuscripts.

    Several FILEs become one study in the new folder DIR. Existing files are never changed. What cannot be carried over
    is reported with its place. What was guessed is marked as a draft until you remove the mark.
    """
    need("import", "importing")
    if template:
        return _write_template(template)
    if not files or to is None:
        raise click.UsageError("name the files to import, and the new folder with --to DIR")
    refuse_used(to)
    try:
        details = ImportedDetails(
            title=title or "",
            authors=tuple(author_of(name) for name in authors if name.strip()),
            licence=licence if licence and LICENCES[licence].address else "",
        )
        request = ImportRequest(
            format=form or "", encoding=_encoding(encoding), columns=_columns(columns or ""), details=details
        )
        study, found = import_files(files, request)
        _report(found)
        if study is None:
            return Status.ERRORS
        written = _write(to, study, language, licence, package)
    except Unsuitable as error:
        print_error(error)
        return Status.CANNOT_RUN
    folder = printable(str(to))
    print(f"{_summary(study)} in {written} files written to {folder}.")
    print("Before you publish, check that all names are pseudonyms.")
    print("Change to that folder and run: themebook serve")
    return Status.ERRORS if has_errors(found) else Status.FINE


def _write_template(to: Path) -> Status:
    if to.suffix.lower() != ".xlsx":
        raise Refused(f"{to} must end in .xlsx")
    if to.exists():
        raise Refused(f"{to} already exists; use another name")
    replace_file(to, write_template)
    print(f"Fill in {printable(str(to))}, and run: themebook import {printable(str(to))} --to DIR")
    return Status.FINE


def _encoding(name: str | None) -> str:
    try:
        b"a".decode(name or "utf-8", errors="replace")
        return codecs.lookup(name).name if name else ""
    except (LookupError, UnicodeError, ValueError) as error:
        # Some codecs of Python are no encodings of text.
        raise Unsuitable(f"unknown encoding '{name}'; write a name such as utf-8 or cp1252") from error


def _columns(written: str) -> Mapping[str, str]:
    pairs = [pair.partition("=") for pair in written.split(",") if pair.strip()]
    for key, equals, name in pairs:
        if not (equals and key.strip() and name.strip()):
            raise Unsuitable(f"'{key}' in --columns is not of the form KEY=NAME, such as quote=Zitat")
    return {key.strip(): name.strip() for key, _, name in pairs}


def _report(found: Sequence[Diagnostic]) -> None:
    for _, text in as_texts(found):
        print(text)


def _write(to: Path, study: AssembledStudy, language: str | None, licence: str | None, package: str | None) -> int:
    details = study.parts.details
    new = NewStudy(
        title=details.title,
        authors=tuple(map(written_author, details.authors)),
        language=language or _site_language(details.language),
        licence=licence or licence_named(details.licence),
        package=package or themebook.__version__,
    )
    return len(write_study(to, new, imported_contents(study, new.title)))


def _site_language(tag: str) -> str:
    """The language of the study if the theme has texts in it."""
    try:
        return language_of(tag) if tag else "en"
    except Unsuitable:
        return "en"


def _summary(study: AssembledStudy) -> str:
    """How much was found of what."""
    names = ("quotes", "participants", "sources", "codes", "themes", "findings", "implications", "limitations")
    counts = {**{name: len(getattr(study.parts, name)) for name in names}, "works": study.works}
    return ", ".join(f"{number} {name if number > 1 else name[:-1]}" for name, number in counts.items() if number)
