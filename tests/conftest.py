"""The real site, built once for all tests that look at it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.pipeline import Site, compose, read
from build_tools.project import Settings, pages_below
from build_tools.scan import Scanner

ROOT = Path(__file__).parent.parent


def mkdocs(
    *arguments: str, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as an author does, and give back what it said."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def build(to: Path, **environment: str) -> Path:
    """The real site, built strictly into a folder."""
    done = mkdocs("build", "--strict", "--site-dir", str(to), environment=environment)
    assert done.returncode == 0, done.stderr
    return to


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
