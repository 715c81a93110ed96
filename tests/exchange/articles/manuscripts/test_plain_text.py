"""Manuscripts as plain text: what a researcher finds in the draft."""

from __future__ import annotations

import textwrap

import pytest

from tests.exchange.articles.manuscripts.texts import PLAIN, cited, messages, read, recognised, said


def test_themes_and_run_in_headings_become_themes_and_subthemes() -> None:
    assert [theme.path for theme in read(PLAIN, "a.txt").value.themes] == [
        ("The Night Watch",),
        ("The Night Watch", "Waiting"),
        ("The Night Watch", "Company"),
        ("The Lamp",),
        ("The Lamp", "Care"),
    ]


def test_quotes_are_verbatim_and_have_their_speakers() -> None:
    assert said(read(PLAIN, "a.txt").value) == [
        (
            "Keeper A",
            "You wait and you listen to the wind. There is not much else to do, and you know every sound of the house.",
        ),
        ("Keeper B", "I read the same paper twice. My wife said, “you only look at the weather in it.”"),
        ("Keeper B", ". . . and then I read it to the dog, because he does not mind old news."),
        ("Keeper C", "a nuisance"),
        ("Keeper D", "I polish her first and have my tea later. She has never let me down, not in all these years."),
    ]


def test_a_quote_can_continue_another_and_be_in_a_sentence() -> None:
    quotes = read(PLAIN, "a.txt").value.quotes
    assert [bool(quote.continues) for quote in quotes] == [False, False, True, False, False]
    assert quotes[2].continues == quotes[1].key
    assert [quote.inline for quote in quotes] == [False, False, False, True, False]


def test_places_are_lines_and_page_marks_are_pages() -> None:
    quotes = read(PLAIN, "a.txt").value.quotes
    lines = PLAIN.splitlines()
    assert quotes[0].words in lines[quotes[0].place.line - 1]
    assert [quote.page for quote in quotes] == [None, None, None, None, 7]


def test_without_a_list_works_are_known_by_names_and_year() -> None:
    imported = read(PLAIN, "a.txt")
    assert list(cited(imported.value).values()) == [
        "Abel 2001",
        "Baker & Cole 2010",
        "Drew 1999",
        "Ministry of Light 1950",
        "Evans & Ford & Grant & Hill 2015",
        "Drew 2004",
    ]
    assert all(work.is_unknown and "title" not in work.csl for work in imported.value.works)
    assert "references-listed: there is no list of references; 6 works are known by names and years only" in messages(
        imported
    )


def test_paragraphs_may_be_wrapped_and_quotations_indented() -> None:
    text = """
        Introduction

        Nobody has asked the keepers of lamps about their work until
        now. Others have asked sailors about theirs, more than once. The
        sailors had much to say about keepers, and little of it was kind.
        This paper asks the keepers. It is about their days. It is about
        their nights too. Both of them are long and both of them are dark.

        Findings

        The weather

        All keepers talked about the weather, which they watched from the
        window of the lamp room. They did not complain about it, since it
        was the reason for their work, and most of them liked a good storm
        as long as the windows held. They said that storms pass. They said
        that the fog does not, and that it is much worse to live with it.

            The storm comes and then it goes. The fog just stays with you,
            like a guest who has nowhere to go.
            — Keeper 4

        References

        Abel, A. (2001). Lamps. Journal of Rocks, 3(2), 10-19.
        Baker, B., & Cole, C. (2010). Keepers of the north, and what they
            do at night. Seaside: Press of the Sea.
    """
    imported = read(textwrap.dedent(text), "a.txt").value
    assert said(imported) == [
        (
            "Keeper 4",
            "The storm comes and then it goes. The fog just stays with you, like a guest who has nowhere to go.",
        )
    ]
    assert [theme.path for theme in imported.themes] == [("The weather",)]
    assert list(cited(imported).values()) == ["Abel 2001", "Baker & Cole 2010"]


@pytest.mark.parametrize(
    "text",
    [
        "id,document,tag,content\n" + '1,a.txt,sea,"The sea is wide. It is also deep. I like it."\n' * 60,
        "Document\tCode\tSegment\n" + "Interview 1\tSea\tThe sea is wide. It is deep. I like it there.\n" * 60,
        "TY  - JOUR\nTI  - The sea is wide. It is also deep. We like it there.\n" * 60,
        "@article{abel, title = {The sea is wide. It is deep. We like it. They do. So do I.}}\n" * 60,
        '{"text": "The sea is wide. It is also deep. I like it there."}\n' * 60,
        "<p>The sea is wide. It is also deep. I like it there. So do you.</p>\n" * 60,
        "Too short to be a manuscript. It has two sentences.",
    ],
)
def test_other_texts_are_not_taken_for_manuscripts(text: str) -> None:
    assert recognised(text, "a.txt") != "text"


def test_prose_is_recognised_whatever_its_ending() -> None:
    assert recognised(PLAIN * 2, "a.dat") == "text"


def test_short_entries_of_a_list_are_no_headings() -> None:
    works = (
        "1.\tAbel A. Lamps. Light. 2001;2:1-9.",
        "2.\tBaker B. Rocks. Light. 2002;3:4.",
        "3.\tCole C. Dogs. Sea. 1999;1:2.",
    )
    imported = read(f"{PLAIN}\nREFERENCES\n" + "\n".join(works) + "\n", "a.txt").value
    assert {"Abel 2001", "Baker 2002", "Cole 1999"} <= set(cited(imported).values())
