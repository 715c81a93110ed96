"""The Markdown extension for generators other than MkDocs that run Python-Markdown::

options = {"findings": "findings.yml", "bibliography": "references.bib", "docs": "docs", "page": "background.md"}
markdown.markdown(text, extensions=["themebook"], extension_configs={"themebook": options})
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from themebook.core.diagnostics import as_texts, has_errors
from themebook.core.translation import activate, catalogue_of
from themebook.pipeline import compose, read
from themebook.render.markdown_ext.extension import ThemebookExtension
from themebook.render.site import Site
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source import Source
from themebook.sources.source_files import HandWritten, Settings, bibliography_source, findings_sources, pages_below

# Seconds. Pages that follow each other faster are of one build, during which the sources are taken not to change.
_PAUSE = 0.3


def makeExtension(
    *,
    root: str = ".",
    findings: str = "findings.yml",
    bibliography: str = "references.bib",
    docs: str = "docs",
    style: str = "apa",
    page: str = "index.md",
    language: str = "en",
    publish_fields: Sequence[str] = (),
) -> ThemebookExtension:
    """Create the extension. All paths are relative to ``root``. ``language`` is a BCP 47 tag, such as "pt-BR".

    Reads the findings, the bibliography and all Markdown files in ``docs``. Raises ValueError, with all diagnostics, if
    the sources have an error.
    """
    settings = Settings(
        root=Path(root),
        findings=findings,
        bibliography=bibliography,
        style=style,
        publish_fields=tuple(name.lower() for name in publish_fields),
    )
    activate(catalogue_of(language))
    return ThemebookExtension(_site_of(settings, docs), page)


class _Latest(NamedTuple):
    """The site of the latest page, what it was made from, and when."""

    site: Site
    made_from: tuple[Path, Settings, str]
    seconds: float


_latest: _Latest | None = None


def _site_of(settings: Settings, docs: str) -> Site:
    """The site of a project. Generators that create an extension for each page would read all files for each."""
    global _latest
    made_from = (settings.root.resolve(), settings, docs)
    if _latest and _latest.made_from == made_from and time.monotonic() - _latest.seconds < _PAUSE:
        site = _latest.site
    else:
        pages = tuple(pages_below(settings.root, docs))
        texts = [*findings_sources(settings).value, bibliography_source(settings).value]
        site = _load_site(settings, pages, tuple(texts))
    _latest = _Latest(site, made_from, time.monotonic())
    return site


@lru_cache(maxsize=1)
def _load_site(settings: Settings, pages: tuple[HandWritten, ...], texts: tuple[Source | None, ...]) -> Site:
    loaded = read(settings, pages, Scanner())
    if has_errors(loaded.diagnostics):
        raise ValueError("\n".join(text for _, text in as_texts(loaded.diagnostics)))
    return compose(loaded.value, settings.style_or_file)
