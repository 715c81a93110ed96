"""What commands print besides their results, and their exit statuses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from io import TextIOWrapper
from threading import Timer

import click

from themebook.core.printable import printable

#: Seconds before progress is shown on a terminal.
PATIENCE = 2.0


class Status(IntEnum):
    """The exit status of a command."""

    FINE = 0
    ERRORS = 1
    """The sources hold errors."""
    CANNOT_RUN = 2
    """Also where the command line is wrong."""
    INTERRUPTED = 130
    """By the keyboard; the number is that of shells."""


def print_error(message: object) -> None:
    """Print a message on one line."""
    print(f"themebook: {printable(' '.join(str(message).split()))}", file=sys.stderr)


def print_usage_error(error: click.UsageError) -> None:
    """Print what is wrong with the command line, and how to get help."""
    print_error(error.format_message())
    if error.ctx:
        print(f"For help, run: {error.ctx.command_path} --help", file=sys.stderr)


def print_any_letter(*, for_machines: bool = False) -> None:
    """Set up the output streams: UTF-8 for programs; on a terminal, escapes for letters that it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if for_machines else None, errors="backslashreplace")


@contextmanager
def progress(message: str) -> Iterator[None]:
    """Show a message if something takes longer than two seconds, and only on a terminal."""
    timer = Timer(PATIENCE, print, [message], {"file": sys.stderr})
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
