"""A site whose pages are made when they are asked for, to show a change without building everything.

What is read and checked is the same as in a build. The pages of the study are rendered one by one when a browser wants
them; hand-written pages are converted at once, because the menu has their titles. The site has no cards, and the search
uses the records. Files that other plugins make of the whole site after a build are missing.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from threading import Lock

from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from themebook.emit.mkdocs.generated_page import GeneratedPage
from themebook.emit.mkdocs.plugin import ThemebookPlugin

# Drafts, which a build leaves out, are shown.
_SHOWN = InclusionLevel.is_in_serve


class Preview:
    """The site of the sources as they were at one moment, in a new folder within another.

    Pictures and the author's templates are read when a page first needs them. Raises what MkDocs' build raises if the
    sources have errors.
    """

    def __init__(self, config: MkDocsConfig, plugin: ThemebookPlugin, within: Path) -> None:
        self._lock = Lock()
        self._plugin = plugin
        plugin.is_preview = True
        config.site_dir = tempfile.mkdtemp(dir=within)
        weakref.finalize(self, shutil.rmtree, config.site_dir, ignore_errors=True)
        config.extra["themebook"] = {**(config.extra.get("themebook") or {}), "search": "records"}
        self.config = config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        self._env = config.theme.get_env()
        files.add_files_from_theme(self._env, config)
        self._files = files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        self._nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        self._pages = {file.dest_uri: file for file in files.documentation_pages(inclusion=_SHOWN)}
        for file in self._pages.values():
            if not isinstance(file.page, GeneratedPage):
                self._populate(file)
        self._env = config.plugins.on_env(self._env, config=config, files=files)
        for file in self._pages.values():
            if file.page and not isinstance(file.page, GeneratedPage):
                file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)

    def content(self, path: str) -> bytes | None:
        """The file at a path relative to the site folder, or None if the site has none."""
        with self._lock:
            make = self._maker(path)
            made = Path(self.config.site_dir) / path
            if make and not made.is_file():
                make()
            return made.read_bytes() if make and made.is_file() else None

    def close(self) -> None:
        """Let the plugins clean up, because another preview has replaced this one or the server stops."""
        with self._lock:
            self.config.plugins.on_shutdown()

    def _populate(self, file: File) -> None:
        if file.page is None:
            Page(None, file, self.config)
        assert file.page is not None
        _populate_page(file.page, self.config, self._files)

    def _maker(self, path: str) -> Callable[[], object] | None:
        """What writes one file, or None if the site has no such file."""
        config, files = self.config, self._files
        if path in self._pages:
            return partial(self._build_page, self._pages[path])
        if path in config.theme.static_templates:
            return partial(_build_theme_template, path, self._env, files, config, self._nav)
        if path in config.extra_templates:
            return partial(_build_extra_template, path, files, config, self._nav)
        if path in self._static:
            return self._static[path].copy_file
        if path in self._plugin.made_files:
            return partial(self._write, path, self._plugin.made_files[path])
        return None

    def _build_page(self, file: File) -> None:
        if isinstance(file.page, GeneratedPage):
            self._populate(file)
        assert file.page is not None
        is_draft = file.inclusion is InclusionLevel.DRAFT
        _build_page(file.page, self.config, [*self._pages.values()], self._nav, self._env, excluded=is_draft)

    def _write(self, path: str, make: Callable[[], bytes]) -> None:
        write_file(make(), str(Path(self.config.site_dir) / path))

    @cached_property
    def _static(self) -> Mapping[str, File]:
        shown = (file for file in self._files if file.inclusion is not InclusionLevel.EXCLUDED)
        return {file.dest_uri: file for file in shown if not file.is_documentation_page()}
