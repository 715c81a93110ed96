"""Seconds and megabytes for inputs that are out of all proportion: ``python -m tests.benchmarks.bounds [NAME ...]``.

Each case is a project of its own, on which a command runs in a process of its own. Seconds are those of the processor,
in that process and the programs that it runs (pandoc, Pagefind); megabytes are the most that the largest of them held.
A case that takes longer than ``--patience`` seconds is stopped.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.synthetic import Size, write_study

_SMALL = Size(themes=1, subthemes=2, participants=4, quotes=20, works=20)
# Runs in the measured process: a command, then what it and the programs that it ran have used.
_MEASURED = """
import resource, runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
except SystemExit as end:
    status = end.code
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
seconds = sum(one.ru_utime + one.ru_stime for one in used)
print(f"\\nmeasured {status or 0} {seconds:.1f} {max(one.ru_maxrss for one in used) / 1024:.0f}", file=sys.stderr)
"""
_CHECK = ("themebook", "check")
_BUILD = ("mkdocs", "build", "--quiet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is measured: how a small project is spoilt, and the command that then runs on it."""

    about: str
    spoil: Callable[[Path], object]
    command: tuple[str, ...] = _CHECK
    size: Size = _SMALL


def _add_to_bibliography(text: str) -> Callable[[Path], object]:
    def spoil(folder: Path) -> None:
        with (folder / "references.bib").open("a", encoding="utf-8") as file:
            file.write(text)

    return spoil


def _write_page(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "docs" / "page.md").write_text(f"# Page\n\n{text}\n", "utf-8")


def string_bomb(levels: int = 24) -> str:
    """Abbreviations of which each is twice the one before."""
    lines = ['@string{a0 = "bombbombbombbombbomb"}']
    lines += [f"@string{{a{n} = a{n - 1} # a{n - 1}}}" for n in range(1, levels + 1)]
    return "\n".join([*lines, f"@misc{{bomb, title = a{levels}, year = 2020}}", ""])


def long_title(length: int = 40_000) -> str:
    words = "Trust And Power " * (length // 16)
    return f"@book{{work0long, author = {{Lee, A.}}, title = {{{words}}}, publisher = {{P}}, year = 2020}}\n"


_LARGE = Size(themes=1, subthemes=2, participants=4, quotes=20, works=20, uncited=9_980)
CASES = {
    "strings": Case(about="a @string bomb of 24 doublings", spoil=_add_to_bibliography(string_bomb())),
    "title": Case(
        about="a title of 40,000 characters, cited, built",
        spoil=lambda folder: (
            _add_to_bibliography(long_title())(folder),
            _write_page("As [@work0long] says.")(folder),
        ),
        command=_BUILD,
    ),
    "brackets": Case(about="a page of 16,000 `[`", spoil=_write_page("[" * 16_000)),
    "halves": Case(about="20,000 characters of data between two brackets", spoil=_write_page(f"[{'1,' * 10_000}]")),
    "entries-check": Case(about="10,000 entries, 20 of them cited", spoil=lambda folder: None, size=_LARGE),
    "entries-build": Case(
        about="10,000 entries, 20 of them cited, built", spoil=lambda folder: None, size=_LARGE, command=_BUILD
    ),
}


def measure(case: Case, patience: int) -> str:
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_study(Path(temporary, "study"), case.size)
        case.spoil(folder)
        path = os.pathsep.join([str(Path.cwd() / "build_tools"), *filter(None, [os.environ.get("PYTHONPATH")])])
        try:
            done = subprocess.run(
                [sys.executable, "-c", _MEASURED, *case.command],
                cwd=folder,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path},
                capture_output=True,
                text=True,
                check=False,
                timeout=patience,
            )
        except subprocess.TimeoutExpired:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            return f"stopped after {patience} s, {used.ru_maxrss / 1024:,.0f} MB"
    lines = [line for line in done.stderr.splitlines() if line.startswith("measured ")]
    if not lines:
        return f"failed: {done.stderr[-500:]}"
    _, status, seconds, megabytes = lines[-1].split()
    said = next((line for line in done.stdout.splitlines() if ": error[" in line), "")
    return f"{seconds} s, {megabytes} MB, exit {status} {said}".rstrip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*CASES, []], metavar="NAME", help=", ".join(CASES))
    parser.add_argument("--patience", type=int, default=600, help="seconds (default: %(default)s)")
    options = parser.parse_args()
    for name in options.names or CASES:
        case = CASES[name]
        print(f"{name} ({case.about}): {measure(case, options.patience)}", flush=True)


if __name__ == "__main__":
    main()
