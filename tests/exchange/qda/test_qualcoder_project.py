"""Databases of QualCoder: categories, codes, cases, files and what is coded in them."""

from __future__ import annotations

from tests.exchange.qda.databases import Rows, database
from themebook.core.choices import SourceKind
from themebook.core.diagnostics import Loaded
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import format_of
from themebook.exchange.imported import Imported
from themebook.exchange.qda.qualcoder_project import read_qualcoder

TABLES = (
    "CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text)",
    "CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, "
    "supercid integer)",
    "CREATE TABLE code_cat (catid integer primary key, name text, owner text, memo text, supercatid integer)",
    "CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, "
    "pos1 integer, owner text, memo text)",
    "CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text)",
    "CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer)",
    "CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer)",
    "CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text)",
    "CREATE TABLE code_image (imid integer primary key, id integer)",
    "CREATE TABLE journal (jid integer primary key, name text, jentry text)",
)
TEXT = "😀 I work at night.\nSo do I."
ROWS: Rows = {
    "source": [
        (1, "Interview 1", TEXT, None, "At work.", "rita"),
        (2, "Talk.mp3", None, "/audio/Talk.mp3", "", "rita"),
    ],
    "code_cat": [(1, "Time", "rita", "When.", None), (2, "Late", "rita", "", 1)],
    "code_name": [
        (1, "Nights", "At night.", 2, "rita", None),
        (2, "Shifts", "", None, "rita", 1),
        (3, "Time", "", None, "rita", None),
    ],
}


def read(**rows: object) -> Loaded[Imported]:
    given: Rows = {**ROWS, **rows}  # type: ignore[dict-item]
    return read_qualcoder(database(*TABLES, rows=given, name="study.qda/data.qda"), ImportOptions())


def messages(found: Loaded[Imported]) -> list[str]:
    return [f"[{one.rule.code}] {one.message}" for one in found.diagnostics]


def test_categories_and_codes_are_codes_below_each_other() -> None:
    assert [(code.path, code.definition) for code in read().value.codes] == [
        (("Time",), "When."),
        (("Time", "Late"), ""),
        (("Time", "Late", "Nights"), "At night."),
        (("Time", "Late", "Nights", "Shifts"), ""),
        (("Time (2)",), ""),
    ]


def test_categories_in_a_circle_are_codes_at_the_top() -> None:
    found = read(code_cat=[(1, "A", "", "", 2), (2, "B", "", "", 1)], code_name=[(1, "C", "", 1, "", None)])
    assert [code.path for code in found.value.codes] == [("A",), ("B",), ("C",)]


def test_files_are_sources_without_the_names_of_coders() -> None:
    found = read().value
    assert [(one.title, one.kind, one.about, one.text) for one in found.sources] == [
        ("Interview 1", None, "At work.", TEXT),
        ("Talk.mp3", SourceKind.RECORDING, "", ""),
    ]
    assert "rita" not in repr(found)


def test_coded_passages_are_quotes_with_their_codes_and_memos() -> None:
    found = read(
        code_text=[
            (1, 1, 1, "work", 4, 8, "rita", "Early."),
            (2, 3, 1, "work", 4, 8, "rita", "Late."),
            (3, 1, 1, "So do I.", 19, 27, "rita", ""),
        ],
        annotation=[(1, 1, 12, 17, "Not often.")],
    )
    assert [(quote.words, quote.locator, quote.codes, quote.note) for quote in found.value.quotes] == [
        ("work", "l. 1, char. 5", (("Time", "Late", "Nights"), ("Time (2)",)), "Early.\n\nLate."),
        ("night", "l. 1, char. 13", (), "Not often."),
        ("So do I.", "l. 2", (("Time", "Late", "Nights"),), ""),
    ]


def test_positions_that_count_some_characters_as_two_are_understood() -> None:
    found = read(code_text=[(1, 1, 1, "work", 5, 9, "", ""), (2, 1, 1, "So", 20, 22, "", "")])
    assert [(quote.words, quote.locator) for quote in found.value.quotes] == [("work", "l. 1"), ("So", "l. 2")]
    assert found.diagnostics == ()


def test_a_case_is_a_participant_who_speaks_in_its_parts_of_texts() -> None:
    found = read(
        cases=[(1, "Anna", "A nurse.", ""), (2, "Ben", "", "")],
        case_text=[(1, 1, 1, 0, 18), (2, 2, 1, 19, 27)],
        attribute=[(1, "Age", "case", "34", 1), (2, "Place", "file", "Ward", 1), (3, "Age", "case", "", 2)],
        code_text=[(1, 1, 1, "work", 4, 8, "", ""), (2, 1, 1, "So do I.", 19, 27, "", "")],
    )
    assert [(one.name, one.about, one.attributes) for one in found.value.participants] == [
        ("Anna", "A nurse.", (("Age", "34"),)),
        ("Ben", "", ()),
    ]
    assert [(quote.words, quote.speaker) for quote in found.value.quotes] == [("work", "Anna"), ("So do I.", "Ben")]
    assert found.value.sources[0].participants == ("Anna", "Ben")
    assert messages(found) == ["[qualcoder-carried] attributes of files are not carried over, 1 in all"]


def test_attributes_of_the_only_file_of_a_case_are_its_own() -> None:
    found = read(cases=[(1, "Anna", "", "")], case_text=[(1, 1, 1, 0, 99)], attribute=[(1, "Place", "file", "Ward", 1)])
    assert found.value.participants[0].attributes == (("Place", "Ward"),)


def test_passages_of_an_edited_text_keep_their_words_and_are_reported() -> None:
    found = read(code_text=[(7, 1, 1, "in the day", 4, 14, "", "Old.")])
    assert [(quote.words, quote.locator, quote.note) for quote in found.value.quotes] == [("in the day", "", "Old.")]
    assert messages(found) == [
        "[coded-words] the words of 'coding-7' are not at its positions 4 to 14 of 'Interview 1'"
    ]


def test_what_is_not_carried_is_reported_with_its_number() -> None:
    found = read(
        code_text=[(1, 9, 1, "work", 4, 8, "", ""), (2, 1, 9, "x", 0, 1, "", "")],
        code_image=[(1, 1), (2, 1)],
        journal=[(1, "Mine", "Private.")],
    )
    assert messages(found) == [
        "[coded-words] passages are coded with codes that the project no longer has, 1 in all",
        "[coded-words] passages of files that the project no longer has are not carried over, 1 in all",
        "[qualcoder-carried] codes of pictures are not carried over, 2 in all",
        "[qualcoder-carried] entries of the journal are not carried over, 1 in all",
    ]


def test_annotations_of_a_file_without_text_are_reported() -> None:
    found = read(source=[(1, "Interview 1", "", None, "", "")], annotation=[(1, 1, 0, 4, "Why?")])
    assert messages(found) == [
        "[coded-words] annotations of 'Interview 1' are not carried over, because it has no text, 1 in all"
    ]


def test_the_database_is_recognised() -> None:
    found = format_of(database(*TABLES, name="study.qda/data.qda")).value
    assert found
    assert found.name == "qualcoder-project"
