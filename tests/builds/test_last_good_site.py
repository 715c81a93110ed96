"""The last good site stays until a new one is whole, whatever happens to the build."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.kills import COMMANDS
from tests.sites import BAKERS
from themebook.emit.atomic import FolderReplacement
from themebook.emit.overwriting import list_output

_HOOK = "hooks.py"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site was built, and in which somebody keeps a branch of it."""
    folder = Path(shutil.copytree(BAKERS, tmp_path_factory.mktemp("last-good") / "bakers"))
    built(folder)
    (folder / "site" / ".git").mkdir()
    (folder / "site" / ".git" / "HEAD").write_text("ref: refs/heads/pages\n")
    return folder


@pytest.fixture
def bakers(project: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(project, tmp_path / "bakers", symlinks=True))


def built(folder: Path, *, dirty: bool = False, **options: object) -> str:
    """Build in this process; returns where the configuration says that the site is."""
    config = load_config(str(folder / "mkdocs.yml"), **options)
    config.plugins.on_startup(command="build", dirty=dirty)
    try:
        build(config, dirty=dirty)
    finally:
        config.plugins.on_shutdown()
    return config.site_dir


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def nothing_is_left_beside(folder: Path) -> bool:
    return list(folder.glob(".*themebook*")) == []


def add_hook(folder: Path, code: str) -> None:
    (folder / _HOOK).write_text(code)
    with (folder / "mkdocs.yml").open("a") as config:
        config.write(f"hooks: [{_HOOK}]\n")


def test_a_good_build_replaces_the_site_and_keeps_what_is_hidden(bakers: Path) -> None:
    (bakers / "site" / "stale.html").write_text("old")
    (bakers / "real").mkdir()
    shutil.move(bakers / "site", bakers / "real" / "pages")
    (bakers / "site").symlink_to("real/pages")
    (bakers / "docs" / "new.md").write_text("# New\n")
    assert built(bakers) == str(bakers / "site")
    assert (bakers / "site").is_symlink()
    assert (bakers / "real" / "pages" / "new" / "index.html").exists()
    assert (bakers / "site" / ".git" / "HEAD").exists()
    assert not (bakers / "site" / "stale.html").exists()
    assert nothing_is_left_beside(bakers)
    assert nothing_is_left_beside(bakers / "real")


FAILURES = {
    "while a page is made": "def on_page_markdown(*_, **__):\n    raise RuntimeError('no')\n",
    "on the way out": "def on_post_build(*_, **__):\n    raise RuntimeError('no')\n",
    "for a warning that only a strict build minds": (
        "import logging\ndef on_post_build(*_, **__):\n    logging.getLogger('mkdocs.hooks').warning('odd')\n"
    ),
}


@pytest.mark.parametrize("hook", FAILURES.values(), ids=FAILURES)
def test_a_build_that_fails_leaves_the_last_good_site(hook: str, bakers: Path) -> None:
    before = all_bytes(bakers / "site")
    (bakers / "docs" / "new.md").write_text("# New\n")
    add_hook(bakers, hook)
    with pytest.raises((RuntimeError, Abort)):
        built(bakers, strict=True)
    assert all_bytes(bakers / "site") == before
    assert nothing_is_left_beside(bakers)


def test_what_other_plugins_write_at_the_end_is_on_the_site(bakers: Path) -> None:
    write = "open(f'{config.site_dir}/late.txt', 'w').write('late')"
    add_hook(bakers, f"def on_post_build(config):\n    {write}\n")
    built(bakers)
    assert (bakers / "site" / "late.txt").read_text() == "late"


def test_a_second_build_of_the_same_site_is_refused_with_the_number_of_the_first(
    bakers: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = all_bytes(bakers / "site")
    first = FolderReplacement(bakers / "site")
    with pytest.raises(Abort):
        built(bakers)
    assert f"Another build, process {os.getpid()}, is writing {bakers / 'site'}." in caplog.text
    assert all_bytes(bakers / "site") == before
    first.discard()
    built(bakers)


@pytest.mark.parametrize("folder", ["findings", "sources"])
def test_a_site_never_replaces_sources(folder: str, bakers: Path, caplog: pytest.LogCaptureFixture) -> None:
    (bakers / "sources").mkdir()
    shutil.move(bakers / "references.bib", bakers / "sources")
    config = bakers / "mkdocs.yml"
    bibliography = "findings: findings\n      bibliography: sources/references.bib"
    config.write_text(config.read_text().replace("findings: findings", bibliography) + f"site_dir: {folder}\n")
    before = all_bytes(bakers)
    with pytest.raises(Abort):
        built(bakers)
    assert "which would be deleted" in caplog.text
    assert all_bytes(bakers) == before


def test_a_site_never_replaces_pages_behind_a_link(bakers: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.rmtree(bakers / "site")
    (bakers / "site").symlink_to("docs")
    before = all_bytes(bakers)
    with pytest.raises(Abort):
        built(bakers)
    assert "which would be deleted" in caplog.text
    assert all_bytes(bakers) == before


def test_a_dirty_build_stays_in_place(bakers: Path) -> None:
    (bakers / "site" / "kept.txt").write_text("kept")
    built(bakers, dirty=True)
    assert (bakers / "site" / "kept.txt").exists()


@pytest.mark.parametrize(
    "command", [["mkdocs", "build"], ["themebook", "build", "--to", "out"], ["themebook", "offline", "--to", "out"]]
)
def test_a_full_disk_is_told_in_a_line_and_harms_nothing(command: list[str], bakers: Path) -> None:
    output = bakers / ("site" if "mkdocs" in command else "out")
    if "offline" in command:
        output.mkdir()
        command = [*command[:-1], "out/copy.zip"]
    elif output.name == "out":
        shutil.copytree(bakers / "site", output)
        list_output(output)
    before = all_bytes(output)

    def no_large_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=bakers,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=no_large_files,
    )
    assert done.returncode != 0
    assert "File too large" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert all_bytes(output) == before
    assert nothing_is_left_beside(bakers)


def _killed(kills: int, *commands: str) -> None:
    """In a process of its own, in which nothing else runs: it forks."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.kills", "--kills", str(kills), *commands],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(f"{kills} kills") == len(commands)


def test_a_build_that_is_killed_leaves_the_old_output_or_the_new() -> None:
    _killed(10, "mkdocs build", "mkdocs build --strict", "build --to")


@pytest.mark.slow
def test_a_hundred_that_are_killed_leave_the_old_output_or_the_new() -> None:
    _killed(100, *COMMANDS)
