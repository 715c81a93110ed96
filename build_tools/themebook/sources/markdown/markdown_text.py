"""Links and front matter of Markdown files, and the text of formatted references."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote as percent_encode
from xml.etree import ElementTree
from xml.etree.ElementTree import Element


def relative(path: str, start: str, anchor: str = "") -> str:
    """The address of a page as seen from another; both paths are of source files, from the documentation folder."""
    if path == start and anchor:
        return f"#{percent_encode(anchor)}"
    # From the root, so that the current folder does not matter.
    address = posixpath.relpath(f"/{path}", f"/{posixpath.dirname(start)}")
    return percent_encode(address) + (f"#{percent_encode(anchor)}" if anchor else "")


def citation_anchor(slug: str, number: int) -> str:
    """The anchor of the ``number``-th citation of a work on a page. It has an underscore, which ids never have."""
    return f"cited_{slug}" if number == 1 else f"cited_{slug}~{number}"


def front_matter(values: Mapping[str, object]) -> str:
    """A YAML head; JSON values are YAML values."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", ""])


def split_front_matter(text: str) -> tuple[str, str]:
    """The front matter of a page with the lines around it (empty if there is none), and everything after it."""
    found = re.match(r"---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.S | re.M)
    return (found[0], text[found.end() :]) if found else ("", text)


def text_of_xhtml(fragment: str) -> str:
    """The plain text of a formatted reference or citation."""
    return "".join(parse_xhtml(fragment).itertext())


def parse_xhtml(fragment: str) -> Element:
    """The well-formed inline content of a formatted reference, inside a ``span``."""
    return ElementTree.fromstring(f"<span>{fragment}</span>")
