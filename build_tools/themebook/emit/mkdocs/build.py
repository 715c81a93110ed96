"""MkDocs' own build of a project: the site, and what the editions are made from."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from themebook.core.printable import print_safely
from themebook.core.web_addresses import web_address
from themebook.emit.mkdocs.plugin import ThemebookPlugin
from themebook.emit.mkdocs.project import CannotRun, language_of, refuse_addresses
from themebook.render.site import Site

# All kinds of instant loading: https://squidfunk.github.io/mkdocs-material/setup/setting-up-navigation/
_FETCHING = "navigation.instant"


class BuildFailed(Exception):
    """The site cannot be built, or not without a warning; MkDocs has reported what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuPage:
    """A page of the menu: its source below the documentation, its file below the site, and whether it is printed."""

    source: str
    file: str
    printed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A site that was built, with what its configuration tells and its pages in the order of the menu."""

    folder: Path
    name: str
    description: str
    language: str
    address: str
    menu: tuple[MenuPage, ...]
    site: Site


@dataclass(frozen=True, slots=True, kw_only=True)
class _Published:
    """Where the site is on the web, if it is, and whether its pages have folders of their own there."""

    address: str
    folders: bool

    def page(self, source: str) -> str | None:
        """The address of a page on the web, by its source below the documentation."""
        url = File(source, "", "", self.folders).url
        return urljoin(self.address, url) if self.address else None


class _NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin below is put in by us."""


class _Menu(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]
    """Keeps the pages of the menu; when the build is over, they know what their heads say.

    Tells every page its address on the web, which is the one to cite and to send to others.
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
    """Build the site into a folder, as ``mkdocs build`` does. A last good site stays unless the new one is whole.

    CannotRun where the configuration cannot be used, BuildFailed with the reason where the site cannot be built.
    """
    try:
        config = load_config(config_file, site_dir=str(folder.absolute()))
    except MkDocsException as error:
        raise CannotRun(str(error)) from error
    _own_plugin(config, config_file)
    try:
        _build(config)
    except Abort as error:
        reason = error.__context__ if isinstance(error.__context__, BuildError) else error
        raise BuildFailed(f"The site cannot be built: {reason}") from error


def build_for_files(config_file: str, folder: Path) -> Built:
    """Build the site strictly into a folder, so that it can be read from the file system.

    CannotRun where the configuration cannot be used, BuildFailed where there is anything to report.
    """
    config, published = _load(config_file, folder)
    ours = _own_plugin(config, config_file)
    menu = _Menu(published)
    config.plugins["themebook-menu"] = menu
    try:
        with _printing_warnings():
            _build(config)
    except Abort as error:
        # Strict builds are aborted for warnings, and have no other cause then.
        why = "because of the problems above" if isinstance(error.__context__, BuildError) else "without a warning"
        raise BuildFailed(f"The site cannot be built {why}, so nothing was written.") from error
    return Built(
        folder=folder,
        name=config.site_name,
        description=config.site_description or "",
        language=language_of(config),
        address=published.address,
        menu=tuple(_menu_page(page) for page in menu.pages),
        site=ours.site,
    )


def _own_plugin(config: MkDocsConfig, config_file: str) -> ThemebookPlugin:
    ours = next((one for one in config.plugins.values() if isinstance(one, ThemebookPlugin)), None)
    if ours is None:
        raise CannotRun(f"{config_file} does not use the plugin themebook")
    return ours


def _build(config: MkDocsConfig) -> None:
    """Run MkDocs' build. Abort where it fails, CannotRun where its files cannot be written."""
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except PluginError as error:
        raise CannotRun(str(error)) from error
    finally:
        config.plugins.on_shutdown()


@contextmanager
def _printing_warnings() -> Iterator[None]:
    """What MkDocs and its plugins find wrong goes to standard error, a line each."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    log.addHandler(handler)
    print_safely()
    try:
        yield
    finally:
        log.removeHandler(handler)


def _load(config_file: str, folder: Path) -> tuple[MkDocsConfig, _Published]:
    """The configuration for reading from files, and where the site is on the web."""
    try:
        web = load_config(config_file)
        refuse_addresses(web)
        published = _Published(address=web_address(web.site_url or "") or "", folders=web.use_directory_urls)
        config = load_config(
            config_file, site_dir=str(folder), site_url="", repo_url="", use_directory_urls=False, strict=True
        )
    except MkDocsException as error:
        raise CannotRun(str(error)) from error
    _without_server(config, published)
    return config, published


def _without_server(config: MkDocsConfig, published: _Published) -> None:
    """Takes the search that needs no server, and leaves out those features of the theme that fetch pages."""
    told = {"search": "records", "published": published.address}
    config.extra["themebook"] = {**(config.extra.get("themebook") or {}), **told}
    features = config.theme.get("features") or []
    config.theme["features"] = [one for one in features if not one.startswith(_FETCHING)]


def _menu_page(page: Page) -> MenuPage:
    return MenuPage(source=page.file.src_uri, file=page.file.dest_uri, printed=page.meta.get("pdf") is not False)
