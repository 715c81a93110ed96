"""The files of a project: the zip file with its sources, or only the file that describes the project."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.archives import Archive, is_zip, open_archive
from themebook.exchange.input_file import InputFile, base_name
from themebook.exchange.safe_xml import parse_xml

PROJECT_IN_ARCHIVE = Rule("project-in-archive", "A project file (.qdpx) must contain a .qde file.")
ONE_PROJECT = Rule("one-project", "A project file (.qdpx) should contain no second .qde file.", Severity.WARNING)
SOURCE_IN_ARCHIVE = Rule(
    "source-in-archive", "A project file (.qdpx) should contain the texts of its sources.", Severity.WARNING
)


_WITH_SOURCES = "export the project again as .qdpx, with its sources"


@dataclass(frozen=True, slots=True)
class Package:
    """A project: its description as XML, the name of that file, and the files that it refers to.

    ``title`` is what authors call the whole, without the folder that it is in.
    """

    root: etree._Element
    name: str
    title: str
    _archive: Archive | None = field(default=None, repr=False)
    _members: dict[str, str] = field(default_factory=dict, repr=False)

    def file_at(self, path: str, place: Span) -> Loaded[InputFile | None]:
        """The file that a path of the project refers to, or None with the reason.

        Programs write ``internal://NAME``, ``relative://NAME``, the name alone, or where the file was on somebody's
        computer. Only the name counts.
        """
        if self._archive is None:
            # The same for all sources, so that it is reported once.
            message = "the texts of sources are not in this file"
            return Loaded(None, (SOURCE_IN_ARCHIVE.at(Span(self.name), message, _WITH_SOURCES),))
        name = base_name(path)
        member = self._members.get(name.lower()) or self._members.get(unquote(name).lower())
        if member:
            return self._archive.read(member)
        message = f"'{name}' is not in '{self._archive.name}'"
        return Loaded(None, (SOURCE_IN_ARCHIVE.at(place, message, _WITH_SOURCES),))


def open_package(file: InputFile) -> Loaded[Package | None]:
    """A project or codebook, or None with the reason."""
    if not is_zip(file):
        root, damage = parse_xml(file)
        return Loaded(None if root is None else Package(root, file.name, file.base_name), damage)
    archive, found = open_archive(file)
    return _from_archive(archive) if archive else Loaded(None, found)


def is_project_archive(file: InputFile) -> bool:
    """Whether it is a zip file with a project in it."""
    return is_zip(file) and bool((archive := open_archive(file).value) and _projects(archive))


def _from_archive(archive: Archive) -> Loaded[Package | None]:
    projects = _projects(archive)
    if not projects:
        hint = "export the project again as .qdpx"
        return Loaded(None, (PROJECT_IN_ARCHIVE.at(Span(archive.name), "there is no .qde file in it", hint),))
    described, found = archive.read(projects[0])
    if described is None:
        return Loaded(None, found)
    root, damage = parse_xml(described)
    found = (*found, *damage, *_other_projects(archive, projects))
    if root is None:
        return Loaded(None, found)
    return Loaded(Package(root, described.name, base_name(archive.name), archive, _by_name(archive)), found)


def _other_projects(archive: Archive, projects: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    hint = "if that is not the project you want, remove the others"
    message = f"only '{projects[0]}' was read, the first of {len(projects)} projects"
    return (ONE_PROJECT.at(Span(archive.name), message, hint),) if len(projects) > 1 else ()


def _projects(archive: Archive) -> tuple[str, ...]:
    """The .qde files, those nearest to the root first. Zip files from a Mac contain hidden copies."""
    names = [name for name in archive.names if name.lower().endswith(".qde") and not _is_hidden(name)]
    return tuple(sorted(names, key=lambda name: (name.count("/"), base_name(name).lower() != "project.qde")))


def _by_name(archive: Archive) -> dict[str, str]:
    """The files by their names in lower case, those in the folder of the sources first."""
    names = [name for name in archive.names if not _is_hidden(name)]
    names.sort(key=lambda name: "sources/" not in name.lower(), reverse=True)
    return {base_name(name).lower(): name for name in names}


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or base_name(name).startswith("._")
