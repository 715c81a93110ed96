"""Databases of Taguette: tags, documents and highlights."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.qda.databases import Rows, database
from themebook.core.diagnostics import Loaded
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import format_of
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda.taguette_project import read_taguette

TABLES = (
    "CREATE TABLE users (login varchar primary key, email varchar)",
    "CREATE TABLE projects (id integer primary key, name varchar, description text, created datetime)",
    "CREATE TABLE documents (id integer primary key, name varchar, description text, filename varchar, created text,"
    " project_id integer, text_direction varchar, contents text)",
    "CREATE TABLE highlights (id integer primary key, document_id integer, start_offset integer, end_offset integer, "
    "snippet text)",
    "CREATE TABLE tags (id integer primary key, project_id integer, path varchar, description text)",
    "CREATE TABLE highlight_tags (highlight_id integer, tag_id integer)",
)
PROJECT = (1, "Shifts", "Private.", None)


def document(contents: str, number: int = 1, project: int = 1) -> tuple[object, ...]:
    return number, f"Interview {number}", "At work.", "C:\\rita.docx", None, project, "LEFT_TO_RIGHT", contents


def file(**rows: object) -> InputFile:
    given: Rows = {"users": [("rita", "rita@example.org")], "projects": [PROJECT], **rows}  # type: ignore[dict-item]
    return database(*TABLES, rows=given)


def read(**rows: object) -> Loaded[Imported]:
    return read_taguette(file(**rows), ImportOptions())


def test_highlights_are_quotes_with_their_tags_as_codes() -> None:
    found = read(
        documents=[document("<h1>Café</h1>\n<p>I <b>work</b> at\nnight.</p><p>So do I.</p>")],
        tags=[(1, 1, "work", "All of it."), (2, 1, "work.night", ""), (3, 1, "e.g. this", "")],
        highlights=[
            (1, 1, 8, 12, "<b>work</b>"),
            (2, 1, 0, 5, "<h1>Café</h1>"),
            (3, 1, 16, 29, "<p>night.</p><p>So do I</p>"),
        ],
        highlight_tags=[(1, 1), (1, 2), (3, 3)],
    )
    assert [(quote.words, quote.locator, quote.codes) for quote in found.value.quotes] == [
        ("Café", "l. 1", ()),
        ("work", "l. 2, char. 3", (("work",), ("work", "night"))),
        ("night.\nSo do I", "l. 2, char. 11", (("e.g. this",),)),
    ]
    assert found.diagnostics == ()
    assert [(code.path, code.definition) for code in found.value.codes] == [
        (("work",), "All of it."),
        (("work", "night"), ""),
        (("e.g. this",), ""),
    ]


def test_a_document_is_a_source_and_nothing_of_users_is_read() -> None:
    found = read(documents=[document("<p>I work.</p>")]).value
    (source,) = found.sources
    assert (source.title, source.about, source.text.strip()) == ("Interview 1", "At work.", "I work.")
    assert (found.details.title, found.details.software) == ("Shifts", "Taguette")
    assert "rita" not in repr(found)


def test_the_words_of_a_highlight_decide_if_its_positions_are_wrong() -> None:
    found = read(documents=[document("<p>I work at night.</p>")], highlights=[(7, 1, 0, 3, "<p>at night</p>")])
    assert [(quote.words, quote.locator) for quote in found.value.quotes] == [("at night", "")]
    assert [f"[{one.rule.code}] {one.message}" for one in found.diagnostics] == [
        "[highlight-words] the words of highlight 7 are not at its positions in 'Interview 1'; "
        "those that it has itself were used"
    ]


def test_only_one_project_of_a_database_is_read_and_the_others_are_reported() -> None:
    found = read(
        projects=[(2, "Other", "", None), PROJECT],
        documents=[document("<p>Mine.</p>"), document("<p>Other.</p>", 2, project=2)],
        tags=[(1, 1, "a", ""), (2, 2, "b", "")],
        highlights=[(1, 2, 0, 3, "<p>Oth</p>")],
    )
    assert [source.title for source in found.value.sources] == ["Interview 1"]
    assert [code.path for code in found.value.codes] == [("a",)]
    assert found.value.quotes == ()
    assert [f"[{one.rule.code}] {one.message}" for one in found.diagnostics] == [
        "[one-taguette-project] only the project 'Shifts' was read, the first of 2"
    ]


def test_the_database_is_recognised() -> None:
    found = format_of(file()).value
    assert found
    assert found.name == "taguette-project"


CHARACTERS = st.sampled_from(["a", "b", "é", "中", "😀", " ", "\n", "&", "<"])
BLOCKS = st.lists(st.text(CHARACTERS, min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6)


@given(BLOCKS, st.data())
def test_positions_in_bytes_are_found_in_any_text(blocks: list[str], data: st.DataObject) -> None:
    escaped = [block.replace("&", "&amp;").replace("<", "&lt;") for block in blocks]
    contents = "\n".join(
        f"<p>{block[:2]}<i>{block[2:]}</i></p>" if "&" not in block else f"<p>{block}</p>" for block in escaped
    )
    whole = "\n".join(blocks)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
    offsets = len(whole[:start].encode()), len(whole[:end].encode())
    found = read(documents=[document(contents)], highlights=[(1, 1, *offsets, "")]).value
    assert ["".join(quote.words.split()) for quote in found.quotes] == ["".join(whole[start:end].split())] * bool(
        whole[start:end].strip()
    )
    assert all(quote.words in found.sources[0].text for quote in found.quotes)
