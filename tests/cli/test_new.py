"""``themebook new``: what it asks, what it refuses, and what it writes."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import themebook
from themebook import cli
from themebook.sources.findings.study import schema_text
from themebook.starter import LICENCES

GIVEN = ["--title", "Evenings on the allotment", "--author", "Author, Anna"]


class Terminal(io.StringIO):
    # MkDocs compares it with the file that it reads.
    buffer = io.BytesIO()

    def isatty(self) -> bool:
        return True


def new(folder: Path, *options: str) -> int:
    return cli.main(["new", str(folder), *(options or GIVEN)])


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_it_writes_what_a_study_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path / "study", *GIVEN, "--author", "{Garden Society}", "--language", "pt-br") == 0
    written = texts(tmp_path / "study")
    assert capsys.readouterr().out.startswith(f"{len(written)} files written to {tmp_path / 'study'}.")
    assert written["findings.schema.json"] == schema_text()
    assert written["findings.yml"].split("\n")[0] == "# yaml-language-server: $schema=findings.schema.json"
    assert written["requirements.txt"] == f"themebook[cards,pdf]=={themebook.__version__}\n"
    findings = yaml.safe_load(written["findings.yml"])
    assert list(Draft202012Validator(json.loads(schema_text())).iter_errors(findings)) == []
    assert "language: pt-BR" in written["mkdocs.yml"]
    assert json.loads(written[".vscode/settings.json"])["yaml.schemas"]["findings.schema.json"][0] == "findings.yml"
    assert json.loads(written[".vscode/extensions.json"])["recommendations"]
    citation = yaml.safe_load(written["CITATION.cff"])
    assert citation["title"] == "Evenings on the allotment"
    assert citation["authors"] == [{"family-names": "Author", "given-names": "Anna"}, {"name": "Garden Society"}]
    assert (citation["type"], citation["preferred-citation"]["year"]) == ("dataset", date.today().year)
    assert f"{date.today().year} Anna Author, Garden Society" in written["LICENSE.md"]


def test_there_is_nothing_of_the_study_that_the_tool_was_made_for(tmp_path: Path) -> None:
    assert new(tmp_path / "study") == 0
    for name, text in texts(tmp_path / "study").items():
        # The schema has the word as an example of a unit.
        words = text.replace("`officers`", "")
        assert re.findall(r"(?i)walker|prison|officer|therapeutic|`make|@@", words) == [], name


def test_the_workflow_installs_checks_builds_and_publishes_with_actions_of_a_major_version(tmp_path: Path) -> None:
    assert new(tmp_path / "study") == 0
    jobs = yaml.safe_load(texts(tmp_path / "study")[".github/workflows/publish.yml"])["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    assert [step["run"] for step in steps if "run" in step] == [
        "pip install -r requirements.txt",
        "themebook check --format github",
        "themebook build",
    ]
    actions = [step["uses"] for step in steps if "uses" in step]
    assert actions[-1].startswith("actions/deploy-pages@")
    assert [one for one in actions if not re.fullmatch(r"actions/[a-z-]+@v\d+", one)] == []


@pytest.mark.parametrize("licence", LICENCES)
def test_the_licence_is_named_with_its_address(licence: str, tmp_path: Path) -> None:
    assert new(tmp_path / "study", *GIVEN, "--licence", licence) == 0
    written, address = texts(tmp_path / "study"), LICENCES[licence].address
    for name in ("LICENSE.md", "docs/about.md"):
        assert LICENCES[licence].name in written[name]
        assert not address or f"]({address})" in written[name]
    assert yaml.safe_load(written["CITATION.cff"]).get("license") == (licence if address else None)


def test_a_wheel_is_copied_into_the_study(tmp_path: Path) -> None:
    wheel = tmp_path / "themebook-1-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    assert new(tmp_path / "one", *GIVEN, "--package", str(wheel)) == 0
    assert (tmp_path / "one" / wheel.name).read_bytes() == b"wheel"
    assert (tmp_path / "one/requirements.txt").read_text("utf-8") == f"./{wheel.name}[cards,pdf]\n"


@pytest.mark.parametrize(
    ("package", "requirement"),
    [
        ("0.2.0", "themebook[cards,pdf]==0.2.0"),
        ("git+https://example.org/themebook@v1#x=y", "themebook[cards,pdf] @ git+https://example.org/themebook@v1#x=y"),
        ("themebook @ git+https://example.org/themebook", "themebook @ git+https://example.org/themebook"),
        ("themebook[pdf] >= 1, <2", "themebook[pdf] >= 1, <2"),
    ],
)
def test_a_version_an_address_or_a_requirement_is_what_pip_installs(
    package: str, requirement: str, tmp_path: Path
) -> None:
    assert new(tmp_path / "study", *GIVEN, "--package", package) == 0
    assert (tmp_path / "study/requirements.txt").read_text("utf-8") == f"{requirement}\n"


def test_at_a_terminal_it_asks_for_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", Terminal("Evenings: a study\nAuthor, Anna\nBo Baker\n\nklingon\nGerman\nMIT\nCC0-1.0\n")
    )
    assert cli.main(["new", str(tmp_path / "study")]) == 0
    written = texts(tmp_path / "study")
    assert "author = {Author, Anna and Bo Baker}" in written["references.bib"]
    assert 'site_name: "Evenings: a study"' in written["mkdocs.yml"]
    assert "language: de" in written["mkdocs.yml"]
    assert LICENCES["CC0-1.0"].address in written["LICENSE.md"]


def test_an_unknown_author_is_not_made_up(tmp_path: Path) -> None:
    assert new(tmp_path / "study", "--title", "Comments", "--author", "") == 0
    written = texts(tmp_path / "study")
    own = written["references.bib"].split("@article")[0]
    assert "author" not in own
    assert "title = {Comments}" in own
    assert yaml.safe_load(written["CITATION.cff"])["authors"] == [{"name": "The authors of Comments"}]
    assert "the authors" in written["LICENSE.md"]


def test_it_asks_nothing_for_a_folder_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").write_text("mine", "utf-8")
    terminal = Terminal("Evenings\nAuthor, Anna\n\n\n\n")
    monkeypatch.setattr("sys.stdin", terminal)
    assert cli.main(["new", str(tmp_path)]) == 2
    assert terminal.tell() == 0


REFUSED = {
    "no title": (["--author", "A"], "the study needs --title"),
    "no author": (["--title", "T"], "the study needs --author"),
    "empty title": (["--title", " ", "--author", "A"], "the title is empty"),
    "empty author": (["--title", "T", "--author", "{}"], "the name of an author is empty"),
    "several authors": (["--title", "T", "--author", "Li, Bo and Day, A"], "give each author separately"),
    "several authors with a semicolon": (["--title", "T", "--author", "A; B"], "give each author separately"),
    "no such wheel": ([*GIVEN, "--package", "dist/x.whl"], "is not a version, a wheel that exists, or an address"),
    "folder as a package": ([*GIVEN, "--package", "."], "is not a version, a wheel that exists, or an address"),
    "control character": (
        ["--title", "a\x1bb", "--author", "A"],
        r"the title contains a character that cannot be shown: \x1b",
    ),
    "language": ([*GIVEN, "--language", "xx"], "the theme has no texts in the language 'xx'"),
    "name of a language": ([*GIVEN, "--language", "klingon"], "write a code such as en, de or pt-BR"),
    "licence": ([*GIVEN, "--licence", "MIT"], "'MIT' is not one of"),
}


@pytest.mark.parametrize(("options", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(
    options: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert new(tmp_path / "study", *options) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()[0][:11]) == ("", "themebook: ")
    assert message in said.err
    assert list(tmp_path.iterdir()) == []


def test_it_writes_into_an_empty_folder_and_never_over_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "study").mkdir()
    assert new(tmp_path / "study") == 0
    before = texts(tmp_path / "study")
    (tmp_path / "file").write_text("mine", "utf-8")
    for name, reason in {"study": "is not empty", "file": "is a file"}.items():
        capsys.readouterr()
        assert new(tmp_path / name, "--title", "Other", "--author", "B") == 2
        assert reason in capsys.readouterr().err
    assert texts(tmp_path / "study") == before
    assert (tmp_path / "file").read_text("utf-8") == "mine"
