"""A project as MkDocs' configuration describes it: where its sources and pages are, and how its Markdown is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import get_files, set_exclusions

from build_tools.check.sources import Sources
from build_tools.diagnostics import Loaded
from build_tools.export import Folders
from build_tools.markdown_ext import ThemebookExtension, converter
from build_tools.pipeline import Site, read
from build_tools.project import HandWritten, Settings, hand_written
from build_tools.scan import Scanner


class ThemebookOptions(Config):  # type: ignore[no-untyped-call]
    """The options under ``plugins: - themebook:`` in mkdocs.yml."""

    findings = config_options.Type(str, default="findings.yml")
    bibliography = config_options.Type(str, default="references.bib")
    style = config_options.Type(str, default="apa")
    source_view = config_options.Type(str, default="blob/main/")
    cards = config_options.Type(bool, default=True)


def scanner_of(config: MkDocsConfig) -> Scanner:
    """Reads pages as MkDocs will."""
    return Scanner(others(config.markdown_extensions), config.mdx_configs)


def others(extensions: Iterable[Any]) -> list[Any]:
    """The extensions that the author chose; ours of an earlier build is not among them."""
    return [one for one in extensions if not isinstance(one, ThemebookExtension)]


class CannotRun(Exception):
    """The configuration of the project cannot be used."""


@dataclass(frozen=True, slots=True)
class Project:
    """A MkDocs project, for commands that work without MkDocs' own build."""

    name: str
    settings: Settings
    folders: Folders
    pages: list[HandWritten]
    extensions: list[Any]
    configs: dict[str, Any]

    def read(self) -> Loaded[Sources]:
        return read(self.settings, self.pages, Scanner(self.extensions, self.configs))

    def converter(self, site: Site) -> Callable[[str, str], str]:
        """What makes HTML of the path and the Markdown of a page."""
        return converter(site, self.extensions, self.configs)


def open_project(config_file: str) -> Project:
    """The project of a configuration file. CannotRun where MkDocs does not accept the file."""
    try:
        config = load_config(config_file)
    except MkDocsException as error:
        raise CannotRun(str(error)) from error
    options = _options_of(config)
    folders = Folders(docs=Path(config.docs_dir), config=Path(config_file))
    extensions = others(config.markdown_extensions)
    return Project(
        config.site_name,
        settings_of(config, options),
        folders,
        hand_written_pages(config),
        extensions,
        config.mdx_configs,
    )


def protected_paths(config_file: str) -> tuple[Path, ...]:
    """The files and folders that hold what an author wrote, which no command may overwrite.

    Where the configuration cannot be used, those that a project has by default.
    """
    root = Path(config_file).absolute().parent
    always = (Path(config_file), root / ".git")
    try:
        config = load_config(config_file)
    except MkDocsException:
        return (*always, *sources_of(Settings(root=root)), root / "docs")
    theme = (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()
    return (*always, *sources_of(settings_of(config, _options_of(config))), Path(config.docs_dir), *theme)


def _options_of(config: MkDocsConfig) -> ThemebookOptions:
    chosen = (one.config for one in config.plugins.values())
    return next((one for one in chosen if isinstance(one, ThemebookOptions)), ThemebookOptions())


def root_of(config: MkDocsConfig) -> Path:
    """The folder of the project, to which the paths of the sources are relative."""
    return Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()


def settings_of(config: MkDocsConfig, options: ThemebookOptions) -> Settings:
    """Where the sources of the project are, and how works are to be cited."""
    return Settings(
        root=root_of(config), findings=options.findings, bibliography=options.bibliography, style=options.style
    )


def sources_of(settings: Settings) -> tuple[Path, ...]:
    """The files and folders outside the documentation on which the site depends."""
    style = (settings.style_file,) if settings.style_file else ()
    return (settings.root / settings.findings, settings.root / settings.bibliography, *style)


def hand_written_pages(config: MkDocsConfig) -> list[HandWritten]:
    """The pages that the author wrote and that will be on the site."""
    docs = Path(config.docs_dir)
    # The documentation may be outside the folder of the project.
    folder = PurePath(os.path.relpath(docs, root_of(config)))
    files = get_files(config)
    # Nothing may lead to a page that will not be there.
    set_exclusions(files, config)
    return [
        hand_written(docs / file.src_uri, file.src_uri, (folder / file.src_uri).as_posix())
        for file in files.documentation_pages()
    ]
