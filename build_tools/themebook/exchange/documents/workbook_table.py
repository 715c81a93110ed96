"""The table of themes as an Excel workbook."""

from __future__ import annotations

import io
from math import ceil
from unicodedata import east_asian_width

import xlsxwriter

from themebook.core.fixed_dates import FIXED_DATE
from themebook.core.languages import is_from_the_right
from themebook.core.translation import gettext
from themebook.exchange.documents.cited_quote import CitedQuote
from themebook.exchange.documents.seal import seal_package
from themebook.exchange.documents.themes_table import ThemeRow, ThemesTable
from themebook.exchange.documents.word_table import in_quotation_marks
from themebook.exchange.excel_limits import HIGHEST_ROW, MOST_CHARACTERS, MOST_INDENTED

# The widths of columns in characters of the default font, by their number.
_WIDTHS = {1: (60,), 2: (36, 64), 3: (28, 42, 60)}
_NARROWER = 1.1
# In points. Not every program fits the height of rows to their texts.
_LINE = 16
_HEADINGS = 2
_A4 = 9


class TooLongForCell(ValueError):
    """A text is longer than a cell of Excel can be."""


def workbook_table(table: ThemesTable) -> bytes:
    """The workbook, with a row for each theme, and for each of its quotes after the first. Raises TooLongForCell."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": table.title, "created": FIXED_DATE})
    _Sheet(book, table).write()
    book.close()
    return seal_package(data.getvalue())


class _Sheet:
    """The sheet of a workbook while it is written."""

    def __init__(self, book: xlsxwriter.Workbook, table: ThemesTable) -> None:
        self._book = book
        self._sheet = book.add_worksheet(table.number)
        self._table = table
        self._widths = _WIDTHS[len(table.headings)]

    def write(self) -> None:
        table, sheet = self._table, self._sheet
        if is_from_the_right(table.language):
            sheet.right_to_left()
        for column, width in enumerate(self._widths):
            sheet.set_column(column, column, width)
        self._write(0, 0, table.number, bold=True)
        self._write_across(1, table.title, italic=True)
        for column, words in enumerate(table.headings):
            self._write(_HEADINGS, column, words, align="center", top=1, bottom=1)
        end = self._write_rows()
        if table.note:
            self._write_note(end)
        self._set_up_print()

    def _write_rows(self) -> int:
        """Write the body of the table. Returns the number of the row after it."""
        rows = [
            (row, quote, not place) for row in self._table.rows for place, quote in enumerate(row.quotes or (None,))
        ]
        for number, (row, quote, is_first) in enumerate(rows, start=_HEADINGS + 1):
            rule = 1 if number == _HEADINGS + len(rows) else 0
            indent = min(row.depth, MOST_INDENTED)
            self._write(number, 0, row.title if is_first else "", bottom=rule, indent=indent)
            further = self._further_cells(row, quote, is_first=is_first)
            for column, words in enumerate(further, start=1):
                self._write(number, column, words, bottom=rule, indent=1)
            texts = zip((row.title, *further), self._widths, strict=True)
            self._set_height(number, max(_lines(text, width) for text, width in texts))
        return _HEADINGS + 1 + len(rows)

    def _further_cells(self, row: ThemeRow, quote: CitedQuote | None, *, is_first: bool) -> list[str]:
        """What is in the columns after the first."""
        definition = [row.definition if is_first else ""] if self._table.definitions else []
        return [*definition, self._words(quote)] if self._table.examples else definition

    def _words(self, quote: CitedQuote | None) -> str:
        if quote is None:
            return ""
        words = "\n".join(in_quotation_marks(quote.said, self._table.language))
        translation = " ".join(in_quotation_marks(quote.translation, self._table.language))
        both = f"{words}\n[{translation}]" if translation else words
        return f"{both} ({quote.attribution})" if quote.attribution else both

    def _write(self, row: int, column: int, text: str, **looks: object) -> None:
        """Write a text, which is never a formula, whatever it begins with."""
        if self._sheet.write_string(row, column, text, self._format(**looks)) < 0:
            raise TooLongForCell(
                f"{text[:40]!r}... has more than the {MOST_CHARACTERS:,} characters that a cell can have"
            )

    def _format(self, **looks: object) -> object:
        font = {"font_name": "Times New Roman", "font_size": 12}
        return self._book.add_format({**font, "text_wrap": True, "valign": "top", "align": "left", **looks})

    def _write_across(self, row: int, text: str, **looks: object) -> None:
        """Write a text over the width of the table."""
        last = len(self._widths) - 1
        if last:
            self._sheet.merge_range(row, 0, row, last, "", self._format(**looks))
        self._write(row, 0, text, **looks)
        self._set_height(row, _lines(text, sum(self._widths)))

    def _set_height(self, row: int, lines: int) -> None:
        self._sheet.set_row(row, min(lines * _LINE, HIGHEST_ROW))

    def _write_note(self, row: int) -> None:
        self._write_across(row, f"{gettext('Note.')} {self._table.note}")
        italic, plain = self._format(italic=True), self._format()
        self._sheet.write_rich_string(row, 0, italic, gettext("Note."), plain, f" {self._table.note}", plain)

    def _set_up_print(self) -> None:
        sheet = self._sheet
        sheet.hide_gridlines(2)
        sheet.freeze_panes(_HEADINGS + 1, 0)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADINGS)


def _lines(text: str, width: int) -> int:
    """How many lines a text has at most in a column of this width. Its font is a little narrower than the default."""
    return sum(max(1, ceil(_length(line) / width / _NARROWER)) for line in text.split("\n"))


def _length(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)
