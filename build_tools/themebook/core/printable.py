"""Text that is safe to print: characters that control a terminal or a log are shown as escapes.

Everything that Themebook prints passes through here, because sources may contain anything that somebody pasted.
"""

from __future__ import annotations

import logging
import re

# Control characters (C0, DEL, C1), line and paragraph separators, marks, embeddings, overrides and isolates of the
# bidirectional algorithm (https://www.unicode.org/reports/tr9/), and the surrogates for bytes of file names that
# are not UTF-8.
UNPRINTABLE = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_ANYWHERE = re.compile(f"[{UNPRINTABLE}]")
# A line that begins with two colons is a command to GitHub Actions, even if it is indented.
_IN_LINES = re.compile(rf"\n(?=[^\S\n]*::)|(?!\n)[{UNPRINTABLE}]")


def printable(text: str) -> str:
    """The text on one line: ``\\x1b`` for an escape, ``\\n`` for a line break, ``\\u202e`` for an override."""
    return _ANYWHERE.sub(_escaped, text)


def printable_lines(text: str) -> str:
    """The text with its line breaks, except those before a line that would be a command to GitHub Actions."""
    return _IN_LINES.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


class PrintableMessages(logging.Filter):
    """Makes a logging handler's messages safe to print, whichever library they come from."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = printable_lines(record.getMessage()), None
        return True


def print_safely(logger: str = "mkdocs") -> None:
    """Make all messages safe that a logger's handlers print, or Python's own handler if it has none."""
    for handler in (*logging.getLogger(logger).handlers, logging.lastResort):
        # A filter that a handler already has is not added again.
        if handler:
            handler.addFilter(_MESSAGES)


_MESSAGES = PrintableMessages()
