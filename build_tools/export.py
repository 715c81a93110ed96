"""The folder output: the whole site as Markdown for any generator that runs Python-Markdown extensions.

The folder holds ``docs/`` (hand-written and generated pages, and everything else of the documentation folder), the
two sources, and the configuration, in which Themebook's Markdown extension has taken the place of its plugin. Each page
says in a comment which page it is, because a Markdown extension is not told.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from build_tools.markdown_ext import page_comment
from build_tools.pages import NavSection, with_themes
from build_tools.pipeline import Site
from build_tools.project import HandWritten, Settings

_MARKER = ".themebook"


class FolderInUse(OSError):
    """The folder holds something that this command did not write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where a project has its documentation and its configuration."""

    docs: Path
    config: Path


def export(site: Site, settings: Settings, folders: Folders, pages: list[HandWritten], to: Path) -> int:
    """Write everything into a folder, replacing what an earlier call wrote there; returns the number of files.

    FolderInUse where the folder holds anything else.
    """
    _make_room(to)
    shutil.copytree(folders.docs, to / "docs")
    for page in pages:
        _write(to / "docs" / page.path, _with_comment(page.text, page.path))
    for made in site.pages():
        _write(to / "docs" / made.path, _with_comment(made.text, made.path))
    for name in (settings.findings, settings.bibliography):
        copy = shutil.copytree if (settings.root / name).is_dir() else shutil.copyfile
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        copy(settings.root / name, to / name)
    _write(to / "mkdocs.yml", _configuration(folders.config.read_text("utf-8"), site.plan.themes, settings))
    return sum(path.is_file() for path in to.rglob("*"))


def _make_room(to: Path) -> None:
    if to.exists() and any(to.iterdir()) and not (to / _MARKER).exists():
        raise FolderInUse(f"{to} is not empty and was not written by this command; name another folder")
    shutil.rmtree(to, ignore_errors=True)
    _write(to / _MARKER, "This folder is written anew by each `python -m build_tools build`.\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _with_comment(text: str, path: str) -> str:
    head = re.match(r"---\n.*?^---\n", text, re.S | re.M)
    front = head[0] if head else ""
    return f"{front}\n{page_comment(path)}\n\n{text[len(front) :].lstrip()}"


def _configuration(text: str, themes: NavSection, settings: Settings) -> str:
    """The author's configuration with the extension in place of the plugin and the themes in the navigation."""
    config = yaml.load(text, Loader=_KeepingLoader)
    config["plugins"] = [one for one in config.get("plugins", []) if _name(one) != "themebook"]
    options = {"findings": settings.findings, "bibliography": settings.bibliography, "style": settings.style}
    config["markdown_extensions"] = [*config.get("markdown_extensions", []), {"build_tools.markdown_ext": options}]
    if "nav" in config:
        config["nav"] = [with_themes(item, themes) for item in config["nav"]]
    return yaml.dump(config, Dumper=_KeepingDumper, sort_keys=False, allow_unicode=True, width=120)


def _name(plugin: Any) -> str:
    return str(next(iter(plugin)) if isinstance(plugin, dict) else plugin)


class _Kept:
    """A value with a tag of MkDocs' own, such as ``!ENV``, which goes through as it is."""

    def __init__(self, node: yaml.Node) -> None:
        self.node = node


class _KeepingLoader(yaml.SafeLoader):
    pass


class _KeepingDumper(yaml.SafeDumper):
    pass


_KeepingLoader.add_constructor(None, lambda loader, node: _Kept(node))
_KeepingDumper.add_representer(_Kept, lambda dumper, kept: kept.node)
