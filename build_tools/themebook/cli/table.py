"""``themebook table``: the table of themes for an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from themebook.cli.shared import (
    command,
    config_option,
    edition_file,
    ending_of,
    force_option,
    published_study,
    to_option,
)
from themebook.cli.terminal import Status, print_error, progress
from themebook.core.printable import printable
from themebook.emit.atomic import replace_file
from themebook.emit.mkdocs.project import open_project
from themebook.exchange.documents.asked_ids import wrong_ids
from themebook.exchange.documents.seal import is_sealed
from themebook.exchange.documents.themes_table import ThemesTable, themes_table
from themebook.exchange.documents.word_table import word_table
from themebook.exchange.documents.workbook_table import TooLongForCell, workbook_table

_WRITERS: Mapping[str, Callable[[ThemesTable], bytes]] = {".docx": word_table, ".xlsx": workbook_table}


def _whole_number(context: click.Context, option: click.Parameter, given: str) -> int:
    if not given.isdecimal():
        raise click.BadParameter(f"write a whole number, 0 or more, instead of '{given}'", context, option)
    return int(given)


@command
@to_option(
    "The Word document or Excel workbook (.xlsx) to write.  [default: dist/NAME-OF-THE-SITE-themes.docx]",
    metavar="FILE.docx|FILE.xlsx",
)
@click.option(
    "--quotes",
    callback=_whole_number,
    metavar="N",
    default="1",
    show_default=True,
    help="How many example quotes each theme and subtheme has at most.",
)
@click.option(
    "--theme",
    "themes",
    metavar="ID",
    multiple=True,
    help="Only this theme or subtheme, with the subthemes below it. It can be repeated.",
)
@click.option("--title", metavar="TEXT", default="", help="The title of the table.")
@force_option
@config_option
def table(config: str, to: Path | None, quotes: int, themes: tuple[str, ...], title: str, force: bool) -> Status:
    """Write the table of themes for an article.

    It has a row for each theme and subtheme, with its definition and example quotes, and the layout that the American
    Psychological Association describes. Drafts are left out.
    """
    write = _WRITERS[ending_of(to, _WRITERS)]
    to = edition_file(config, to, ending="-themes.docx", is_ours=is_sealed, force=force)
    with progress("Writing the table..."):
        study = published_study(open_project(config))
        if study is None:
            return Status.ERRORS
        published, drafts = study
        known = [str(linked.theme.id) for linked in published.graph.themes.values()]
        if not known:
            print_error("the study has no themes, apart from drafts" if drafts else "the study has no themes")
            return Status.ERRORS
        if wrong := list(wrong_ids(published, themes, known, drafts, what="theme")):
            for message in wrong:
                print_error(message)
            return Status.ERRORS
        made = themes_table(published, most_quotes=quotes, themes=themes, title=title)
        try:
            document = write(made)
        except TooLongForCell as error:
            print_error(f"{error}; write a Word document instead")
            return Status.ERRORS
        replace_file(to, lambda file: file.write_bytes(document))
    print(f"The table is {printable(str(to))}")
    return Status.FINE
