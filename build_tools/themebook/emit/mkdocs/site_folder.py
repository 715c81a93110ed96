"""Where MkDocs writes a site: beside the last good one, which it replaces when it is whole."""

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

# A folder of somebody else's, and a file system that is mounted for reading only.
_CANNOT_WRITE = (errno.EACCES, errno.EPERM, errno.EROFS)

log = logging.getLogger("mkdocs.plugins.themebook")


class SiteFolder:
    """The folder of one build. MkDocs empties what ``site_dir`` names after ``on_pre_build``, and writes there."""

    def __init__(self, config: MkDocsConfig, sources: Sequence[Path], *, in_place: bool) -> None:
        """Lock the folder against other builds.

        ``in_place`` is for builds that keep what is there, as ``--dirty`` does. PluginError, with a line, where another
        build is writing the folder, or where it holds one of the sources, which would be deleted.
        """
        _refuse_sources(Path(config.site_dir), sources)
        self._config = config
        self._site_dir = config.site_dir
        self._replacement = None if in_place else _replacement(Path(config.site_dir))

    def begin(self) -> None:
        """Let MkDocs write beside the last good site. The last step before it empties the folder."""
        if self._replacement:
            self._replacement.begin()
            self._config.site_dir = str(self._replacement.folder)

    def finish(self) -> None:
        """Replace the last good site, unless MkDocs is about to abort the build for its warnings."""
        if self._replacement and not _is_aborted(self._config):
            if not self._replacement.commit():
                log.info("%s is a mount and cannot be replaced as a whole; its files were replaced", self._site_dir)
            self._replacement = None
            log.info("The new site is in %s", self._site_dir)
        self.abandon()

    @property
    def keeps_last(self) -> bool:
        """Whether a build that is abandoned now leaves the last good site as it is."""
        return self._replacement is not None and not self._replacement.is_copying

    def abandon(self) -> None:
        """Remove what was written. What deploys a site reads from the configuration where it is."""
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
        log.info("Nothing can be written beside %s, so the site there is incomplete until this build is over", site)
        return None


def _is_aborted(config: MkDocsConfig) -> bool:
    """Whether a strict build has counted warnings, by the handler that MkDocs itself asks after ``on_post_build``."""
    handlers = logging.getLogger("mkdocs").handlers
    return config.strict and any(isinstance(one, CountHandler) and one.get_counts() for one in handlers)
