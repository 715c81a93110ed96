"""Projects of unusual shape: what the folder output makes of them, and what is refused plainly."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.builds.test_builds import built, files, page
from tests.conftest import mkdocs, themebook
from tests.sites import BAKERS
from themebook.cite import styles
from themebook.emit.overwriting import list_output
from themebook.sources.source_files import Settings, findings_files, page_comment, pages_below

CSL_FILE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="((" suffix="))"><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""
OWN_THEME = '{% extends "base.html" %}{% block announce %}<!-- own theme -->{% endblock %}'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of another study, free to be changed, in a folder with room beside it."""
    return Path(shutil.copytree(BAKERS, tmp_path / "room" / "project"))


def exported(folder: Path) -> Path:
    to = folder.parent / "exported"
    done = themebook("build", "--to", to, folder=folder)
    assert done.returncode == 0, done.stderr
    return to


def change(folder: Path, old: str, new: str) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new), "utf-8")


def configuration(folder: Path) -> dict[str, object]:
    """The configuration of a folder, without what is MkDocs' own in it."""
    text = (folder / "mkdocs.yml").read_text("utf-8")
    loaded = yaml.safe_load(re.sub(r"!ENV|!!python/name:\S+", "", text))
    assert isinstance(loaded, dict)
    return loaded


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one plain line of a command that could not run."""
    assert done.returncode == 2
    (line,) = done.stderr.strip().split("\n")
    return line


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("docs", "docs is, or is inside,"),
        ("docs/out", "docs/out is, or is inside,"),
        ("findings/new", "findings/new is, or is inside,"),
        (".", ". holds"),
        ("..", ".. holds"),
        ("docs/index.md", "docs/index.md is, or is inside,"),
        ("mkdocs.yml", "mkdocs.yml is, or is inside,"),
        ("hooks", "hooks holds"),
        ("parents", "parents holds"),
        (".git", ".git is, or is inside,"),
    ],
)
def test_a_target_that_is_in_the_way_of_the_project_is_refused(project: Path, to: str, why: str) -> None:
    for folder in (project / "hooks", project / "parents", project / ".git"):
        folder.mkdir()
    (project / "hooks" / "own.py").write_text("", "utf-8")
    (project / "mkdocs.yml").rename(project / "parents" / "mkdocs.yml")
    (project / "mkdocs.yml").write_text("INHERIT: parents/mkdocs.yml\nhooks: [hooks/own.py]\n", "utf-8")
    list_output(project)
    list_output(project.parent)
    before = files(project)
    assert why in refused(themebook("build", "--force", "--to", to, folder=project))
    assert files(project) == before


def test_a_target_that_is_a_file_is_refused(project: Path) -> None:
    (project / "notes.txt").write_text("mine", "utf-8")
    assert "is a file" in refused(themebook("build", "--to", "notes.txt", folder=project))


def test_sources_from_anywhere_are_copied_under_fixed_names(project: Path) -> None:
    (project / "findings").rename(project.parent / "elsewhere")
    (project / "references.bib").rename(project.parent / "works.bib")
    (project / "styles").mkdir()
    (project / "styles" / "own.csl").write_text(CSL_FILE, "utf-8")
    absolute = (project.parent / "works.bib").as_posix()
    options = f"findings: ../elsewhere\n      bibliography: {absolute}\n      style: styles/own.csl"
    change(project, "findings: findings", options)
    to = exported(project)
    sources = sorted(name for name in files(project.parent) if name.endswith((".bib", ".csl")))
    assert [name for name in sources if not name.startswith("exported/docs/data/")] == [
        "exported/references.bib", "exported/style.csl", "project/styles/own.csl", "works.bib",
    ]  # fmt: skip
    assert files(to / "findings") == ["1-study.yml", "2-themes.yml"]
    shutil.rmtree(project.parent / "elsewhere")
    assert "((" in page(built(to), "").xpath("string(//a[@class='tb-citation'])")


def test_a_single_file_of_findings_is_copied_under_its_fixed_name(project: Path) -> None:
    texts = [file.read_text("utf-8") for file in sorted((project / "findings").iterdir())]
    (project / "study.yml").write_text("\n".join(texts), "utf-8")
    change(project, "findings: findings", "findings: study.yml")
    to = exported(project)
    assert "study.yml" not in files(to)
    assert yaml.safe_load((to / "findings.yml").read_text("utf-8")) == yaml.safe_load("\n".join(texts))


def test_a_configuration_of_any_shape_is_carried_over(project: Path) -> None:
    (project / "docs").rename(project / "content")
    (project / "content" / "overrides").mkdir()
    (project / "content" / "overrides" / "main.html").write_text(OWN_THEME, "utf-8")
    change(project, "  font: false", "  font: false\n  custom_dir: content/overrides\ndocs_dir: content\nnav:")
    change(project, "  - attr_list\n  - md_in_html\n  - pymdownx.superfences\n  - toc:\n      permalink: true",
           "  attr_list:\n  md_in_html:\n  pymdownx.superfences:\n  toc: {permalink: true}\n"
           "  pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }")  # fmt: skip
    change(project, "  - themebook:\n      findings: findings",
           "  search: {lang: de}\n  themebook: {findings: findings}")  # fmt: skip
    to = exported(project)
    config = configuration(to)
    assert config["plugins"] == [{"search": {"lang": "de"}}]
    assert {"toc": {"permalink": True}} in config["markdown_extensions"]  # type: ignore[operator]
    assert not {"docs_dir", "nav"} & set(config)
    # The settings of an extension can be functions.
    assert "<!-- own theme -->" in (built(to) / "index.html").read_text("utf-8")


def test_an_inherited_configuration_is_taken_over_and_hooks_are_left_out(project: Path) -> None:
    (project / "mkdocs.yml").rename(project / "base.yml")
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Another name\nhooks: [own.py]\n", "utf-8")
    (project / "own.py").write_text("", "utf-8")
    to = project.parent / "exported"
    assert themebook("build", "--to", to, folder=project).stderr == "left out of mkdocs.yml: hooks\n"
    config = configuration(to)
    assert config["site_name"] == "Another name"
    assert not {"INHERIT", "hooks"} & config.keys()
    assert "Another name" in page(built(to), "").findtext(".//title", "")


def test_a_theme_beside_the_documentation_is_copied(project: Path) -> None:
    (project / "theme").mkdir()
    (project / "theme" / "main.html").write_text(OWN_THEME, "utf-8")
    change(project, "  font: false", "  font: false\n  custom_dir: theme")
    assert "<!-- own theme -->" in (built(exported(project)) / "index.html").read_text("utf-8")


def test_generated_pages_in_the_folder_are_not_taken_for_hand_written_ones(project: Path) -> None:
    (project / "docs" / "notes.md").write_text("---\ntags: [a]\n---\n\n# Notes\n", "utf-8")
    to = exported(project)
    assert [written.path for written in pages_below(to, "docs")] == ["index.md", "notes.md"]
    assert page_comment("quotes/index.md", generated=True) in (to / "docs/quotes/index.md").read_text("utf-8")
    ours, theirs = (page(built(folder), "references/lee2004a") for folder in (project, to))
    assert len(ours.xpath("//div[@class='tb-use']")) == len(theirs.xpath("//div[@class='tb-use']"))


def test_the_documentation_may_be_outside_the_project(project: Path) -> None:
    (project / "docs").rename(project.parent / "docs")
    change(project, "plugins:", "docs_dir: ../docs\nplugins:")
    built(project)
    (project.parent / "docs" / "bad.md").write_text("# Bad\n\n[[nowhere]]\n", "utf-8")
    done = mkdocs("build", folder=project)
    assert done.returncode == 1
    assert "../docs/bad.md:3:1: error[link-resolves]" in done.stderr


def test_findings_are_read_from_folders_in_folders_in_the_order_of_their_paths(project: Path) -> None:
    findings = project / "findings"
    (findings / "b" / "c").mkdir(parents=True)
    (findings / "2-themes.yml").rename(findings / "b" / "c" / "themes.yaml")
    for name in ("b/notes.yxml", "b/old.yml.bak", "notes.txt"):
        (findings / name).write_text("no YAML: [", "utf-8")
    (findings / "a.yml").mkdir()
    settings = Settings(root=project, findings="findings")
    assert findings_files(settings) == ["findings/1-study.yml", "findings/b/c/themes.yaml"]
    site = built(project)
    assert (site / "themes" / "the-night" / "quiet" / "index.html").exists()
    assert files(exported(project) / "findings") == ["1-study.yml", "b/c/themes.yaml"]


def test_a_style_without_a_list_of_references_is_told_in_one_line(project: Path) -> None:
    assert "bluebook-inline" in styles()
    change(project, "findings: findings", "findings: findings\n      style: bluebook-inline")
    told = "the citation style 'bluebook-inline' has no list of references; choose another style"
    assert refused(themebook("build", "--to", "new", folder=project)) == f"themebook: {told}"
    done = mkdocs("build", folder=project)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_style_that_cannot_be_formatted_is_told_in_one_line(project: Path) -> None:
    (project / "own.csl").write_text(CSL_FILE.replace("text variable", "texts variable"), "utf-8")
    change(project, "findings: findings", "findings: findings\n      style: own.csl")
    assert "pandoc" in refused(themebook("build", "--to", "new", folder=project))
    done = mkdocs("build", folder=project)
    assert done.returncode == 1
    assert "Themebook: pandoc" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_file_of_a_style_is_found_from_anywhere_and_watched(project: Path) -> None:
    (project / "own.csl").write_text(CSL_FILE, "utf-8")
    change(project, "findings: findings", "findings: findings\n      style: own.csl")
    done = mkdocs("build", "--strict", "-f", str(project / "mkdocs.yml"), folder=project.parent)
    assert done.returncode == 0, done.stderr
    watched = (
        "from mkdocs.config import load_config; config = load_config('mkdocs.yml');"
        "config.plugins.on_config(config); print(*config.watch, sep='\\n')"
    )
    shown = subprocess.run([sys.executable, "-c", watched], cwd=project, capture_output=True, text=True, check=True)
    names = [Path(line).name for line in shown.stdout.split()]
    assert names[-3:] == ["findings", "references.bib", "own.csl"]
