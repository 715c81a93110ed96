"""Text made safe to print: characters that a terminal or a log would obey are shown as escapes instead.

Everything that Themebook prints passes through here, because sources hold whatever somebody pasted into them.
"""

from __future__ import annotations

import logging
import re

# Control characters (C0, DEL, C1), line and paragraph separators, marks, embeddings, overrides and isolates of the
# bidirectional algorithm (https://www.unicode.org/reports/tr9/), and the halves of characters that stand for bytes of
# file names that are not UTF-8.
UNPRINTABLE = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_ANYWHERE = re.compile(f"[{UNPRINTABLE}]")
# A line that begins with two colons is a command to GitHub Actions, also where it is indented.
_IN_LINES = re.compile(rf"\n(?=[^\S\n]*::)|(?!\n)[{UNPRINTABLE}]")


def printable(text: str) -> str:
    """The text on one line: ``\\x1b`` for an escape, ``\\n`` for a line break, ``\\u202e`` for an override."""
    return _ANYWHERE.sub(_escaped, text)


def printable_lines(text: str) -> str:
    """The text with its line breaks, but for those after which a line would be a command to GitHub Actions."""
    return _IN_LINES.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


class PrintableMessages(logging.Filter):
    """Makes the messages of a logging handler safe to print, whichever library they come from."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = printable_lines(record.getMessage()), None
        return True


def print_safely(logger: str = "mkdocs") -> None:
    """Make the messages safe that are printed by the handlers of a logger, or by Python where it has none."""
    for handler in (*logging.getLogger(logger).handlers, logging.lastResort):
        # A filter that a handler already has is not added again.
        if handler:
            handler.addFilter(_MESSAGES)


_MESSAGES = PrintableMessages()
