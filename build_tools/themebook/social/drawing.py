"""Draws the cards of a site in the background, and keeps them for the next build."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from themebook.core.background import BackgroundTask
from themebook.core.disk_cache import DiskCache, digest
from themebook.social.sharing import SharedCard

# From this many cards on, a separate process draws them. To start it takes as long as to draw about thirty.
_FEW = 50
_WORKER = "themebook.social.card_worker"


class DrawingFailed(Exception):
    """Cards could not be drawn."""


class Drawing(BackgroundTask):
    """The cards of one build, which a thread writes into the folder of the site."""

    def __init__(self, cards: Sequence[SharedCard], folder: Path, cache: DiskCache) -> None:
        """Start to write the cards, except those with missing characters."""
        self._cards = [card for card in cards if not card.lacking]
        self._folder = folder
        self._cache = cache
        super().__init__("themebook-cards")

    def finish(self) -> None:
        """Wait until all cards are written. Raises OSError if one cannot be written, or else ``DrawingFailed``."""
        error = self._wait()
        if isinstance(error, OSError):
            raise error
        if error:
            raise DrawingFailed(f"the cards could not be drawn: {error}") from error

    def _work(self) -> None:
        missing = [card for card in self._cards if not self._is_stopped.is_set() and not self._write_kept(card)]
        draw = self._drawn_by_worker if len(missing) >= _FEW else _drawn_here
        for card, png in zip(missing, draw(missing), strict=True):
            if self._is_stopped.is_set():
                return
            self._write(card, png)
            self._cache.put(_key(card), png)

    def _write_kept(self, card: SharedCard) -> bool:
        """Write a card that the cache has. Returns whether there is one."""
        kept = self._cache.get(_key(card))
        if kept is not None:
            self._write(card, kept)
        return kept is not None

    def _write(self, card: SharedCard, png: bytes) -> None:
        path = self._folder / card.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png)

    def _drawn_by_worker(self, cards: Sequence[SharedCard]) -> Iterator[bytes]:
        pipe = subprocess.PIPE
        # Without ``-P``, files in the current folder could take the place of modules.
        with subprocess.Popen([sys.executable, "-P", "-m", _WORKER], stdin=pipe, stdout=pipe, stderr=pipe) as worker:
            self._stop_with_task(worker)
            assert worker.stdin
            assert worker.stdout
            assert worker.stderr
            texts = [[card.card.words, card.card.name, card.card.source] for card in cards]
            try:
                with suppress(BrokenPipeError):
                    worker.stdin.write(json.dumps(texts).encode())
                    worker.stdin.close()
                for _ in cards:
                    length = int.from_bytes(worker.stdout.read(4), "big")
                    png = worker.stdout.read(length)
                    if not length or len(png) < length:
                        said = worker.stderr.read().decode(errors="replace").strip().splitlines()
                        raise DrawingFailed(said[-1] if said else "the process that draws them ended early")
                    yield png
            finally:
                worker.kill()
                # A pipe that was not closed would be flushed, and nobody reads it any more.
                with suppress(BrokenPipeError):
                    worker.stdin.close()


def _drawn_here(cards: Sequence[SharedCard]) -> Iterator[bytes]:
    return (card.card.png() for card in cards)


def _key(shared: SharedCard) -> str:
    card = shared.card
    return digest(card.version(), card.words, card.name, card.source)
