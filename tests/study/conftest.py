"""The real site, built once and served on this machine, what is known of it, and a real browser that opens it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from build_tools.pipeline import Site, compose, read
from build_tools.project import Settings, pages_below
from build_tools.scan import Scanner
from tests.conftest import ROOT, build
from tests.find_browser import find_browser

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site, built for it and served."""
    folder = tmp_path_factory.mktemp("served") / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    at = f"http://127.0.0.1:{server.server_port}"
    build(folder, SITE_URL=f"{at}/", REPO_URL="https://github.com/them/study")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield at
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path, "no browser: run tests/find_browser.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["wide", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page, once of the width of a desk and once of a phone."""
    size = {"wide": (1280, 900), "phone": (390, 844)}[request.param]
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site, built without knowing where it will live."""
    return build(tmp_path_factory.mktemp("real") / "site", SITE_URL="", REPO_URL="")


@pytest.fixture(scope="session")
def knowledge() -> Site:
    """The real sources, read and linked."""
    loaded = read(Settings(root=ROOT), pages_below(ROOT, "docs"), Scanner())
    assert not loaded.diagnostics
    return compose(loaded.value, "apa")
