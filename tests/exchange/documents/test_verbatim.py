"""The words of quotes are the same, character for character, in every document that they are written to."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.documents.reading import normal, quotes_of_latex, quotes_of_text, quotes_of_word
from themebook.exchange.documents.cited_quote import CitedQuote, SaidWords
from themebook.exchange.documents.markup import block_quote, page
from themebook.exchange.documents.text_files import latex, markdown
from themebook.exchange.documents.themes_table import ThemeRow, ThemesTable
from themebook.exchange.documents.word import word_document
from themebook.exchange.documents.word_table import word_table
from themebook.exchange.documents.workbook_table import workbook_table

NASTY = [
    r"*x* _y_ **z** [y](z) ![i](j) {.c} \ $ % & # ~ ^ | < > @",
    "\"quoted\" 'single' it's, the '90s -- --- ... – — “ ” ‘ ’ … `` '' ` ,,low'' <<a>> ?` !`",
    "<tag> <b>no</b> <!-- gone? --> &amp; &lt; &#65; <script>alert(1)</script>",
    *("1. one", "- two", "+ three", "* four", "(a) five", "a) six", "i. seven", "#. eight", "(@) nine", "10) ten"),
    *("# seven", "> eight", "::: nine", "```", "~~~ x", "---", "***", "===", "| a | b |", "|---|---|", ": d", "~ e"),
    *("[^1]: note", "[a]: http://b.example", "*[HTML]: x", "% title", "Table: x", "[@smith2020] @smith $x^2$ $$y$$"),
    r"\newpage \textbf{x} \( \) \[ \] \\ {x} \begin{quote} \% %comment",
    "H~2~O, x^2^, ~~no~~, ==m==, [x]{.y}, `c`{=html}, :smile:, www.a.example, http://b.example/?a=b&c=d, a@b.example",
    "=1+1 =HYPERLINK('http://x.example')",
    "+1 -1 @SUM(A1)",
    "a\u00a0b\u202fc d\u2009e, 東京, بيت, 👩‍👩‍👧, ß, ﬁ, É",
    "A line {#id .c}",
    "(Anna, p. 3)",
]


def quote(*lines: str, language: str | None = None) -> CitedQuote:
    said = (SaidWords(words="\n".join(lines)),)
    return CitedQuote(said=said, language=language, translation=(), attribution="")


def check_excerpts(quotes: list[CitedQuote]) -> None:
    """All documents of text and their readers give the quotes back, each with its lines that are not blank."""
    written = [[normal(line) for line in one.said[0].words.split("\n") if line.strip()] for one in quotes]
    html = page(map(block_quote, quotes), language="en")
    for form in ("commonmark", "markdown-smart", "gfm-tex_math_dollars-emoji-autolink_bare_uris"):
        assert quotes_of_text(markdown(html), form) == written, form
    assert quotes_of_latex(latex(html)) == written
    assert quotes_of_word(word_document(html)) == written


def test_excerpts_keep_every_character() -> None:
    in_other_languages = (quote(*NASTY, language="de"), quote("שלום", "-- ok", language="he"))
    check_excerpts([quote(*NASTY), *map(quote, NASTY), *in_other_languages, quote("a", "", " ", "b")])


def test_accents_stay_as_they_are_encoded() -> None:
    html = page([block_quote(quote("n\u0303 \u00f1\u00a0\u2009x"))], language="en")
    assert "n\u0303 \u00f1\u00a0\u2009x" in markdown(html)
    # In LaTeX, a tilde is a space that does not break.
    assert "n\u0303 \u00f1~\u2009x" in latex(html)


def test_typography_of_latex_does_not_touch_the_words() -> None:
    text = latex(page([block_quote(quote("``a'' ,,b'' -- 'c' \"d\" ?` <<e>>"))], language="de"))
    body = text.partition(r"\begin{document}")[2]
    assert not any(joined in body for joined in ("``", "''", ",,", "--", "?`", "<<", ">>"))
    # In German, straight quotation marks are letters with dots on them.
    assert "shorthands=off" in text


# Letters with every character that means something somewhere. What is no text is refused before.
_WORDS = st.text("ab1.) \t-–—*_`~^$%&#@<>[]{}()|\\!?:;+=/\"'“”‘’…,é\u00a0", min_size=1, max_size=40).filter(str.strip)


@settings(max_examples=10)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=3), min_size=20, max_size=40))
def test_whatever_is_said_comes_back(said: list[list[str]]) -> None:
    check_excerpts([quote(*lines) for lines in said])


@pytest.mark.parametrize("language", ["en", "de"])
def test_tables_keep_every_character(language: str) -> None:
    texts = [*NASTY, "a  b\n\n c"]
    rows = tuple(ThemeRow(title=one, depth=0, definition=one, quotes=(quote(one),)) for one in texts)
    headings = {"number": "T", "title": "=1", "themes": "a", "definitions": "b", "examples": "c"}
    table = ThemesTable(language=language, **headings, rows=rows, note="@d")
    opening, closing = {"en": "“”", "de": "„“"}[language]
    written = [[normal(one), normal(one), normal(f"{opening}{one}{closing}")] for one in texts]

    [in_word] = docx.Document(io.BytesIO(word_table(table))).tables
    assert [[normal(cell.text) for cell in row.cells] for row in in_word.rows[1:]] == written

    sheet = openpyxl.load_workbook(io.BytesIO(workbook_table(table))).worksheets[0]
    cells = [list(row) for row in sheet.iter_rows(min_row=4, max_row=3 + len(texts))]
    # Here, not even white space changes.
    assert [[cell.value for cell in row] for row in cells] == [[one, one, f"{opening}{one}{closing}"] for one in texts]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
