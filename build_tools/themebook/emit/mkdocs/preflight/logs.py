"""MkDocs' log messages as values."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Keeping(logging.Handler):
    """Keeps each warning and error, on one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


@contextmanager
def mkdocs_warnings() -> Iterator[list[str]]:
    """The warnings and errors of MkDocs and its plugins that a strict build would count. Nothing is printed."""
    log, keeping = logging.getLogger("mkdocs"), _Keeping()
    propagate = log.propagate
    log.addHandler(keeping)
    log.propagate = False
    try:
        yield keeping.messages
    finally:
        log.propagate = propagate
        log.removeHandler(keeping)


def count_hidden_warnings() -> None:
    """Make a strict build count the warnings that ``--quiet`` hides, which MkDocs drops before it counts them."""
    mkdocs = logging.getLogger("mkdocs")
    if mkdocs.level > logging.WARNING:
        for handler in mkdocs.handlers:
            handler.setLevel(max(handler.level, mkdocs.level))
        mkdocs.setLevel(logging.WARNING)
