"""What is left of the last good output when a command is killed: ``python -m tests.kills --kills 100``.

Each command runs in a process of its own, with all that it starts, and is killed at a random moment; the moments are
the same for a seed. Then the output must be, byte for byte, the one before or the one that the command makes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from functools import partialmethod
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.sites import BAKERS
from themebook import cli

_EDITED = "findings/2-themes.yml"
# What somebody keeps in the folder of the site: MkDocs leaves it there.
_KEPT = Path("site/.git/HEAD")


def _site() -> None:
    build(load_config())


def _strict_site() -> None:
    build(load_config(strict=True))


def _folder() -> None:
    assert cli.main(["build", "--to", "out"]) == 0


def _offline() -> None:
    assert cli.main(["offline", "--to", "copy.zip"]) == 0


COMMANDS: dict[str, tuple[Callable[[], None], str]] = {
    "mkdocs build": (_site, "site"),
    "mkdocs build --strict": (_strict_site, "site"),
    "build --to": (_folder, "out"),
    "offline --to": (_offline, "copy.zip"),
}


@dataclass(slots=True)
class Tally:
    """The outcomes for one command: the output was the old one, the new one, or neither."""

    kills: int = 0
    old: int = 0
    new: int = 0
    lost: int = 0


def trial(command: str, kills: int, seed: int = 1) -> Tally:
    """Kill a command that often, each time after a change of the sources."""
    run, output = COMMANDS[command]
    chance, tally = random.Random(f"{command}{seed}"), Tally()
    with tempfile.TemporaryDirectory() as name, chdir(name):
        shutil.copytree(BAKERS, ".", dirs_exist_ok=True)
        _KEPT.parent.mkdir(parents=True)
        _KEPT.write_text("ref: refs/heads/pages\n")
        texts = [Path(_EDITED).read_text("utf-8")]
        texts.append(texts[0].replace("Bakers like", "Bakers really like"))
        whole, seconds = [], 0.0
        for text in texts:
            Path(_EDITED).write_text(text, "utf-8")
            started = time.monotonic()
            _run(run, None)
            seconds = time.monotonic() - started
            whole.append(_fingerprint(Path(output)))
        assert whole[0] != whole[1]
        now = 1
        for _ in range(kills):
            wanted = 1 - now
            Path(_EDITED).write_text(texts[wanted], "utf-8")
            _run(run, chance.uniform(0, 1.05 * seconds))
            found = _fingerprint(Path(output))
            tally.kills += 1
            tally.old += found == whole[now]
            tally.new += found == whole[wanted]
            tally.lost += found not in whole
            now = whole.index(found) if found in whole else now
        # What was killed leaves nothing that the next run does not remove.
        Path(_EDITED).write_text(texts[0], "utf-8")
        _run(run, None)
        assert _fingerprint(Path(output)) == whole[0]
        assert sorted(path.name for path in Path().glob(".*themebook*")) == []
    return tally


def _run(command: Callable[[], None], seconds: float | None) -> None:
    """Run a command in a process group of its own, and kill the group after so many seconds."""
    process = os.fork()
    if process == 0:
        os.setpgid(0, 0)
        null = os.open(os.devnull, os.O_WRONLY)
        if seconds is not None:
            os.dup2(null, 2)
        os.dup2(null, 1)
        code = 1
        try:
            command()
            code = 0
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        for send in (lambda: os.killpg(process, signal.SIGKILL), lambda: os.kill(process, signal.SIGKILL)):
            try:
                send()
            except ProcessLookupError:
                continue
    _, status = os.waitpid(process, 0)
    if seconds is None:
        assert status == 0


def _fingerprint(output: Path) -> str:
    """A hash of a file, or of all names and contents in a folder."""
    files = sorted(path for path in output.rglob("*") if path.is_file()) if output.is_dir() else [output]
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()


def warm_up() -> None:
    """Import, format and compile once in this process, so that each of its children spends its time writing."""
    cache = _Compiled()
    made = Environment.__init__
    Environment.__init__ = partialmethod(made, bytecode_cache=cache)  # type: ignore[method-assign, assignment]
    with tempfile.TemporaryDirectory() as name, chdir(name):
        shutil.copytree(BAKERS, ".", dirs_exist_ok=True)
        build(load_config())


class _Compiled(BytecodeCache):
    """Keeps compiled templates in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commands", nargs="*", help="default: " + ", ".join(COMMANDS))
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warm_up()
    lost = 0
    for command in options.commands or COMMANDS:
        tally = trial(command, options.kills, options.seed)
        lost += tally.lost
        print(f"{command}: {tally.kills} kills, {tally.old} old, {tally.new} new, {tally.lost} lost", flush=True)
    sys.exit(lost > 0)


if __name__ == "__main__":
    main()
