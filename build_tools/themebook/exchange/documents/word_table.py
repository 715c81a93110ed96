"""The table of themes as a Word document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lxml import etree
from lxml.html import HtmlElement
from lxml.html import builder as make

from themebook.core.languages import is_from_the_right
from themebook.core.quotation_marks import quoted
from themebook.core.translation import gettext
from themebook.exchange.documents.cited_quote import CitedQuote, SaidLine
from themebook.exchange.documents.markup import page, quote_paragraphs, styled
from themebook.exchange.documents.themes_table import ThemeRow, ThemesTable
from themebook.exchange.documents.word import NAMESPACES, element, subtheme_style, word_document

# The widths of columns in per cent, by their number.
_WIDTHS = {1: (100,), 2: (35, 65), 3: (22, 33, 45)}


def word_table(table: ThemesTable, *, language: str) -> bytes:
    """The document. ``language`` is that of the site."""
    return word_document(page(_blocks(table, language)), language=language, edit=partial(_lay_out, language))


def _blocks(table: ThemesTable, language: str) -> Iterator[HtmlElement]:
    yield styled("Table Number", make.P(make.STRONG(table.number)))
    yield styled("Table Title", make.P(make.EM(table.title)))
    yield make.TABLE(
        make.COLGROUP(*(make.COL(style=f"width: {width}%") for width in _WIDTHS[len(table.headings)])),
        make.THEAD(make.TR(*(make.TH(styled("Table Heading", make.P(words))) for words in table.headings))),
        make.TBODY(*(make.TR(*_cells(row, table, language)) for row in table.rows)),
    )
    if table.note:
        yield styled("Table Note", make.P(make.EM(gettext("Note.")), f" {table.note}"))


def _cells(row: ThemeRow, table: ThemesTable, language: str) -> Iterator[HtmlElement]:
    yield make.TD(styled(subtheme_style(row.depth) if row.depth else "Table Text", make.P(row.title)))
    if table.definitions:
        yield make.TD(styled("Table Text", make.P(row.definition)))
    if table.examples:
        blocks = [block for quote in row.quotes for block in _blocks_of(quote, language)]
        yield make.TD(styled("Table Text", *(blocks or [make.P()])))


def _blocks_of(quote: CitedQuote, language: str) -> list[HtmlElement]:
    translation = " ".join(quoted_lines(quote.translation, language))
    return quote_paragraphs(quote, quoted_lines(quote.lines, language), translation, end="Table Quote End")


def quoted_lines(lines: tuple[SaidLine, ...], language: str) -> list[str]:
    """The lines in quotation marks: each turn of a dialogue after its speaker, other lines together."""
    if any(line.speaker for line in lines):
        return [f"{line.speaker}: {quoted(line.words, language)}" for line in lines]
    words = [line.words for line in lines]
    return quoted("\n".join(words), language).split("\n") if words else []


def _lay_out(language: str, root: etree._Element) -> None:
    """Add the three lines of the table: above and below its headings, and below its last row. Put its first column on
    the side where the language begins.

    Rows stay on one page, because a line below a row would be below each of its parts.
    """
    for properties in root.iterfind(".//w:tbl/w:tblPr", NAMESPACES) if is_from_the_right(language) else ():
        style = properties.find("w:tblStyle", NAMESPACES)
        properties.insert(0 if style is None else 1, element("bidiVisual"))
    rows = root.findall(".//w:tbl/w:tr", NAMESPACES)
    for row in rows:
        properties = row.find("w:trPr", NAMESPACES)
        if properties is None:
            properties = element("trPr")
            row.insert(0, properties)
        properties.insert(0, element("cantSplit"))
    _add_rule(rows[0], "top")
    for row in (rows[0], rows[-1]):
        _add_rule(row, "bottom")


def _add_rule(row: etree._Element, side: str) -> None:
    for cell in row.iterfind("w:tc/w:tcPr", NAMESPACES):
        borders = cell.find("w:tcBorders", NAMESPACES)
        if borders is None:
            borders = element("tcBorders")
            cell.append(borders)
        # Half a point.
        borders.append(element(side, val="single", sz="4", space="0", color="auto"))
