"""What the package does without the libraries that are installed only on request."""

from __future__ import annotations

import logging
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from tests.conftest import ROOT
from themebook.core.extras import LIBRARIES, is_installed

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
EVERY = sorted({library for libraries in LIBRARIES.values() for library in libraries})

Without = Callable[..., Any]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Without]:
    """Takes libraries away and gives the package and its command line, imported without them."""
    before = dict(sys.modules)
    # MkDocs keeps the plugin of earlier builds, which was imported with them.
    monkeypatch.setattr(MkDocsConfig.plugins, "plugin_cache", {})

    def take(*libraries: str) -> Any:
        for name in [one for one in sys.modules if one.partition(".")[0] in ("themebook", *libraries)]:
            del sys.modules[name]
        # Whoever imports a module that is None here gets the error of one that is not installed.
        sys.modules.update(dict.fromkeys(libraries))  # type: ignore[arg-type]
        import_module("themebook.cli")
        return import_module("themebook")

    yield take
    for name in [one for one in sys.modules if one.partition(".")[0] in ("themebook", *EVERY)]:
        del sys.modules[name]
    sys.modules.update(before)


@pytest.fixture
def bakers(bakers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the current folder, whose site has an address."""
    monkeypatch.chdir(bakers)
    monkeypatch.setenv("SITE_URL", "https://example.org/study/")
    return bakers


@pytest.mark.parametrize("extra", LIBRARIES)
def test_an_extra_installs_its_libraries_and_so_does_that_for_development(extra: str) -> None:
    packages = {packages_distributions()[library][0].lower().replace("_", "-") for library in LIBRARIES[extra]}
    assert {re.split("[=>]", one)[0] for one in EXTRAS[extra]} == packages
    assert set(EXTRAS[extra]) <= set(EXTRAS["dev"])
    assert set(EXTRAS[extra]) & set(PROJECT["dependencies"]) == set()


@pytest.mark.parametrize("library", EVERY)
def test_an_extra_is_installed_where_none_of_its_libraries_is_missing(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert all(map(is_installed, LIBRARIES))
    monkeypatch.setitem(sys.modules, library, None)
    assert [is_installed(extra) for extra in LIBRARIES] == [library not in one for one in LIBRARIES.values()]


@pytest.mark.parametrize("library", LIBRARIES["pdf"])
def test_the_pdf_says_what_to_install(
    library: str, without: Without, bakers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main = without(library).cli.main
    assert main(["pdf"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("themebook: the PDF needs libraries that are not installed")
    assert said.err.endswith(": pip install 'themebook[pdf]'\n")
    assert said.err.count("\n") == 1
    assert not (bakers / "dist").exists()


def test_the_commands_work_without_extras(without: Without, bakers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main = without(*EVERY).cli.main
    assert main(["--help"]) == main(["pdf", "--help"]) == 0
    assert main(["check"]) == main(["build", "--to", "out"]) == main(["offline"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("missing", "notes"),
    [
        (
            EVERY,
            ["Themebook: the site has no cards for shared pages; to have them, run: pip install 'themebook[cards]'"],
        ),
        ([], []),
    ],
    ids=["without", "with"],
)
def test_a_site_without_cards_has_all_else_and_says_so_once(
    missing: list[str], notes: list[str], without: Without, bakers: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="mkdocs")
    assert without(*missing).build_site(bakers, bakers / "site") == ()
    told = [one for one in caplog.records if one.getMessage().startswith("Themebook:")]
    assert [(one.levelname, one.getMessage()) for one in told] == [("INFO", note) for note in notes]
    pages = [page.read_text("utf-8") for page in (bakers / "site").glob("quotes/*/index.html")]
    assert pages
    assert all(('property="og:title"' in page, 'property="og:image"' in page) == (True, not missing) for page in pages)
    assert (bakers / "site/assets/themebook/cards").exists() == (not missing)
