"""The Markdown extension for generators other than MkDocs that run Python-Markdown::

options = {"findings": "findings.yml", "bibliography": "references.bib", "docs": "docs", "page": "background.md"}
markdown.markdown(text, extensions=["themebook"], extension_configs={"themebook": options})
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from themebook.core.diagnostics import as_texts, has_errors
from themebook.core.translation import activate, catalogue_of
from themebook.pipeline import compose, read
from themebook.render.markdown_ext.extension import ThemebookExtension
from themebook.render.markdown_options import MarkdownOptions
from themebook.render.site import Site
from themebook.sources.markdown.scan import DEFAULT_EXTENSIONS, Scanner
from themebook.sources.source import Source
from themebook.sources.source_files import HandWritten, Settings, bibliography_sources, findings_sources, pages_below

# Seconds. Pages that follow each other faster are of one build, during which the sources are taken not to change.
_PAUSE = 0.3


def makeExtension(
    *,
    root: str = ".",
    findings: str = "findings.yml",
    bibliography: str | Sequence[str] = "references.bib",
    docs: str = "docs",
    style: str = "apa",
    page: str = "index.md",
    language: str = "en",
    publish_fields: Sequence[str] = (),
    drafts: bool = True,
    extensions: Sequence[Any] = DEFAULT_EXTENSIONS,
    directory_urls: bool = True,
) -> ThemebookExtension:
    """Create the extension. All paths are relative to ``root``. ``language`` is a BCP 47 tag, such as "pt-BR".

    Views show texts of the findings, which are converted with ``extensions``: names, or mappings from a name to its
    settings. Their links have the addresses of folders if the generator uses ``directory_urls``, like MkDocs.

    Reads the findings, the bibliography and all Markdown files in ``docs``. Raises ValueError, with all diagnostics, if
    the sources have an error.
    """
    settings = Settings(
        root=Path(root),
        findings=findings,
        bibliography=(bibliography,) if isinstance(bibliography, str) else tuple(bibliography),
        style=style,
        language=language,
        publish_fields=tuple(name.lower() for name in publish_fields),
        drafts=drafts,
    )
    activate(catalogue_of(language))
    made_from = _MadeFrom(settings, docs, repr(list(extensions)), tuple(extensions), directory_urls)
    return ThemebookExtension(_site_of(made_from), page)


@dataclass(frozen=True, slots=True)
class _MadeFrom:
    """What a site is made from. Settings of extensions may be functions, so they are compared by how they are shown."""

    settings: Settings
    docs: str
    shown: str
    extensions: tuple[Any, ...] = field(compare=False)
    directory_urls: bool

    def options(self) -> MarkdownOptions:
        """The Markdown extensions as Python-Markdown has them: names and settings apart."""
        given = [one if isinstance(one, dict) else {one: {}} for one in self.extensions]
        configs = {name: config or {} for one in given for name, config in one.items()}
        return MarkdownOptions(tuple(configs), configs)


class _Latest(NamedTuple):
    """The site of the latest page, what it was made from, and when."""

    site: Site
    folder: Path
    made_from: _MadeFrom
    seconds: float


_latest: _Latest | None = None


def _site_of(made_from: _MadeFrom) -> Site:
    """The site of a project. Generators that create an extension for each page would read all files for each."""
    global _latest
    folder, settings = made_from.settings.root.resolve(), made_from.settings
    is_same = _latest and (_latest.folder, _latest.made_from) == (folder, made_from)
    if _latest and is_same and time.monotonic() - _latest.seconds < _PAUSE:
        site = _latest.site
    else:
        pages = tuple(pages_below(settings.root, made_from.docs))
        texts = [*findings_sources(settings).value, *bibliography_sources(settings).value]
        site = _load_site(made_from, pages, tuple(texts))
    _latest = _Latest(site, folder, made_from, time.monotonic())
    return site


@lru_cache(maxsize=1)
def _load_site(made_from: _MadeFrom, pages: tuple[HandWritten, ...], texts: tuple[Source, ...]) -> Site:
    settings, options = made_from.settings, made_from.options()
    loaded = read(settings, pages, Scanner())
    if has_errors(loaded.diagnostics):
        raise ValueError("\n".join(text for _, text in as_texts(loaded.diagnostics)))
    return compose(loaded.value, settings, options, directory_urls=made_from.directory_urls)
