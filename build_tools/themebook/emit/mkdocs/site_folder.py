"""Lets MkDocs write a site next to the last good one, which is replaced when the new one is complete."""

from __future__ import annotations

import errno
import logging
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from themebook.core.locks import Locked
from themebook.emit.atomic import FolderReplacement
from themebook.emit.overwriting import is_inside

# Errors for another user's folder, and for a read-only file system.
_CANNOT_WRITE = (errno.EACCES, errno.EPERM, errno.EROFS)

log = logging.getLogger("mkdocs.plugins.themebook")


class SiteFolder:
    """The folder of one build. MkDocs empties ``site_dir`` after ``on_pre_build``, then writes there."""

    def __init__(self, config: MkDocsConfig, sources: Sequence[Path], *, in_place: bool) -> None:
        """Lock the folder against other builds.

        ``in_place`` is for builds that keep existing files, as ``--dirty`` does. Raises PluginError if another build is
        writing the folder, or if it contains one of the sources, which would be deleted.
        """
        _refuse_sources(Path(config.site_dir), sources)
        self._config = config
        self._site_dir = config.site_dir
        self._replacement = None if in_place else _replacement(Path(config.site_dir))

    def begin(self) -> None:
        """Redirect MkDocs to the new folder. Call this last, just before MkDocs empties the folder."""
        if self._replacement:
            self._replacement.begin()
            self._config.site_dir = str(self._replacement.folder)

    def finish(self) -> None:
        """Replace the last good site, unless MkDocs is about to abort a strict build because of warnings."""
        if self._replacement and not _is_aborted(self._config):
            if not self._replacement.commit():
                log.info("%s is a mount and cannot be replaced as a whole; its files were replaced", self._site_dir)
            self._replacement = None
            log.info("The new site is in %s", self._site_dir)
        self.abandon()

    @property
    def keeps_last(self) -> bool:
        """Whether abandoning the build now leaves the last good site unchanged."""
        return self._replacement is not None and not self._replacement.is_copying

    def abandon(self) -> None:
        """Remove the new folder, and restore ``site_dir``, which deployment commands read."""
        if self._replacement:
            self._replacement.discard()
            self._replacement = None
        self._config.site_dir = self._site_dir


def _refuse_sources(site: Path, sources: Sequence[Path]) -> None:
    for source in sources:
        if is_inside(source, [site]):
            raise PluginError(f"The folder of the site, {site}, holds {source}, which would be deleted. Name another.")
        if source.is_dir() and is_inside(site, [source]):
            raise PluginError(f"The folder of the site, {site}, is inside {source}, which is a source. Name another.")


def _replacement(site: Path) -> FolderReplacement | None:
    try:
        return FolderReplacement(site)
    except Locked as error:
        message = f"Another build, process {error.pid}, is writing {site}. Wait for it or stop it, then try again."
        raise PluginError(message) from error
    except OSError as error:
        if error.errno not in _CANNOT_WRITE:
            raise
        log.info("Cannot write next to %s, so the site there is incomplete until this build ends", site)
        return None


def _is_aborted(config: MkDocsConfig) -> bool:
    """Whether a strict build has warnings, according to the handler that MkDocs uses after ``on_post_build``."""
    handlers = logging.getLogger("mkdocs").handlers
    return config.strict and any(isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers)
