"""Manuscripts and papers as PDF, of which only letters and their places are known.

Where diagnostics and places name a line, it is the number of the page.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.articles.manuscripts.layout import pieces
from themebook.exchange.articles.manuscripts.manuscript import study_from, unreadable
from themebook.exchange.articles.manuscripts.pdf_lines import PageLine, lines_of, without_margins, without_tables
from themebook.exchange.articles.manuscripts.pdf_paragraphs import paragraphs_of
from themebook.exchange.articles.manuscripts.text_tables import table_left_out
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.input_file import InputFile

if TYPE_CHECKING:
    from pdfplumber.page import Page

PDF_IN_BOUNDS = Rule(
    "pdf-in-bounds",
    "A PDF to import should have at most 600 pages, of at most 30,000 letters and 20 MB each, all of them readable.",
    Severity.WARNING,
)
_MOST_PAGES = 600
_MOST_LETTERS = 30_000
_MOST_BYTES = 20_000_000
_FEWEST_LETTERS = 200
_MOST_EDGES = 1_500
_PRINT_AGAIN = "open it in a PDF viewer and print it to a new PDF, or import the manuscript itself"


def recognises(file: InputFile) -> bool:
    """Whether a file is a PDF."""
    return b"%PDF-" in file.data[:1024]


def read(file: InputFile, _: ImportOptions) -> Loaded[Imported]:
    """The draft of a study from a PDF."""
    found: list[Diagnostic] = []
    tables: list[int] = []
    try:
        pages = list(_pages(file, found, tables))
    except _Unreadable as error:
        return unreadable(file.start, f"'{file.name}' cannot be read: {error}", _PRINT_AGAIN)
    lines = without_margins(pages)
    if sum(len(line.text) for line in lines[:1000]) < _FEWEST_LETTERS:
        empty = unreadable(
            file.start, f"there is no text in '{file.name}'", "scanned pages need text recognition first"
        )
        return Loaded(empty.value, (*found, *empty.diagnostics))
    found.extend(table_left_out(file.name, tables))
    paragraphs = tuple(paragraphs_of(lines, file.name))
    return study_from(pieces(paragraphs), file.start, ImportedDetails(), found)


class _Unreadable(Exception):
    """The PDF cannot be opened at all."""


def _pages(file: InputFile, found: list[Diagnostic], tables: list[int]) -> Iterator[tuple[PageLine, ...]]:
    """The lines of each page. Pages that are too large or damaged are left out, and reported."""
    # Libraries for PDF raise errors of any kind on damaged files, and write to logs.
    for name in ("pypdf", "pdfminer", "pdfplumber"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    import pdfplumber

    sizes = _sizes(file)
    if len(sizes) > _MOST_PAGES:
        place = Span(file.name, _MOST_PAGES + 1)
        found.append(PDF_IN_BOUNDS.at(place, f"only the first {_MOST_PAGES} pages were read", "divide the PDF"))
    try:
        document = pdfplumber.open(io.BytesIO(file.data))
        count = min(len(sizes), _MOST_PAGES)
    except Exception as error:
        raise _Unreadable(_reason(error)) from error
    with document:
        for number in range(count):
            place = Span(file.name, number + 1)
            if not 0 <= sizes[number] <= _MOST_BYTES:
                found.append(
                    PDF_IN_BOUNDS.at(place, "this page is damaged or too large, and was left out", _PRINT_AGAIN)
                )
                continue
            try:
                page = document.pages[number]
                if len(page.chars) > _MOST_LETTERS:
                    raise ValueError("too many letters")
                words, ruled = _words(page)
                lines = lines_of(words, number + 1)
                text = without_tables(lines)
                if ruled or len(text) < len(lines):
                    tables.append(number + 1)
                yield text
                page.close()
            except Exception as error:
                message = f"this page cannot be read, and was left out: {_reason(error)}"
                found.append(PDF_IN_BOUNDS.at(place, message, _PRINT_AGAIN))


def _words(page: Page) -> tuple[list[dict[str, Any]], bool]:
    """The words of a page, and whether some were left out because they are in a table with lines."""
    words = page.dedupe_chars().extract_words(x_tolerance_ratio=0.15, extra_attrs=["fontname", "size"])
    # To look for tables takes a time that grows fast with the lines, and drawings have many.
    found = page.find_tables() if 0 < len(page.edges) < _MOST_EDGES else []
    boxes = [one.bbox for one in found if len(one.rows) > 1 and max(len(row.cells) for row in one.rows) > 1]
    kept = [word for word in words if not any(_is_inside(word, box) for box in boxes)]
    return kept, len(kept) < len(words)


def _is_inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    is_beside = word["x1"] < left or word["x0"] > right
    return not is_beside and bool(top - 1 <= word["top"] and word["bottom"] <= bottom + 1)


def _sizes(file: InputFile) -> tuple[int, ...]:
    """How many bytes describe each page, as far as pages are read; -1 for a damaged page."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(file.data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _Unreadable("it is protected with a password")
        count = len(reader.pages)
        return tuple(_size(reader, number) for number in range(min(count, _MOST_PAGES + 1)))
    except _Unreadable:
        raise
    except Exception as error:
        raise _Unreadable(_reason(error)) from error


def _size(reader: object, number: int) -> int:
    try:
        contents = reader.pages[number].get_contents()  # type: ignore[attr-defined]
        return len(contents.get_data()) if contents is not None else 0
    except Exception:
        return -1


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
