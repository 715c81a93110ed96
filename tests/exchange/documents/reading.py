"""Reads documents back with programs that did not write them, or with readers of pandoc."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from themebook.cite.pandoc_process import document_tree


def normal(text: str) -> str:
    """A text with white space normalised."""
    return " ".join(text.split())


def quotes_of_word(data: bytes) -> list[str]:
    """The paragraphs of block quotes."""
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return [normal(one.text) for one in paragraphs if one.style and one.style.name in ("Block Text", "Quote End")]


def quotes_of_text(text: str, form: str) -> list[str]:
    """The paragraphs of block quotes in a format that pandoc reads."""
    blocks = document_tree(text.encode(), form)["blocks"]
    return [normal(words) for words in _quotes(blocks)]


# Commands for single characters that the reader does not know: https://ctan.org/pkg/encguide.
_COMMANDS = {
    **{"textbar": "|", "textless": "<", "textgreater": ">", "textasciigrave": "`", "textasciitilde": "~"},
    **{"textquotesingle": "'", "^": "^", "/": ""},
}


def quotes_of_latex(text: str) -> list[str]:
    """The paragraphs of block quotes in a document of LaTeX."""
    quotes = re.findall(r"\\begin\{quote\}\n(.*?)\n\\end\{quote\}", text, re.DOTALL)
    context = get_default_latex_context_db()
    context.add_context_category("text", macros=[MacroTextSpec(*one) for one in _COMMANDS.items()], prepend=True)
    to_text = LatexNodes2Text(context, strict_latex_spaces=True)
    return [normal(to_text.latex_to_text(paragraph)) for quote in quotes for paragraph in quote.split("\n\n")]


def words_of_text(text: str, form: str) -> str:
    """All words in a format that pandoc reads."""
    return normal(" ".join(_words(block) for block in document_tree(text.encode(), form)["blocks"]))


def _quotes(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        if block["t"] == "BlockQuote":
            yield from (_words(inner) if inner["t"] == "Para" else f"a {inner['t']}" for inner in block["c"])


def _words(node: Any) -> str:
    """The words of a node as plain text; of a link, without its address."""
    if isinstance(node, list):
        return "".join(map(_words, node))
    if not isinstance(node, dict):
        return ""
    if node["t"] in ("Space", "SoftBreak", "LineBreak"):
        return " "
    content = node.get("c", "")
    if node["t"] == "Str":
        return str(content)
    if node["t"] in ("Link", "Span", "Header", "Div"):
        content = [one for one in content if isinstance(one, list) and one and not isinstance(one[0], str)]
    elif node["t"] not in (*_BLOCKS, "Emph", "Strong"):
        # Whatever else a reader takes the words for.
        return f" a {node['t']} "
    return _words(content) + (" " if node["t"] in _BLOCKS else "")


_BLOCKS = ("Para", "Plain", "BlockQuote", "BulletList", "Header", "Div")
