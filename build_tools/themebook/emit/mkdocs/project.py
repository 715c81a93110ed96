"""A project as MkDocs' configuration describes it: where its sources and pages are, and how its Markdown is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import get_yaml_loader

from themebook.core.diagnostics import Diagnostic, Loaded, in_order
from themebook.core.disk_cache import CACHE_FOLDER, Caches
from themebook.core.translation import activate, catalogue_of
from themebook.core.web_addresses import is_relative, web_address
from themebook.emit.folder import Folders
from themebook.emit.mkdocs.authors_code import described, where_raised
from themebook.emit.mkdocs.docs_files import docs_files, hand_written_pages, root_of
from themebook.emit.mkdocs.options import ThemebookOptions
from themebook.emit.public_sources import keys_that_are_read, public_page
from themebook.pipeline import compose, read
from themebook.render.markdown_ext.extension import ThemebookExtension, converter
from themebook.render.markdown_options import MarkdownOptions
from themebook.render.site import Site
from themebook.sources.all_sources import Sources
from themebook.sources.markdown.scan import Scanner, reads_no_files
from themebook.sources.source_files import HandWritten, Settings
from themebook.theme import THEME

# The scanner of the last build, by its settings.
_scanners: dict[str, Scanner] = {}


def caches_of(config: MkDocsConfig, options: ThemebookOptions) -> Caches:
    """The caches of a project, which are empty if the author does not want them."""
    return Caches.below(root_of(config) / CACHE_FOLDER) if options.cache else Caches()


def scanner_of(config: MkDocsConfig) -> Scanner:
    """A scanner that parses pages like MkDocs, with the same extensions.

    It is that of the last build if no extension can have read a file that has changed since then.
    """
    extensions = others(config.markdown_extensions)
    settings = repr((extensions, config.mdx_configs))
    if settings not in _scanners:
        _scanners.clear()
        _scanners[settings] = Scanner(extensions, config.mdx_configs)
    return _scanners[settings] if all(map(reads_no_files, extensions)) else _scanners.pop(settings)


def others(extensions: Iterable[Any]) -> list[Any]:
    """The author's extensions, without Themebook's own, which an earlier build may have added."""
    return [extension for extension in extensions if not isinstance(extension, ThemebookExtension)]


class CannotRun(Exception):
    """The configuration of the project cannot be used."""


@dataclass(frozen=True, slots=True)
class Project:
    """A MkDocs project, for commands that do not run MkDocs' build."""

    config: MkDocsConfig
    settings: Settings
    folders: Folders
    files: Files
    unusable_files: tuple[Diagnostic, ...]
    pages: list[HandWritten]
    templates: tuple[Path, ...]
    caches: Caches

    def read(self) -> Loaded[Sources]:
        loaded = read(self.settings, self.pages, self.scanner())
        return Loaded(loaded.value, in_order((*self.unusable_files, *loaded.diagnostics)))

    def scanner(self) -> Scanner:
        return scanner_of(self.config)

    def compose(self, sources: Sources) -> Site:
        """The site of sources without errors, rendered with the extensions and the form of addresses of the project."""
        markdown = MarkdownOptions(others(self.config.markdown_extensions), self.config.mdx_configs)
        directory_urls = self.config.use_directory_urls
        return compose(sources, self.settings, markdown, directory_urls=directory_urls, caches=self.caches)

    def public_pages(self) -> tuple[list[HandWritten], list[str]]:
        """The pages without front matter keys that nothing reads, and a list of the keys removed."""
        read = keys_that_are_read(self.templates)
        parts = [get_data(page.text) for page in self.pages]
        texts = [public_page(head, body, read) for body, head in parts]
        pages = [replace(page, text=text) for page, text in zip(self.pages, texts, strict=True)]
        return pages, sorted({str(key) for _, head in parts for key in head if key not in read})

    def converter(self, site: Site) -> Callable[[str, str], str]:
        """A function from the path and the Markdown of a page to its HTML."""
        return converter(site, others(self.config.markdown_extensions), self.config.mdx_configs)


def load(config_file: str, **settings: Any) -> MkDocsConfig:
    """A configuration. Raises CannotRun if MkDocs or the author's hooks reject it, or if the hooks have errors."""
    try:
        return load_config(config_file, **settings)
    except (MkDocsException, OSError) as error:
        raise CannotRun(str(error)) from error
    except Exception as error:
        refuse_authors_code(error, config_file)
        raise


def refuse_authors_code(error: Exception, config_file: str) -> None:
    """Raise CannotRun with one line if an error comes from the author's hooks or templates."""
    folder = Path(config_file).absolute().parent
    if where_raised(error, folder):
        raise CannotRun(described(error, folder)) from error


def open_project(config_file: str) -> Project:
    """The project of a configuration file. Raises CannotRun if MkDocs rejects the file."""
    config = load(config_file)
    refuse_addresses(config)
    return project_of(config, _options_of(config), Path(config_file))


def refuse_addresses(config: MkDocsConfig) -> None:
    """Raise CannotRun if an address that every page links to is not a web address."""
    if reason := _address_problem(config):
        raise CannotRun(reason)


def _address_problem(config: MkDocsConfig) -> str:
    file = Path(config.config_file_path).name
    for name, address in (("site_url", config.site_url), ("repo_url", config.repo_url)):
        if address and web_address(address) is None:
            return f"{file}: `{name}` must be an address that begins with http:// or https://: {address}"
    for name, address in _linked(config):
        if not is_relative(address) and web_address(address) is None:
            return f"{file}: an address under `{name}` must be a path, or begin with http:// or https://: {address}"
    return ""


def _linked(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The keys and addresses in the configuration that the theme links to from every page."""
    yield from (("nav", address) for address in _strings(config.nav))
    extra = config.extra
    yield from (("homepage", address) for address in _strings(extra.get("homepage")))
    for name in ("social", "alternate"):
        entries = extra.get(name)
        links = [entry.get("link") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
        yield from ((name, address) for address in _strings(links))


def _strings(value: object) -> Iterator[str]:
    """All strings in a nested value, except keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | Iterable):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(item)


def protected_paths(config_file: str) -> tuple[Path, ...]:
    """The files and folders that contain the author's work, which no command may overwrite.

    If the configuration cannot be used, these are the defaults.
    """
    try:
        config = load(config_file)
    except CannotRun:
        root = Path(config_file).absolute().parent
        return (Path(config_file), root / ".git", *sources_of(Settings(root=root)), root / "docs")
    return authored_paths(config, settings_of(config, _options_of(config)))


def authored_paths(config: MkDocsConfig, settings: Settings) -> tuple[Path, ...]:
    """The protected paths of a usable configuration."""
    root = root_of(config)
    theme = (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()
    hooks = (root / name for name in config.hooks)
    files = (*_with_inherited(Path(config.config_file_path)), root / ".git", Path(config.docs_dir))
    return (*files, *sources_of(settings), *theme, *hooks)


def _with_inherited(config_file: Path) -> Iterator[Path]:
    """A valid configuration file, and those that it inherits from."""
    yield config_file
    with config_file.open("rb") as file:
        parent = yaml.load(file, get_yaml_loader()).get("INHERIT")
    if parent:
        yield from _with_inherited(config_file.parent / parent)


def _options_of(config: MkDocsConfig) -> ThemebookOptions:
    return next(iter(_all_options(config)), ThemebookOptions())


def _all_options(config: MkDocsConfig) -> list[ThemebookOptions]:
    # The plugins include hooks, which have no options.
    all_options = (getattr(plugin, "config", None) for plugin in config.plugins.values())
    return [options for options in all_options if isinstance(options, ThemebookOptions)]


def project_of(config: MkDocsConfig, options: ThemebookOptions, config_file: Path) -> Project:
    """The project that a configuration describes. From here on, its language is that of all messages for readers."""
    activate(catalogue_of(language_of(config)))
    files, settings = docs_files(config), settings_of(config, options)
    return Project(
        config=config,
        settings=settings,
        folders=Folders(
            docs=Path(config.docs_dir),
            config=config_file,
            files=tuple(file.src_uri for file in files.value),
            theme=Path(config.theme.custom_dir) if config.theme.custom_dir else None,
            sources=authored_paths(config, settings),
        ),
        files=files.value,
        unusable_files=files.diagnostics,
        pages=hand_written_pages(files.value, config),
        templates=(THEME, *map(Path, config.theme.dirs)),
        caches=caches_of(config, options),
    )


def unusable(config: MkDocsConfig) -> str:
    """Why Themebook cannot build a site with a configuration. Empty if it can."""
    file = Path(config.config_file_path).name
    if len(_all_options(config)) > 1:
        return f"{file} names the plugin 'themebook' more than once; keep one of them."
    # A theme without a name is the author's own, in ``custom_dir``.
    if config.theme.name not in ("material", None):
        return f"Themebook needs the theme 'material'; {file} has '{config.theme.name}'."
    if instant := [one for one in config.theme.get("features") or [] if str(one).startswith("navigation.instant")]:
        return f"{file} has the feature '{instant[0]}', with which filters and search do not work; delete the line."
    if not isinstance(config.extra.get("themebook", {}), dict):
        return f"{file}: `themebook` under `extra` is reserved for Themebook; delete the line"
    return _address_problem(config)


def settings_of(config: MkDocsConfig, options: ThemebookOptions) -> Settings:
    """The settings of a project: its sources and the style of its citations."""
    return Settings(
        root=root_of(config),
        findings=options.findings,
        bibliography=tuple(options.bibliography),
        style=options.style,
        language=language_of(config),
        publish_fields=tuple(options.publish_fields),
        drafts=options.drafts,
    )


def language_of(config: MkDocsConfig) -> str:
    """The language of the site, as a BCP 47 tag: Material's own option."""
    return str(config.theme.get("language") or "en")


def sources_of(settings: Settings) -> tuple[Path, ...]:
    """The source files and folders outside the documentation."""
    style = (settings.style_file,) if settings.style_file else ()
    return (settings.root / settings.findings, *(settings.root / name for name in settings.bibliography), *style)
