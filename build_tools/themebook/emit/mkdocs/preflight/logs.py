"""Captures MkDocs' log messages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _CapturingHandler(logging.Handler):
    """Keeps each warning and error as a single line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


@contextmanager
def capture_warnings() -> Iterator[list[str]]:
    """Capture the warnings and errors of MkDocs and its plugins, which a strict build would count."""
    log, handler = logging.getLogger("mkdocs"), _CapturingHandler()
    propagate = log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield handler.messages
    finally:
        log.propagate = propagate
        log.removeHandler(handler)


def count_hidden_warnings() -> None:
    """Make strict builds count the warnings that ``--quiet`` hides, which MkDocs would drop before counting."""
    mkdocs = logging.getLogger("mkdocs")
    if mkdocs.level > logging.WARNING:
        for handler in mkdocs.handlers:
            handler.setLevel(max(handler.level, mkdocs.level))
        mkdocs.setLevel(logging.WARNING)
