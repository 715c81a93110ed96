"""The package as it is installed from a wheel: everything is in it, and a study needs nothing of the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "build_tools/themebook"
# Runs a command, and prints which modules of Themebook were imported from elsewhere than the first argument.
_RUN = """
import sys
from themebook.cli import main
status = main(sys.argv[2:])
ours = (module for name, module in sys.modules.items() if name.partition(".")[0] == "themebook")
files = [getattr(module, "__file__", None) or "" for module in ours]
print("from elsewhere:", [file for file in files if not file.startswith(sys.argv[1])], len(files) > 20)
sys.exit(status)
"""


def _run(*arguments: str | Path, folder: Path) -> str:
    """Run a program as on a machine without the repository. It must succeed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [*map(str, arguments)],
        cwd=folder,
        env={**environment, "NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the setuptools of this environment from a copy, in which the build leaves its files."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(PACKAGE, source / "build_tools/themebook", ignore=shutil.ignore_patterns("__pycache__"))
    options = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", source / "dist")
    _run(sys.executable, "-m", "pip", "wheel", *options, source, folder=source)
    (built,) = (source / "dist").iterdir()
    return built


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    with zipfile.ZipFile(wheel) as packed:
        packaged = {name for name in packed.namelist() if name.startswith("themebook/")}
    assert packaged == {path.relative_to(PACKAGE.parent).as_posix() for path in files}


def test_a_study_is_started_checked_and_built_with_nothing_but_the_wheel(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    _run(sys.executable, "-m", "venv", "--without-pip", environment, folder=tmp_path)
    python = environment / "bin/python"
    _run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel),
        folder=tmp_path,
    )
    # The libraries of this environment, after those of the new one. Its own .pth files, such as that of an editable
    # installation, are not read.
    (installed,) = environment.glob("lib/python*/site-packages")
    (installed / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")

    options = ("--title", "Evenings on the allotment", "--author", "Author, Anna", "--package", wheel)
    assert "files written to study" in _run(environment / "bin/themebook", "new", "study", *options, folder=tmp_path)
    study = tmp_path / "study"
    assert (study / wheel.name).is_file()
    for command in ("check", "schema", "build"):
        said = _run(python, "-c", _RUN, installed, command, folder=study)
        assert said.endswith("from elsewhere: [] True\n")
    assert (study / "site/quotes/quote-hands-busy/index.html").is_file()
    assert (study / "site/assets/themebook").is_dir()
