"""``themebook schema``: the schema of the findings file, for editors."""

from __future__ import annotations

from pathlib import Path

from themebook.cli.shared import check_output, command, config_option, force_option, to_option
from themebook.cli.terminal import Status
from themebook.emit.atomic import replace_file
from themebook.sources.findings.study import SCHEMA_FILE, is_schema, schema_text


@command
@to_option("The file to write.", default=Path(SCHEMA_FILE), show_default=True)
@force_option
@config_option
def schema(config: str, to: Path, force: bool) -> Status:
    """Write the schema of the findings file.

    With this file, an editor such as VS Code suggests keys while you type and marks those that do not exist.
    """
    check_output(config, to, is_ours=is_schema, force=force)
    replace_file(to, lambda new: new.write_text(schema_text(), encoding="utf-8"))
    return Status.FINE
