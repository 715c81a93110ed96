"""The commands ``python -m build_tools check | build | offline | pdf | schema | guide``."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from build_tools.cite import FormattingFailed, UnknownStyle, load_style
from build_tools.diagnostics import Diagnostic, as_github, as_json, as_text, has_errors
from build_tools.editions.offline import write_offline
from build_tools.editions.printing import write_pdf
from build_tools.export import export
from build_tools.guide import write_guide
from build_tools.mkdocs_build import BuildFailed
from build_tools.mkdocs_project import CannotRun, Project, open_project
from build_tools.pipeline import compose
from build_tools.printable import print_safely, printable
from build_tools.read.findings import SCHEMA_FILE, schema_text

FINE, ERRORS, CANNOT_RUN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0 when all is well, 1 when the sources hold errors, 2 when it cannot run."""
    options = _parser().parse_args(arguments)
    _print_any_letter(for_machines=getattr(options, "format", "text") != "text")
    print_safely()
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except (CannotRun, UnknownStyle, FormattingFailed, OSError) as error:
        _print_error(error)
        return CANNOT_RUN
    except BuildFailed as error:
        _print_error(error)
        return ERRORS


def _print_error(error: Exception) -> None:
    """One line, whatever the error says."""
    print(f"themebook: {printable(' '.join(str(error).split()))}", file=sys.stderr)


def _print_any_letter(*, for_machines: bool) -> None:
    """Programs read UTF-8; a terminal that lacks a letter is given its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if for_machines else None, errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m build_tools", description="Publish a qualitative study.")
    parser.add_argument("--config", default="mkdocs.yml", help="the configuration of the site (default: %(default)s)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="report everything that is wrong in the sources")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="default: %(default)s")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="write the site as Markdown files for any generator")
    build.add_argument(
        "--to", required=True, metavar="DIR", type=Path, help="a folder that is new or was made by this command"
    )
    build.set_defaults(run=_build)
    offline = commands.add_parser("offline", help="pack the whole site into a zip that is read without the internet")
    offline.add_argument("--to", metavar="FILE", type=Path, help="default: dist/NAME-OF-THE-SITE-offline.zip")
    offline.set_defaults(run=_offline)
    pdf = commands.add_parser("pdf", help="print the whole site as one PDF, with page numbers")
    pdf.add_argument("--to", metavar="FILE", type=Path, help="default: dist/NAME-OF-THE-SITE.pdf")
    pdf.set_defaults(run=_pdf)
    schema = commands.add_parser("schema", help="write the JSON Schema of the findings file")
    schema.add_argument("--to", metavar="FILE", type=Path, default=Path(SCHEMA_FILE), help="default: %(default)s")
    schema.set_defaults(run=_schema)
    guide = commands.add_parser("guide", help="bring the tables of the author's guide up to date")
    guide.add_argument("--to", metavar="FILE", type=Path, required=True, help="the guide, a Markdown file")
    guide.set_defaults(run=_guide)
    return parser


class _Told(logging.StreamHandler[TextIO]):
    """Tells on standard error what MkDocs says of the configuration, and remembers that there was something."""

    anything = False

    def emit(self, record: logging.LogRecord) -> None:
        self.anything = True
        super().emit(record)


def _check(options: argparse.Namespace) -> int:
    told = _Told()
    told.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(told)
    print_safely()
    project = open_project(options.config)
    found = project.read().diagnostics
    usable = _style_is_known(project)
    if options.format == "json":
        print(as_json(found))
    else:
        spell = as_github if options.format == "github" else as_text
        for diagnostic in found:
            print(spell(diagnostic))
        if not found and usable and options.format == "text":
            print("No problems found in the sources." if told.anything else "No problems found.")
    return _status(found) if usable else ERRORS


def _style_is_known(project: Project) -> bool:
    """The style is asked for in the configuration, which no diagnostic has a place in."""
    try:
        load_style(project.settings.style_or_file)
    except UnknownStyle as error:
        print(f"mkdocs.yml: {printable(str(error))}", file=sys.stderr)
        return False
    return True


def _build(options: argparse.Namespace) -> int:
    project: Project = open_project(options.config)
    loaded = project.read()
    for diagnostic in loaded.diagnostics:
        print(as_text(diagnostic), file=sys.stderr)
    if has_errors(loaded.diagnostics):
        return ERRORS
    site = compose(loaded.value, project.settings.style_or_file)
    count = export(site, project.settings, project.folders, project.pages, options.to, project.converter(site))
    print(f"{count} files written to {printable(str(options.to))}")
    return FINE


def _offline(options: argparse.Namespace) -> int:
    print(f"The offline edition is {printable(str(write_offline(options.config, options.to)))}")
    return FINE


def _pdf(options: argparse.Namespace) -> int:
    print(f"The PDF is {printable(str(write_pdf(options.config, options.to)))}")
    return FINE


def _schema(options: argparse.Namespace) -> int:
    options.to.write_text(schema_text(), encoding="utf-8")
    return FINE


def _guide(options: argparse.Namespace) -> int:
    write_guide(options.to)
    return FINE


def _status(found: Sequence[Diagnostic]) -> int:
    return ERRORS if has_errors(found) else FINE
