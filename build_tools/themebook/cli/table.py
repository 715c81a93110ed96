"""``themebook table``: the table of themes for an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from themebook.cli.shared import (
    are_published,
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
from themebook.exchange.documents.seal import is_sealed
from themebook.exchange.documents.themes_table import themes_table
from themebook.exchange.documents.word_table import word_table
from themebook.exchange.documents.workbook_table import TooLongForCell, workbook_table

_WRITERS: Mapping[str, Callable[..., bytes]] = {".docx": word_table, ".xlsx": workbook_table}


class _WholeNumber(click.ParamType[int]):
    """A whole number, 0 or more."""

    name = "number"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if str(value).isdecimal():
            return int(value)
        self.fail(f"'{value}' is not a whole number, 0 or more", param, ctx)


@command
@to_option(
    "The Word document or Excel workbook (.xlsx) to write.  [default: dist/NAME-OF-THE-SITE-themes.docx]",
    metavar="FILE.docx|FILE.xlsx",
)
@click.option(
    "--quotes",
    type=_WholeNumber(),
    metavar="N",
    default=1,
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
        project = open_project(config)
        study = published_study(project)
        if study is None:
            return Status.ERRORS
        published, drafts = study
        known = [str(linked.theme.id) for linked in published.graph.themes.values()]
        if not known:
            print_error("the study has no themes, apart from drafts" if drafts else "the study has no themes")
            return Status.ERRORS
        if not are_published(themes, known, drafts, published.graph.kinds, what="theme"):
            return Status.ERRORS
        made = themes_table(published, most_quotes=quotes, themes=themes, title=title)
        try:
            document = write(made, language=project.settings.language)
        except TooLongForCell as error:
            print_error(f"{error}; write a Word document instead")
            return Status.ERRORS
        replace_file(to, lambda file: file.write_bytes(document))
    print(f"The table is {printable(str(to))}")
    return Status.FINE
