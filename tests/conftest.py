"""How tests build sites."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

# How fast a machine is at a moment says nothing of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


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
