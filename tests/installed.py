"""The package as authors have it: a wheel, installed where nothing of the repository can be imported."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "build_tools/themebook"


def clean_environment() -> Mapping[str, str]:
    """The environment variables of a machine without the repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(*arguments: str | Path, folder: Path) -> str:
    """Run a program, which must succeed, and give back what it printed."""
    done = subprocess.run(
        [*map(str, arguments)],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built_wheel(folder: Path) -> Path:
    """The wheel, built with the setuptools of this environment from a copy, in which the build leaves its files."""
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(PACKAGE, source / "build_tools/themebook", ignore=shutil.ignore_patterns("__pycache__"))
    options = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", folder / "dist")
    run(sys.executable, "-m", "pip", "wheel", *options, source, folder=source)
    (built,) = (folder / "dist").iterdir()
    return built


def install(wheel: Path, environment: Path) -> Path:
    """Install a wheel into a virtual environment, without the internet. Returns the folder that the package is in."""
    options = ("--quiet", "--no-index", "--no-deps")
    python = environment / "bin/python"
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, folder=environment)
    (packages,) = environment.glob("lib/python*/site-packages")
    # The libraries of this environment, after those of the new one. Its own .pth files, such as that of an editable
    # installation, are not read.
    libraries = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    (packages / "libraries.pth").write_text("".join(f"{path}\n" for path in libraries), "utf-8")
    return packages / "themebook"
