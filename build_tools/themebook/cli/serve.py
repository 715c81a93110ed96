"""``themebook serve``: the site in a browser while its author writes."""

from __future__ import annotations

import sys

import click

from themebook.cli.shared import command, config_option
from themebook.cli.terminal import Status
from themebook.core.printable import printable_lines
from themebook.emit.mkdocs.preview_server import PreviewServer
from themebook.emit.mkdocs.project import CannotRun

_LAST_PORT = 65535


@command
@click.option("--address", metavar="HOST:PORT", help="Where to show it.  [default: 127.0.0.1:8000]")
@click.option("--open", "open_in_browser", is_flag=True, help="Open it in your browser.")
@config_option
def serve(config: str, address: str | None, open_in_browser: bool) -> Status:
    """Show the site in your browser while you write.

    The browser shows a change as soon as you have saved it. It also shows warnings and errors, which go when you have
    fixed them. Press Ctrl+C to stop. Unless you name another address, only you can see this site; "mkdocs build" makes
    the one to publish.
    """
    PreviewServer(config, _host_and_port(address), _say).run(open_in_browser=open_in_browser)
    return Status.FINE


def _say(text: str) -> None:
    print(printable_lines(text), file=sys.stderr, flush=True)


def _host_and_port(address: str | None) -> tuple[str, int] | None:
    if address is None:
        return None
    host, _, port = address.rpartition(":")
    if not host or not (port.isascii() and port.isdecimal() and int(port) <= _LAST_PORT):
        raise CannotRun(f"'{address}' is not an address such as 127.0.0.1:8000")
    return host.strip("[]"), int(port)
