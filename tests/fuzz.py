"""Random and mutated sources: nothing ends in a traceback or takes long, and what checks clean builds strictly.

``python -m tests.fuzz --runs 20000 --builds 300`` prints the figures. Each run has a seed of its own, so that any can
be repeated alone: ``--only 17 --keep FOLDER`` also writes its sources, to look at.
"""

from __future__ import annotations

import argparse
import html
import json
import logging
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from types import FrameType
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from tests.nasty import Files, sources
from themebook.cite import formatter, load_style
from themebook.cite.csl import Item
from themebook.cite.pandoc import Formatted
from themebook.core.diagnostics import Diagnostic, Severity, as_github, as_json, as_text, has_errors
from themebook.emit.mkdocs.preflight import check_project
from themebook.pipeline import compose, read
from themebook.render.markdown_ext.extension import converter
from themebook.render.markdown_options import MarkdownOptions
from themebook.render.markdown_output import as_markdown
from themebook.render.sections import parse, sections
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings, hand_written

SECONDS = 5
EXTENSIONS = ("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc")
CONFIG = f"""\
site_name: A study
theme: {{name: material, font: false}}
markdown_extensions: [{", ".join(EXTENSIONS)}]
plugins: [themebook: {{cards: false}}]
validation: {{omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}}
"""


@dataclass(slots=True)
class Figures:
    """What came of the runs; each failure begins with the number of its run."""

    runs: int = 0
    without_errors: int = 0
    clean: int = 0
    built: int = 0
    slowest: float = 0.0
    slowest_run: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.runs} sources read, {self.without_errors} of them linked and rendered; "
            f"{self.built} of {self.clean} that check clean built strictly; {len(self.failures)} failures; "
            f"slowest {self.slowest:.2f} s (run {self.slowest_run})"
        )


def fuzz(numbers: Sequence[int], builds: int, seed: int = 1, keep: Path | None = None) -> Figures:
    """Read, check, link and render the sources of these runs; build strictly so many of those that check clean."""
    figures = Figures()
    promising = []
    with _quietly(), tempfile.TemporaryDirectory() as folder:
        root = keep or Path(folder)
        with patch.multiple(formatter, run_citeproc=_without_pandoc, load_style=cache(load_style)):
            for number in numbers:
                files = _written(number, seed, root)
                if _guarded(figures, number, partial(_rendered, root, files, figures)):
                    promising.append(number)
        # What was formatted without pandoc must not be remembered as if it had been formatted by it.
        formatter._caches.clear()
        for number in promising:
            if figures.built < builds:
                _written(number, seed, root)
                _guarded(figures, number, partial(_built, root, figures))
    figures.runs = len(numbers)
    return figures


def _guarded(figures: Figures, number: int, run: Callable[[], bool]) -> bool:
    """Whether a run came to its end and had something to show. Only the time of this process counts."""
    started = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return run()
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        figures.failures.append(f"run {number}: {''.join(traceback.format_exception(error))}")
        return False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.process_time() - started
        if took > figures.slowest:
            figures.slowest, figures.slowest_run = took, number


class TookTooLong(BaseException):
    """A run has used up its time; nothing under test catches this."""


@contextmanager
def _quietly() -> Iterator[None]:
    """Without what MkDocs logs, and with an alarm for what takes too long."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    log = logging.getLogger("mkdocs")
    before, handler, propagate = signal.signal(signal.SIGPROF, stop), logging.NullHandler(), log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield
    finally:
        log.propagate = propagate
        log.removeHandler(handler)
        signal.signal(signal.SIGPROF, before)


def _written(number: int, seed: int, root: Path) -> Files:
    """The sources of a run, as a project in a folder."""
    files = sources(random.Random(f"{seed}-{number}"))
    shutil.rmtree(root / "docs", ignore_errors=True)
    pages = {"docs/index.md": b"# Start\n"} if "docs/index.md" not in files else {}
    for name, data in {**files, **pages, "mkdocs.yml": CONFIG.encode()}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return files


def _rendered(root: Path, files: Mapping[str, bytes], figures: Figures) -> bool:
    """Whether the sources hold nothing but notes. Where they hold no error, all pages are made of them."""
    pages = [
        hand_written(root / name, name.removeprefix("docs/"), name) for name in sorted(files) if name.endswith(".md")
    ]
    loaded = read(Settings(root=root), pages, Scanner(EXTENSIONS))
    _printable(loaded.diagnostics)
    if has_errors(loaded.diagnostics):
        return False
    figures.without_errors += 1
    site = compose(loaded.value, Settings(root=root), MarkdownOptions(EXTENSIONS))
    convert = converter(site, EXTENSIONS, {})
    for page in pages:
        sections(parse(convert(page.path, page.text)))
    for content in site.pages():
        parse(site.renderer.html(content).html)
        as_markdown(content.parts)
    return all(one.severity is Severity.NOTE for one in loaded.diagnostics)


def _printable(found: Sequence[Diagnostic]) -> None:
    """In every format there is one diagnostic for each, and nothing else."""
    assert len(json.loads(as_json(found))) == len(found)
    for one in found:
        assert "\n" not in as_github(one)
        assert as_text(one).count("\n") <= 1


def _built(root: Path, figures: Figures) -> bool:
    """Whether the project checks clean; then it has been built strictly."""
    found = check_project(str(root / "mkdocs.yml"))
    _printable(found)
    if any(one.severity is not Severity.NOTE for one in found):
        return False
    figures.clean += 1
    strictly_built(root)
    figures.built += 1
    return True


def strictly_built(root: Path) -> None:
    """Build a project strictly, in this process; AssertionError with all that MkDocs says where it fails."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        config = load_config(str(root / "mkdocs.yml"), strict=True, site_dir=str(root / "site"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except MkDocsException as error:
        raise AssertionError("\n".join(["check found nothing, but the build failed:", str(error), *said])) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)


def _without_pandoc(csl: str, items: Mapping[str, Item], clusters: Sequence[Cluster], *_: object) -> Formatted:
    """Fragments of the same form as pandoc's, made at once: to start pandoc takes longer than all the rest."""
    references = {key: html.escape(f"{key}. {item.get('title', '')}") for key, item in items.items()}
    return Formatted(references, tuple("; ".join(map(_cited, cluster.citations)) for cluster in clusters))


def _cited(citation: object) -> str:
    key, locator = getattr(citation, "key", ""), getattr(citation, "locator", "")
    return f'<a href="#ref-{html.escape(key)}" class="citation">{html.escape(f"({key}, {locator})")}</a>'


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, metavar="RUN", help="begin with this run")
    parser.add_argument("--builds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="RUN", help="repeat one run")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the sources into this folder")
    options = parser.parse_args()
    numbers = range(options.first, options.first + options.runs) if options.only is None else [options.only]
    figures = fuzz(numbers, options.builds, options.seed, options.keep)
    print(*figures.failures, figures, sep="\n")
    return 1 if figures.failures else 0


if __name__ == "__main__":
    sys.exit(main())
