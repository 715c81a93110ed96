"""The package as it is installed from a wheel: everything is in it, and a study needs nothing of the repository."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from tests.installed import PACKAGE, built_wheel, install, run

# Runs a command, and prints which modules of Themebook were imported from elsewhere than the folder of that name.
_RUN = """
import sys
from themebook.cli import main
status = main(sys.argv[2:])
ours = (module for name, module in sys.modules.items() if name.partition(".")[0] == "themebook")
files = [getattr(module, "__file__", None) or "" for module in ours]
print("from elsewhere:", [file for file in files if not file.startswith(sys.argv[1])], len(files) > 20)
sys.exit(status)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(tmp_path_factory.mktemp("wheel"))


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    with zipfile.ZipFile(wheel) as packed:
        packaged = {name for name in packed.namelist() if name.startswith("themebook/")}
    assert packaged == {path.relative_to(PACKAGE.parent).as_posix() for path in files}


def test_a_study_is_started_checked_and_built_with_nothing_but_the_wheel(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment, folder=tmp_path)
    installed = install(wheel, environment)
    options = ("--title", "Evenings on the allotment", "--author", "Author, Anna", "--package", wheel)
    assert "files written to study" in run(environment / "bin/themebook", "new", "study", *options, folder=tmp_path)
    study = tmp_path / "study"
    assert (study / wheel.name).is_file()
    for command in ("check", "schema", "build"):
        said = run(environment / "bin/python", "-c", _RUN, installed, command, folder=study)
        assert said.endswith("from elsewhere: [] True\n")
    assert (study / "site/quotes/quote-hands-busy/index.html").is_file()
    assert (study / "site/assets/themebook").is_dir()
