"""``themebook pdf``: the site as a printed book."""

from __future__ import annotations

from pathlib import Path

from themebook.cli.shared import command, config_option, edition_file, force_option, to_option
from themebook.cli.terminal import Status, progress
from themebook.core.printable import printable


@command
@to_option("The PDF to write.  [default: dist/NAME-OF-THE-SITE.pdf]")
@force_option
@config_option
def pdf(config: str, to: Path | None, force: bool) -> Status:
    """Print the whole site as one PDF, with contents and page numbers.

    This needs Chromium, Chrome or Edge. Where there is none, Chromium is installed.
    """
    # Its libraries are an extra. The help of the command works without them.
    from themebook.emit.pdf.printing import is_printed_edition, write_pdf

    to = edition_file(config, to, ending=".pdf", is_ours=is_printed_edition, force=force)
    with progress("Building and printing the site..."):
        write_pdf(config, to)
    print(f"The PDF is {printable(str(to))}")
    return Status.FINE
