"""Codebooks (.qdc) and projects (.qdpx, .qde) of REFI-QDA: what they contain becomes parts of a study."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.exports.refi import ORIGIN
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda.refi.codebook import read_codebook
from themebook.exchange.qda.refi.elements import below, children, has_child, name_of, text_in
from themebook.exchange.qda.refi.notes import read_notes
from themebook.exchange.qda.refi.package import Package, is_project_archive, open_package
from themebook.exchange.qda.refi.people import read_people
from themebook.exchange.qda.refi.quotes import Shared
from themebook.exchange.qda.refi.sources import SOURCE_KINDS, read_sources, read_titles
from themebook.exchange.qda.refi.variables import read_variables
from themebook.exchange.safe_xml import local_name, place_of

PROJECT_PARTS = Rule(
    "project-parts",
    "The description and graphs of a project are not carried over, nor are sets of notes and unknown kinds of sources.",
    Severity.NOTE,
)
PROJECT_NOT_EMPTY = Rule("project-not-empty", "A codebook must have codes, and a project codes or sources.")

_PROJECT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,50}:)?Project[\s>]")
_CODEBOOK = re.compile(r"<(?:[A-Za-z_][\w.-]{0,50}:)?CodeBook[\s>]")
_MEMBERS = ("MemberCode", "MemberSource")
_PARTS_OF_PROJECT = ("QDA-XML", "CodeBook", "Users>")


def recognises_project(file: InputFile) -> bool:
    start = file.beginning
    is_xml = bool(_PROJECT.search(start)) and any(part in start for part in _PARTS_OF_PROJECT)
    return is_xml or is_project_archive(file)


def recognises_codebook(file: InputFile) -> bool:
    return bool(_CODEBOOK.search(file.beginning)) and not _PROJECT.search(file.beginning)


def read_refi(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    """The codes, participants, sources and quotes of a project or codebook.

    Names of users, paths of files and when something was saved are left out, because they are not about the study.
    """
    package, found = open_package(file)
    if package is None:
        return Loaded(Imported(), found)
    imported, problems = _imported(package)
    if not imported.codes and not imported.sources:
        problems = (*problems, PROJECT_NOT_EMPTY.at(file.start, f"there are no codes and no sources in '{file.name}'"))
    return Loaded(imported, (*found, *problems))


def _imported(package: Package) -> Loaded[Imported]:
    root = package.root
    titles = read_titles(root)
    notes, about_notes = read_notes(package)
    people, about_people = read_people(package, notes, read_variables(root), titles.by_id)
    codebook, about_codes = read_codebook(package, notes, frozenset(people.of_code))
    shared = Shared(package.name, codebook.paths, notes, people)
    sources, about_sources = read_sources(package, titles, shared)
    imported = Imported(
        details=ImportedDetails(
            title=name_of(root) if local_name(root) == "Project" else "",
            software=_software(root),
        ),
        lists_everybody=any(not one.guessed_from for one in people.participants),
        participants=people.participants,
        sources=sources.sources,
        codes=codebook.codes,
        themes=codebook.themes,
        quotes=sources.quotes,
    )
    others = _not_carried(root, package.name)
    return Loaded(imported, (*about_notes, *about_people, *about_codes, *about_sources, *others))


def _software(root: etree._Element) -> str:
    """The program that the study was coded with; nothing if the file is what Themebook publishes."""
    origin = " ".join((root.get("origin") or "").split())
    return origin if origin != ORIGIN else ""


def _not_carried(root: etree._Element, file: str) -> Iterator[Diagnostic]:
    if local_name(root) == "Project" and text_in(root, "Description"):
        place = place_of(next(children(root, "Description")), file)
        message = "the description of the project is not carried over"
        yield PROJECT_PARTS.at(place, message, "copy what of it should be published")
    sources = [one for parent in below(root, "Sources") for one in children(parent)]
    parts = {
        "graphs": list(below(root, "Graph")),
        "sets without codes or sources": [one for one in below(root, "Set") if not has_child(one, *_MEMBERS)],
        "sources of an unknown kind": [one for one in sources if local_name(one) not in SOURCE_KINDS],
    }
    for what, elements in parts.items():
        if elements:
            message = f"{what} are not carried over, {len(elements)} in all"
            yield PROJECT_PARTS.at(place_of(elements[0], file), message)
