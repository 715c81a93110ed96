"""The command ``themebook``: one module for each of its commands, and the only place that prints."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

import themebook
from themebook.cli.terminal import Status, print_any_letter, print_error, print_usage_error
from themebook.core.printable import print_safely

_COMMANDS = (
    "new",
    "import",
    "check",
    "serve",
    "build",
    "offline",
    "pdf",
    "table",
    "excerpt",
    "archive",
    "schema",
    "guide",
)
# What Python does not allow as a name.
_FUNCTIONS = {"import": "import_study"}


class _Commands(click.Group):
    """Imports a command only when it is used. The one that prints a PDF takes long to load and may not be installed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        name = _FUNCTIONS.get(cmd_name, cmd_name)
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        print(f"themebook {themebook.__version__}")
        context.exit()


@click.group(cls=_Commands, invoke_without_command=True, options_metavar="", subcommand_metavar="COMMAND [OPTIONS]")
@click.option("--config", default="mkdocs.yml", metavar="FILE", show_default=True, help="The settings of the site.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
@click.pass_context
def _themebook(context: click.Context, config: str) -> None:
    """Publish a qualitative study as a website on which every claim leads to its evidence.

    Run these commands in the folder of your study, the one that holds mkdocs.yml. "themebook new" starts a
    study in a new folder. "themebook COMMAND --help" explains a command.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(Status.CANNOT_RUN)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. The exit status is 0 if all is well, 1 if the sources have errors, and 2 if it cannot run."""
    print_any_letter()
    print_safely()
    given = None if arguments is None else list(arguments)
    try:
        status: int = _themebook.main(given, prog_name="themebook", standalone_mode=False)
    except click.UsageError as error:
        print_usage_error(error)
        return Status.CANNOT_RUN
    except click.Abort:
        print_error("interrupted")
        return Status.INTERRUPTED
    return status
