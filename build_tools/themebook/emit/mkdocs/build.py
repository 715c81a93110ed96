"""Runs MkDocs' build, for the site and for the offline and PDF editions."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.commands.build import build
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from themebook.core.printable import print_safely
from themebook.core.web_addresses import web_address
from themebook.emit.mkdocs.plugin import ThemebookPlugin
from themebook.emit.mkdocs.project import CannotRun, language_of, load, refuse_addresses, refuse_authors_code
from themebook.render.site import Site

# The prefix of all features for instant loading:
# https://squidfunk.github.io/mkdocs-material/setup/setting-up-navigation/
_INSTANT_LOADING = "navigation.instant"


class BuildFailed(Exception):
    """The build failed, or a strict build had warnings. MkDocs has logged the reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavPage:
    """A page of the navigation: its source in the documentation, its file in the site, and whether to print it."""

    source: str
    file: str
    is_printed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A built site, with details of its configuration and its pages in the order of the navigation."""

    folder: Path
    name: str
    description: str
    language: str
    address: str
    nav: tuple[NavPage, ...]
    site: Site


@dataclass(frozen=True, slots=True, kw_only=True)
class _Published:
    """The address of the site on the web, empty if it has none, and whether it uses directory URLs there."""

    address: str
    directory_urls: bool

    def page(self, source: str) -> str | None:
        """The address of a page on the web, by its source in the documentation."""
        url = File(source, "", "", self.directory_urls).url
        return urljoin(self.address, url) if self.address else None


class _NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin below has no options, because authors do not configure it."""


class _NavPlugin(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]
    """Records the pages of the navigation. Their front matter is known after the build.

    Sets the canonical address of each page to the one on the web, for readers to cite and share.
    """

    pages: tuple[Page, ...] = ()

    def __init__(self, published: _Published) -> None:
        super().__init__()
        self._published = published

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.pages = tuple(nav.pages)
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        page.canonical_url = self._published.page(page.file.src_uri)
        return page


def build_site(config_file: str, folder: Path) -> None:
    """Build the site into a folder, like ``mkdocs build``. The last good site is only replaced by a complete one.

    Raises CannotRun if the configuration cannot be used, and BuildFailed, with the reason, if the build fails.
    """
    config = load(config_file, site_dir=str(folder.absolute()))
    own_plugin(config, config_file)
    try:
        _build(config)
    except Abort as error:
        reason = error.__context__ if isinstance(error.__context__, BuildError) else error
        raise BuildFailed(f"The site cannot be built: {reason}") from error


def build_strictly(config_file: str) -> Path:
    """Build the site into its own folder, and print warnings and errors. Returns the folder.

    Raises CannotRun if the configuration cannot be used, and BuildFailed if there are any warnings or errors.
    """
    config = load(config_file, strict=True)
    own_plugin(config, config_file)
    _build_strictly(config)
    return Path(config.site_dir)


def build_for_files(config_file: str, folder: Path) -> Built:
    """Build the site strictly into a folder, for reading from the file system.

    Raises CannotRun if the configuration cannot be used, and BuildFailed if there are any warnings or errors.
    """
    config, published = _load(config_file, folder)
    themebook = own_plugin(config, config_file)
    nav = _NavPlugin(published)
    config.plugins["themebook-nav"] = nav
    _build_strictly(config)
    return Built(
        folder=folder,
        name=config.site_name,
        description=config.site_description or "",
        language=language_of(config),
        address=published.address,
        nav=tuple(_nav_page(page) for page in nav.pages),
        site=themebook.site,
    )


def own_plugin(config: MkDocsConfig, config_file: str) -> ThemebookPlugin:
    """Themebook's plugin in a configuration. Raises CannotRun if it is not used."""
    own = next((plugin for plugin in config.plugins.values() if isinstance(plugin, ThemebookPlugin)), None)
    if own is None:
        raise CannotRun(f"{config_file} does not use the plugin themebook")
    return own


def _build_strictly(config: MkDocsConfig) -> None:
    """Run a strict build and print its warnings and errors. Raises BuildFailed if there are any."""
    try:
        with _printing_warnings():
            _build(config)
    except Abort as error:
        # MkDocs aborts strict builds with warnings, and then sets no BuildError as the context.
        is_error = isinstance(error.__context__, BuildError)
        why = "The site cannot be built" if is_error else "The site is only built if there are no warnings"
        raise BuildFailed(f"{why}: nothing was written. Fix what is reported above.") from error


def _build(config: MkDocsConfig) -> None:
    """Run MkDocs' build.

    Raises Abort if it fails, and CannotRun if a plugin fails, for example to write files, or a hook or template.
    """
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except PluginError as error:
        raise CannotRun(str(error)) from error
    except Exception as error:
        refuse_authors_code(error, config.config_file_path)
        raise
    finally:
        config.plugins.on_shutdown()


@contextmanager
def _printing_warnings() -> Iterator[None]:
    """Print the warnings and errors of MkDocs and its plugins to standard error."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    log.addHandler(handler)
    print_safely()
    try:
        yield
    finally:
        log.removeHandler(handler)


def _load(config_file: str, folder: Path) -> tuple[MkDocsConfig, _Published]:
    """The configuration for a site on the file system, and the address of the site on the web."""
    web = load(config_file)
    refuse_addresses(web)
    published = _Published(address=web_address(web.site_url or "") or "", directory_urls=web.use_directory_urls)
    config = load(config_file, site_dir=str(folder), site_url="", repo_url="", use_directory_urls=False, strict=True)
    _configure_without_server(config, published)
    return config, published


def _configure_without_server(config: MkDocsConfig, published: _Published) -> None:
    """Use the search that needs no server, and disable theme features that fetch pages."""
    options = {"search": "records", "published": published.address}
    config.extra["themebook"] = {**(config.extra.get("themebook") or {}), **options}
    features = config.theme.get("features") or []
    config.theme["features"] = [feature for feature in features if not feature.startswith(_INSTANT_LOADING)]


def _nav_page(page: Page) -> NavPage:
    return NavPage(source=page.file.src_uri, file=page.file.dest_uri, is_printed=page.meta.get("pdf") is not False)
