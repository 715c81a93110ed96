"""A project as MkDocs' configuration describes it: where its sources and pages are, and how its Markdown is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.utils.meta import get_data

from build_tools.check.sources import Sources
from build_tools.diagnostics import Loaded
from build_tools.export import Folders
from build_tools.markdown_ext import ThemebookExtension, converter
from build_tools.pipeline import Site, read
from build_tools.project import HandWritten, Settings, hand_written
from build_tools.public_sources import keys_that_are_read, public_page
from build_tools.read.bibtex_entries import is_field_name
from build_tools.read.bibtex_fields import is_own
from build_tools.scan import Scanner
from build_tools.theme import THEME
from build_tools.web_addresses import web_address


class _FieldName(config_options.Type[str]):
    """The name of a field of the bibliography, which becomes lower case."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        if not is_field_name(name):
            raise ValidationError(f"'{name}' cannot be the name of a field of the bibliography.")
        if is_own(name.lower()):
            raise ValidationError(
                f"'{name}' is a field of Themebook's own; it is shown on the page of the work and not in its BibTeX."
            )
        return name.lower()


class ThemebookOptions(Config):  # type: ignore[no-untyped-call]
    """The options under ``plugins: - themebook:`` in mkdocs.yml."""

    findings = config_options.Type(str, default="findings.yml")
    bibliography = config_options.Type(str, default="references.bib")
    style = config_options.Type(str, default="apa")
    source_view = config_options.Type(str, default="blob/main/")
    cards = config_options.Type(bool, default=True)
    publish_fields = config_options.ListOfItems(_FieldName(), default=[])


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
    templates: tuple[Path, ...]

    def read(self) -> Loaded[Sources]:
        return read(self.settings, self.pages, Scanner(self.extensions, self.configs))

    def public_pages(self) -> tuple[list[HandWritten], list[str]]:
        """The pages without the keys of their heads that nothing reads, and which keys these are."""
        read = keys_that_are_read(self.templates)
        parts = [get_data(page.text) for page in self.pages]
        texts = [public_page(head, body, read) for body, head in parts]
        pages = [replace(page, text=text) for page, text in zip(self.pages, texts, strict=True)]
        return pages, sorted({str(key) for _, head in parts for key in head if key not in read})

    def converter(self, site: Site) -> Callable[[str, str], str]:
        """What makes HTML of the path and the Markdown of a page."""
        return converter(site, self.extensions, self.configs)


def open_project(config_file: str) -> Project:
    """The project of a configuration file. CannotRun where MkDocs does not accept the file."""
    try:
        config = load_config(config_file)
    except MkDocsException as error:
        raise CannotRun(str(error)) from error
    refuse_addresses(config)
    options = _options_of(config)
    published = _published(config)
    folders = Folders(
        docs=Path(config.docs_dir), config=Path(config_file), files=tuple(file.src_uri for file in published)
    )
    return Project(
        name=config.site_name,
        settings=settings_of(config, options),
        folders=folders,
        pages=hand_written_pages(config),
        extensions=others(config.markdown_extensions),
        configs=config.mdx_configs,
        templates=(THEME, *map(Path, config.theme.dirs)),
    )


def refuse_addresses(config: MkDocsConfig) -> None:
    """CannotRun where an address that every page links to is none of the web."""
    for name, address in (("site_url", config.site_url), ("repo_url", config.repo_url)):
        if address and web_address(address) is None:
            raise CannotRun(f"mkdocs.yml: `{name}` must be an address that begins with http:// or https://: {address}")


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
        root=root_of(config),
        findings=options.findings,
        bibliography=options.bibliography,
        style=options.style,
        publish_fields=tuple(options.publish_fields),
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
    return [
        hand_written(docs / file.src_uri, file.src_uri, (folder / file.src_uri).as_posix())
        for file in _published(config).documentation_pages()
    ]


def _published(config: MkDocsConfig) -> Files:
    """The files of the documentation that will be on the site."""
    files = get_files(config)
    # Nothing may lead to a page that will not be there.
    set_exclusions(files, config)
    return Files([file for file in files if file.inclusion.is_included()])  # type: ignore[no-untyped-call]
