"""Excerpts as text: Markdown and LaTeX, in which every character of a quote stays what it is.

Pandoc is told not to turn ``--``, ``...`` and straight quotation marks into typographic signs. Languages and styles are
left out.
"""

from __future__ import annotations

import json
import re
from typing import Any

from themebook.cite.pandoc_process import document_tree, run_pandoc

_SECONDS = 120
_HTML = "html-native_divs-native_spans-auto_identifiers"
_WRITE = ("--sandbox", "--wrap=none")
# Nothing is HTML or has attributes, so that CommonMark reads it too.
_MARKDOWN = "markdown-smart-raw_html-raw_attribute-header_attributes-link_attributes"
# What means something anywhere to pandoc or CommonMark. Both take a character of ASCII after a backslash as it is:
# https://spec.commonmark.org/0.31.2/#backslash-escapes.
_MARK = re.compile(r"[\\`*_{}\[\]<>#@$~^]|&(?=#?\w+;)")
# What means something in the first word of a paragraph, of which the above is escaped: the mark of a block, or the
# number of an item in a list.
_BLOCK_MARK = re.compile(r"^[-+:=|%(]|(?<=^\\#)\.")
_NUMBER = re.compile(r"^((?:\\\()?(?:\d+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|\\@\S*))([.)])$")
# Characters that fonts of LaTeX join to quotation marks (https://ctan.org/pkg/encguide).
_LIGATURES = (("`", r"\textasciigrave{}"), (",,", ",{},"))


def markdown(page: bytes) -> str:
    """A page of HTML as Markdown that pandoc and CommonMark read in the same way."""
    tree = document_tree(page, _HTML)
    # What pandoc itself escapes is not enough: not ``&amp;`` for one.
    _escape(tree["blocks"])
    data = json.dumps(tree).encode()
    return run_pandoc((*_WRITE, "-f", "json", "-t", _MARKDOWN), data, seconds=_SECONDS, task="the Markdown").decode()


def _escape(node: Any) -> None:
    """Replace the words in a part of a tree by escaped Markdown."""
    if isinstance(node, list):
        for part in node:
            _escape(part)
    elif isinstance(node, dict) and not _is_bare_address(node):
        content = node.get("c")
        if node["t"] in ("Para", "Plain") and content and content[0]["t"] == "Str":
            _set_markdown(content[0], _first_word(content[0]["c"]))
        if node["t"] == "Str":
            _set_markdown(node, _escaped(node["c"]))
        else:
            _escape(content)


def _set_markdown(node: dict[str, Any], markdown: str) -> None:
    node["t"], node["c"] = "RawInline", ["markdown", markdown]


def _escaped(words: str) -> str:
    return _MARK.sub(r"\\\g<0>", words)


def _first_word(word: str) -> str:
    return _NUMBER.sub(r"\1\\\2", _BLOCK_MARK.sub(r"\\\g<0>", _escaped(word)))


def _is_bare_address(node: dict[str, Any]) -> bool:
    """Whether a node is a link that shows its address, which pandoc puts between angle brackets."""
    if node["t"] != "Link":
        return False
    _, words, (address, _) = node["c"]
    return bool(words == [{"t": "Str", "c": address}])


def latex(page: bytes) -> str:
    """A page of HTML as a whole document of LaTeX."""
    arguments = (*_WRITE, "-f", _HTML, "-t", "latex-smart", "-s")
    text = run_pandoc(arguments, page, seconds=_SECONDS, task="the LaTeX").decode()
    start = text.find(r"\begin{document}")
    body = text[start:]
    for characters, written in _LIGATURES:
        body = body.replace(characters, written)
    return text[:start] + body
