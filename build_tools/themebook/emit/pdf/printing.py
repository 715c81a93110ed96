"""The book on paper: printed by a browser, again until the page numbers in its contents are right."""

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

from themebook.core.locks import temporary_folder
from themebook.emit.atomic import replace_file
from themebook.emit.mkdocs.build import build_for_files
from themebook.emit.pdf.book import Book, make_book
from themebook.emit.pdf.browser import need_browser

_FILE = "themebook-book.html"
# Numbers that grow can move what comes after them; more rounds than two are rare.
_ROUNDS = 6
# Browsers write the time into a PDF; but the same sources give the same book.
_CREATOR = "Themebook"
_DATES = {"/CreationDate": "D:19800101000000Z", "/ModDate": "D:19800101000000Z"}
# Fonts draw the letter that looks like a quotation mark as the mark itself. In the tables that tell which letter is
# drawn, browsers name the rare letter, so that no word with an apostrophe would be found. A line ends with the letter.
_LIKE_MARKS = re.compile(rb"<02B([BC])>[ \t]*$", re.M)
_MARKS = {b"B": b"<2018>", b"C": b"<2019>"}

_NODE = re.compile(rb"\(node\d{8}\)")


class CannotPrint(OSError):
    """The browser did not print the book."""


def write_pdf(config_file: str, to: Path) -> None:
    """Build the site and print it as a PDF. An older one stays unless the new one is whole."""
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
    """A page of a browser, without network and scripts. CannotPrint, with a line, for whatever goes wrong in it."""
    try:
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser)
            yield opened.new_context(offline=True, java_script_enabled=False).new_page()
            opened.close()
    except Error as error:
        raise CannotPrint(f"The browser {browser} cannot print: {error.message.splitlines()[0]}") from error


def _printed(book: Book, printed: Callable[[str], bytes]) -> bytes:
    """The book with the right page numbers. CannotPrint where they never settle."""
    pages: Mapping[str, int] = {}
    for _ in range(_ROUNDS):
        told = _pages_of_anchors(printed(book.probe(pages)))
        if told == pages:
            return _finished(printed(book.text(pages)))
        pages = told
    raise CannotPrint("The page numbers of the book do not settle.")


def _print(page: Page, file: Path, text: str) -> bytes:
    file.write_text(text, encoding="utf-8")
    page.goto(file.as_uri(), wait_until="load")
    return page.pdf(outline=True, tagged=True, prefer_css_page_size=True, print_background=True)


def _pages_of_anchors(pdf: bytes) -> Mapping[str, int]:
    """On which page, counted from 1, each anchor is that a link leads to."""
    reader = PdfReader(BytesIO(pdf))
    found = ((name, reader.get_destination_page_number(place)) for name, place in reader.named_destinations.items())
    return {name.removeprefix("/"): page + 1 for name, page in found if page is not None}


def _finished(pdf: bytes) -> bytes:
    """The PDF without the time, and with its words as they were written."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.add_metadata({**_DATES, "/Creator": _CREATOR})
    for page in writer.pages:
        resources: Any = page["/Resources"]
        fonts: Mapping[str, Any] = resources.get("/Font", {})
        for font in fonts.values():
            if "/ToUnicode" in font.get_object():
                letters = font.get_object()["/ToUnicode"]
                letters.set_data(_LIKE_MARKS.sub(lambda match: _MARKS[match[1]], letters.get_data()))
    written = BytesIO()
    writer.write(written)
    return _with_steady_names(written.getvalue())


def _with_steady_names(pdf: bytes) -> bytes:
    """The PDF with the names that browsers give to cells of tables by chance replaced by others of the same length."""
    names = sorted(set(_NODE.findall(pdf)))
    steady = {name: b"(node%08d)" % number for number, name in enumerate(names, 1)}
    return _NODE.sub(lambda match: steady[match[0]], pdf)
