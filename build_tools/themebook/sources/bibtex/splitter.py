"""bibtexparser's splitter with a fast path for entries that are clearly valid.

The original goes through an entry mark by mark, about fifty per entry, which would take most of the time. This one does
not maintain the line numbers of blocks.
"""

from __future__ import annotations

import re
from typing import Any

from bibtexparser import splitter
from bibtexparser.model import Entry, Field

_PLAIN = r'[^{}",=\\@]*+'
# Braces may hold others, two deep. No backslash may come before one, and there must be no @ that begins an entry.
_INNER = r"(?:[^{}\\@]|\\[^{}@])*+"
_BRACES = rf"\{{{_INNER}(?:\{{{_INNER}(?:\{{{_INNER}\}}{_INNER})*+\}}{_INNER})*+\}}"
_KEY = re.compile(rf"\{{({_PLAIN}),")
_QUOTES = rf'"(?:[^{{}}"\\@]|\\[^{{}}@]|{_BRACES})*+"'
_FIELD = re.compile(rf"({_PLAIN})=\s*+({_BRACES}|{_QUOTES}|{_PLAIN})\s*+(,|(?=\}}))")
_END = re.compile(r"\s*+\}")


class QuickSplitter(splitter.Splitter):
    """Splits a text as its parent does."""

    def _handle_entry(self, m: re.Match[str], m_val: str) -> Any:
        return self._plain_entry(m, m_val) or super()._handle_entry(m, m_val)

    def _plain_entry(self, m: re.Match[str], m_val: str) -> Entry | None:
        """The entry that the mark begins, unless something in it needs the slower path."""
        text = self.bibstr
        found = _KEY.match(text, m.end())
        if not found:
            return None
        key, fields, at = found[1].strip(), [], found.end()
        while field := _FIELD.match(text, at):
            fields.append(Field(start_line=0, key=field[1].strip(), value=field[2].strip()))
            at = field.end()
            if not field[3]:
                break
        end = _END.match(text, at)
        if not end:
            return None
        # The marks go on after the entry.
        self._markiter = splitter._MARK_PATTERN.finditer(text, end.end())  # type: ignore[assignment]
        self._current_char_index = end.end() - 1  # type: ignore[has-type]
        raw = text[m.start() : end.end()]
        return Entry(start_line=0, entry_type=m_val[1:].strip(), key=key, fields=fields, raw=raw)
