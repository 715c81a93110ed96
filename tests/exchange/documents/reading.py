"""Reads documents back with programs that did not write them, or with readers of pandoc."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
from docx.text.paragraph import Paragraph
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from themebook.cite.pandoc_process import document_tree


def normal(text: str) -> str:
    """A text with white space normalised."""
    return " ".join(text.split())


# In twentieths of a point.
_CLEARLY_APART = 180


def quotes_of_word(data: bytes) -> list[list[str]]:
    """The block quotes, each with its paragraphs: those with little space between them."""
    document = docx.Document(io.BytesIO(data))
    quotes = [one for one in document.paragraphs if str(one.style and one.style.name).startswith("Block Text")]
    return in_groups(quotes)


def in_groups(paragraphs: list[Paragraph]) -> list[list[str]]:
    """Paragraphs, divided where the space above one is more than twice that between others."""
    groups: list[list[str]] = []
    for paragraph in paragraphs:
        assert paragraph.style
        form = paragraph.style.paragraph_format  # type: ignore[attr-defined]
        above, below = form.space_before.twips, form.space_after.twips
        assert 2 * below < _CLEARLY_APART
        if not groups or above >= _CLEARLY_APART:
            groups.append([])
        else:
            assert above == 0
        groups[-1].append(normal(paragraph.text))
    return groups


def quotes_of_text(text: str, form: str) -> list[list[str]]:
    """The block quotes in a format that pandoc reads, each with its paragraphs."""
    blocks = document_tree(text.encode(), form)["blocks"]
    return [
        [normal(_words(inner)) if inner["t"] == "Para" else f"a {inner['t']}" for inner in block["c"]]
        for block in blocks
        if block["t"] == "BlockQuote"
    ]


# Commands for single characters that the reader does not know: https://ctan.org/pkg/encguide.
_COMMANDS = {
    **{"textbar": "|", "textless": "<", "textgreater": ">", "textasciigrave": "`", "textasciitilde": "~"},
    **{"textquotesingle": "'", "^": "^", "/": ""},
}


def quotes_of_latex(text: str) -> list[list[str]]:
    """The block quotes in a document of LaTeX, each with its paragraphs."""
    quotes = re.findall(r"\\begin\{quote\}\n(.*?)\n\\end\{quote\}", text, re.DOTALL)
    context = get_default_latex_context_db()
    context.add_context_category("text", macros=[MacroTextSpec(*one) for one in _COMMANDS.items()], prepend=True)
    to_text = LatexNodes2Text(context, strict_latex_spaces=True)
    return [[normal(to_text.latex_to_text(paragraph)) for paragraph in quote.split("\n\n")] for quote in quotes]


def words_of_text(text: str, form: str) -> str:
    """All words in a format that pandoc reads."""
    return normal(" ".join(_words(block) for block in document_tree(text.encode(), form)["blocks"]))


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
