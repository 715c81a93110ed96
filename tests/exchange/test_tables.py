"""Tables: what is in the cells is in the study, character for character, and what is not is said."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.exchange.checked import as_study, assembled, imported
from themebook.core.diagnostics import Span
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedQuote

QUOTES = """\
Quote;Participant;Theme;Subtheme;Code;Source;Locator;attribute:Role;attribute:Age (years);Mood
"You talk more easily; when
hands are busy";Anna;Company;Talk;busy hands;Interview 1;l. 12;helper;34;good
"You talk more easily; when
hands are busy";Anna;Company;Talk;talking;Interview 1;l. 12;helper;34;
Never on a Sunday.;Bert;"Company; Rest";;rest > Sunday;;;member;71;
;Bert;Rest;;;;;;;
"""


def table(*rows: tuple[str, ...], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def workbook(**sheets: list[list[object]]) -> bytes:
    book, data = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(data)
    return data.getvalue()


def test_rows_become_quotes_with_all_that_is_beside_them() -> None:
    part, found = imported(QUOTES, "q.csv")
    first, second = part.quotes
    assert first.words == "You talk more easily; when\nhands are busy"
    assert (first.speaker, first.source, first.locator) == ("Anna", "Interview 1", "l. 12")
    assert (first.themes, first.codes) == ((("Company", "Talk"),), (("busy hands",), ("talking",)))
    assert (second.themes, second.codes) == ((("Company",), ("Rest",)), (("rest", "Sunday"),))
    assert part.participants[2].attributes == (("Role", "member"), ("Age (years)", "71"))
    assert found == [
        "q.csv:1:91: note[column-carried] not imported: column 'Mood'\n"
        "  hint: leave it so if it is private; for one about participants, write --columns attribute:LABEL=NAME",
        "q.csv:7:2: warning[row-is-complete] this row has no quote, and was left out\n  hint: add the quote",
        "q.csv:4:1: note[rows-joined] rows with the same words by the same speaker became one quote, 1 in all\n"
        "  hint: give each its locator if they were said twice",
    ]


def test_rows_without_a_quote_are_reported_together() -> None:
    rows = [("Anna", ""), ("Ben", "Never."), *[("Cem", "")] * 12]
    _, found = imported(table(("speaker", "quote"), *rows))
    assert found == [
        "table.csv:2:1: warning[row-is-complete] 13 rows have no quote, and were left out: this one, and rows "
        "4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 2 more\n  hint: add the quote"
    ]


def test_joined_rows_keep_a_title_and_other_languages_stay_apart() -> None:
    rows = [("Never.", "en", ""), ("Never.", "en", "On time"), ("Never.", "de", "")]
    part, _ = imported(table(("quote", "language", "title"), *rows))
    assert [(quote.language, quote.title) for quote in part.quotes] == [("en", "On time"), ("de", "")]


def test_a_definition_is_of_the_theme_if_there_is_no_code_beside_it() -> None:
    rows = [("Company", "", "Being among others."), ("Company", "talking", "To talk.")]
    part, found = imported(table(("theme", "code", "definition"), *rows))
    assert [theme.definition for theme in part.themes] == ["Being among others.", ""]
    assert [(code.path, code.definition) for code in part.codes] == [(("talking",), "To talk.")]
    assert found == []


def test_columns_in_other_languages_are_named_and_the_error_lists_those_found() -> None:
    text = table(("Sitaatti", "Puhuja", "Mieliala"), ("Nie sonntags.", "Anna", "gut"))
    _, found = imported(text)
    assert found == [
        "table.csv:1:1: error[columns-known] nothing was recognised in the columns 'Sitaatti', 'Puhuja', 'Mieliala'\n"
        '  hint: say what they hold: --columns "quote=Sitaatti" if that has the quotes, and speaker=, theme=, '
        "subtheme=, code=, source=, page=, attribute:Role= and so on"
    ]
    columns = {"quote": "sitaatti", "speaker": "Puhuja", "attribute:Mood": "Mieliala"}
    part, found = imported(text, options=ImportOptions(columns=columns))
    assert ([quote.words for quote in part.quotes], found) == (["Nie sonntags."], [])
    assert [(one.name, one.attributes) for one in part.participants] == [("Anna", (("Mood", "gut"),))]
    _, found = imported(text, options=ImportOptions(columns={"quote": "Sitaattie", "words": "Sitaatti"}))
    assert found[:2] == [
        "table.csv:1:1: error[column-exists] there is no column 'Sitaattie'\n"
        "  hint: the columns are 'Sitaatti', 'Puhuja', 'Mieliala'",
        "table.csv:1:1: error[column-exists] a column cannot hold 'words'\n  hint: write one of quote, speaker, "
        "overarching theme, theme, subtheme, code, source, page, locator, language, translation, title, context, note, "
        "kind, group, size, about, date, wave, summary, definition, includes, excludes, claim, explanation, unquoted, "
        "supports, contrasts, id, or attribute:NAME",
    ]


ENCODED = {
    "utf-8": "Ça va, “Ännchen”? Łódź",
    "utf-8-sig": "Ça va, “Ännchen”? Łódź",
    "utf-16": "Ça va, “Ännchen”? Łódź",
    "cp1252": "Ça va très bien, “Ännchen” et Zoë aussi, déjà à l’école",
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODED)
def test_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    words = ENCODED[encoding]
    data = table(("quote", "speaker", "note"), (words, "Zoë", "a;b,c"), ("b", "c", "d"), delimiter=delimiter)
    part, found = imported(data.encode(encoding))
    assert [(quote.words, quote.speaker, quote.note) for quote in part.quotes] == [
        (words, "Zoë", "a;b,c"),
        ("b", "c", "d"),
    ]
    assert bool(found) == (encoding == "cp1252")


def test_sheets_of_a_workbook_are_one_study(tmp_path: Path) -> None:
    data = workbook(
        quotes=[["quote", "speaker", "theme", "code", "source"], ["We share.", "P1", "Company", "a > b", "Talk 1"]],
        participants=[
            ["speaker", "kind", "attribute:Age (years)"],
            ["P1", "person", 34.0],
            ["Mod", "Interviewer", None],
        ],
        themes=[["theme", "definition"], ["company", "Being among people."]],
        codes=[["code", "definition"], ["a", "Of *a* & [b]."]],
        sources=[["source", "kind", "speaker", "date"], ["Talk 1", "transcript", "P1; Mod", "2024-05-31"]],
    )
    part, found = imported(data, "study.xlsx")
    assert found == []
    study = as_study(tmp_path, part)
    (theme,), (source,) = study.themes, study.sources
    assert (theme.title, theme.definition and theme.definition.markdown) == ("company", "Being among people.")
    assert [(quote.text, quote.participant and quote.participant.id) for quote in theme.quotes] == [("We share.", "p1")]
    assert [(one.name, str(one.kind)) for one in study.participants] == [("P1", "person"), ("Mod", "interviewer")]
    assert [(pair.name.id, pair.value) for pair in study.participants[0].attributes] == [("age", "34")]
    assert (source.date, [link.id for link in source.participants]) == ("2024-05-31", ["p1", "mod"])
    assert [[code.title for code in path] for path in study.all_codes()] == [["a"], ["a", "b"]]
    assert study.codes[0].definition
    assert study.codes[0].definition.markdown == r"Of \*a\* & \[b\]."


def test_formulas_stay_text_and_hidden_sheets_stay_out() -> None:
    book, data = Workbook(), io.BytesIO()
    book.worksheets[0].append(["quote", "speaker"])
    book.worksheets[0].append(['=HYPERLINK("https://example.org","x")', "P1"])
    secret = book.create_sheet("key")
    secret.append(["speaker", "about"])
    secret.append(["P1", "Her real name"])
    secret.sheet_state = "hidden"
    book.save(data)
    part, found = imported(data.getvalue(), "q.xlsx")
    assert [quote.words for quote in part.quotes] == ['=HYPERLINK("https://example.org","x")']
    assert "real name" not in str(part)
    assert found == [
        "q.xlsx/Sheet:2:1: warning[cell-is-value] the cell A2 is a formula; its text was imported\n"
        "  hint: replace it by its value",
        "q.xlsx/key:1:1: note[sheet-visible] the hidden sheet 'key' was left out\n"
        "  hint: show it if you want to import it",
    ]


def test_a_merged_cell_is_the_cell_of_all_its_rows() -> None:
    book, data = Workbook(), io.BytesIO()
    for row in (["quote", "code"], ["We share.", "a"], [None, "b"]):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A2:A3")
    book.save(data)
    part, found = imported(data.getvalue(), "q.xlsx")
    assert [quote.codes for quote in part.quotes] == [(("a",), ("b",))]
    assert [one.partition(" rows")[0] for one in found] == ["q.xlsx/Sheet:3:1: note[rows-joined]"]


WRONG = {
    "quote,page\nWe share.,iv\n": "table.csv:2:11: warning[cell-allowed] 'iv' is not a whole number, and was left out\n"
    "  hint: write only digits",
    "speaker,kind\nAnna,persn\n": "table.csv:2:6: warning[cell-allowed] 'persn' is not a kind, and was left out\n"
    "  hint: did you mean 'person'?",
    "source,date\nTalk,31.5.2024\n": "table.csv:2:6: warning[cell-allowed] '31.5.2024' is not a date, and was left "
    "out\n"
    "  hint: write it such as 2024-05-31 or 2024-05",
    "quote,speaker\nWe share, always.,Anna,x\n": "table.csv:2:19: warning[cell-has-column] not imported: 'Anna', 'x', "
    "which no column of the header is above\n  hint: put text with a delimiter in it in quotation marks",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_in_a_cell_is_said_at_its_place(text: str) -> None:
    _, found = imported(text)
    assert found == [WRONG[text]]


def test_an_unclosed_quotation_mark_is_found_at_its_beginning() -> None:
    _, found = imported('quote,speaker\n"We share.,Anna\n' + "We rest.,Bert\n" * 30)
    assert found[0].startswith(
        "table.csv:2:1: warning[table-quoted] the quotation mark at the beginning of this cell is"
    )


_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\r\x00")
_WORDS = st.text(_LETTERS, min_size=1, max_size=40).filter(str.strip)
_NAMES = st.sampled_from(["Anna", "ANNA", "Bert ", "“Leo”", "P: 1", "# 3", "Ян", "-", "yes"])
_ROWS = st.tuples(
    _WORDS, _NAMES, st.sampled_from(["", "Company", "Rest > Night", "yes; no"]), st.sampled_from(["", "a;b", "a > c"])
)


@given(st.lists(_ROWS, min_size=1, max_size=8))
def test_whatever_the_cells_hold_the_study_is_right(rows: list[tuple[str, str, str, str]]) -> None:
    """It is read without errors and warnings, and every quote has the words of its cell."""
    part, _ = imported(table(("quote", "speaker", "theme", "code"), *rows), form="csv")
    with TemporaryDirectory() as folder:
        study = as_study(Path(folder), part)
    words = {_allowed(row[0]) for row in rows} - {""}
    assert {quote.text for quote in study.all_quotes()} == words


def _allowed(text: str) -> str:
    """A text without invisible characters, and with the line breaks of a web page."""
    lines = re.sub("[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]", "", lines).strip()


def test_the_same_input_gives_the_same_bytes() -> None:
    parts = [imported(QUOTES)[0] for _ in range(2)]
    first, second = (assembled(part)[0] for part in parts)
    assert (first.findings, first.bibliography) == (second.findings, second.bibliography)


def test_what_several_files_say_of_one_thing_is_joined_and_contradictions_are_said(tmp_path: Path) -> None:
    quotes, _ = imported("quote,speaker,attribute:Role\nWe share.,Anna,nurse\n", "quotes.csv")
    people, _ = imported("speaker,attribute:role,attribute:Town,about\nanna,doctor,Ulm,On nights.\n", "people.csv")
    _, found = assembled(quotes, people)
    assert found == [
        "people.csv:2:1: warning[parts-agree] “role” of 'Anna' is 'doctor' here, but 'nurse' at quotes.csv:2:11\n"
        "  hint: the first was kept; correct it in the findings if it is wrong"
    ]
    (anna,) = as_study(tmp_path, quotes, people).participants
    assert {pair.name.id: pair.value for pair in anna.attributes} == {"role": "nurse", "town": "Ulm"}
    assert anna.about
    assert anna.about.markdown == "On nights."


def test_nothing_is_imported_from_nothing() -> None:
    assert imported("quote,speaker\n", "empty.csv") == (Imported(), [])


ODD = {
    "quote\nA\x07lways.\n": "table.csv:2:1: warning[input-characters] an invisible character (U+0007) was left out\n"
    "  hint: check whether a letter is missing there",
    "quote,language\nAlways.,Klingonese\n": "table.csv:2:1: warning[language-known] unknown language 'Klingonese'\n"
    "  hint: write a tag such as en, pt-BR or zh-Hans",
    "quote,theme,subtheme\nAlways.,A,B\n": "",
}


@pytest.mark.parametrize("text", ODD)
def test_what_a_study_cannot_hold_is_said(text: str) -> None:
    assert assembled(imported(text, form="csv")[0])[1] == ([ODD[text]] if ODD[text] else [])


def test_an_empty_subtheme_is_named_under_its_theme(tmp_path: Path) -> None:
    quotes, _ = imported("quote,theme,subtheme\nAlways.,A,B\n", "quotes.csv")
    themes, _ = imported("theme,subtheme,summary\nA,C,Of *c*.\nA,D,\n", "themes.csv")
    assert assembled(quotes, themes)[1] == [
        f"themes.csv:{line}:1: note[subtheme-filled] subtheme '{name}' has no quotes; it is named under 'A'\n"
        "  hint: give it a quote or a definition, or remove it"
        for line, name in ((2, "C"), (3, "D"))
    ]
    (theme,) = as_study(tmp_path, quotes, themes).themes
    assert [one.title for one in theme.subthemes] == ["B"]
    assert theme.includes
    assert theme.includes.markdown == "- C: Of \\*c\\*.\n- D"


def test_a_quote_of_nobody_known_is_from_its_source(tmp_path: Path) -> None:
    quotes, _ = imported("quote,source\nAlways.,Talk\nNever.,\n", "quotes.csv")
    sources, _ = imported("source,kind,speaker\nTalk,recording,Anna; Bert\n", "sources.csv")
    assert assembled(quotes, sources)[1] == [
        "quotes.csv:2:1: warning[speaker-known] 2 people speak in 'Talk', and this quote does not say which of them\n"
        "  hint: add `participant` to this quote, and then `participants` to the source"
    ]
    study = as_study(tmp_path, quotes, sources)
    assert [quote.source and quote.source.id for quote in study.quotes] == ["talk", "quotes-csv"]
    assert [one.name for one in study.participants] == ["Anna", "Bert"]


def test_the_origin_of_a_draft_names_no_folder(tmp_path: Path) -> None:
    place = Span("/home/ann/study/paper.xml", 3)
    quote = ImportedQuote(key="1", words="Always.", place=place, guessed_from=f"{place.file}, section “Rest”")
    (found,) = as_study(tmp_path, Imported(quotes=(quote,))).all_quotes()
    assert (found.draft, found.origin) == (True, "paper.xml, section “Rest”")


def test_words_in_german_spanish_french_and_portuguese_are_known_and_what_is_not_known_is_no_attribute() -> None:
    part, found = imported(
        table(("Zitat", "Person", "attribute:Alter (Jahre)"), ("Nie.", "B1", "k. A."), ("Ja.", "B2", "34"))
    )
    assert found == []
    assert [(one.name, one.attributes) for one in part.participants] == [("B1", ()), ("B2", (("Alter (Jahre)", "34"),))]


def test_what_has_no_name_is_left_out_and_reported(tmp_path: Path) -> None:
    part, _ = imported("quote,speaker,theme,code\nAlways.,\x01,\x01,\x01; a\n")
    study = as_study(tmp_path, part)
    assert [[link.id for link in quote.codes] for quote in study.all_quotes()] == [["a"]]
    message = "table.csv:2:9: warning[name-has-letters] this has no name, and was left out\n  hint: give it a name"
    assert message in assembled(part)[1]


def test_the_same_words_in_the_same_place_three_times_stay_apart(tmp_path: Path) -> None:
    part, _ = imported("quote,speaker\nAlways.,Anna\n")
    quotes = list(as_study(tmp_path, part, part, part).all_quotes())
    assert len({(quote.id, quote.locator) for quote in quotes}) == 3


def test_a_theme_named_as_the_entry_of_the_study_and_a_group_build(tmp_path: Path) -> None:
    part, _ = imported("quote,speaker,theme,group,page,locator\nAlways.,Anna,This study,Nurses,3,l. 4\n")
    people, _ = imported("speaker,group\nAnna,Nurses\n")
    study = as_study(tmp_path, part, people)
    assert [(one.name, str(one.kind)) for one in study.participants] == [("Anna", "person"), ("Nurses", "group")]
    assert [quote.locator for quote in study.all_quotes()] == ["p. 3, l. 4"]


def test_a_cell_that_is_too_long_is_left_out_and_reported() -> None:
    part, found = imported("quote;speaker\n" + "a" * 1_100_000 + ";Anna\nWe rest.;Bert\n")
    assert [quote.words for quote in part.quotes] == ["We rest."]
    assert found == ["table.csv:2:1: warning[table-bounded] this row has a cell that is too long; it was left out"]


def test_columns_that_a_table_of_this_kind_does_not_use_are_reported() -> None:
    _, found = imported("quote,speaker,definition,date\nAlways.,Anna,Of a.,2024\n")
    assert found[0].startswith("table.csv:1:15: note[column-carried] not imported: columns 'definition', 'date'")


def test_real_names_are_not_taken_for_pseudonyms() -> None:
    part, found = imported("Name,Pseudonym,Quote\nJane Doe,Anna,Always.\n")
    assert "Jane" not in str(part)
    assert found[0].startswith("table.csv:1:1: note[column-carried] not imported: column 'Name'")


def test_participants_with_attributes_are_no_sources() -> None:
    part, _ = imported("participant,interview,attribute:Role\nAnna,Talk 1,nurse\n")
    assert [(one.name, one.attributes) for one in part.participants] == [("Anna", (("Role", "nurse"),))]


def test_hidden_rows_and_columns_stay_out() -> None:
    book, data = Workbook(), io.BytesIO()
    for row in (["quote", "speaker", "about"], ["We share.", "P1", "Jane Doe"], ["Never.", "P2", ""]):
        book.worksheets[0].append(row)
    book.worksheets[0].column_dimensions["C"].hidden = True
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(data)
    part, found = imported(data.getvalue(), "q.xlsx")
    assert ([quote.words for quote in part.quotes], "Jane" in str(part)) == (["We share."], False)
    assert found == [
        "q.xlsx/Sheet:1:1: note[sheet-visible] hidden parts of the sheet were left out: 1 rows, 1 columns\n"
        "  hint: show them if you want to import them"
    ]


def test_ids_that_a_study_can_have_are_kept_and_those_of_other_programs_are_not(tmp_path: Path) -> None:
    ours, found = imported(table(("quote", "speaker", "ID"), ("We rest.", "Anna", "rest"), ("Never.", "Bert", "")))
    assert (found, [quote.id for quote in ours.quotes]) == ([], ["rest", ""])
    assert [str(quote.id) for quote in as_study(tmp_path, ours).all_quotes()] == ["rest", "quote-never"]
    theirs, found = imported(table(("quote", "speaker", "id"), ("We rest.", "Anna", "17"), ("Never.", "Bert", "A 3")))
    assert [quote.id for quote in theirs.quotes] == ["", ""]
    assert [one.splitlines()[0] for one in found] == ["table.csv:1:15: note[column-carried] not imported: column 'id'"]


def test_an_id_that_is_not_valid_or_that_two_rows_have_is_reported() -> None:
    rows = [("We rest.", "rest"), ("Never.", "A 3"), ("Always.", "rest"), ("We rest.", "rest-2"), ("We rest.", "rest")]
    part, found = imported(table(("quote", "id"), *rows))
    assert [(quote.words, quote.id) for quote in part.quotes] == [
        ("We rest.", "rest"),
        ("Never.", ""),
        ("Always.", ""),
        ("We rest.", "rest-2"),
    ]
    assert [one for one in found if "cell-allowed" in one] == [
        "table.csv:3:8: warning[cell-allowed] 'A 3' is not an id, and was left out\n"
        "  hint: write lower-case letters and digits joined by hyphens, and begin with a letter",
        "table.csv:4:1: warning[cell-allowed] this row has the id of a row above ('rest'), which was left out\n"
        "  hint: give each row an id of its own, or none",
    ]


FINDINGS = table(
    ("Finding", "Theme", "Supports", "Contrasts", "Explanation"),
    ("All rest.", "Rest > Night; Work", "rest; gone", "never", "At *night*."),
    ("Some do not.", "", "", "gone; away", ""),
)


def test_findings_find_their_evidence_in_another_table_and_the_rest_is_reported_once(tmp_path: Path) -> None:
    findings, found = imported(FINDINGS, "findings.csv")
    assert found == []
    quotes, _ = imported(
        table(("quote", "speaker", "id"), ("We rest.", "Anna", "rest"), ("Never.", "Bert", "never")), "quotes.csv"
    )
    for parts in ((findings, quotes), (quotes, findings)):
        assert assembled(*parts)[1] == [
            "findings.csv:2:1: warning[evidence-found] evidence was not imported, because there are no quotes with the "
            "ids 'gone', 'away'\n  hint: import the table of quotes, with its column `id`, together with that of "
            "findings; or import findings.json"
        ]
        study = as_study(tmp_path, *parts)
        first, second = study.findings()
        assert [(str(stance), link.id) for stance, link in first.evidence_links()] == [
            ("supports", "rest"),
            ("contrasts", "never"),
        ]
        assert [link.id for link in first.also] == ["work"]
        assert first.explanation
        assert first.explanation.markdown == r"At \*night\*."
        assert (second.unquoted, list(second.evidence_links())) == ("No quote was found for it.", [])
        assert {theme.title for theme in study.themes} == {"Rest", "Work", "Findings"}


def test_sheets_of_quotes_and_findings_are_one_study() -> None:
    data = workbook(
        quotes=[["quote", "speaker", "id"], ["We rest.", "Anna", "rest"]],
        findings=[["claim", "theme", "supports", "unquoted"], ["All rest.", "Rest", "rest", None]],
    )
    part, found = imported(data, "study.xlsx")
    assert found == []
    study, problems = assembled(part)
    assert problems == []
    assert [len(one.supports) for one in study.parts.findings] == [1]


def test_what_follows_from_the_rest_of_a_published_table_is_not_reported_but_what_was_added_is() -> None:
    header = ("quote", "speaker", "speakers", "counted under", "Private", "supports", "id", "address")
    _, found = imported(table(header, ("We rest.", "Anna", "Anna", "Rest", "x", "All rest.", "rest", "quotes/rest/")))
    assert [one.splitlines()[0] for one in found] == [
        "table.csv:1:46: note[evidence-carried] not imported: column 'supports'",
        "table.csv:1:38: note[column-carried] not imported: column 'Private'",
    ]
    _, found = imported(table(("quote", "speakers", "address"), ("We rest.", "Jane Doe", "Ulm")))
    assert [one.splitlines()[0] for one in found] == [
        "table.csv:1:7: note[column-carried] not imported: columns 'speakers', 'address'"
    ]
