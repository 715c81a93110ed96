"""Reports of programs for qualitative analysis: each quote once, with all its codes, as often as the program counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.checked import as_study, assembled, imported
from tests.exchange.test_tables import table, workbook
from themebook.exchange.format import ImportOptions
from themebook.exchange.qda.joined_names import split_names

HIGHLIGHTS = table(
    ("id", "document", "tag", "content"),
    ("7", "P1.odt", "Layout", "It is clear."),
    ("8", "P1.odt", "Search/speed", "It is slow, and/or broken."),
    ("8", "P1.odt", "and/or", "It is slow, and/or broken."),
    ("9", "P1.odt", "Search", "It is clear."),
)


def test_highlights_of_taguette(tmp_path: Path) -> None:
    part, found = imported(HIGHLIGHTS, "highlights.csv")
    assert found == []
    assert [(one.words, one.source) for one in part.quotes][:2] == [
        ("It is clear.", "P1.odt"),
        ("It is slow, and/or broken.", "P1.odt"),
    ]
    # A slash divides a name only if what is before it is a tag as well.
    assert part.quotes[1].codes == (("Search", "speed"), ("and/or",))
    quotes = list(as_study(tmp_path, part).all_quotes())
    assert [(quote.text, quote.locator) for quote in quotes][::2] == [
        ("It is clear.", ""),
        ("It is clear.", "highlight 9"),
    ]


def test_the_counts_of_a_codebook_are_compared() -> None:
    book = table(("tag", "description", "number of highlights"), ("Layout", "How it looks.", "1"), ("Search", "", "2"))
    part, found = imported(book, "codebook.csv")
    assert (found, part.codes[0].definition) == ([], "How it looks.")
    assert assembled(part)[1] == []
    assert assembled(imported(HIGHLIGHTS)[0], part)[1] == [
        "codebook.csv:3:1: warning[counts-agree] code 'Search' has 2 quotes here, but 1 were imported\n"
        "  hint: import all files of the project, exported at the same time"
    ]


QUOTATIONS = table(
    ("ID", "Zitatname", "Dokument", "Zitatinhalt", "Kommentar", "Kodes", "Referenz", "Anzahl der Kodes"),
    ("1:1", "Wir", "Talk.docx", "Wir teilen.", "", "Care, of others", "¶ 3 in Talk.docx", "1"),
    ("1:2", "", "Talk.docx", "Nie allein.", "wichtig", "Care, of others, Rest", "4:5", "2"),
    ("2:1", "", "Talk 2.docx", "Immer.", "", "Work, hard, Rest", "1", "2"),
    delimiter=";",
)


def test_quotations_of_atlas_ti_in_another_language() -> None:
    part, found = imported(QUOTATIONS.encode("utf-8-sig"), "report.csv")
    assert [(one.words, one.locator, one.note) for one in part.quotes] == [
        ("Wir teilen.", "¶ 3", ""),
        ("Nie allein.", "4:5", "wichtig"),
        ("Immer.", "1", ""),
    ]
    assert [one.codes for one in part.quotes[:2]] == [(("Care, of others",),), (("Care, of others",), ("Rest",))]
    # Rest is known from the row before, so there is only one way to take the last row apart.
    assert (part.quotes[2].codes, found) == ((("Work, hard",), ("Rest",)), [])
    _, found = imported(QUOTATIONS.replace("Care, of others, Rest", "Care, of others"), "report.csv")
    assert found == [
        "report.csv:4:18: warning[quotation-codes-known] it is not certain which codes this quotation has; 'Work', "
        "'hard, Rest' were assumed\n  hint: import the list of codes together with this file"
    ]
    listed = ImportOptions(codes=(("Work", "Work, hard"), ("Rest",)))
    part, found = imported(QUOTATIONS, "report.csv", options=listed)
    assert (part.quotes[2].codes, found) == ((("Work", "Work, hard"), ("Rest",)), [])


_NAMES = st.lists(st.text("abc", min_size=1, max_size=2), min_size=1, max_size=3).map(", ".join)


@given(st.lists(st.lists(_NAMES, unique=True, max_size=4), max_size=5))
def test_names_with_commas_are_taken_apart_by_a_list_of_them(cells: list[list[str]]) -> None:
    """Whatever is assumed has as many names as the report says, and says the same when it is joined."""
    written = [(", ".join(names), len(names)) for names in cells]
    for (text, number), found in zip(
        written, split_names(written, {name for names in cells for name in names}), strict=True
    ):
        assert (", ".join(found.names), len(found.names)) == (text, number)


def test_codes_of_atlas_ti_are_below_the_last_one_that_is_less_indented() -> None:
    book = "Code;;Magnitude Degree;Density;Groups\n● A & B;;3;0;x\n;● a, first;1;0;x\n;● b;2;0;\n● C;;0;0;\n"
    part, found = imported(book, "codes.csv")
    assert found == []
    paths = [("A & B",), ("A & B", "a, first"), ("A & B", "b"), ("C",)]
    assert [(one.path, one.count) for one in part.codes] == list(zip(paths, (3, 1, 2, 0), strict=True))


@pytest.mark.parametrize("language", ["en", "de"])
def test_segments_of_maxqda(language: str) -> None:
    headers = {
        "en": ["Document group", "Document name", "Code", "Beginning", "End", "Weight score", "Segment", "Modified by"],
        "de": ["Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Ende", "Gewicht", "Segment", "Bearbeitet von"],
    }
    data = workbook(
        Sheet=[
            headers[language],
            ["Nurses", "B1", "Care > Others", 12, 13, 0, "We share.", "the.coder"],
            ["Nurses", "B1", "Rest", 12, 13, 0, "We share.", "the.coder"],
            ["Nurses", "B2", "Rest", 4, 4, 0, "We rest.", "the.coder"],
        ]
    )
    part, found = imported(data, "segments.xlsx")
    assert found == []
    assert [(one.words, one.source, one.locator, one.codes) for one in part.quotes] == [
        ("We share.", "B1", "¶ 12–13", (("Care", "Others"), ("Rest",))),
        ("We rest.", "B2", "¶ 4", (("Rest",),)),
    ]
    assert "the.coder" not in str(part)


def test_excerpts_of_dedoose() -> None:
    header = ["Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Copy", "Codes Applied Combined"]
    for name in ("Care", r"Care\Others"):
        header += [f"Code: {name} Applied", f"Code: {name} Range", f"Code: {name} Weight"]
    rows = [
        ["Talk", "Excerpt 12-56", "coder", "We share.", "Others", "False", None, None, "True", "12-56", 1],
        ["Talk", "Excerpt 60-70", "coder", "We rest.", "Care", "False", None, None, "False", None, None],
    ]
    part, found = imported(workbook(Sheet1=[header, *rows]), "excerpts.xlsx")
    assert [(one.words, one.locator, one.codes) for one in part.quotes] == [
        ("We share.", "characters 12–56", (("Care", "Others"),)),
        ("We rest.", "characters 60–70", ()),
    ]
    assert found == [
        "excerpts.xlsx/Sheet1:3:4: warning[excerpt-codes-agree] by their columns this excerpt has the codes none, but "
        "by its list 'Care'\n  hint: the columns were followed"
    ]


def test_codings_of_qualcoder_in_rows_that_are_shifted() -> None:
    """A code with fewer categories has fewer cells, so that what is after them is further left."""
    header = ["Case", "Filename", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category", "Category"]
    rows = [
        ["Anna", "a.txt", "coder", "We share.", "ctid:1", "care", "", "kind", "people", "x", "nurse"],
        ["Anna", "a.txt", "coder", "We share.", "ctid:2", "rest", "why?", "x", "nurse"],
        ["Bert", "b.txt", "coder", "We share.", "ctid:3", "rest", "", "y", "cook"],
        ["Bert", "b.txt", "coder", "We share.", "ctid:5", "rest", "", "y", "cook"],
        ["Bert", "c.png", "coder", "image", "imid:4", "care", "", "kind", "people", "y", "cook"],
    ]
    text = table((*header, "FileVar_place", "CaseVar_role"), *map(tuple, rows))
    part, found = imported(text.encode("utf-8-sig"), "codings.csv")
    assert [(one.words, one.speaker, one.codes) for one in part.quotes] == [
        ("We share.", "Anna", (("people", "kind", "care"), ("rest",))),
        ("We share.", "Bert", (("rest",),)),
        ("We share.", "Bert", (("rest",),)),
    ]
    assert {(one.name, one.attributes) for one in part.participants} == {
        ("Anna", (("role", "nurse"),)),
        ("Bert", (("role", "cook"),)),
    }
    assert found == [
        "codings.csv:6:18: note[coding-is-text] the coding 'imid:4' with 'care' is of a picture, and was left out\n"
        "  hint: describe it in words, if readers need it"
    ]


def test_a_table_that_is_named_as_a_report_and_is_none_is_refused() -> None:
    assert imported("quote,speaker\nWe share.,Anna\n", form="taguette-highlights")[1] == [
        "table.csv:1:1: error[report-columns] there is no table with the columns 'id', 'document', 'tag', 'content'\n"
        "  hint: leave out --format"
    ]


def test_dots_in_numbers_and_at_the_end_divide_no_tag() -> None:
    rows = [("1", "D", tag, f"We rest {tag}.") for tag in ("1.5 h", "1.7 h", "a", "a.", "b.c", "b.d")]
    part, _ = imported(table(("id", "document", "tag", "content"), *rows))
    codes = [quote.codes for quote in part.quotes]
    assert [path for one in codes for path in one] == [("1.5 h",), ("1.7 h",), ("a",), ("a.",), ("b", "c"), ("b", "d")]


def test_the_folder_of_a_document_is_not_published(tmp_path: Path) -> None:
    part, _ = imported(table(("id", "document", "tag", "content"), ("1", "C:\\Users\\ann\\P1.odt", "a", "We rest.")))
    assert [source.title for source in as_study(tmp_path, part).sources] == ["P1.odt"]
