"""Manuscripts as plain text: headings, paragraphs and quotations by their layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from themebook.core.diagnostics import Loaded, Span
from themebook.exchange.articles.document import Run
from themebook.exchange.articles.manuscripts.layout import pieces
from themebook.exchange.articles.manuscripts.lines import Line, Paragraph
from themebook.exchange.articles.manuscripts.manuscript import study_from
from themebook.exchange.articles.manuscripts.sections import Piece
from themebook.exchange.articles.manuscripts.text_tables import table_left_out, without_tables
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.input_file import InputFile

# Texts are wrapped at fewer characters.
_LONG_LINE = 110
_SHARE = 0.3
_FEWEST_WORDS = 150
_FEWEST_SENTENCES = 5
_SENTENCE = re.compile(r"[^\W\d_]{2,40}[.!?][”\"’)]?\s+[“\"‘(]?[^\W\d_a-z]")
# Programs that make text of Word files write bookmarks like this. Some mark the pages of the print.
_BOOKMARK = re.compile(r"\[bookmark:\s?([^\]\n]{0,60})\]")
_PAGE = re.compile(r"page[-_ ]?(\d{1,5})", re.IGNORECASE)
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*$")


def recognises(file: InputFile) -> bool:
    """Whether a file is prose: text with sentences, and no table, list of records, markup or program."""
    if b"\0" in file.data[:4096] or file.data[:4] in (b"%PDF", b"PK\x03\x04", b"SQLi"):
        return False
    text = file.beginning
    if text[:1] in "<{[@" or re.match(r"TY  - |%[A-Z0] |FN |PMID- ", text):
        return False
    text = file.data[:40_000].decode("utf-8", errors="replace")
    if sum(map(_is_no_text, text)) > len(text) // 50:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    for separator in "\t;|,":
        counts = [line.count(separator) for line in lines[:20]]
        if len(counts) > 2 and min(counts) > 0 and (separator != "," or max(counts) - min(counts) <= 1):
            return False
    return len(text.split()) >= _FEWEST_WORDS and len(_SENTENCE.findall(text)) >= _FEWEST_SENTENCES


def _is_no_text(character: str) -> bool:
    return character == "\ufffd" or (character < " " and character not in "\t\n\r\f")


def read(file: InputFile, _: ImportOptions) -> Loaded[Imported]:
    """The draft of a study from a manuscript as plain text."""
    text = file.decoded
    tables = without_tables(text.value.split("\n"))[1]
    found = (*text.diagnostics, *table_left_out(file.name, tables))
    return study_from(pieces_of(file), file.start, ImportedDetails(), found)


def pieces_of(file: InputFile) -> tuple[Piece, ...]:
    """The headings and paragraphs of a text, without tables."""
    lines, _ = without_tables(file.decoded.value.split("\n"))
    return pieces(tuple(_paragraphs(_lines(lines, file.name))))


def _lines(lines: list[str], name: str) -> Iterator[Line | None]:
    """The lines, and None for empty ones."""
    page: int | None = None
    for number, line in enumerate(lines, start=1):
        for mark in _BOOKMARK.finditer(line):
            if marked := _PAGE.fullmatch(mark[1].strip()):
                page = int(marked[1])
        page = page if "\f" not in line else (page or 1) + line.count("\f")
        bare = _BOOKMARK.sub("", line).replace("\f", "")
        expanded = bare.expandtabs(4) if bare[:1] in "\t " else bare
        text = bare.strip()
        indent = len(expanded) - len(expanded.lstrip())
        yield Line(runs=(Run(text=text),), indent=indent, place=Span(name, number), page=page) if text else None


def _paragraphs(lines: Iterator[Line | None]) -> Iterator[Paragraph]:
    """Paragraphs between empty lines and where the indentation changes; each line is one if lines are long."""
    every = list(lines)
    written = [line for line in every if line]
    letters = sum(len(line.text) for line in written)
    unwrapped = sum(len(line.text) for line in written if len(line.text) > _LONG_LINE) > letters * _SHARE
    waiting: list[Line] = []
    spaced = True
    for line in every:
        if line and waiting and _UNDERLINE.match(line.text) and len(waiting) == 1:
            mark = "#" if "=" in line.text else "##"
            waiting[0] = Line(runs=(Run(text=f"{mark} {waiting[0].text}"),), indent=0, place=waiting[0].place)
            line = None
        if waiting and (line is None or unwrapped or _begins(line, waiting)):
            yield Paragraph(lines=tuple(waiting), spaced=spaced)
            waiting, spaced = [], line is None
        if line:
            waiting.append(line)
        else:
            spaced = True
    if waiting:
        yield Paragraph(lines=tuple(waiting), spaced=spaced)


def _begins(line: Line, waiting: list[Line]) -> bool:
    """Whether a line begins a paragraph without an empty line before it: it is indented in another way."""
    before = waiting[-1]
    if len(waiting) == 1:
        # A first line may be indented more, or less in a list of references.
        return line.indent > before.indent + 1 and len(before.text) < _SHORT
    return line.indent > before.indent + 1 and not waiting[0].indent < waiting[1].indent


_SHORT = 45
