"""The tutorial, done step by step: its commands are run, its edits are made, and its messages are those that come.

A step is a block of code and the words before it. Instead of a download, the wheel of this repository is installed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

import pytest
import yaml

from tests.builds.test_preview import free_port
from tests.conftest import ROOT
from tests.installed import built_wheel, clean_environment, install

TUTORIAL = (ROOT / "docs/guide/tutorial.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S)
_EDITED_FILE = re.compile(r"In `(?P<file>[^`]+)`, find:$")
_PLACE = "http://127.0.0.1:8000/"
_END = "--end of block--"
# The author of the commits, and a folder of this machine as the host of the repository.
_GIT = {
    **{f"GIT_{who}_{what}": "anna@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_VALUE_0": "https://github.com/NAME/",
}


class Step(NamedTuple):
    words: str
    language: str
    text: str


def steps() -> Iterator[Step]:
    at = 0
    for block in _BLOCK.finditer(TUTORIAL):
        yield Step(TUTORIAL[at : block.start()].strip(), block["language"], block["text"])
        at = block.end()


class Shell:
    """One shell for all commands, as an author's terminal."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            ["bash"],
            cwd=folder,
            env={**clean_environment(), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert self._process.stdin
        assert self._process.stdout
        self._stdin: IO[str] = self._process.stdin
        self._stdout: IO[str] = self._process.stdout

    def run(self, commands: str) -> str:
        """What the commands print. The folder of the shell is known afterwards."""
        self._stdin.write(f'{commands}\necho "{_END}$PWD"\n')
        self._stdin.flush()
        said = []
        while not (line := self._stdout.readline()).startswith(_END):
            assert line, "".join(said)
            said.append(line)
        self.folder = Path(line.removeprefix(_END).rstrip("\n"))
        return "".join(said)

    def close(self) -> None:
        self.run("kill $(jobs -p); wait")
        self._stdin.close()
        self._process.wait()


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    (tmp_path / "home").mkdir()
    (tmp_path / "host").mkdir()
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch", "main", tmp_path / "host/allotment.git"], check=True
    )
    # The Python of these tests, whose libraries are used.
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin/python3"
    python.write_text(f'#!/bin/sh\nexec "{getattr(sys, "_base_executable", sys.executable)}" "$@"\n', "utf-8")
    python.chmod(0o755)
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    opened = Shell(tmp_path / "home", **_GIT, PATH=path, GIT_CONFIG_KEY_0=f"url.{tmp_path / 'host'}/.insteadOf")
    yield opened
    opened.close()


class Reader:
    """Does what the tutorial says."""

    def __init__(self, shell: Shell, wheel: Path) -> None:
        self._shell, self._wheel = shell, wheel
        self._served = f"127.0.0.1:{free_port()}"
        self._said, self._file, self._found = "", Path(), ""

    def do(self, step: Step) -> None:
        for place in re.findall(rf"Open `{_PLACE}([^`]+)`", step.words):
            assert self._page(place), place
        if step.language == "sh":
            self._said = "".join(map(self._command, step.text.splitlines()))
        elif step.language == "text":
            assert self._said == step.text
        else:
            self._edit(step)

    def _command(self, line: str) -> str:
        if line.startswith("pip install"):
            install(self._wheel, self._shell.folder / ".venv")
            return ""
        if line == "themebook serve":
            self._shell.run(f"themebook serve --address {self._served} > ../served.log 2>&1 &")
            assert self._page("")
            return ""
        return self._shell.run(line)

    def _page(self, place: str) -> str:
        """A page that is being served, once it is there: the preview notices a change by and by."""
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"http://{self._served}/{place}") as answer:
                    return str(answer.read().decode())
            except OSError:
                time.sleep(0.2)
        return ""

    def _edit(self, step: Step) -> None:
        if file := _EDITED_FILE.search(step.words):
            self._file, self._found = self._shell.folder / file["file"], step.text
            assert self._file.read_text("utf-8").count(step.text) == 1, step.text
            return
        new = {
            "Below it, add:": self._found + step.text,
            "Above it, add:": step.text + self._found,
            "Change it to:": step.text,
        }[step.words.splitlines()[-1]]
        self._file.write_text(self._file.read_text("utf-8").replace(self._found, new), "utf-8")


def test_the_tutorial_leads_from_nothing_to_a_published_site(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "wheel").mkdir()
    reader = Reader(shell, built_wheel(tmp_path / "wheel"))
    for step in steps():
        reader.do(step)
    published(shell, tmp_path)


def published(shell: Shell, tmp_path: Path) -> None:
    """What was pushed is built by the commands of its own workflow, except for the download."""
    shell.run(f"git clone --quiet {tmp_path / 'host/allotment.git'} {tmp_path / 'clone'}; cd {tmp_path / 'clone'}")
    workflow = yaml.safe_load((tmp_path / "clone/.github/workflows/publish.yml").read_text("utf-8"))
    commands = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert commands.pop(0) == "pip install -r requirements.txt"
    said = shell.run("\n".join(commands))
    assert said == "The site is in site\n"
    assert (tmp_path / "clone/site/findings/an-hour-alone/index.html").is_file()
