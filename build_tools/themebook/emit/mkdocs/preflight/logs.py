"""MkDocs' log messages as values."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Keeping(logging.Handler):
    """Keeps each warning and error of the thread that made it, in a certain form."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._form = form
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.messages.append(self._form(record.getMessage()))


def _on_one_line(message: str) -> str:
    return " ".join(message.split())


@contextmanager
def mkdocs_messages(form: Callable[[str], str] = _on_one_line) -> Iterator[list[str]]:
    """The warnings and errors of MkDocs and its plugins, which a strict build would count. Nothing is printed.

    Those of other threads, which may be serving pages, are left out.
    """
    log, keeping = logging.getLogger("mkdocs"), _Keeping(form)
    propagate, log.propagate = log.propagate, False
    log.addHandler(keeping)
    try:
        yield keeping.messages
    finally:
        log.removeHandler(keeping)
        log.propagate = propagate


def count_hidden_warnings() -> None:
    """Make a strict build count the warnings that ``--quiet`` hides, which MkDocs drops before it counts them."""
    mkdocs = logging.getLogger("mkdocs")
    if mkdocs.level > logging.WARNING:
        for handler in mkdocs.handlers:
            handler.setLevel(max(handler.level, mkdocs.level))
        mkdocs.setLevel(logging.WARNING)
