"""Checks that the templates and icons in front matter exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data

from themebook.core import rules
from themebook.core.diagnostics import Diagnostic, Span
from themebook.core.file_names import is_file
from themebook.sources.project import HandWritten
from themebook.theme import THEME


def front_matter_names(pages: Iterable[HandWritten], config: MkDocsConfig) -> Iterator[Diagnostic]:
    """`template` must be an existing template, and `icon` an existing icon."""
    for page in pages:
        meta = get_data(page.text)[1] if page.text.startswith("---") else {}
        if "template" in meta and not _is_template(str(meta["template"]), config):
            message, hint = f"there is no template '{meta['template']}'", "put it in the `custom_dir` of the theme"
            yield _diagnostic(page, "template", message, hint)
        if "icon" in meta and not _is_icon(str(meta["icon"]), config):
            message, hint = f"the theme has no icon '{meta['icon']}'", "write it as material/book, or delete the line"
            yield _diagnostic(page, "icon", message, hint)


def _is_template(name: str, config: MkDocsConfig) -> bool:
    """Whether a page can use a template. Other templates of the theme are partials, or for plugins."""
    custom_dir = config.theme.custom_dir
    return name == "main.html" or bool(custom_dir and _is_file(str(custom_dir), name))


def _is_icon(name: str, config: MkDocsConfig) -> bool:
    return any(_is_file(str(folder), f".icons/{name}.svg") for folder in (*config.theme.dirs, THEME))


def _is_file(folder: str, name: str) -> bool:
    return ".." not in name.split("/") and is_file(Path(folder, name.lstrip("/")))


def _diagnostic(page: HandWritten, key: str, message: str, hint: str) -> Diagnostic:
    match = re.search(rf"^[\"']?{key}[\"']?[ \t]*:[ \t]*", page.text, re.M)
    before = page.text[: match.end()] if match else ""
    span = Span(page.name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Diagnostic(rule=rules.PAGE_HEAD, span=span, message=message, hint=hint)
