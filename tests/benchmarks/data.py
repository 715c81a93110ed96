"""What the study as data costs a build: the processor time and the bytes of its files, by their endings.

``python -m tests.benchmarks.data FOLDER`` prints them as JSON for the study in a folder, in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from themebook.emit.mkdocs.project import open_project
from themebook.exchange.exports.data_files import DataFiles
from themebook.render.published import Published

_ALL = "all"


@dataclass(frozen=True, slots=True)
class DataCost:
    """The files with one ending: how many there are, the seconds that they take to make, and their bytes."""

    files: int
    seconds: float
    size: int

    def plus(self, seconds: float, size: int) -> DataCost:
        return DataCost(self.files + 1, self.seconds + seconds, self.size + size)


def data_costs(folder: Path) -> Mapping[str, DataCost]:
    """By ending, and for ``all`` files, which also includes what is shared by several of them."""
    done = subprocess.run([sys.executable, "-m", __name__, str(folder)], capture_output=True, text=True, check=True)
    return {ending: DataCost(**cost) for ending, cost in json.loads(done.stdout).items()}


def data_table(costs: Mapping[int, Mapping[str, DataCost]], builds: Mapping[int, float]) -> str:
    """The costs at each number of pages, compared with the CPU seconds of a warm build of as many."""
    lines = ["| pages | files | CPU s | part of a warm build | MB |", "| ---: | --- | ---: | ---: | ---: |"]
    for pages, by_ending in costs.items():
        for ending, cost in sorted(by_ending.items(), key=lambda pair: -pair[1].seconds):
            share = f"{100 * cost.seconds / builds[pages]:.1f} %"
            name = f"{cost.files} {ending}"
            lines.append(f"| {pages:,} | {name} | {cost.seconds:.2f} | {share} | {cost.size / 1e6:.1f} |")
    return "\n".join(lines) + "\n"


def _measured(folder: Path) -> Mapping[str, DataCost]:
    project = open_project(str(folder / "mkdocs.yml"))
    site = project.compose(project.read().value)
    costs: dict[str, DataCost] = {}
    began = time.process_time()
    made = DataFiles(Published.of(site, "https://study.example/")).files
    total = 0
    for path, make in made.items():
        started = time.process_time()
        size = len(make())
        total += size
        ending = PurePosixPath(path).suffix
        costs[ending] = costs.get(ending, DataCost(0, 0, 0)).plus(time.process_time() - started, size)
    return {_ALL: DataCost(len(made), time.process_time() - began, total), **costs}


def main(arguments: Sequence[str]) -> None:
    costs = _measured(Path(arguments[0]))
    print(json.dumps({name: {"files": c.files, "seconds": c.seconds, "size": c.size} for name, c in costs.items()}))


if __name__ == "__main__":
    main(sys.argv[1:])
