"""Each file of the site must have one source, so that nothing is overwritten.

With ``use_directory_urls`` MkDocs writes a page to another file than without, and the offline copy is built without, so
both are checked. Windows and macOS ignore case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from themebook.core.diagnostics import Diagnostic, Span
from themebook.emit.mkdocs.docs_files import folder_name
from themebook.exchange.exports.data_files import DATA_FILES
from themebook.site.page_places import page_place_free
from themebook.site.plan import SitePlan
from themebook.site.routes import FIGURES, SEARCH_INDEX, THEME_WORKS
from themebook.theme import ASSETS

# What Themebook writes besides pages; everything below these folders belongs to it.
_FOLDERS = (ASSETS, SEARCH_INDEX, THEME_WORKS, FIGURES)


def overwritten(files: Files, plan: SitePlan, config: MkDocsConfig) -> tuple[Diagnostic, ...]:
    """Files in the documentation folder that would replace another file of the site."""
    found: dict[str, str] = {}
    for directory_urls in (config.use_directory_urls, not config.use_directory_urls):
        places = _Places(plan, config, directory_urls=directory_urls)
        for file in sorted(files, key=lambda file: (not file.is_documentation_page(), file.src_uri)):
            if owner := places.take(file):
                found.setdefault(file.src_uri, owner)
    return tuple(_diagnostic(path, owner, config) for path, owner in found.items())


def _diagnostic(path: str, owner: str, config: MkDocsConfig) -> Diagnostic:
    message = f"on the site, this file would replace {owner}"
    span, hint = Span(f"{folder_name(config)}/{path}"), "rename it, or put it somewhere else"
    return page_place_free.at(span, message, hint)


class _Places:
    """The files and folders of the site in one style of addresses, each with what it belongs to."""

    def __init__(self, plan: SitePlan, config: MkDocsConfig, *, directory_urls: bool) -> None:
        self._directory_urls = directory_urls
        self._folder = folder_name(config)
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        # Templates of the theme give way to pages, but files are overwritten by them.
        self._templates = {_alike(name) for name in (*config.theme.static_templates, "sitemap.xml.gz")}
        for page in plan.pages:
            self._add(self._place(page.path), f"the generated page {page.path}")
        for folder in _FOLDERS:
            self._files[folder] = "a folder that Themebook writes"
        for file in DATA_FILES:
            self._files[_alike(file)] = "the study as data"

    def take(self, file: File) -> str:
        """What the place of a file already belongs to. If it is free, it belongs to the file from now on."""
        place = self._place(file.src_uri)
        inside = next((self._files[part] for part in _above(place) if part in self._files), "")
        owner = self._files.get(place) or self._folders.get(place) or inside
        if not owner and place in self._templates and not file.is_documentation_page():
            owner = "a file that the theme writes"
        if not owner:
            self._add(place, f"'{self._folder}/{file.src_uri}'")
        return owner

    def _place(self, path: str) -> str:
        return _alike(File(path, None, "", self._directory_urls).dest_uri)

    def _add(self, place: str, owner: str) -> None:
        self._files[place] = owner
        for folder in _above(place):
            self._folders.setdefault(folder, owner)


def _above(place: str) -> Iterator[str]:
    """The folders that a place is in."""
    return (part.as_posix() for part in PurePosixPath(place).parents if part.name)


def _alike(place: str) -> str:
    """The place in a form that is the same for all places that some file system treats as one."""
    return unicodedata.normalize("NFC", place).casefold()
