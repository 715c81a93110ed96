"""The files for archives, beside the sources: which of them Themebook made, and whether they match the study."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from themebook.core.web_addresses import web_address
from themebook.emit.deposit import deposit_for
from themebook.emit.mkdocs.docs_files import root_of
from themebook.emit.mkdocs.project import Project
from themebook.exchange.deposit.deposit_files import DEPOSIT_FILES
from themebook.exchange.deposit.description import MARK
from themebook.render.published import Published
from themebook.render.site import Site

# What is written if it is known where a file is made, and is not compared: the addresses of the site and of the
# repository often come from the environment, which differs between machines.
_ADDRESSES = frozenset(("url", "repository-code", "codeRepository"))


class ArchiveState(StrEnum):
    """A file compared with the study. Whoever wrote a foreign file, it was not Themebook, so it is left alone."""

    MISSING = "missing"
    CURRENT = "current"
    STALE = "stale"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file as the study says that it should be."""

    path: Path
    text: str

    @property
    def state(self) -> ArchiveState:
        found = _text_of(self.path)
        if found is None:
            return ArchiveState.FOREIGN if self.path.exists() else ArchiveState.MISSING
        if found == self.text:
            return ArchiveState.CURRENT
        if MARK not in found:
            return ArchiveState.FOREIGN
        is_current = _content(self.path, found) == _content(self.path, self.text)
        return ArchiveState.CURRENT if is_current else ArchiveState.STALE

    def write(self, to: Path) -> None:
        """Write the text to a path."""
        to.write_text(self.text, encoding="utf-8", newline="\n")


def archive_files(project: Project, site: Site) -> Iterator[ArchiveFile]:
    """The files of a project, in the order of the table."""
    deposit = deposit_for(project.config, Published.of(site, web_address(project.config.site_url or "") or ""))
    return (ArchiveFile(root_of(project.config) / one.name, one.text(deposit)) for one in DEPOSIT_FILES)


def stale_files(project: Project, site: Callable[[], Site]) -> list[str]:
    """The names of the files that Themebook made and that do not match the study.

    ``site`` is only called if Themebook made any. All that is read of other files is that they have no mark.
    """
    root = root_of(project.config)
    if not any(is_made(root / one.name) for one in DEPOSIT_FILES):
        return []
    return [file.path.name for file in archive_files(project, site()) if file.state is ArchiveState.STALE]


def is_made(path: Path) -> bool:
    """Whether Themebook made a file."""
    return MARK in (_text_of(path) or "")


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _content(path: Path, text: str) -> Mapping[str, Any] | None:
    """The content of a file without its layout and addresses; None if it has none."""
    try:
        whole = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (ValueError, RecursionError, yaml.YAMLError):
        return None
    if not isinstance(whole, dict):
        return None
    kept = {name: _without_site(value) for name, value in whole.items() if name not in _ADDRESSES}
    return {name: value for name, value in kept.items() if value}


def _without_site(value: Any) -> Any:
    """A value of Zenodo's without the address of the site."""
    if not isinstance(value, list):
        return value
    return [one for one in value if not (isinstance(one, dict) and one.get("scheme") == "url")]
