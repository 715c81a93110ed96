"""The codes of a codebook or project, and the groups that they are in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.imported import ImportedCode, ImportedTheme, Path
from themebook.exchange.qda.names import tree_paths
from themebook.exchange.qda.refi.elements import (
    below,
    has_child,
    id_of,
    name_of,
    targets,
    text_in,
)
from themebook.exchange.qda.refi.notes import Notes
from themebook.exchange.qda.refi.package import Package
from themebook.exchange.safe_xml import place_of

CODE_OF_CODEBOOK = Rule(
    "code-of-codebook", "A reference to a code must be the id of a code in the codebook.", Severity.WARNING
)

_UNNAMED = "Code without a name"


@dataclass(frozen=True, slots=True)
class ProjectCodes:
    """The codes, those that code groups suggest as themes, and the paths of codes by their ids."""

    codes: tuple[ImportedCode, ...]
    themes: tuple[ImportedTheme, ...]
    paths: Mapping[str, Path]


def read_codebook(package: Package, notes: Notes, people: Collection[str]) -> Loaded[ProjectCodes]:
    """The codes in their order, apart from those that only mark what a person said, whose ids are ``people``."""
    elements = [one for one in below(package.root, "Code") if not (id_of(one) in people and not has_child(one, "Code"))]
    by_element = _paths(elements)
    codes = tuple(
        ImportedCode(path=path, definition=notes.about(element), place=place_of(element, package.name))
        for element, path in by_element.items()
    )
    paths: dict[str, Path] = {}
    for element, path in by_element.items():
        paths.setdefault(id_of(element), path)
    themes, found = _groups(package, paths)
    return Loaded(ProjectCodes(codes, themes, paths), found)


def _paths(elements: list[etree._Element]) -> dict[etree._Element, Path]:
    return tree_paths({one: (one.getparent(), name_of(one) or _UNNAMED) for one in elements})


def _groups(package: Package, paths: Mapping[str, Path]) -> Loaded[tuple[ImportedTheme, ...]]:
    """The sets of codes. A group of codes is often a theme, but not always, so the themes are guesses.

    Some programs write the groups above a group before it, with ``::`` in between.
    """
    found: list[Diagnostic] = []
    themes = []
    for group in [one for one in below(package.root, "Set") if has_child(one, "MemberCode")]:
        place = place_of(group, package.name)
        members = targets(group, "MemberCode")
        name = name_of(group) or "Group without a name"
        if unknown := sum(member not in paths for member in members):
            message = f"codes of the group '{name}' are not in the codebook, {unknown} in all"
            found.append(CODE_OF_CODEBOOK.at(place, message, "export the codebook again"))
        themes.append(
            ImportedTheme(
                path=tuple(part.strip() for part in name.split("::") if part.strip()) or (name,),
                definition=text_in(group, "Description"),
                codes=tuple(paths[member] for member in members if member in paths),
                place=place,
                guessed_from=f"the code group '{name}' in {package.title}",
            )
        )
    return Loaded(tuple(themes), tuple(found))
