"""What other programs may use: it is documented, it works, and importing it costs little."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import themebook
from tests.test_architecture import modules

FUNCTIONS = [name for name in themebook.__all__ if inspect.isfunction(getattr(themebook, name))]


def add_to_home(folder: Path, text: str) -> None:
    with (folder / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write(text)


@pytest.mark.parametrize("name", themebook.__all__)
def test_every_public_name_exists_and_is_documented(name: str) -> None:
    assert inspect.getdoc(getattr(themebook, name))


def test_a_name_that_does_not_exist_is_no_attribute() -> None:
    assert not hasattr(themebook, "load_studies")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_says_what_it_raises(name: str) -> None:
    documentation = inspect.getdoc(getattr(themebook, name)) or ""
    raised = [line.strip().partition(":")[0] for line in documentation.partition("Raises:\n")[2].splitlines()]
    assert {"CannotRun", "OSError"} <= set(raised) <= {*themebook.__all__, "OSError"}


def test_no_public_name_is_that_of_a_module() -> None:
    """Importing a module binds its name in the package, which would replace a function of that name."""
    assert set(themebook.__all__) & set(modules()) == set()


def test_importing_the_package_imports_no_library() -> None:
    script = "import sys, themebook; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-I", "-c", _with_path(script)], capture_output=True, text=True, check=True)
    ours = {"themebook"} | set(sys.stdlib_module_names)
    before = subprocess.run(
        [sys.executable, "-I", "-c", script.replace(", themebook", "")], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) - set(before.stdout.split()) - ours == set()


def _with_path(script: str) -> str:
    return f"import sys; sys.path.insert(0, {str(Path(themebook.__file__).parent.parent)!r}); {script}"


@pytest.mark.parametrize("name", ["", "mkdocs.yml"])
def test_a_study_is_loaded_by_its_folder_or_its_settings(name: str, bakers: Path) -> None:
    study, diagnostics = themebook.load_study(bakers / name)
    assert isinstance(study, themebook.Study)
    assert study.themes[0].title
    assert diagnostics == ()


def test_what_is_wrong_is_returned_with_its_place(bakers: Path) -> None:
    add_to_home(bakers, "\n[@nobody]\n")
    lines = (bakers / "docs" / "index.md").read_text("utf-8").count("\n")
    for found in (themebook.load_study(bakers).diagnostics, themebook.check_study(bakers)):
        (one,) = found
        assert isinstance(one, themebook.Diagnostic)
        assert one.span == themebook.Span("docs/index.md", lines, 1)
        assert one.severity is themebook.Severity.ERROR


def test_a_study_without_fault_is_checked(bakers: Path) -> None:
    assert themebook.check_study(str(bakers)) == ()


def test_a_site_is_built(bakers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert themebook.build_site("bakers", "out") == ()
    assert "Night bakers" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert not (bakers / "out").exists()


def test_where_the_sources_hold_an_error_the_last_site_stays(bakers: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("the last site")
    add_to_home(bakers, "\n[@nobody]\n")
    assert [one.severity for one in themebook.build_site(bakers, tmp_path / "out")] == [themebook.Severity.ERROR]
    assert (tmp_path / "out" / "index.html").read_text() == "the last site"


def test_a_site_that_would_replace_the_study_is_not_built(bakers: Path) -> None:
    with pytest.raises(themebook.BuildFailed, match="which would be deleted"):
        themebook.build_site(bakers, bakers / "findings")
    assert themebook.check_study(bakers) == ()


@pytest.mark.parametrize("settings", ["site_name: A\ntheme: material\n", "plugins: [themebok]\n", ""])
def test_settings_that_cannot_be_used(settings: str, bakers: Path, tmp_path: Path) -> None:
    (bakers / "mkdocs.yml").write_text(settings)
    (bakers / "findings").rename(bakers / "findings.yml")
    with pytest.raises(themebook.CannotRun):
        themebook.build_site(bakers, tmp_path / "out")
    assert not (tmp_path / "out").exists()
