"""``themebook table`` and ``themebook excerpt``, as authors use them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.conftest import Done, themebook
from tests.sites import CODEBOOK, DEEP_THEMES, DETAILS

Copy = Callable[[Path], Path]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Copies the project of a study."""
    return lambda site: Path(shutil.copytree(site, tmp_path / "study", ignore=shutil.ignore_patterns("site", "dist")))


def refused(done: Done, *lines: str) -> bool:
    return (done.returncode, done.stdout, done.stderr.splitlines()) == (1, "", [f"themebook: {line}" for line in lines])


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_table_is_written_again_until_somebody_changes_it(copy: Copy) -> None:
    folder = copy(DEEP_THEMES)
    done = themebook("table", folder=folder)
    [file] = (folder / "dist").iterdir()
    assert file.name.endswith("-themes.docx")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"The table is {file.relative_to(folder)}\n", "")
    first = file.read_bytes()
    assert themebook("table", folder=folder).returncode == 0
    assert file.read_bytes() == first
    document = docx.Document(str(file))
    document.add_paragraph("Mine.")
    document.save(str(file))
    done = themebook("table", folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "was not written by this command" in done.stderr
    assert themebook("table", "--force", folder=folder).returncode == 0
    assert file.read_bytes() == first


def test_a_source_is_never_replaced(copy: Copy) -> None:
    folder = copy(DEEP_THEMES)
    page = folder / "docs" / "index.md"
    before = page.read_bytes()
    done = themebook("excerpt", "mending", "--to", page, "--force", folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is a source of the study" in done.stderr
    assert page.read_bytes() == before


def test_an_excerpt_is_on_the_screen_or_in_a_file(copy: Copy) -> None:
    folder = copy(DEEP_THEMES)
    done = themebook("excerpt", "marks-stay", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Some damage is kept on purpose.\n\nPrevalence: One visitor.\n\n")
    for ending in ("md", "docx", "tex"):
        arguments = ("excerpt", "marks-stay", "--to", f"a.{ending}")
        assert themebook(*arguments, folder=folder).stdout == f"The excerpt is a.{ending}\n"
        first = (folder / f"a.{ending}").read_bytes()
        assert themebook(*arguments, folder=folder).returncode == 0
        assert (folder / f"a.{ending}").read_bytes() == first
    assert (folder / "a.md").read_text("utf-8").startswith(done.stdout)


def test_all_ids_that_are_unknown_or_of_something_else_are_reported(copy: Copy) -> None:
    folder = copy(DEEP_THEMES)
    kinds = "finding, theme, quote, implication or limitation"
    assert refused(
        themebook("excerpt", "mendign", "thrift", "jory", "braunclarke2019", "xxxxxxxxx", folder=folder),
        f"unknown {kinds} 'mendign'; did you mean 'mending'?",
        f"'jory' is a participant; name a {kinds}",
        f"'braunclarke2019' is a work of the bibliography; name a {kinds}",
        f"unknown {kinds} 'xxxxxxxxx'",
    )
    done = themebook("table", "--theme", "obejcts", "--theme", "quote-ring", folder=folder)
    assert refused(done, "unknown theme 'obejcts'; did you mean 'objects'?", "'quote-ring' is a quote; name a theme")
    assert not (folder / "dist").exists()


@pytest.mark.parametrize("shown", [True, False])
def test_drafts_are_refused_whether_the_site_shows_them_or_not(shown: bool, copy: Copy) -> None:
    folder = copy(DETAILS)
    if not shown:
        replace(folder / "mkdocs.yml", "- themebook:\n", "- themebook:\n      drafts: false\n")
        # Nothing else may then refer to them.
        replace(folder / "findings.yml", ", code-change]", "]")
        replace(folder / "findings.yml", "[quote-hum, quote-child]", "[quote-hum]")
    why = "is a draft or part of one, and drafts are left out of documents"
    done = themebook("excerpt", "finding-child", "finding-hum", "company", folder=folder)
    assert refused(done, f"'finding-child' {why}", f"'company' {why}")
    assert refused(themebook("table", "--theme", "silence", folder=folder), f"'silence' {why}")


@pytest.mark.parametrize("quotes", ["two", "-1", "1.5", ""])
def test_the_number_of_quotes_is_a_whole_number(quotes: str, copy: Copy) -> None:
    done = themebook("table", f"--quotes={quotes}", folder=copy(DEEP_THEMES))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"'--quotes': write a whole number, 0 or more, instead of '{quotes}'" in done.stderr


def test_a_study_without_themes_has_no_table(copy: Copy) -> None:
    assert refused(themebook("table", folder=copy(CODEBOOK)), "the study has no themes")


def test_errors_in_the_sources_are_reported_with_their_place(copy: Copy) -> None:
    folder = copy(DEEP_THEMES)
    replace(folder / "findings.yml", "participant: jory", "participant: jori")
    for arguments in (("table",), ("excerpt", "mending")):
        done = themebook(*arguments, folder=folder)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("findings.yml:")
        assert "jori" in done.stderr
