"""The author's sources as the folder output holds them: what the site publishes, and nothing besides.

Comments and private fields are notes of the author's own, and so are keys in the heads of pages that nothing reads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from themebook.cite.bibtex import exported_bibtex
from themebook.core.model import Reference

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDTH = 120

_KEY_IN_TEMPLATE = re.compile(r"\bmeta(?:\.get\(\s*|\.|\[\s*)[\"']?([A-Za-z_][\w-]*)")
# Keys that are read elsewhere than in templates: by Themebook, by MkDocs, and by the plugins that come with the theme.
_READ_KEYS = frozenset(
    ("authors", "categories", "date", "description", "draft", "hide", "icon", "links", "pdf", "pin", "readtime")
    + ("search", "slug", "social", "social_cards", "status", "subtitle", "tags", "template", "title")
)


def public_findings(text: str) -> str:
    """A file of findings without its comments; each value is as it was."""
    written: str = yaml.serialize(yaml.compose(text, Loader=_LOADER), Dumper=_DUMPER, allow_unicode=True, width=_WIDTH)
    return written


def public_bibliography(references: Iterable[Reference]) -> str:
    """A bibliography of these works with their public fields."""
    return "\n".join(f"{exported_bibtex(reference)}\n" for reference in references)


def keys_that_are_read(templates: Iterable[Path]) -> frozenset[str]:
    """The keys in the heads of pages that anything reads, given the folders of the templates."""
    texts = (file.read_text("utf-8", errors="replace") for folder in templates for file in folder.rglob("*.html"))
    return _READ_KEYS.union(*map(_KEY_IN_TEMPLATE.findall, texts))


def public_page(head: Mapping[str, Any], body: str, read: Collection[str]) -> str:
    """A page whose head has only keys that are read."""
    kept = {key: value for key, value in head.items() if key in read}
    return f"---\n{_mapping(kept)}---\n\n{body}" if kept else body


def _mapping(values: dict[str, Any]) -> str:
    written: str = yaml.dump(values, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return written
