"""Prints the book with a browser, repeatedly until its page numbers are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from themebook.core.fixed_dates import FIXED_DATE
from themebook.core.locks import temporary_folder
from themebook.emit.atomic import replace_file
from themebook.emit.mkdocs.build import build_for_files
from themebook.emit.pdf.book import Book, make_book
from themebook.emit.pdf.browser import need_browser

_FILE = "themebook-book.html"
# Longer page numbers can move the text after them. More than two rounds are rare.
_ROUNDS = 6
# Browsers write the time into a PDF. A fixed date makes it reproducible.
_CREATOR = "Themebook"
_DATES = dict.fromkeys(("/CreationDate", "/ModDate"), f"D:{FIXED_DATE:%Y%m%d%H%M%S}Z")
# Fonts have one glyph for quotation marks and for the modifier letters U+02BB and U+02BC. Browsers map it to the
# letters, which would make words with an apostrophe impossible to find. The code point ends a line of the map.
_MODIFIER_LETTERS = re.compile(rb"<02B([BC])>[ \t]*$", re.M)
_QUOTATION_MARKS = {b"B": b"<2018>", b"C": b"<2019>"}

_NODE = re.compile(rb"\(node\d{8}\)")


class CannotPrint(OSError):
    """The browser did not print the book."""


def write_pdf(config_file: str, to: Path) -> None:
    """Build the site and print it as a PDF. An older one is only replaced by a complete one."""
    browser = need_browser()
    with temporary_folder() as folder:
        built = build_for_files(config_file, folder / "site")
        with _page_of(browser) as page:
            printed = _printed(make_book(built), partial(_print, page, built.folder / _FILE))
        replace_file(to, lambda new: new.write_bytes(printed))


def is_printed_edition(path: Path) -> bool:
    """Whether a file is a PDF that ``write_pdf`` wrote."""
    with path.open("rb") as file:
        if file.read(5) != b"%PDF-":
            return False
    try:
        metadata = PdfReader(path).metadata
    except PyPdfError:
        return False
    return metadata is not None and metadata.creator == _CREATOR


@contextmanager
def _page_of(browser: str) -> Iterator[Page]:
    """Yield a page of a browser, without network and scripts. Raises CannotPrint for errors of the browser."""
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser)
            yield chromium.new_context(offline=True, java_script_enabled=False).new_page()
            chromium.close()
    except Error as error:
        raise CannotPrint(f"The browser {browser} cannot print: {error.message.splitlines()[0]}") from error


def _printed(book: Book, print_html: Callable[[str], bytes]) -> bytes:
    """The book with the right page numbers. Raises CannotPrint if they never settle."""
    pages: Mapping[str, int] = {}
    for _ in range(_ROUNDS):
        actual = _pages_of_anchors(print_html(book.probe(pages)))
        if actual == pages:
            return _finished(print_html(book.text(pages)))
        pages = actual
    raise CannotPrint("The page numbers of the book do not settle.")


def _print(page: Page, file: Path, text: str) -> bytes:
    file.write_text(text, encoding="utf-8")
    page.goto(file.as_uri(), wait_until="load")
    return page.pdf(outline=True, tagged=True, prefer_css_page_size=True, print_background=True)


def _pages_of_anchors(pdf: bytes) -> Mapping[str, int]:
    """The page number, from 1, of each anchor that a link leads to."""
    reader = PdfReader(BytesIO(pdf))
    pages = ((name, reader.get_destination_page_number(place)) for name, place in reader.named_destinations.items())
    return {name.removeprefix("/"): page + 1 for name, page in pages if page is not None}


def _finished(pdf: bytes) -> bytes:
    """The PDF with fixed metadata and searchable apostrophes."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.add_metadata({**_DATES, "/Creator": _CREATOR})
    for page in writer.pages:
        resources: Any = page["/Resources"]
        fonts: Mapping[str, Any] = resources.get("/Font", {})
        for font in fonts.values():
            if "/ToUnicode" in font.get_object():
                glyphs = font.get_object()["/ToUnicode"]
                glyphs.set_data(_MODIFIER_LETTERS.sub(lambda match: _QUOTATION_MARKS[match[1]], glyphs.get_data()))
    output = BytesIO()
    writer.write(output)
    return _with_stable_names(output.getvalue())


def _with_stable_names(pdf: bytes) -> bytes:
    """The PDF with the random names that browsers give to table cells replaced by numbered ones of the same length."""
    names = sorted(set(_NODE.findall(pdf)))
    stable = {name: b"(node%08d)" % number for number, name in enumerate(names, 1)}
    return _NODE.sub(lambda match: stable[match[0]], pdf)
