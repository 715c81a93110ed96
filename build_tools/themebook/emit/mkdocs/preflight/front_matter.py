"""Templates and icons named in front matter must exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data

from themebook.core.diagnostics import Diagnostic, Span
from themebook.core.file_names import is_file
from themebook.sources.markdown.front_matter import PAGE_HEAD
from themebook.sources.source_files import HandWritten
from themebook.theme import THEME


def names_in_front_matter(pages: Iterable[HandWritten], config: MkDocsConfig) -> Iterator[Diagnostic]:
    """`template` must name a template, and `icon` an icon."""
    for page in pages:
        head = get_data(page.text)[1] if page.text.startswith("---") else {}
        if "template" in head and not _is_template(str(head["template"]), config):
            message, hint = f"there is no template '{head['template']}'", "put it in the `custom_dir` of the theme"
            yield _at(page, "template", message, hint)
        if "icon" in head and not _is_icon(str(head["icon"]), config):
            message, hint = f"the theme has no icon '{head['icon']}'", "write it as material/book, or delete the line"
            yield _at(page, "icon", message, hint)


def _is_template(name: str, config: MkDocsConfig) -> bool:
    """Other templates of the theme are parts of pages, or for plugins."""
    own = config.theme.custom_dir
    return name == "main.html" or bool(own and _is_file(str(own), name))


def _is_icon(name: str, config: MkDocsConfig) -> bool:
    return any(_is_file(str(folder), f".icons/{name}.svg") for folder in (*config.theme.dirs, THEME))


def _is_file(folder: str, name: str) -> bool:
    return ".." not in name.split("/") and is_file(Path(folder, name.lstrip("/")))


def _at(page: HandWritten, key: str, message: str, hint: str) -> Diagnostic:
    found = re.search(rf"^[\"']?{key}[\"']?[ \t]*:[ \t]*", page.text, re.M)
    before = page.text[: found.end()] if found else ""
    span = Span(page.name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return PAGE_HEAD.at(span, message, hint)
