"""How much a first search loads and how long it takes: ``python -m tests.benchmarks.search SITE [--words WORDS]``.

SITE is a folder that was built for the web. It is searched twice in a fresh browser: served, with Pagefind, and from
the file system, with the records. Both begin when the search is opened and end when the first result stands.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

from tests.conftest import launched, serving
from themebook.site.routes import SETTINGS

_PATIENCE = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    files: int
    size: int
    seconds: float
    found: str

    def __str__(self) -> str:
        return (
            f"{self.files} files, {self.size / 1000:,.0f} kB, {self.seconds:.2f} s to the first result ({self.found})"
        )


@contextmanager
def _offline_page(site: Path) -> Iterator[str]:
    """A page of the site as it is in an offline edition: its settings name the other engine."""
    served = site / SETTINGS
    page, settings = site / "search-benchmark.html", served.with_name("search-benchmark.js")
    text = served.read_text("utf-8")
    assert '"search":"pagefind"' in text
    settings.write_text(text.replace('"search":"pagefind"', '"search":"records"'), "utf-8")
    html = (site / "index.html").read_text("utf-8")
    page.write_text(html.replace(SETTINGS, f"{Path(SETTINGS).parent}/{settings.name}"), "utf-8")
    try:
        yield page.absolute().as_uri()
    finally:
        page.unlink()
        settings.unlink()


def _measure(address: str, folder: Path, words: str) -> Measured:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        page.set_default_timeout(_PATIENCE)
        page.goto(address, wait_until="load")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        began = time.perf_counter()
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.locator(".tb-hit").first.wait_for()
        seconds = time.perf_counter() - began
        found = page.locator(".tb-search__status").inner_text()
        browser.close()
    files = {_file(url, folder) for url in asked}
    sizes = [file.stat().st_size for file in files if file and file.is_file()]
    return Measured(files=len(sizes), size=sum(sizes), seconds=seconds, found=found)


def _file(url: str, folder: Path) -> Path | None:
    """The file that an address is answered with."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return folder / unquote(parts.path).lstrip("/") if parts.scheme == "http" else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--words", default="trust officer hope")
    options = parser.parse_args()
    site = options.site.absolute()
    with serving(site) as address:
        print("served, with Pagefind:   ", _measure(f"{address}/", site, options.words))
    with _offline_page(site) as address:
        print("from files, with records:", _measure(address, site, options.words))


if __name__ == "__main__":
    main()
