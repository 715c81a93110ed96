"""Manuscripts in Word, OpenDocument and Markdown give the same draft."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.exchange.articles.manuscripts.texts import MARKDOWN, cited, converted, messages, read, recognised, said
from themebook.exchange.articles.manuscripts.markdown import typographic

FORMS = ["docx", "odt", "md"]


def manuscript(form: str, text: str = MARKDOWN) -> bytes:
    return text.encode() if form == "md" else converted(text, form)


@pytest.mark.parametrize("form", FORMS)
def test_all_formats_give_the_same_themes_quotes_and_works(form: str) -> None:
    imported = read(manuscript(form), f"a.{form}").value
    assert [theme.path for theme in imported.themes] == [("Waiting",), ("Care",)]
    assert said(imported) == [
        ("Keeper 1", "You wait and you listen to the wind."),
        ("Keeper 2", "I read the same paper twice."),
        ("Keeper 3", "an old friend of the house"),
    ]
    assert list(cited(imported).values()) == ["Abel 2001", "Baker & Cole 2010"]
    assert imported.details.title == "Keeping lamps"


def test_places_are_lines_in_markdown_and_paragraphs_in_word() -> None:
    line = next(number for number, one in enumerate(MARKDOWN.splitlines(), 1) if "the wind" in one)
    assert read(MARKDOWN, "a.md").value.quotes[0].place.line == line
    assert read(manuscript("docx"), "a.docx").value.quotes[0].place.line == 7


def test_paragraphs_with_a_style_for_quotations_are_set_apart() -> None:
    text = MARKDOWN.replace(
        "> “I read the same paper twice.” (Keeper 2)",
        '::: {custom-style="Participant quote"}\nI read the same paper twice. (Keeper 2)\n:::',
    )
    imported = read(converted(text, "docx"), "a.docx").value
    assert ("Keeper 2", "I read the same paper twice.") in said(imported)


def test_straight_marks_in_markdown_are_quotation_marks() -> None:
    text = MARKDOWN.replace("“", '"').replace("”", '"')
    assert said(read(text, "a.md").value) == said(read(MARKDOWN, "a.md").value)


@pytest.mark.parametrize("form", FORMS)
def test_headings_may_be_bold_paragraphs(form: str) -> None:
    text = re.sub(r"^## (.*)$", r"**\1**", MARKDOWN.replace("# Keeping lamps\n", "", 1), flags=re.MULTILINE)
    text = re.sub(r"^### (.*)$", r"*\1*", text.replace("#**", "###"), flags=re.MULTILINE)
    imported = read(manuscript(form, text), f"a.{form}").value
    assert [theme.path for theme in imported.themes] == [("Waiting",), ("Care",)]
    assert list(cited(imported).values()) == ["Abel 2001", "Baker & Cole 2010"]


@pytest.mark.parametrize("form", FORMS)
def test_tables_are_left_out_and_reported(form: str) -> None:
    text = MARKDOWN.replace("## References", "| who | what |\n| --- | --- |\n| a | b |\n\n## References")
    loaded = read(manuscript(form, text), f"a.{form}")
    assert "parts-carried: this table is left out, and others like it" in messages(loaded)


def test_quotes_need_not_be_indented() -> None:
    text = MARKDOWN.replace(
        "> “I read the same paper twice.” (Keeper 2)", "I read the same paper twice. I always do. (Keeper 2)"
    )
    assert ("Keeper 2", "I read the same paper twice. I always do.") in said(
        read(converted(text, "docx"), "a.docx").value
    )


def test_footnotes_are_read_for_their_citations() -> None:
    text = MARKDOWN.replace("Keepers waited", "Keepers[^1] waited") + "\n[^1]: As Drew (1999) found.\n"
    assert "Drew 1999" in cited(read(converted(text, "docx"), "a.docx").value).values()


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    return zipped({**members, name: content})


def test_a_word_file_without_text_is_reported() -> None:
    loaded = read(zipped({"[Content_Types].xml": b"<Types/>"}), "a.docx")
    assert "there is no text in 'a.docx': 'word/document.xml' is missing" in messages(loaded)


def test_a_word_file_that_is_damaged_is_reported() -> None:
    loaded = read(changed(manuscript("docx"), "word/document.xml", b"<w:document><w:body>"), "a.docx")
    assert loaded.value.quotes == ()
    assert "manuscript-readable" in messages(loaded)


def test_a_word_file_with_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'
    loaded = read(changed(manuscript("docx"), "word/document.xml", bomb), "a.docx")
    assert "'word/document.xml' in 'a.docx' defines entities" in messages(loaded)


def test_a_part_that_unpacks_to_very_much_is_refused() -> None:
    loaded = read(changed(manuscript("docx"), "word/document.xml", b" " * 30_000_000), "a.docx")
    assert "'word/document.xml' unpacks to more than 200 times its size" in messages(loaded)


def test_deep_nesting_is_reported() -> None:
    loaded = read(MARKDOWN + "\n" + "> " * 100 + "deep\n", "a.md")
    assert "nested-little" in messages(loaded)


def test_a_spreadsheet_is_no_manuscript() -> None:
    assert recognised(zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "a.xlsx") == "xlsx"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," he said, "I\'m here ... now."', "“Yes,” he said, “I’m here ... now.”"),
        ('> *"So it is" --- always*', "> *“So it is” --- always*"),
        ('*so long ... "* (P1)', "*so long ... ”* (P1)"),
        ("in the '90s, and 'that'", "in the ’90s, and ‘that’"),
        ('it\\\'s `"code"` [a](b "c") {d="e"}', 'it\\\'s `"code"` [a](b "c") {d="e"}'),
        ("---\ntitle\n---", "---\ntitle\n---"),
    ],
)
def test_straight_marks_become_typographic(text: str, expected: str) -> None:
    assert typographic(text, "\"'") == expected


@pytest.mark.parametrize("words", ['We don\'t say "yes" -- ever...', 'We don’t say "yes"', "In the '90s we 'd wait."])
def test_quotes_keep_the_marks_that_the_author_wrote(words: str) -> None:
    text = MARKDOWN.replace("“", '"').replace("”", '"').replace("I read the same paper twice.", words)
    assert ("Keeper 2", words) in said(read(text, "a.md").value)


@pytest.mark.parametrize("form", ["md", "docx"])
def test_struck_words_money_and_labels_like_pages_stay_as_they_are(form: str) -> None:
    text = MARKDOWN.replace(
        "“You wait and you listen to the wind.” (Keeper 1)",
        "“I did ~~not~~ pay \\$5 and \\$6, as Abel (2001) says.” (P2)"
        if form == "docx"
        else "“I did ~~not~~ pay $5 and $6.” (P2)",
    )
    (first, *_) = read(manuscript(form, text), f"a.{form}").value.quotes
    assert (first.words.startswith("I did not pay $5 and $6"), first.speaker) == (True, "P2")


def test_raw_code_is_reported_and_a_break_divides_words() -> None:
    text = MARKDOWN.replace("You wait and you", "You wait<br>and <b>you</b>")
    loaded = read(text, "a.md")
    assert loaded.value.quotes[0].words == "You wait\nand you listen to the wind."
    assert "parts-carried: this raw code is left out, and others like it" in messages(loaded)


def test_the_next_quote_is_not_the_speaker_of_the_one_before() -> None:
    quotes = "> I waited for hours. (P2)\n\n> My son went home, too (P3)"
    text = MARKDOWN.replace("> “You wait and you listen to the wind.” (Keeper 1)", quotes)
    assert said(read(text, "a.md").value)[:2] == [("P2", "I waited for hours."), ("P3", "My son went home, too")]


UNSTYLED = """
**A study of keepers**

Ann Author

**Introduction**

Lamps matter (Baker & Cole, 2010).

**Findings**

Two themes were found.

**Looking after the lamp**

Most keepers cared for it.

> I polish her first. (Keeper 1)

*“Robbing the day to pay the night”*

Keepers slept by day.

> I know every sound of the house.

> (Rosa)

*Waiting for news*

Keepers were alone with this.

> Keeper 2: “I read the same paper twice.”

> Keeper 3: “I read it to the dog.”

**Trust in the result**

Keepers wrote it down.

> I: Why?

> Keeper 1: Because nobody else does.

**Discussion**

All is well.
"""


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_headings_of_documents_without_styles_nest_by_their_looks(form: str) -> None:
    imported = read(converted(UNSTYLED, form), f"a.{form}").value
    assert [theme.path for theme in imported.themes] == [
        ("Looking after the lamp",),
        ("Looking after the lamp", "“Robbing the day to pay the night”"),
        ("Looking after the lamp", "Waiting for news"),
        ("Trust in the result",),
    ]
    assert said(imported) == [
        ("Keeper 1", "I polish her first."),
        ("Rosa", "I know every sound of the house."),
        ("Keeper 2", "I read the same paper twice."),
        ("Keeper 3", "I read it to the dog."),
        ("", ""),
    ]
    assert imported.quotes[-1].turns == (("I", "Why?"), ("Keeper 1", "Because nobody else does."))


def test_headings_that_look_alike_nest_by_what_follows() -> None:
    """A heading that another follows at once is above it. Without results, other sections with quotes are themes."""
    text = re.sub(r"^\*([“A-Z].*)\*$", r"**\1**", UNSTYLED, flags=re.MULTILINE)
    text = text.replace("**Findings**\n\nTwo themes were found.\n\n", "")
    text = text.replace("Most keepers cared for it.\n\n> I polish her first. (Keeper 1)\n\n", "")
    text = text.replace("**Trust in the result**", "**The book**\n\n**Writing it down**")
    imported = read(converted(text, "docx"), "a.docx").value
    assert [theme.path for theme in imported.themes] == [
        ("Looking after the lamp",),
        ("Looking after the lamp", "“Robbing the day to pay the night”"),
        ("Looking after the lamp", "Waiting for news"),
        ("The book",),
        ("The book", "Writing it down"),
    ]


def test_text_before_the_first_section_holds_none_of_them() -> None:
    text = MARKDOWN.replace("# Keeping lamps\n", "# Keeping lamps\n\n*Ann Author*\n")
    assert [theme.path for theme in read(text, "a.md").value.themes] == [("Waiting",), ("Care",)]
