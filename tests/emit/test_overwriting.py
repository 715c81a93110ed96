"""Commands write over what they wrote themselves, over other files only by force, and never over sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from themebook import cli
from themebook.emit import offline
from themebook.emit.pdf import printing

SCHEMA = ["schema", "--to"]


@pytest.fixture
def bakers(bakers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the current folder, and commands that write without building."""

    def write(config: str, to: Path) -> None:
        to.write_bytes(b"%PDF-1.7")

    (bakers / "style").mkdir()
    (bakers / "style" / "main.html").write_text('{% extends "base.html" %}\n')
    config = bakers / "mkdocs.yml"
    config.write_text(config.read_text().replace("  font: false\n", "  font: false\n  custom_dir: style\n"))
    monkeypatch.chdir(bakers)
    monkeypatch.setattr("themebook.cli.offline.write_offline", write)
    monkeypatch.setattr("themebook.emit.pdf.printing.write_pdf", write)
    return bakers


def all_bytes(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


SOURCES = ["mkdocs.yml", "references.bib", "findings/1-study.yml", "docs/index.md", "style/main.html"]


@pytest.mark.parametrize("command", ["offline", "pdf", "schema"])
@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_source_is_never_overwritten(
    command: str, source: str, force: list[str], bakers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = all_bytes(bakers)
    for name in (source, f"docs/../{source}", str(bakers / source)):
        assert cli.main([command, "--to", name, *force]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert f"{name} is a source of the study and is never overwritten" in said
    assert all_bytes(bakers) == before


def test_neither_is_one_behind_a_link(bakers: Path) -> None:
    before = all_bytes(bakers)
    (bakers / "copy.zip").symlink_to("references.bib")
    (bakers / "pages").symlink_to("docs")
    assert cli.main(["offline", "--to", "copy.zip", "--force"]) == 2
    assert cli.main([*SCHEMA, "pages/index.md", "--force"]) == 2
    assert {path: data for path, data in all_bytes(bakers).items() if path in before} == before


def test_another_file_is_replaced_only_by_force(bakers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thesis = bakers / "thesis.txt"
    thesis.write_text("hours of work")
    assert cli.main([*SCHEMA, "thesis.txt"]) == 2
    assert "was not written by this command, or has been changed since; use another name" in capsys.readouterr().err
    assert thesis.read_text() == "hours of work"
    assert cli.main([*SCHEMA, "thesis.txt", "--force"]) == 0
    assert "hours" not in thesis.read_text()


def test_what_a_command_wrote_is_replaced(bakers: Path) -> None:
    for _ in range(2):
        assert cli.main([*SCHEMA, "docs/findings.schema.json"]) == 0


@pytest.mark.parametrize("name", ["docs", "/dev/null"])
def test_only_a_file_is_replaced(name: str, bakers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["offline", "--to", name, "--force"]) == 2
    assert "is not a file" in capsys.readouterr().err


def test_a_pipe_is_not_read(bakers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(bakers / "pipe")
    assert cli.main(["pdf", "--to", "pipe"]) == 2
    assert "is not a file" in capsys.readouterr().err


def test_a_page_without_places_for_tables_is_no_guide(bakers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = all_bytes(bakers)
    assert cli.main(["guide", "--to", "docs"]) == 2
    assert "docs is not a guide" in capsys.readouterr().err
    assert cli.main(["guide", "--to", "docs/nowhere"]) == 2
    assert all_bytes(bakers) == before


def test_sources_are_known_where_the_configuration_cannot_be_read(bakers: Path) -> None:
    (bakers / "mkdocs.yml").write_text("site_name: [\n")
    for source in ("mkdocs.yml", "references.bib", "docs/index.md"):
        before = (bakers / source).read_bytes()
        assert cli.main([*SCHEMA, source, "--force"]) == 2
        assert (bakers / source).read_bytes() == before


def test_what_is_no_edition_is_not_taken_for_one(bakers: Path) -> None:
    for name in SOURCES:
        assert not offline.is_offline_edition(Path(name))
        assert not printing.is_printed_edition(Path(name))


def test_the_folder_output_replaces_another_folder_only_by_force_and_keeps_what_is_hidden(
    bakers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = bakers / "mine"
    (mine / ".git").mkdir(parents=True)
    (mine / ".git" / "HEAD").write_text("ref: refs/heads/pages\n")
    (mine / "thesis.txt").write_text("hours of work")
    assert cli.main(["build", "--to", "mine"]) == 2
    assert "add --force" in capsys.readouterr().err
    assert cli.main(["build", "--to", "mine", "--force"]) == 0
    assert not (mine / "thesis.txt").exists()
    assert (mine / ".git" / "HEAD").exists()
    assert (mine / "mkdocs.yml").exists()
    for source in ("docs", ".", "findings"):
        assert cli.main(["build", "--to", source, "--force"]) == 2


def test_a_folder_is_replaced_unless_something_in_it_was_added_or_edited(
    bakers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build, out = ["build", "--to", "out"], bakers / "out"
    assert cli.main(build) == 0
    (out / "site").mkdir()
    (out / "site" / "sitemap.xml").write_text("built from the folder")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("history")
    assert cli.main(build) == 0
    assert (out / ".git" / "HEAD").read_text() == "history"

    (out / "docs" / "index.md").write_text("hours of work")
    (out / "docs" / "more.md").write_text("more of it")
    capsys.readouterr()
    assert cli.main(build) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert (
        "out contains files that were added or edited since this command wrote it: docs/index.md, docs/more.md" in said
    )
    assert (out / "docs" / "index.md").read_text() == "hours of work"
    assert cli.main([*build, "--force"]) == 0
    assert not (out / "docs" / "more.md").exists()
