"""The table of themes as a Word document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, repeat

from lxml import etree
from lxml.html import HtmlElement
from lxml.html import builder as make

from themebook.core.languages import is_from_the_right
from themebook.core.quotation_marks import quoted
from themebook.core.translation import gettext
from themebook.exchange.documents.cited_quote import CitedQuote, SaidWords
from themebook.exchange.documents.markup import page, quote_paragraphs, styled
from themebook.exchange.documents.themes_table import ThemeRow, ThemesTable
from themebook.exchange.documents.word import NAMESPACES, element, subtheme_style, word_document

# The widths of columns in per cent, by their number.
_WIDTHS = {1: (100,), 2: (35, 65), 3: (22, 33, 45)}


def word_table(table: ThemesTable) -> bytes:
    """The document."""
    return word_document(page(_blocks(table), language=table.language), edit=partial(_lay_out, table.language))


def _blocks(table: ThemesTable) -> Iterator[HtmlElement]:
    yield styled("Table Number", make.P(make.STRONG(table.number)))
    yield styled("Table Title", make.P(make.EM(table.title)))
    yield make.TABLE(
        make.COLGROUP(*(make.COL(style=f"width: {width}%") for width in _WIDTHS[len(table.headings)])),
        make.THEAD(make.TR(*(make.TH(styled("Table Heading", make.P(words))) for words in table.headings))),
        make.TBODY(*(make.TR(*_cells(row, table)) for row in table.rows)),
    )
    if table.note:
        yield styled("Table Note", make.P(make.EM(gettext("Note.")), f" {table.note}"))


def _cells(row: ThemeRow, table: ThemesTable) -> Iterator[HtmlElement]:
    yield make.TD(styled(subtheme_style(row.depth) if row.depth else "Table Text", make.P(row.title)))
    if table.definitions:
        yield make.TD(styled("Table Text", make.P(row.definition)))
    if table.examples:
        styles = chain(["Table Text"], repeat("Table Further Quote"))
        quotes = (_paragraphs(quote, table.language, style) for quote, style in zip(row.quotes, styles, strict=False))
        yield make.TD(*(chain.from_iterable(quotes) if row.quotes else [styled("Table Text", make.P())]))


def _paragraphs(quote: CitedQuote, language: str, first: str) -> list[HtmlElement]:
    translation = " ".join(in_quotation_marks(quote.translation, language))
    said = in_quotation_marks(quote.said, language)
    return quote_paragraphs(quote, said, translation, styles=(first, "Table Text Continued"))


def in_quotation_marks(said: tuple[SaidWords, ...], language: str) -> list[str]:
    """The words in quotation marks: those of each turn of a dialogue after its speaker."""
    marked = ((one.speaker, quoted(one.words, language)) for one in said)
    return [f"{speaker}: {words}" if speaker else words for speaker, words in marked]


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
