"""The table of themes has the rows of the study and the layout of APA, as other programs read it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.table import Table, _Row

from tests.exchange.documents.reading import in_groups, normal
from tests.sites import BAKERS, BILINGUAL, CODEBOOK, DEEP_THEMES, DETAILS, FLAT_THEMES, FOCUS_GROUPS, SECONDARY, WAVES
from themebook.emit.mkdocs.project import open_project
from themebook.exchange.documents.themes_table import ThemesTable, themes_table
from themebook.exchange.documents.word_table import word_table
from themebook.exchange.documents.workbook_table import TooLongForCell, workbook_table
from themebook.render.published import Published

SITES = [BAKERS, BILINGUAL, DEEP_THEMES, DETAILS, FLAT_THEMES, FOCUS_GROUPS, SECONDARY, WAVES]
each_site = pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.name)


@cache
def published_of(folder: Path) -> Published:
    project = open_project(str(folder / "mkdocs.yml"))
    return Published.of(project.compose(project.read().value), "")


def table_of(folder: Path, **choices: Any) -> ThemesTable:
    return themes_table(published_of(folder), **choices)


def in_word(table: ThemesTable) -> tuple[list[str], Table, list[str]]:
    """The paragraphs before the table, the table, and those after it."""
    document = docx.Document(io.BytesIO(word_table(table)))
    [found] = document.tables
    texts = [one.text for one in document.paragraphs]
    return texts[:2], found, texts[2:]


@each_site
def test_rows_are_the_published_themes_with_quotes_that_are_at_home_there(folder: Path) -> None:
    published, table = published_of(folder), table_of(folder, most_quotes=100)
    themes = list(published.graph.themes.values())
    assert [(row.title, row.depth) for row in table.rows] == [(one.theme.title, len(one.path) - 1) for one in themes]
    for row, linked in zip(table.rows, themes, strict=True):
        at_home = published.quotes_of(linked.theme.quotes)
        first = sorted(at_home, key=lambda one: not one.quote.highlight)
        words = [[said.words for said in one.said] for one in row.quotes]
        assert words == [[turn for _, turn in one.turns] or [one.quote.text] for one in first]
        assert row.definition == (published.prose(linked.theme.definition) or published.prose(linked.theme.summary))
    shown = [one for row in table_of(folder).rows for one in row.quotes]
    assert all(len(row.quotes) <= 1 for row in table_of(folder).rows)
    assert len(shown) == sum(bool(row.quotes) for row in table.rows)


@each_site
def test_word_and_excel_have_the_same_rows_in_the_layout_of_apa(folder: Path) -> None:
    table = table_of(folder, most_quotes=1)
    before, found, after = in_word(table)
    assert before == ["Table 1", table.title]
    assert after == ([f"Note. {table.note}"] if table.note else [])
    assert [cell.text for cell in found.rows[0].cells] == list(table.headings)
    assert [row.cells[0].text for row in found.rows[1:]] == [row.title for row in table.rows]

    sheet = openpyxl.load_workbook(io.BytesIO(workbook_table(table))).worksheets[0]
    cells = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert [cells[0][0], cells[1][0]] == before
    assert [row[0] for row in cells[-1:]] == (after or [table.rows[-1].title])
    # An attribution after words that are written from the right is on a line of its own in Word.
    in_excel = [list(map(normal, row)) for row in cells[2 : 3 + len(table.rows)]]
    assert in_excel == [[normal(cell.text) for cell in row.cells] for row in found.rows]


def rules(row: _Row) -> list[set[str]]:
    found = [cell._tc.find(f".//{qn('w:tcBorders')}") for cell in row.cells]
    return [set() if one is None else {str(side.tag).partition("}")[2] for side in one} for one in found]


def test_word_has_three_rules_and_a_header_that_repeats() -> None:
    document = docx.Document(io.BytesIO(word_table(table_of(DEEP_THEMES))))
    number, title, note = document.paragraphs
    assert {(run.bold, run.italic) for run in number.runs} == {(True, None)}
    assert {(run.bold, run.italic) for run in title.runs} == {(None, True)}
    assert (note.runs[0].text, note.runs[0].italic, note.runs[-1].italic) == ("Note.", True, None)
    [table] = document.tables
    header, *rows, last = table.rows
    assert rules(header) == [{"top", "bottom"}] * 3
    assert rules(last) == [{"bottom"}] * 3
    assert [rules(row) for row in rows] == [[set()] * 3] * len(rows)
    assert not table._tbl.findall(f".//{qn('w:shd')}")
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeated == [True] + [False] * (len(table.rows) - 1)
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    styles = [row.cells[0].paragraphs[0].style.name for row in rows[:4]]  # type: ignore[union-attr]
    assert styles == ["Table Text", "Subtheme 1", "Subtheme 2", "Subtheme 3"]
    indents = [document.styles[name].paragraph_format.left_indent for name in styles[1:]]  # type: ignore[attr-defined]
    assert indents == sorted(set(indents))
    assert document.styles["Normal"].font.name is None
    fonts = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert fonts.get(qn("w:ascii")) == "Times New Roman"
    assert document.core_properties.created is None or document.core_properties.created.year < 2000


def test_excel_prints_on_one_page_in_width_with_rules_and_no_grid() -> None:
    table = table_of(DEEP_THEMES)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_table(table))).worksheets[0]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    # No width in pages is one.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.sheet_view.showGridLines is False
    borders = [(bool(row[0].border.top.style), bool(row[0].border.bottom.style)) for row in sheet.iter_rows()]
    body = len(table.rows)
    expected = [(False, False)] * 2 + [(True, True)] + [(False, False)] * (body - 1) + [(False, True), (False, False)]
    assert borders == expected
    assert not any(cell.border.left.style or cell.border.right.style for row in sheet.iter_rows() for cell in row)
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)
    assert [row[0].alignment.indent for row in sheet.iter_rows(min_row=4, max_row=7)] == [0, 1, 2, 3]


def test_columns_that_would_be_empty_are_left_out() -> None:
    assert table_of(SECONDARY).headings == ("Theme and subtheme", "Definition")
    assert table_of(DEEP_THEMES, most_quotes=0).headings == ("Theme and subtheme", "Definition")
    assert table_of(DEEP_THEMES, most_quotes=0).note == ""
    assert not table_of(CODEBOOK).rows


def test_some_themes_with_their_subthemes() -> None:
    table = table_of(DEEP_THEMES, themes=["people", "marks"], title="Mine")
    assert [(row.title, row.depth) for row in table.rows] == [
        ("Marks of use", 0),
        ("Care for people", 0),
        ("People who have died", 1),
        ("The hands of others", 2),
    ]
    assert table.title == "Mine"


def test_the_note_counts_who_and_what_is_shown() -> None:
    assert table_of(DEEP_THEMES).note == (
        "Quotes are verbatim. The speaker and the place in the source are in parentheses. "
        "The table shows 5 of the 5 quotes in the study. 3 participants are quoted."
    )
    assert "Translations are in square brackets. The table shows 2 of the 7 quotes" in table_of(BILINGUAL).note
    # The others are drafts.
    assert "shows 1 of 1 quote in the study. 1 participant is quoted." in table_of(DETAILS).note


def test_dialogues_have_a_line_for_each_turn_and_translations_are_in_brackets() -> None:
    _, found, _ = in_word(table_of(FOCUS_GROUPS))
    lines = [one.text for one in found.rows[2].cells[2].paragraphs]
    assert lines[0] == "Moderator: “Who decides about the bus?”"
    # The speakers are before their turns, so that the place is enough.
    assert lines[-1] == "Ana: “Two and a stool.” (Focus group at Market Cross, 00:12:31–00:13:05)"
    assert "In dialogues, each turn begins with the name of the speaker." in table_of(FOCUS_GROUPS).note
    _, found, _ = in_word(table_of(BILINGUAL))
    words, translation = [one.text for one in found.rows[3].cells[2].paragraphs]
    assert words == "“Et hjem? Det er noe man snekrer, ikke noe man bærer.”"
    assert translation.startswith("[“A home? It’s something you build, not something you carry.”] (Per-Ole,")


@each_site
def test_space_shows_where_a_quote_ends(folder: Path) -> None:
    table = table_of(folder, most_quotes=100)
    _, found, _ = in_word(table)
    for row, shown in zip(table.rows, found.rows[1:], strict=True):
        groups = in_groups(shown.cells[-1].paragraphs) if row.quotes else []
        for paragraphs, quote in zip(groups, row.quotes, strict=True):
            assert normal(quote.said[0].words.split("\n")[0]) in paragraphs[0]
            assert paragraphs[-1].endswith(f"({quote.attribution})")


@pytest.mark.parametrize("write", [word_table, workbook_table])
def test_the_same_study_makes_the_same_bytes(write: Any) -> None:
    assert write(table_of(FOCUS_GROUPS)) == write(table_of(FOCUS_GROUPS))


def test_what_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(TooLongForCell, match="32,767"):
        workbook_table(table_of(BAKERS, title="x" * 40_000))


@pytest.mark.parametrize(("language", "is_rtl"), [("he", True), ("de", False)])
def test_a_study_from_right_to_left_has_its_table_so(language: str, is_rtl: bool) -> None:
    made = replace(table_of(BAKERS), language=language)
    document = zipfile.ZipFile(io.BytesIO(word_table(made))).read("word/document.xml").decode()
    assert ("<w:bidiVisual" in document, "<w:bidi" in document.replace("<w:bidiVisual", "")) == (is_rtl, is_rtl)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_table(made))).worksheets[0]
    assert bool(sheet.sheet_view.rightToLeft) is is_rtl
