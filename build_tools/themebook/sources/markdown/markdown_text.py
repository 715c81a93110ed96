"""All spelling of Markdown: escaping, links and front matter."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote as percent_encode
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from themebook.core.translation import gettext

# Every ASCII punctuation mark with a special meaning in some dialect of Markdown or an extension of it.
# A hyphen inside a word is kept, so that the word can be found.
_SPECIAL = re.compile(r"[!\"#$&'()*+./:;<=>@\[\\\]^_`{|}~]|(?<!\w)-|-(?!\w)|\?(?=\?)")
# Four spaces at the beginning of a block would turn the text into code.
_INDENT = re.compile(r"^[ \t]{2,}|^\t")


def escape(text: str) -> str:
    """Markdown that shows exactly this text, in any dialect. Line breaks and indentation become spaces.

    Numeric character references are used because backslashes only work for some characters, and differ by dialect.
    """
    line = _INDENT.sub(" ", " ".join(text.split("\n")))
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", line)


def attribute(text: str) -> str:
    """The text as the value of an attribute in HTML that Python-Markdown parses (``markdown="1"``).

    What looks like a character reference is escaped twice, because Python-Markdown leaves it unchanged.
    """
    return html.escape(re.sub(r"&(?=#?\w+;)", "&amp;", text))


def verbatim(text: str) -> str:
    """Markdown that shows exactly these words as one block, keeping their line breaks."""
    return "<br>\n".join(escape(line.strip()) or "&#8203;" for line in text.strip().split("\n"))


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


def link(words: str, address: str) -> str:
    """A link inside the site. ``words`` are Markdown already, and ``address`` comes from ``relative``."""
    return f"[{words}]({address})"


def in_language(words: str, language: str | None) -> str:
    """Words in another language than the rest of the page. ``words`` are Markdown already."""
    return f'<span lang="{attribute(language)}">{words}</span>' if language else words


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


def on_page(link: str) -> str:
    """The titles of pages, such as "Method", must not be taken for relations."""
    return gettext("On the page “%(link)s”") % {"link": link}
