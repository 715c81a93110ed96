"""The command line as such: what it offers, what it says of wrong usage, and what it shows while it works."""

from __future__ import annotations

import io
import json
import re
import shutil
import threading
from pathlib import Path

import pytest

from themebook import cli
from themebook.cli import terminal
from themebook.cli.terminal import progress
from themebook.emit.mkdocs.build import BuildFailed

COMMANDS = [
    "new",
    "import",
    "check",
    "serve",
    "build",
    "offline",
    "pdf",
    "table",
    "excerpt",
    "archive",
    "schema",
    "guide",
]


@pytest.fixture
def bakers(bakers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the current folder."""
    monkeypatch.chdir(bakers)
    return bakers


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    listed = [line.split()[0] for line in said.out.partition("Commands:\n")[2].splitlines()]
    assert listed == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_its_options(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Usage: themebook {command} [OPTIONS]")
    # The help of an option begins beside its name or on the next line.
    options = said.partition("Options:\n")[2].splitlines()
    for option, after in zip(options, [*options[1:], ""], strict=True):
        assert option.lstrip()[:2] != "--" or "  " in option.strip() or after.startswith(" " * 10), option


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    name, number = capsys.readouterr().out.split()
    assert name == "themebook"
    assert [part.isdecimal() for part in number.split(".")] == [True] * 3


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Usage: themebook ")


WRONG = {
    "chek": ("'chek'", "themebook"),
    "--confg x check": ("'--confg'", "themebook"),
    "new": ("'DIR'", "themebook new"),
    "build --to": ("'--to'", "themebook build"),
    "offline --to": ("'--to'", "themebook offline"),
    "guide": ("'--to'", "themebook guide"),
    "excerpt": ("'ID...'", "themebook excerpt"),
    "excerpt a --to a.pdf": (".md or .docx or .tex", "themebook excerpt"),
    "table --to a.csv": (".docx or .xlsx", "themebook table"),
    "table --quotes few": ("'few'", "themebook table"),
    "check --format xml": ("'text', 'json', 'github'", "themebook check"),
    "check --format=\x1b[31m\n": ("\\x1b[31m", "themebook check"),
    "check more": ("(more)", "themebook check"),
    "schema --forse": ("'--forse'", "themebook schema"),
}


@pytest.mark.parametrize("line", WRONG)
def test_wrong_usage_is_reported_in_at_most_two_lines(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, command = WRONG[line]
    assert cli.main(line.split(" ")) == 2
    said = capsys.readouterr()
    assert said.out == ""
    first, *more = said.err.splitlines()
    assert first.startswith("themebook: ")
    assert wrong in first
    # Where an option at the end lacks its value, click does not say of which command.
    assert more in ([f"For help, run: {command} --help"], [])


@pytest.mark.parametrize("before", [True, False])
def test_the_settings_are_named_before_or_after_the_command(
    before: bool, tmp_path: Path, bakers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    named = ["--config", str(bakers / "mkdocs.yml")]
    assert cli.main([*named, "check"] if before else ["check", *named]) == 0
    assert capsys.readouterr() == ("No problems found.\n", "")


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (BuildFailed("not\nwhole"), 1, "not whole"),
        (OSError("the disk\tis full\x1b"), 2, "the disk is full\\x1b"),
        (shutil.Error([("a", "b", "no room for b"), ("c", "d", "no room for d")]), 2, "no room for b"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_what_stops_a_command_is_reported_in_a_line(
    error: BaseException,
    status: int,
    message: str,
    bakers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(config: str, to: Path) -> None:
        raise error

    monkeypatch.setattr("themebook.cli.offline.write_offline", fail)
    assert cli.main(["offline"]) == status
    said = capsys.readouterr()
    assert (said.out, said.err.lstrip("\n")) == ("", f"themebook: {message}\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "patience", "shown"),
    [(Terminal(), 0, "Working...\n"), (Terminal(), 100, ""), (io.StringIO(), 0, "")],
    ids=["slow", "quick", "no terminal"],
)
def test_progress_is_shown_at_a_terminal_where_it_takes_long(
    stream: io.StringIO, patience: int, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "PATIENCE", patience)
    monkeypatch.setattr("sys.stderr", stream)
    with progress("Working..."):
        for timer in [one for one in threading.enumerate() if isinstance(one, threading.Timer) and not patience]:
            timer.join()
    assert stream.getvalue() == shown


@pytest.mark.parametrize("form", ["text", "json"])
def test_paths_are_relative_to_the_configuration_that_is_named(
    form: str, bakers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = bakers / "elsewhere"
    shutil.copytree(bakers / "docs", elsewhere / "docs")
    shutil.copy(bakers / "mkdocs.yml", elsewhere / "other.yml")
    assert cli.main(["check", "--config", "elsewhere/other.yml", "--format", form]) == 1
    found = capsys.readouterr().out
    files = [row["file"] for row in json.loads(found)] if form == "json" else re.findall(r"(?m)^([^ :]+):\d", found)
    assert set(files) == {"findings", "references.bib"}


CANNOT_USE = {
    "missing": (None, 2, "config-usable", "does not exist"),
    "not YAML": (b"site_name: A: study\n", 1, "yaml-syntax", "colon"),
    "empty": (b"", 2, "config-usable", "site_name"),
    "not UTF-8": (b"site_name: \xff\n", 2, "config-usable", "#x00ff"),
    "unknown plugin": (b"site_name: A\nplugins: [themebok]\n", 2, "config-usable", "themebok"),
    "missing parent": (b"site_name: A\nINHERIT: none.yml\n", 2, "config-usable", "none.yml"),
}


@pytest.mark.parametrize(("text", "status", "rule", "word"), CANNOT_USE.values(), ids=CANNOT_USE)
@pytest.mark.usefixtures("bakers")
def test_json_reports_a_configuration_that_cannot_be_used(
    text: bytes | None, status: int, rule: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        Path("other.yml").write_bytes(text)
    assert cli.main(["check", "--config", "other.yml", "--format", "json"]) == status
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["file"], row["severity"], row["rule"]) == ("other.yml", "error", rule)
    assert word in row["message"]


def test_json_reports_a_configuration_that_is_a_folder(bakers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bakers / "other.yml").mkdir()
    assert cli.main(["check", "--config", "other.yml", "--format", "json"]) == 2
    assert [row["rule"] for row in json.loads(capsys.readouterr().out)] == ["config-usable"]
