"""``themebook offline``: the site as one zip."""

from __future__ import annotations

from pathlib import Path

from themebook.cli.shared import command, config_option, edition_file, force_option, to_option
from themebook.cli.terminal import Status, progress
from themebook.core.printable import printable
from themebook.emit.offline import is_offline_edition, write_offline


@command
@to_option("The zip to write.  [default: dist/NAME-OF-THE-SITE-offline.zip]")
@force_option
@config_option
def offline(config: str, to: Path | None, force: bool) -> Status:
    """Pack the whole site into one zip.

    It can be sent by e-mail or kept on a memory stick, and is read in a browser without the internet.
    """
    to = edition_file(config, to, ending="-offline.zip", is_ours=is_offline_edition, force=force)
    with progress("Building and packing the site..."):
        write_offline(config, to)
    print(f"The offline edition is {printable(str(to))}")
    return Status.FINE
