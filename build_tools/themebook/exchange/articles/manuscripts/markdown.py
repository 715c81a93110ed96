"""Manuscripts in Markdown, which pandoc reads."""

from __future__ import annotations

import re

from themebook.core.diagnostics import Loaded
from themebook.exchange.articles.manuscripts.text_tables import table_left_out, without_tables
from themebook.exchange.articles.manuscripts.word import read_tree
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile

_HEADING = re.compile(r"^(#{1,6}) \S", re.MULTILINE)
# A dollar sign is money, far more often than it begins a formula.
_FORM = "commonmark_x+sourcepos-smart-emoji-task_lists-tex_math_dollars"
_TYPOGRAPHIC = re.compile("[“”‘’«»„]")
_STRAIGHT = re.compile("[\"']")
# Attributes, addresses, tags, code and escaped characters, which keep their straight marks.
_AS_IT_IS = re.compile(r"(\\.|\{[^}\n]{0,500}\}|\]\([^)\n]{0,500}\)|<[^>\n]{1,500}>|`[^`\n]{1,500}`)")
_DASHES = re.compile(r"(?<=[^\s-])([ \t]?)(-{2,3})([ \t]?)(?=[^\s-])")


def recognises(file: InputFile) -> bool:
    """Whether a file is Markdown: text with headings of several levels, or one whose ending says so."""
    if "\0" in file.beginning or not file.beginning or file.beginning[0] in "<{":
        return False
    levels = {heading[1] for heading in _HEADING.finditer(file.beginning)}
    return len(levels) > 1 or file.ending in (".md", ".markdown", ".mdown", ".qmd", ".rmd")


def read(file: InputFile, _: ImportOptions) -> Loaded[Imported]:
    """The draft of a study from a manuscript in Markdown."""
    text = file.decoded
    lines, tables = without_tables(text.value.split("\n"))
    whole = "\n".join(lines)
    # As in pandoc, Quarto and R Markdown, straight marks become typographic, unless the author writes typographic ones.
    if len(_TYPOGRAPHIC.findall(whole)) < len(_STRAIGHT.findall(whole)):
        whole = typographic(whole)
    imported = read_tree(file, whole.encode("utf-8", errors="replace"), _FORM)
    left_out = table_left_out(file.name, tables)
    return Loaded(imported.value, (*text.diagnostics, *left_out, *imported.diagnostics))


def typographic(text: str) -> str:
    """Markdown with typographic quotation marks, dashes and dots.

    Pandoc can do this too, but takes marks that cross the borders of emphasis for something else.
    """
    parts = _AS_IT_IS.split(text)
    for number in range(0, len(parts), 2):
        before = parts[number - 1][-1:] if number else ""
        part = _DASHES.sub(lambda found: found[1] + {2: "–", 3: "—"}[len(found[2])] + found[3], parts[number])
        parts[number] = _with_marks(part.replace("...", "…"), before)
    return "".join(parts)


def _with_marks(text: str, before: str) -> str:
    """The text with typographic quotation marks. ``before`` is the character before it."""

    def mark(found: re.Match[str]) -> str:
        earlier = f"{before}{text[max(found.start() - 4, 0) : found.start()]}".rstrip("*_")[-1:]
        following = text[found.end() : found.end() + 4].lstrip("*_")[:1]
        opens = (not earlier or earlier.isspace() or earlier in "([{—–“‘>-/") and following.strip() not in (
            *").,;:!?",
            "",
        )
        return {'"': "“”", "'": "‘’"}[found[0]][not opens]

    return _STRAIGHT.sub(mark, text)
