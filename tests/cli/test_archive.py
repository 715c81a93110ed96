"""``themebook archive``: it keeps its files current, and leaves those of others alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.conftest import mkdocs, themebook
from tests.sites import DETAILS

NAMES = ["CITATION.cff", "codemeta.json", ".zenodo.json"]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DETAILS, tmp_path / "study"))


def bytes_of(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in NAMES]


def rename(folder: Path) -> None:
    """Change the title of the study."""
    findings = folder / "findings.yml"
    findings.write_text(findings.read_text("utf-8").replace("title: Night shift", "title: Day shift", 1), "utf-8")


def test_files_are_missing_then_current_then_stale_then_current_again(study: Path) -> None:
    done = themebook("archive", "--check", folder=study)
    assert (done.returncode, done.stdout) == (
        1,
        "There are no files for archives; to write them, run: themebook archive\n",
    )
    assert not any((study / name).exists() for name in NAMES)
    assert themebook("check", folder=study).stdout == "No problems found.\n"

    done = themebook("archive", folder=study)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Written: {', '.join(NAMES)}\n", "")
    assert themebook("archive", "--check", folder=study).stdout == "The files for archives match the study.\n"
    first = bytes_of(study)
    assert themebook("archive", "--check", folder=study).returncode == 0
    assert themebook("check", folder=study).stdout == "No problems found.\n"

    rename(study)
    done = themebook("archive", "--check", folder=study)
    assert (done.returncode, done.stdout.count("does not match the study; run: themebook archive\n")) == (1, 3)
    assert bytes_of(study) == first
    assert themebook("check", folder=study).stdout.count("note[archive-current]") == 3
    # It is no reason not to build.
    assert mkdocs("build", "--strict", folder=study).returncode == 0

    assert themebook("archive", folder=study).returncode == 0
    assert themebook("check", folder=study).stdout == "No problems found.\n"
    assert yaml.safe_load((study / "CITATION.cff").read_text("utf-8"))["title"].startswith("Day shift")


def test_addresses_are_written_and_not_compared_and_neither_is_the_layout(study: Path) -> None:
    address = {"SITE_URL": "https://study.example/", "REPO_URL": "https://git.example/study"}
    config = study / "mkdocs.yml"
    lines = 'site_url: !ENV [SITE_URL, ""]\nrepo_url: !ENV [REPO_URL, ""]\n'
    config.write_text(config.read_text("utf-8") + lines, "utf-8")
    themebook("archive", folder=study, **address)
    assert [address["SITE_URL"].encode() in text for text in bytes_of(study)] == [True] * 3
    for name in NAMES[1:]:
        (study / name).write_text(json.dumps(json.loads((study / name).read_text("utf-8"))), "utf-8")
    assert themebook("archive", "--check", folder=study).returncode == 0
    assert themebook("archive", "--check", folder=study, SITE_URL="https://other.example/").returncode == 0


def test_a_file_that_somebody_wrote_is_neither_judged_nor_replaced_without_force(study: Path) -> None:
    (study / "CITATION.cff").write_text("title: Mine\n", "utf-8")
    (study / "codemeta.json").write_bytes(b"\xff")
    assert themebook("check", folder=study).stdout == "No problems found.\n"
    done = themebook("archive", folder=study)
    assert (done.returncode, done.stdout) == (0, "Written: .zenodo.json\n")
    assert [line.split()[1] for line in done.stderr.splitlines()] == ["CITATION.cff", "codemeta.json"]
    assert bytes_of(study)[:2] == [b"title: Mine\n", b"\xff"]
    assert themebook("archive", "--check", folder=study).returncode == 0
    assert themebook("archive", "--force", folder=study).stdout == f"Written: {', '.join(NAMES)}\n"
    assert themebook("archive", "--check", folder=study).returncode == 0


def test_no_source_is_overwritten_through_a_link(study: Path) -> None:
    (study / "CITATION.cff").symlink_to("findings.yml")
    before = (study / "findings.yml").read_bytes()
    assert themebook("archive", "--force", folder=study).returncode == 2
    assert (study / "findings.yml").read_bytes() == before


def test_a_study_with_errors_is_not_described(study: Path) -> None:
    (study / "findings.yml").write_text("study: [", "utf-8")
    done = themebook("archive", folder=study)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[" in done.stderr


def test_the_citation_file_of_a_new_study_is_current(tmp_path: Path) -> None:
    themebook("new", "study", "--title", "Calm", "--author", "Own, Ann", folder=tmp_path)
    study = tmp_path / "study"
    before = (study / "CITATION.cff").read_bytes()
    assert themebook("check", folder=study).stdout == "No problems found.\n"
    assert themebook("archive", folder=study).returncode == 0
    assert (study / "CITATION.cff").read_bytes() == before
