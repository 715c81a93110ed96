"""How tests build sites, serve them on this machine, and open them in a real browser."""

from __future__ import annotations

import functools
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from mkdocs.__main__ import cli as mkdocs_cli
from mkdocs.config.defaults import MkDocsConfig
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.sites import BAKERS
from themebook import cli
from themebook.core.translation import ENGLISH, activate
from themebook.emit.pdf.browser import find_browser

ROOT = Path(__file__).parent.parent

# How fast a machine is at a moment says nothing of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# For a quick run: ``--hypothesis-profile quick``.
settings.register_profile("quick", settings.get_profile("untimed"), max_examples=10)
settings.load_profile("untimed")


Done = subprocess.CompletedProcess[str]


def mkdocs(*arguments: str, folder: Path, environment: Mapping[str, str] | None = None) -> Done:
    """Run MkDocs as an author does, and give back what it said. It runs in this process, which takes a second less."""
    return _here(lambda: mkdocs_cli.main([*arguments], prog_name="mkdocs"), arguments, folder, environment or {})


def themebook(*arguments: str | Path, folder: Path, **environment: str) -> Done:
    """Run a command of Themebook as an author does, in the folder of a project, and in this process.

    There is never a traceback. Two browsers cannot be driven in one process, so books are printed in another.
    """
    if arguments[0] == "pdf":
        return themebook_process(*arguments, folder=folder, **environment)
    done = _here(lambda: cli.main([*map(str, arguments)]), arguments, folder, environment)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def themebook_process(*arguments: str | Path, folder: Path, **environment: str) -> Done:
    """The same in a process of its own, for what depends on one."""
    given = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "build_tools"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "themebook", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, **given, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def _here(
    run: Callable[[], int], arguments: Sequence[str | Path], folder: Path, environment: Mapping[str, str]
) -> Done:
    """Call the function of a command as if it were a process."""
    before, stdout, stderr = Path.cwd(), StringIO(), StringIO()
    # MkDocs keeps plugins from one build of a process to the next.
    MkDocsConfig.plugins.plugin_cache.clear()  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(stdout), redirect_stderr(stderr):
        # Log as a new process does: without the handlers of pytest, and of commands before.
        patch.setattr(logging.root, "handlers", [])
        for name, value in {"handlers": [], "propagate": True, "level": logging.NOTSET}.items():
            patch.setattr(logging.getLogger("mkdocs"), name, value)
        # MkDocs does not repeat the errors of an earlier build of the process.
        patch.setattr(logging.getLogger("mkdocs.commands.build"), "filters", [])
        for name, value in environment.items():
            patch.setenv(name, value)
        os.chdir(folder)
        try:
            status: object = run()
        except SystemExit as exit:
            status = exit.code
        finally:
            os.chdir(before)
            activate(ENGLISH)
    code = status if isinstance(status, int) else int(status is not None)
    return subprocess.CompletedProcess([*map(str, arguments)], code, stdout.getvalue(), stderr.getvalue())


def build(project: Path, to: Path, **environment: str) -> Path:
    """The site of a project, built strictly into a folder."""
    done = mkdocs("build", "--strict", "--site-dir", str(to), folder=project, environment=environment)
    assert done.returncode == 0, done.stderr
    return to


_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"wide": (1280, 900), "phone": (390, 844)}


class _Handler(SimpleHTTPRequestHandler):
    # Headers that are sent with every answer.
    headers_too: Mapping[str, str] = {}

    def end_headers(self) -> None:
        for name, value in self.headers_too.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serves a folder, which may be filled later, on this machine; gives its address without a slash at the end."""
    handler = type("Handler", (_Handler,), {"headers_too": headers or {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def launched(playwright: Playwright) -> Browser:
    """The browser of the machine."""
    path = find_browser()
    assert path, "no browser: run python -m themebook.browser"
    return playwright.chromium.launch(executable_path=path, args=_FLAGS)


@pytest.fixture
def bakers(tmp_path: Path) -> Path:
    """A small project of another study, free to be changed."""
    return Path(shutil.copytree(BAKERS, tmp_path / "bakers"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@contextmanager
def empty_page(browser: Browser, size: str, **settings: Any) -> Iterator[Page]:
    """An empty page of one of the ``SIZES``."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, **settings)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@pytest.fixture(params=["wide", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page, once of the width of a desk and once of a phone."""
    with empty_page(browser, request.param) as page:
        yield page


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """An empty page of the width of a desk, for what does not depend on it."""
    with empty_page(browser, "wide") as page:
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """An empty page of the width of a phone, for what does not depend on it."""
    with empty_page(browser, "phone") as page:
        yield page
