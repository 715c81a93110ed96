"""How long builds take: ``make bench`` rewrites the table in ``tests/benchmarks/RESULTS.md``.

Studies of several sizes are built by Themebook, and plain MkDocs sites with the same tree of pages by MkDocs alone, in
turn, so that a machine that slows down slows both. Each is built cold (an empty folder), warm (nothing changed) and
after an edit of one line. Figures are of whole processes: CPU time of the build and all processes it starts, clock,
the peak memory of each process, and the bytes of the site. They judge nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks.data import DataCost, data_costs, data_table
from tests.benchmarks.studies import edit_one_line, write_plain, write_study

RESULTS = Path(__file__).with_name("RESULTS.md")
SIZES = (100, 1_000, 5_000)
LARGEST = 10_000
_SAMPLING = 0.05
_QUICK = 1_000
_OURS, _PLAIN, _COLD = "Themebook", "plain", "cold"


@dataclass(frozen=True, slots=True)
class Figures:
    """One build: seconds of CPU and clock, and the peak memory in MB by name of process."""

    cpu: float
    clock: float
    memory: dict[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    pages: int
    site: str
    state: str
    runs: tuple[Figures, ...]
    size: int

    def cells(self) -> list[str]:
        names = sorted({name for run in self.runs for name in run.memory})
        peaks = ", ".join(f"{name} {max(run.memory.get(name, 0) for run in self.runs):.0f}" for name in names)
        cpu, clock = (statistics.median(values) for values in zip(*((r.cpu, r.clock) for r in self.runs), strict=True))
        figures = [f"{cpu:.1f}", f"{clock:.1f}", peaks, f"{self.size / 1e6:.1f}"]
        return [f"{self.pages:,}", self.site, self.state, str(len(self.runs)), *figures]


def measured(command: Sequence[str], folder: Path) -> Figures:
    """Run a command to its end. Its own and its children's CPU time is counted by the system."""
    started = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peaks: dict[str, float] = {}
    over = threading.Event()
    sampler = threading.Thread(target=_sample, args=(process.pid, peaks, over))
    sampler.start()
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - started
    over.set()
    sampler.join()
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(said.decode(errors="replace"))
    return Figures(usage.ru_utime + usage.ru_stime, clock, peaks)


def _sample(pid: int, peaks: dict[str, float], over: threading.Event) -> None:
    """Notes the largest resident memory of a process and of those below it, by name, until told to stop."""
    while not over.wait(_SAMPLING):
        for one in _below(pid):
            try:
                facts = dict(line.split(":", 1) for line in Path(f"/proc/{one}/status").read_text().splitlines())
            except (OSError, ValueError):
                continue
            name, peak = facts["Name"].strip(), facts.get("VmHWM", "0 kB").split()[0]
            peaks[name] = max(peaks.get(name, 0), int(peak) / 1000)


def _below(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _below(int(child))


def rows(pages: int, most_runs: int) -> tuple[list[Row], Mapping[str, DataCost]]:
    """All figures for one size, and what the study as data costs.

    Builds that take minutes differ little from run to run, so they run once. Plain MkDocs keeps nothing from one build
    to the next, so where it takes minutes it is only built cold.
    """
    runs = most_runs if pages <= _QUICK else 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sites = {_OURS: write_study(folder / "study", pages), _PLAIN: write_plain(folder / "plain", pages)}
        made: list[Row] = []
        for state, prepare in _STATES.items():
            built = sites if pages <= _QUICK or state == _COLD else {_OURS: sites[_OURS]}
            found: dict[str, list[Figures]] = {site: [] for site in built}
            for _ in range(runs):
                for site, at in built.items():
                    prepare(at)
                    found[site].append(measured([sys.executable, "-m", "mkdocs", "build", "--strict"], at))
            made += [Row(pages, site, state, tuple(found[site]), _bytes(at / "site")) for site, at in built.items()]
        return made, data_costs(sites[_OURS])


def _empty(folder: Path) -> None:
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


_STATES: dict[str, Callable[[Path], None]] = {_COLD: _empty, "warm": lambda folder: None, "edit": edit_one_line}


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def table(made: Sequence[Row], costs: Mapping[int, Mapping[str, DataCost]], commit: str) -> str:
    head = ["pages", "site", "build", "runs", "CPU s", "clock s", "peak memory MB, by process", "site MB"]
    lines = [head, ["---:", "---", "---", "---:", "---:", "---:", "---", "---:"], *(row.cells() for row in made)]
    intro = (
        "# Benchmarks\n\n"
        f"Written by `make bench` on {date.today():%d %B %Y} at commit {commit}, on {_machine()}: medians of "
        "runs of Themebook and plain MkDocs in turn. *cold*: nothing was built before; *warm*: "
        "nothing changed; *edit*: one word of one quote changed. Plain MkDocs keeps nothing from one build to the "
        "next, so large plain sites are only built cold. Peak memory is that of the largest process of each name.\n\n"
    )
    return (
        intro
        + "\n".join("| " + " | ".join(line) + " |" for line in lines)
        + "\n\n"
        + _ratios(made)
        + _data(made, costs)
    )


def _data(made: Sequence[Row], costs: Mapping[int, Mapping[str, DataCost]]) -> str:
    warm = {
        row.pages: statistics.median(run.cpu for run in row.runs)
        for row in made
        if (row.site, row.state) == (_OURS, "warm")
    }
    intro = "\nThe study as data in each of these builds, measured alone in a process of its own, by ending:\n\n"
    return intro + data_table(costs, warm)


def _ratios(made: Sequence[Row]) -> str:
    """How many times as long as plain MkDocs each build took."""
    lines = ["| pages | build | CPU : plain | clock : plain |", "| ---: | --- | ---: | ---: |"]
    plain = {(row.pages, row.state): row for row in made if row.site == _PLAIN}
    for ours in (row for row in made if row.site == _OURS):
        other = plain.get((ours.pages, ours.state)) or plain[ours.pages, _COLD]
        cpu, clock = (
            statistics.median(getattr(a, name) / getattr(b, name) for a, b in zip(ours.runs, other.runs, strict=True))
            for name in ("cpu", "clock")
        )
        lines.append(f"| {ours.pages:,} | {ours.state} | {cpu:.2f} | {clock:.2f} |")
    return "\n".join(lines) + "\n"


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help=f"also build {LARGEST:,} pages")
    parser.add_argument("--sizes", type=int, nargs="+", help="sizes of your own, in pages; prints the table only")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    sizes = options.sizes or [*SIZES, *([LARGEST] if options.all else [])]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    made: list[Row] = []
    costs: dict[int, Mapping[str, DataCost]] = {}
    for pages in sizes:
        of_size, costs[pages] = rows(pages, options.runs)
        made += of_size
        print(f"{pages:,} pages done", file=sys.stderr)
    text = table(made, costs, commit.stdout.strip() or "unknown")
    print(text)
    if not options.sizes:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
