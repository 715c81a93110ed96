"""The author's bibliography and pages for the folder output, reduced to what the site publishes.

Comments, private fields and front matter keys that nothing reads are the author's own notes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from themebook.cite.bibtex import exported_bibtex
from themebook.core.bibliography import Reference

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
WIDTH = 120

_KEY_IN_TEMPLATE = re.compile(r"\bmeta(?:\.get\(\s*|\.|\[\s*)[\"']?([A-Za-z_][\w-]*)")
# Keys that Themebook, MkDocs and the plugins of the theme read outside templates.
_READ_KEYS = frozenset(
    ("authors", "categories", "date", "description", "draft", "hide", "icon", "links", "pdf", "pin", "readtime")
    + ("search", "slug", "social", "social_cards", "status", "subtitle", "tags", "template", "title")
)


def public_bibliography(references: Iterable[Reference]) -> str:
    """A bibliography of the works, with only their public fields."""
    return "\n".join(f"{exported_bibtex(reference)}\n" for reference in references)


def keys_that_are_read(templates: Iterable[Path]) -> frozenset[str]:
    """The front matter keys that templates in the given folders, or other code, may read."""
    texts = (file.read_text("utf-8", errors="replace") for folder in templates for file in folder.rglob("*.html"))
    return _READ_KEYS.union(*map(_KEY_IN_TEMPLATE.findall, texts))


def public_page(head: Mapping[str, Any], body: str, read: Collection[str]) -> str:
    """A page with only those keys of its front matter that are in ``read``."""
    kept = {key: value for key, value in head.items() if key in read}
    return f"---\n{_mapping(kept)}---\n\n{body}" if kept else body


def _mapping(values: dict[str, Any]) -> str:
    text: str = yaml.dump(values, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text
