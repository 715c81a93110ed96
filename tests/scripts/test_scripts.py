"""Runs the unit tests of scripts, which are in ``scripts_test.js``, with Deno."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from themebook.search.records import shard_of

HERE = Path(__file__).parent


def test_scripts_do_what_they_promise_without_a_page() -> None:
    arguments = ["test", "--config", "deno.json", "--allow-read", "--no-check", "scripts_test.js"]
    deno = Path(sys.executable).with_name("deno")
    environment = {**os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    done = subprocess.run([deno, *arguments], cwd=HERE, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 passed" in done.stdout


def test_scripts_and_python_agree_on_the_shard_of_a_page() -> None:
    assert shard_of("quotes/quote-x/", 3) == 2
