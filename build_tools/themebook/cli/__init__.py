"""The commands ``themebook check | build | offline | pdf | schema | guide``."""

from __future__ import annotations

import argparse
import gc
import shutil
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

from themebook.cite import FormattingFailed, UnknownStyle
from themebook.cli.guide import is_guide, write_guide
from themebook.core.diagnostics import Diagnostic, as_github, as_json, as_texts, has_errors
from themebook.core.printable import print_safely, printable
from themebook.emit.atomic import replace_file
from themebook.emit.files import default_place
from themebook.emit.folder import LEFT_OUT, export
from themebook.emit.mkdocs.build import BuildFailed
from themebook.emit.mkdocs.preflight import check_project
from themebook.emit.mkdocs.project import CannotRun, Project, open_project, protected_paths
from themebook.emit.offline import is_offline_edition, write_offline
from themebook.emit.overwriting import Refused, check_output_file
from themebook.emit.pdf.printing import is_printed_edition, write_pdf
from themebook.pipeline import compose
from themebook.sources.findings.study import SCHEMA_FILE, is_schema, schema_text

FINE, ERRORS, CANNOT_RUN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. The exit status is 0 if there are no errors, 1 if the sources have errors, 2 if it cannot run."""
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
    """Print the error on one line."""
    if isinstance(error, shutil.Error):
        # Many files of a folder could not be copied. The first one shows why.
        error = OSError(error.args[0][0][2])
    print(f"themebook: {printable(' '.join(str(error).split()))}", file=sys.stderr)


def _print_any_letter(*, for_machines: bool) -> None:
    """Use UTF-8 for programs. Escape characters that a terminal does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if for_machines else None, errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="themebook", description="Publish a qualitative study.")
    parser.add_argument("--config", default="mkdocs.yml", help="the configuration of the site (default: %(default)s)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="report every problem in the sources",
        description="Report every problem in the sources. An error stops a build, a warning stops only a strict "
        "build, a note stops nothing. The exit status is 1 if there is an error.",
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="default: %(default)s")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="write the site as Markdown files for any generator")
    build.add_argument(
        "--to", required=True, metavar="DIR", type=Path, help="a new folder, or one that this command wrote"
    )
    build.set_defaults(run=_build)
    offline = commands.add_parser("offline", help="pack the site into a zip file for offline reading")
    offline.add_argument("--to", metavar="FILE", type=Path, help="default: dist/NAME-OF-THE-SITE-offline.zip")
    offline.set_defaults(run=_offline)
    pdf = commands.add_parser("pdf", help="print the site as one PDF with page numbers")
    pdf.add_argument("--to", metavar="FILE", type=Path, help="default: dist/NAME-OF-THE-SITE.pdf")
    pdf.set_defaults(run=_pdf)
    schema = commands.add_parser("schema", help="write the JSON Schema of the findings file")
    schema.add_argument("--to", metavar="FILE", type=Path, default=Path(SCHEMA_FILE), help="default: %(default)s")
    schema.set_defaults(run=_schema)
    for command in (build, offline, pdf, schema):
        command.add_argument("--force", action="store_true", help="replace what is there, but never a source")
    guide = commands.add_parser("guide", help="update the tables of the guide for authors")
    guide.add_argument("--to", metavar="FILE", type=Path, required=True, help="the guide, a Markdown file")
    guide.set_defaults(run=_guide)
    return parser


def _check(options: argparse.Namespace) -> int:
    # Everything that is read lives as long as the command, so garbage collection would waste a seventh of the time.
    gc.disable()
    print_safely()
    found = check_project(options.config)
    if options.format == "json":
        print(as_json(found))
    else:
        is_text = options.format == "text"
        for line in (text for _, text in as_texts(found)) if is_text else map(as_github, found):
            print(line)
        if not found and is_text:
            print("No problems found.")
    return _status(found)


def _build(options: argparse.Namespace) -> int:
    project: Project = open_project(options.config)
    loaded = project.read()
    for _, text in as_texts(loaded.diagnostics):
        print(text, file=sys.stderr)
    if has_errors(loaded.diagnostics):
        return ERRORS
    site = compose(loaded.value, project.settings.style_or_file)
    pages, unread = project.public_pages()
    count = export(
        site,
        project.settings,
        project.folders,
        pages,
        options.to,
        project.converter(site),
        force=options.force,
    )
    if unread:
        print(
            f"left out of the heads of pages, because nothing reads them: {printable(', '.join(unread))}",
            file=sys.stderr,
        )
    if left_out := [name for name in LEFT_OUT if project.config[name]]:
        print(f"left out of mkdocs.yml: {', '.join(left_out)}", file=sys.stderr)
    print(f"{count} files written to {printable(str(options.to))}")
    return FINE


def _offline(options: argparse.Namespace) -> int:
    to = options.to or default_place(open_project(options.config).config.site_name, "-offline.zip")
    _check_output(to, options, is_offline_edition)
    write_offline(options.config, to)
    print(f"The offline edition is {printable(str(to))}")
    return FINE


def _pdf(options: argparse.Namespace) -> int:
    to = options.to or default_place(open_project(options.config).config.site_name, ".pdf")
    _check_output(to, options, is_printed_edition)
    write_pdf(options.config, to)
    print(f"The PDF is {printable(str(to))}")
    return FINE


def _schema(options: argparse.Namespace) -> int:
    _check_output(options.to, options, is_schema)
    replace_file(options.to, lambda new: new.write_text(schema_text(), encoding="utf-8"))
    return FINE


def _guide(options: argparse.Namespace) -> int:
    if not options.to.is_file() or not is_guide(options.to):
        raise Refused(f"{options.to} is not a guide: it lacks the comments that mark the places of the tables")
    write_guide(options.to)
    return FINE


def _check_output(to: Path, options: argparse.Namespace, is_ours: Callable[[Path], bool]) -> None:
    check_output_file(to, sources=protected_paths(options.config), is_ours=is_ours, force=options.force)


def _status(found: Sequence[Diagnostic]) -> int:
    return ERRORS if has_errors(found) else FINE
