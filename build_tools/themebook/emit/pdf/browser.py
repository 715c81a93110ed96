"""Finds a Chromium-based browser, which the tests and the PDF need.

It looks, in this order, for the one that the environment variable ``CHROMIUM`` names, one on the path, and one of
Playwright. Run as a program, which ``make test`` does first, it also installs one: Debian's packages, if run as root on
Debian, or else Playwright's download. Debian's headless shell is installed even if there is another browser, because it
is faster. Without a browser, the tests fail; they are never skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

# The headless shell is first: it opens pages in two thirds of the time.
_SHELL = "chromium-headless-shell"
_NAMES = (
    _SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
# How many seconds a package manager may take.
_SECONDS = 180


class NoBrowser(OSError):
    """There is no browser, and none could be installed."""


def find_browser() -> str | None:
    """The path of a browser, or None."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen
    return next(filter(None, map(shutil.which, _NAMES)), None) or _playwright_browser()


def _playwright_browser() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_browser() -> None:
    """Try Debian's headless shell, then, if there is no browser at all, its Chromium and Playwright's download."""
    _install_package(_SHELL)
    if find_browser() is None:
        _install_package("chromium")
    if find_browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)


def _install_package(name: str) -> None:
    """Install a package of Debian, if run as root on Debian. Failures and time-outs are ignored."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", name, "fonts-liberation"]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(["apt-get", "update", "--quiet"], check=False, stdout=subprocess.DEVNULL, timeout=_SECONDS)
            subprocess.run(install, check=False, stdout=subprocess.DEVNULL, timeout=_SECONDS)


def need_browser() -> str:
    """The path of a browser. Raises NoBrowser if there is none."""
    path = find_browser()
    if path is None:
        raise NoBrowser("There is no browser: install Chromium, or name one in the environment variable CHROMIUM.")
    return path


def main() -> int:
    if not os.environ.get("CHROMIUM") and shutil.which(_SHELL) is None:
        install_browser()
    try:
        print(f"The browser is {need_browser()}.")
    except NoBrowser as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
