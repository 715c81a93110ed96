"""Writes the files of a new study."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import Template

from themebook.core.diagnostics import has_errors
from themebook.core.disk_cache import Caches
from themebook.emit.archive import archive_files
from themebook.emit.mkdocs.project import open_project
from themebook.emit.overwriting import Refused
from themebook.exchange.assembly.own_entry import OWN_KEY
from themebook.exchange.deposit.deposit_files import CITATION_FILE
from themebook.exchange.escaping import bibtex_name, latex_text, markdown_text, plain_name
from themebook.exchange.yaml_text import yaml_text
from themebook.sources.findings.study import SCHEMA_FILE, schema_text
from themebook.starter.contents import ALL_PAGES, Contents, menu
from themebook.starter.licences import LICENCES
from themebook.starter.new_study import NewStudy, is_wheel

_FOLDER = Path(__file__).parent
# The files of the package have no names that begin with a dot, because tools treat those differently.
_DOT = "dot-"


class _File(Template):
    """A file with places such as ``@@title``. Other template languages occur in the text of the files."""

    delimiter = "@@"


def write_study(folder: Path, study: NewStudy, contents: Contents | None = None) -> tuple[str, ...]:
    """Write the study into a new or empty folder, with a small example in it if there are no contents yet.

    Returns the paths of its files.

    Raises Refused if there is something in the folder, and OSError if it cannot be written.
    """
    refuse_used(folder)
    values = _values(study) | {"package": _requirement(folder, study.package)}
    contents = contents or _example(values)
    nav = "\n".join(f"  - {entry}" for entry in contents.nav)
    common = _files("files", values | {"nav": nav, "citation": f"@{contents.reference}"})
    # A text that cannot be written must not leave half a study behind.
    files = {path: text.encode() for path, text in {**common, **contents.files}.items()}
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    _write_citation_file(folder)
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))


def _write_citation_file(folder: Path) -> None:
    """Write how to cite the study, as ``themebook archive`` does, unless what was imported has errors."""
    project = replace(open_project(str(folder / "mkdocs.yml")), caches=Caches())
    loaded = project.read()
    if not has_errors(loaded.diagnostics):
        files = archive_files(project, project.compose(loaded.value))
        citation = next(file for file in files if file.path.name == CITATION_FILE)
        citation.write(citation.path)


def refuse_used(folder: Path) -> None:
    """Raises Refused if there is something in the folder, or if it is no folder."""
    if folder.is_dir():
        if any(folder.iterdir()):
            raise Refused(f"{folder} is not empty; name a folder that does not exist yet")
    elif folder.exists() or folder.is_symlink():
        raise Refused(f"{folder} is a file; name a folder that does not exist yet")


def _example(values: Mapping[str, str]) -> Contents:
    """Something of everything."""
    return Contents(files=_files("example", values), nav=menu(ALL_PAGES, has_method=True), reference=OWN_KEY)


def _files(folder: str, values: Mapping[str, str]) -> dict[str, str]:
    """The files of a folder of the package, and what they contain."""
    files = {SCHEMA_FILE: schema_text()} if folder == "files" else {}
    for source in sorted(path for path in (_FOLDER / folder).rglob("*") if path.is_file()):
        parts = [part.replace(_DOT, ".", 1) for part in source.relative_to(_FOLDER / folder).parts]
        files["/".join(parts)] = _File(source.read_text("utf-8")).substitute(values)
    return files


def _requirement(folder: Path, package: str) -> str:
    """What pip installs. A wheel is copied into the study, so that it is there wherever the study is."""
    if not is_wheel(package):
        return package
    folder.mkdir(parents=True, exist_ok=True)
    wheel = Path(shutil.copy(package, folder))
    return f"./{wheel.name}[cards,pdf]"


def _authors_field(study: NewStudy) -> str:
    """The authors in the bibliography, or that the entry cannot be complete."""
    if not study.authors:
        return "  verification = {unknown},\n"
    return f"  author = {{{' and '.join(map(bibtex_name, study.authors))}}},\n"


def _values(study: NewStudy) -> dict[str, str]:
    licence, year = LICENCES[study.licence], str(date.today().year)
    linked = f"[{licence.name}]({licence.address})" if licence.address else licence.name
    return {
        "title_yaml": yaml_text(study.title),
        "title_markdown": markdown_text(study.title),
        "title_latex": latex_text(study.title),
        "authors_field": _authors_field(study),
        "authors_markdown": markdown_text(", ".join(map(plain_name, study.authors)) or "the authors"),
        "year": year,
        "language": study.language,
        "licence": linked,
        "licence_id": study.licence if licence.address else licence.name,
    }
