"""The real site, built once and served on this machine, and what is known of it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, build, serving
from themebook.pipeline import compose, read
from themebook.render.site import Site
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings, pages_below


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site, built for it and served."""
    folder = tmp_path_factory.mktemp("served") / "site"
    folder.mkdir()
    with serving(folder) as at:
        build(ROOT, folder, SITE_URL=f"{at}/", REPO_URL="https://github.com/them/study")
        yield at


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the real site, built without knowing where it will live, once for all processes of a test run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "real"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        return folder / "site" if (folder / "site").exists() else build(ROOT, folder / "site", SITE_URL="", REPO_URL="")


@pytest.fixture(scope="session")
def knowledge() -> Site:
    """The real sources, read and linked."""
    loaded = read(Settings(root=ROOT), pages_below(ROOT, "docs"), Scanner())
    assert not loaded.diagnostics
    return compose(loaded.value, Settings(root=ROOT))
