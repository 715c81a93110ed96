"""What the commands share: options, exit statuses, and how they report errors."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from themebook.cite import FormattingFailed, UnknownStyle
from themebook.cli.terminal import Status, print_error
from themebook.core.diagnostics import as_texts, has_errors
from themebook.core.extras import NotInstalled
from themebook.emit.files import default_place
from themebook.emit.mkdocs.build import BuildFailed
from themebook.emit.mkdocs.project import CannotRun, Project, open_project, protected_paths
from themebook.emit.overwriting import check_output_file
from themebook.render.published import Published
from themebook.sources.all_sources import Sources

Run = Callable[..., Status]


def command(run: Run) -> click.Command:
    """A click command for a function that takes the options by name and returns the exit status.

    It has the name of the function, and the docstring as its help. An error that stops it is printed on one line.
    """

    @wraps(run)
    def reporting(**options: Any) -> Status:
        try:
            return run(**options)
        except BuildFailed as error:
            print_error(error)
            return Status.ERRORS
        except shutil.Error as error:
            # Several files of a folder could not be copied. The first error shows why.
            print_error(error.args[0][0][2])
        except (CannotRun, NotInstalled, UnknownStyle, FormattingFailed, OSError) as error:
            print_error(error)
        return Status.CANNOT_RUN

    return click.command(reporting)


def sources_of(project: Project) -> Sources | None:
    """The sources of a project, or None if they have errors. What is wrong with them is printed."""
    loaded = project.read()
    for _, text in as_texts(loaded.diagnostics):
        print(text, file=sys.stderr)
    return None if has_errors(loaded.diagnostics) else loaded.value


def published_study(project: Project) -> tuple[Published, frozenset[str]] | None:
    """What is published of a project, and the ids of drafts; None if its sources have errors, which are printed."""
    sources = sources_of(project)
    if sources is None:
        return None
    published = Published.of(project.compose(sources), project.config.site_url or "")
    return published, published.left_out | frozenset(sources.drafts)


def ending_of(to: Path | None, endings: Iterable[str]) -> str:
    """The ending of the file to write, in lower case; the first of the ``endings`` if none is named.

    Raises a usage error if it is none of them.
    """
    allowed = list(endings)
    ending = to.suffix.lower() if to else allowed[0]
    if ending not in allowed:
        raise click.UsageError(f"'{to}' must end in {' or '.join(allowed)}", click.get_current_context())
    return ending


def config_option(run: Run) -> Run:
    """``--config``, which may come before the name of the command or after it."""
    return click.option(
        "--config",
        metavar="FILE",
        callback=lambda context, _, given: given or context.find_root().params["config"],
        help="The settings of the site.  [default: mkdocs.yml]",
    )(run)


def to_option(help: str, *, metavar: str = "FILE", **settings: Any) -> Callable[[Run], Run]:
    """``--to``, the file or folder to write."""
    return click.option("--to", type=click.Path(path_type=Path), metavar=metavar, help=help, **settings)


def force_option(run: Run) -> Run:
    """``--force``, for output that would replace something of another origin."""
    return click.option(
        "--force", is_flag=True, help="Replace what is already there, whoever wrote it; but never your study."
    )(run)


def edition_file(config: str, to: Path | None, *, ending: str, is_ours: Callable[[Path], bool], force: bool) -> Path:
    """Where an edition is written: to the file named, or into ``dist/``. Raises Refused if it would replace another
    file.
    """
    to = to or default_place(open_project(config).config.site_name, ending)
    check_output(config, to, is_ours=is_ours, force=force)
    return to


def check_output(config: str, to: Path, *, is_ours: Callable[[Path], bool], force: bool) -> None:
    """Raises Refused if a file would replace a source or, without ``force``, anything of another origin."""
    check_output_file(to, sources=protected_paths(config), is_ours=is_ours, force=force)
