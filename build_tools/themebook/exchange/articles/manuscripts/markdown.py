"""Manuscripts in Markdown, which pandoc reads."""

from __future__ import annotations

import re
from dataclasses import replace

from themebook.core.diagnostics import Loaded
from themebook.exchange.articles.manuscripts.text_tables import table_left_out, without_tables
from themebook.exchange.articles.manuscripts.word import read_tree
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile

_HEADING = re.compile(r"^(#{1,6}) \S", re.MULTILINE)
# A dollar sign is money, far more often than it begins a formula.
_FORM = "commonmark_x+sourcepos-smart-emoji-task_lists-tex_math_dollars"
_STRAIGHT = re.compile("[\"']")
# Attributes, addresses, tags, code and escaped characters, which keep their straight marks.
_AS_IT_IS = re.compile(r"(\\.|\{[^}\n]{0,500}\}|\]\([^)\n]{0,500}\)|<[^>\n]{1,500}>|`[^`\n]{1,500}`)")
_TYPOGRAPHIC = {'"': "“”", "'": "‘’"}
_ELIDED = re.compile(r"\d|(?:em|tis|twas|til|cause|bout|n)\b", re.IGNORECASE)


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
    # Typographic marks show what they open and close. Quotes have those that the author wrote in the end.
    straight = "".join(mark for mark, pair in _TYPOGRAPHIC.items() if not any(one in whole for one in pair))
    imported = read_tree(file, typographic(whole, straight).encode("utf-8", errors="replace"), _FORM)
    left_out = table_left_out(file.name, tables)
    return Loaded(_verbatim(imported.value, straight), (*text.diagnostics, *left_out, *imported.diagnostics))


def _verbatim(imported: Imported, straight: str) -> Imported:
    """The quotes with these marks straight."""
    back = {ord(typed): mark for mark in straight for typed in _TYPOGRAPHIC[mark]}
    return replace(
        imported,
        quotes=tuple(
            replace(
                quote,
                words=quote.words.translate(back),
                turns=tuple((speaker, words.translate(back)) for speaker, words in quote.turns),
            )
            for quote in imported.quotes
        ),
    )


def typographic(text: str, straight: str) -> str:
    """Markdown in which these marks, of ``"`` and ``'``, are typographic.

    Pandoc can do this too, but takes marks that cross the borders of emphasis for something else.
    """
    parts = _AS_IT_IS.split(text)
    for number in range(0, len(parts), 2):
        before = parts[number - 1][-1:] if number else ""
        parts[number] = _with_marks(parts[number], before, straight)
    return "".join(parts)


def _with_marks(text: str, before: str, straight: str) -> str:
    """The text with typographic quotation marks. ``before`` is the character before it."""

    def mark(found: re.Match[str]) -> str:
        if found[0] not in straight:
            return found[0]
        earlier = f"{before}{text[max(found.start() - 4, 0) : found.start()]}".rstrip("*_")[-1:]
        following = text[found.end() : found.end() + 4].lstrip("*_")[:1]
        opens = (not earlier or earlier.isspace() or earlier in "([{—–“‘>-/") and following.strip() not in (
            *").,;:!?",
            "",
        )
        elides = found[0] == "'" and _ELIDED.match(text, found.end())
        return _TYPOGRAPHIC[found[0]][not opens or bool(elides)]

    return _STRAIGHT.sub(mark, text)
