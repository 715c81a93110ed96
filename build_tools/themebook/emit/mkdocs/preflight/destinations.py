"""Checks that no two sources are written to the same file of the site.

The file of a page depends on ``use_directory_urls``, which the editions for the file system turn off, so this checks
both. Windows and macOS ignore case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from themebook.core import rules
from themebook.core.diagnostics import Diagnostic, Span
from themebook.emit.mkdocs.docs_files import folder_name
from themebook.site.plan import SitePlan
from themebook.site.routes import SEARCH_INDEX
from themebook.theme import ASSETS

# The folders that only Themebook writes to.
_FOLDERS = (ASSETS, SEARCH_INDEX)


def overwritten(files: Files, plan: SitePlan, config: MkDocsConfig) -> tuple[Diagnostic, ...]:
    """Files in the documentation folder that would replace another file of the site."""
    owners: dict[str, str] = {}
    for directory_urls in (config.use_directory_urls, not config.use_directory_urls):
        destinations = _Destinations(plan, config, directory_urls=directory_urls)
        for file in sorted(files, key=lambda file: (not file.is_documentation_page(), file.src_uri)):
            if owner := destinations.claim(file):
                owners.setdefault(file.src_uri, owner)
    return tuple(_diagnostic(path, owner, config) for path, owner in owners.items())


def _diagnostic(path: str, owner: str, config: MkDocsConfig) -> Diagnostic:
    message = f"on the site, this file would replace {owner}"
    span, hint = Span(f"{folder_name(config)}/{path}"), "rename it, or put it somewhere else"
    return Diagnostic(rule=rules.PAGE_PLACE_FREE, span=span, message=message, hint=hint)


class _Destinations:
    """The files and folders of the site, each with a description of its owner."""

    def __init__(self, plan: SitePlan, config: MkDocsConfig, *, directory_urls: bool) -> None:
        self._directory_urls = directory_urls
        self._folder = folder_name(config)
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        # Static templates of the theme overwrite files, but not pages.
        self._templates = {_normalised(name) for name in (*config.theme.static_templates, "sitemap.xml.gz")}
        for page in plan.pages:
            self._add(self._destination(page.path), f"the generated page {page.path}")
        for folder in _FOLDERS:
            self._files[folder] = "a folder that Themebook writes"

    def claim(self, file: File) -> str:
        """The present owner of the destination of a file. If there is none, the file becomes the owner."""
        destination = self._destination(file.src_uri)
        inside = next((self._files[folder] for folder in _parents(destination) if folder in self._files), "")
        owner = self._files.get(destination) or self._folders.get(destination) or inside
        if not owner and destination in self._templates and not file.is_documentation_page():
            owner = "a file that the theme writes"
        if not owner:
            self._add(destination, f"'{self._folder}/{file.src_uri}'")
        return owner

    def _destination(self, path: str) -> str:
        return _normalised(File(path, None, "", self._directory_urls).dest_uri)

    def _add(self, destination: str, owner: str) -> None:
        self._files[destination] = owner
        for folder in _parents(destination):
            self._folders.setdefault(folder, owner)


def _parents(path: str) -> Iterator[str]:
    return (folder.as_posix() for folder in PurePosixPath(path).parents if folder.name)


def _normalised(path: str) -> str:
    """The same result for all paths that some file system treats as equal."""
    return unicodedata.normalize("NFC", path).casefold()
