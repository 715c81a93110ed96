"""``themebook excerpt``: findings with their quotes and citations for an article."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from themebook.cli.shared import (
    check_output,
    command,
    config_option,
    ending_of,
    force_option,
    published_study,
    to_option,
)
from themebook.cli.terminal import Status, print_any_letter, print_error, progress
from themebook.core.printable import printable, printable_lines
from themebook.emit.atomic import replace_file
from themebook.emit.mkdocs.project import open_project
from themebook.exchange.documents.asked_ids import wrong_ids
from themebook.exchange.documents.excerpt import can_be_excerpted
from themebook.exchange.documents.excerpt import excerpt as excerpt_page
from themebook.exchange.documents.seal import is_sealed, seal_text
from themebook.exchange.documents.text_files import latex, markdown
from themebook.exchange.documents.word import word_document

# What is written to a file, by its ending.
_WRITERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".md": lambda page: seal_text(f"{markdown(page)}\n", comment="<!-- %s -->").encode(),
    ".docx": word_document,
    ".tex": lambda page: seal_text(latex(page), comment="%% %s").encode(),
}


@command
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@to_option(
    "The file to write: Markdown, Word or LaTeX.  [default: Markdown on the screen]",
    metavar="FILE.md|FILE.docx|FILE.tex",
)
@force_option
@config_option
def excerpt(config: str, ids: tuple[str, ...], to: Path | None, force: bool) -> Status:
    """Write findings with their quotes and citations for an article.

    An ID is that of a finding, a theme or subtheme with all its findings, a quote, an implication or a limitation.
    Quotes are verbatim, and citations are in the style of the site, with a list of references at the end. Drafts are
    left out.
    """
    write = _WRITERS[ending_of(to, _WRITERS)]
    if to:
        check_output(config, to, is_ours=is_sealed, force=force)
    with progress("Writing the excerpt..."):
        study = published_study(open_project(config))
        if study is None:
            return Status.ERRORS
        published, drafts = study
        what = "finding, theme, quote, implication or limitation"
        if wrong := list(wrong_ids(published, ids, can_be_excerpted(published), drafts, what=what)):
            for message in wrong:
                print_error(message)
            return Status.ERRORS
        page = excerpt_page(published, ids)
        if to:
            document = write(page)
            replace_file(to, lambda file: file.write_bytes(document))
        else:
            text = markdown(page)
    if to:
        print(f"The excerpt is {printable(str(to))}")
    else:
        print_any_letter(for_machines=not sys.stdout.isatty())
        print(printable_lines(text), end="")
    return Status.FINE
