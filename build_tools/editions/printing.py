"""The book on paper: printed by a browser, again and again until it tells its own page numbers rightly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Error, Page, sync_playwright
from pypdf import PdfReader

from build_tools.browser import need_browser
from build_tools.editions.book import Book, make_book
from build_tools.editions.files import default_place, replace_whole
from build_tools.mkdocs_build import build_for_files

_FILE = "themebook-book.html"
# Numbers that grow can move what comes after them; more rounds than two are rare.
_ROUNDS = 6
# Browsers write the time into a PDF; but the same sources give the same book. The new date is as long as the old one.
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}([+-]\d\d'\d\d'?\))")
_NO_DATE = rb"\g<1>19800101000000\g<2>"


class CannotPrint(OSError):
    """The browser did not print the book."""


def write_pdf(config_file: str, to: Path | None) -> Path:
    """Build the site and print it; returns where the PDF is. An older one stays unless the new one is whole."""
    browser = need_browser()
    with TemporaryDirectory() as folder:
        built = build_for_files(config_file, Path(folder))
        place = to or default_place(built.name, ".pdf")
        with _page_of(browser) as page:
            printed = _printed(make_book(built), partial(_print, page, built.folder / _FILE))
        replace_whole(place, lambda new: new.write_bytes(printed))
    return place


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
    """The book with the right page numbers. CannotPrint where they never come to rest."""
    pages: Mapping[str, int] = {}
    for _ in range(_ROUNDS):
        told = _pages_of_anchors(printed(book.probe(pages)))
        if told == pages:
            return _DATE.sub(_NO_DATE, printed(book.text(pages)))
        pages = told
    raise CannotPrint("The page numbers of the book do not come to rest.")


def _print(page: Page, file: Path, text: str) -> bytes:
    file.write_text(text, encoding="utf-8")
    page.goto(file.as_uri(), wait_until="load")
    return page.pdf(outline=True, tagged=True, prefer_css_page_size=True, print_background=True)


def _pages_of_anchors(pdf: bytes) -> Mapping[str, int]:
    """On which page, counted from 1, each anchor is that a link leads to."""
    reader = PdfReader(BytesIO(pdf))
    found = ((name, reader.get_destination_page_number(place)) for name, place in reader.named_destinations.items())
    return {name.removeprefix("/"): page + 1 for name, page in found if page is not None}
