"""A BibTeX file to references: what is kept, what is reported, and where."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.core.bibliography import Bibliography, Person, Reference
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span
from themebook.sources.bibtex.bibliography import BIB_KEY_UNIQUE, BIB_LATEX, BIB_NAME_FORM, read_bibliography
from themebook.sources.bibtex.entries import (
    BIB_FIELD_ONCE,
    BIB_KEY_FORM,
    BIB_STRING_KNOWN,
    BIB_SYNTAX,
    bib_comma_missing,
)
from themebook.sources.bibtex.inheritance import BIB_PARENT_EXISTS
from themebook.sources.source import Source


def read(text: str) -> Loaded[Bibliography]:
    return read_bibliography([Source("r.bib", dedent(text).removeprefix("\n"))])


def clean(text: str) -> tuple[Reference, ...]:
    value, found = read(text)
    assert found == ()
    return value.references


def keys(bibliography: Bibliography) -> list[str]:
    return [reference.key for reference in bibliography.references]


def places(found: tuple[Diagnostic, ...]) -> list[tuple[Rule, int, int]]:
    return [(diagnostic.rule, diagnostic.span.line, diagnostic.span.column) for diagnostic in found]


def test_an_entry_with_its_places() -> None:
    (reference,) = clean(
        """
        Some free text, me@home.org.

          @Article(Braun2006,
            AUTHOR = {Virginia Braun and Clarke, Victoria and others},
            title = "Using thematic analysis in {P}sychology", year = 2006, month = apr # "~1",
            candidate-1 = {10.1191/x}, verification = verified,
          )
        """.replace("verified,", "{verified},")
    )
    assert (reference.key, reference.kind, reference.span) == ("Braun2006", "article", Span("r.bib", 3, 3))
    assert reference.authors == (
        Person(given="Virginia", family="Braun"),
        Person(given="Victoria", family="Clarke"),
        Person(literal="et al."),
    )
    assert reference.fields == (
        ("author", "Virginia Braun and Clarke, Victoria and others"),
        ("title", "Using thematic analysis in {P}sychology"),
        ("year", "2006"),
        ("month", "April 1"),
        ("candidate-1", "10.1191/x"),
        ("verification", "verified"),
    )
    assert reference.place("author") == Span("r.bib", 4, 5)
    assert reference.place("year") == Span("r.bib", 5, 56)
    assert reference.place("verification") == Span("r.bib", 6, 32)
    assert reference.place("doi") == reference.span
    assert reference.public_fields == (
        ("author", "Virginia Braun and Clarke, Victoria and others"),
        ("title", "Using thematic analysis in {P}sychology"),
        ("year", "2006"),
        ("month", "April~1"),
        ("candidate-1", "10.1191/x"),
        ("verification", "verified"),
    )


def test_private_fields_are_read_and_not_among_the_public_ones() -> None:
    text = "@book{a, title = {T\\'e}, Annote = {x}, abstract = {y}, my-field = {z}, remark = {r}}"
    (reference,) = clean(text)
    assert [name for name, _ in reference.fields] == ["title", "annote", "abstract", "my-field", "remark"]
    assert reference.public_fields == (("title", "T\\'e"), ("remark", "r"))
    (chosen,) = read_bibliography([Source("r.bib", text)], publish_fields=("my-field", "abstract")).value.references
    assert [name for name, _ in chosen.public_fields] == ["title", "abstract", "my-field", "remark"]


def test_what_a_work_inherits_is_public_where_its_own_fields_are() -> None:
    child, parent = clean(
        """
        @inbook{a, title = {A}, crossref = {b}, xdata = {x}}
        @book{b, title = {B}, year = 2010, verification = {verified}, editora = {E}, userb = {secret}}
        @xdata{x, publisher = {P}, owner = {secret}}
        """
    )
    assert child.public_fields == (
        ("title", "A"), ("booktitle", "B"), ("year", "2010"), ("editora", "E"), ("publisher", "P"),
    )  # fmt: skip
    assert [name for name, _ in parent.public_fields] == ["title", "year", "verification", "editora"]


def test_strings_are_put_in_whatever_their_case() -> None:
    (reference,) = clean('@string{Sage = "Sage"}\n@STRING(both = sage # { Ltd})\n@book{a, publisher = BOTH}')
    assert reference.fields == (("publisher", "Sage Ltd"),)


@pytest.mark.parametrize(
    "tolerated",
    [
        "@comment{jabref-meta: grouping: 0 AllEntriesGroup:; 1 StaticGroup:a\\;0\\;;}",
        "@Comment{@hidden{x, y = {z}}}",
        "@preamble{{\\newcommand{\\x}{y}}}",
        "@Comment this has no brace",
        "free text = with an equals sign",
        "% @book{hidden, title = {x}",
        "%@book{hidden,\n%  title = {x},\n%}",
    ],
)
def test_what_is_no_entry_is_tolerated(tolerated: str) -> None:
    assert [reference.key for reference in clean(f"{tolerated}\n@book{{b, title = {{B}}}}\n{tolerated}")] == ["b"]


def test_comments_and_hidden_fields_inside_an_entry() -> None:
    (reference,) = clean(
        """
        @book{a, % the key, with a comma
          % title = {Not {this},
          title = {100% of it
          % and this}, % trailing, with "quote
          //doi = {10.1/x},
          year = 2001 % last
        }
        """
    )
    assert dict(reference.fields) == {"title": "100% of it % and this", "//doi": "10.1/x", "year": "2001"}


def test_a_brace_on_the_next_line_and_a_backslash_at_the_end_of_one() -> None:
    first, second = clean("@book\n{a,\n  note = {x\\\n\\\\}\n}\n@book{b, title = {B}}")
    assert (first.key, first.span, first.place("note")) == ("a", Span("r.bib", 1, 1), Span("r.bib", 3, 3))
    assert second.span == Span("r.bib", 6, 1)


def test_a_type_that_begins_like_a_comment_is_a_type() -> None:
    assert [reference.kind for reference in clean("@Commented{a, title = {A}}\n@strings{b}")] == [
        "commented",
        "strings",
    ]


BROKEN = {
    "publisher = {Taylor {{\\&} Francis Group},": "`publisher` on line 3",
    'publisher = "Taylor \\& Francis,': "`publisher` on line 3",
    "publisher = {Taylor": "`publisher` on line 3",
}


@pytest.mark.parametrize("line", BROKEN)
def test_an_entry_that_is_not_closed_does_not_take_others_with_it(line: str) -> None:
    value, found = read(f"@book{{a, title = {{A}}}}\n  @book{{b,\n    {line}\n    year = {{2010}},\n  }}\n@book{{c}}")
    assert keys(value) == ["a", "c"]
    assert places(found) == [(BIB_SYNTAX, 2, 3)]
    assert "'b' is not closed" in found[0].message
    assert BROKEN[line] in found[0].hint


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("@book{b, title = {B}, and more}", "'b' contains something that is not a field"),
        ("@book{b, title, year = 2010}", "'b' contains something that is not a field"),
        ("@book{b title = {B}}", "comma after the key"),
        ("@book{title = {B}, year = 2010}", "this @book has no key"),
        ("@book{b, title = {B}", "'b' is not closed"),
        ("@book b, title = {B}}", "cannot be read: `@book b,"),
        ("@in-book{b, title = {B}}", "cannot be read: `@in-book{b,"),
        ("@{b, title = {B}}", "'b' has no type"),
        ("@string{no}", "@string is invalid"),
        ('@string{x = "a", y = "b"}', "@string is invalid"),
        ("@comment{\n@book{c}\n", "@comment is not closed"),
        ("title = {B},", "outside any entry"),
    ],
)
def test_broken_blocks_are_told_in_plain_words(entry: str, says: str) -> None:
    value, found = read(f"@book{{a}}\n {entry}\n@book{{z}}")
    assert [key for key in keys(value) if key != "c"] == ["a", "z"]
    assert places(found) == [(BIB_SYNTAX, 2, 2)]
    assert says in found[0].message
    assert found[0].hint


def test_a_brace_too_many_is_seen_by_what_it_leaves_outside() -> None:
    value, found = read("@book{a, title = {A}},\n  year = {2010}\n}\n@book{b}")
    assert keys(value) == ["a", "b"]
    assert places(found) == [(BIB_SYNTAX, 1, 22)]
    assert "year = {2010}" in found[0].message


def test_text_after_a_value_is_kept_and_reported() -> None:
    value, found = read('@book{a,\n  title = "The "A" word",\n  {odd} = {x}, year = 2010}')
    assert places(found) == [(BIB_SYNTAX, 1, 1)]
    value, found = read('@book{a,\n  title = "The "A" word",\n  year = 2010}')
    assert places(found) == [(BIB_SYNTAX, 2, 3)]
    assert value.references[0].field("title") == 'The A" word"'
    assert value.references[0].field("year") == "2010"


def test_a_field_with_an_impossible_name() -> None:
    value, found = read("@book{a,\n  my title = {A}, year = 2010,\n = {x}}")
    assert places(found) == [(BIB_SYNTAX, 2, 3), (BIB_SYNTAX, 3, 2)]
    assert "`my title`" in found[0].message
    assert value.references[0].fields == (("year", "2010"),)


@pytest.mark.parametrize(("value", "column"), [("{A {B}}", 18), ('"A"', 14), ("1984", 15)])
def test_a_missing_comma_does_not_swallow_the_next_field(value: str, column: int) -> None:
    read_value, found = read(f"@book{{a,\n  title = {value}\n    Year = 2010\n  note = {{x}},\n}}")
    (reference,) = read_value.references
    assert [name for name, _ in reference.fields] == ["title", "year", "note"]
    assert reference.field("year") == "2010"
    assert reference.place("year") == Span("r.bib", 3, 5)
    assert places(found) == [(bib_comma_missing, 2, column), (bib_comma_missing, 3, 16)]
    assert "between `title` and `Year`" in found[0].message


def test_a_field_given_twice_keeps_the_first() -> None:
    value, found = read("@book{a,\n  title = {One},\n  Title = {Two},\n  title = {Three}\n}")
    assert value.references[0].fields == (("title", "One"),)
    assert places(found) == [(BIB_FIELD_ONCE, 3, 3), (BIB_FIELD_ONCE, 4, 3)]
    assert "line 2" in found[0].hint


def test_a_key_given_twice_keeps_the_first() -> None:
    value, found = read("@book{a2010, title = {One}}\n\n @book{A2010, title = {Two}}\n@book{a2010}")
    assert [reference.field("title") for reference in value.references] == ["One"]
    assert places(found) == [(BIB_KEY_UNIQUE, 3, 2), (BIB_KEY_UNIQUE, 4, 1)]
    assert all("line 1" in diagnostic.message for diagnostic in found)
    assert "are the same key" in found[0].hint


@pytest.mark.parametrize(
    ("key", "kept", "hint"),
    [("", [], "@book{family2010,"), ("smith 2010", ["smith 2010"], "'smith2010'"), ("O'Neil", ["O'Neil"], "'ONeil'")],
)
def test_the_form_of_a_key(key: str, kept: list[str], hint: str) -> None:
    value, found = read(f"x\n @book{{{key}, title = {{A}}}}")
    assert keys(value) == kept
    assert places(found) == [(BIB_KEY_FORM, 2, 2)]
    assert hint in found[0].hint


@pytest.mark.parametrize("key", ["a", "DBLP:conf/x.y_z+1-2", "müller2010"])
def test_keys_that_are_well_formed(key: str) -> None:
    assert [reference.key for reference in clean(f"@book{{{key}}}")] == [key]


@pytest.mark.parametrize(
    ("word", "hint"),
    [("sgae", "did you mean sage?"), ("Blackwell", "{Blackwell}"), ("later", "line 4"), ("june", "did you mean jun?")],
)
def test_an_abbreviation_that_is_not_defined(word: str, hint: str) -> None:
    text = f"@string{{sage = {{Sage}}}}\n@book{{a,\n  publisher = {word}}}\n@string{{Later = {{L}}}}"
    value, found = read(text)
    assert value.references[0].field("publisher") == word
    assert places(found) == [(BIB_STRING_KNOWN, 3, 3)]
    assert hint in found[0].hint


def test_an_abbreviation_in_a_string_that_is_not_defined() -> None:
    _, found = read("\n\n@string{a = b # {c}}")
    assert places(found) == [(BIB_STRING_KNOWN, 2, 1)]


def test_a_part_takes_over_from_its_book() -> None:
    chapter, book = clean(
        """
        @incollection{chapter, author = {A. Bee}, title = {Chapter}, crossref = {Book}, pages = {1--2}}
        @collection{book,
          editor = {C. Dee},
          title = {The {Book}}, subtitle = {Sub}, year = 2010, doi = {10.1/x}, pages = {300}, verification = {verified},
        }
        """
    )
    assert dict(chapter.fields) == {
        "author": "A. Bee",
        "title": "Chapter",
        "crossref": "Book",
        "pages": "1\u20132",
        "editor": "C. Dee",
        "booktitle": "The {Book}",
        "booksubtitle": "Sub",
        "year": "2010",
    }
    assert chapter.editors == (Person(given="C.", family="Dee"),)
    assert chapter.place("booktitle") == book.place("title") == Span("r.bib", 4, 3)


@pytest.mark.parametrize(
    ("child", "parent", "name"),
    [
        ("inproceedings", "proceedings", "booktitle"),
        ("article", "periodical", "journaltitle"),
        ("book", "mvbook", "maintitle"),
        ("incollection", "mvcollection", "maintitle"),
        ("misc", "misc", "title"),
    ],
)
def test_the_title_of_a_parent_is_called_by_what_it_is_to_the_child(child: str, parent: str, name: str) -> None:
    first, _ = clean(f"@{child}{{a, crossref = {{b}}}}\n@{parent}{{b, title = {{T}}}}")
    assert first.fields == (("crossref", "b"), (name, "T"))


def test_xdata_lends_its_fields_and_is_no_work() -> None:
    (book,) = clean(
        """
        @xdata{p, publisher = {Sage}, ids = {pub}}
        @xdata{l, location = {London}, title = {T}, xdata = {p}}
        @book{a, xdata = {l, pub}, location = {Bath}}
        """
    )
    assert dict(book.fields) == {"xdata": "l, pub", "location": "Bath", "title": "T", "publisher": "Sage"}


def test_a_parent_that_does_not_exist() -> None:
    value, found = read("@book{book2010}\n@inbook{a,\n  crossref = {bok2010}}\n@book{b, xdata = {none, zzzzzz}}")
    assert keys(value) == ["book2010", "a", "b"]
    assert places(found) == [
        (BIB_PARENT_EXISTS, 3, 3),
        (BIB_PARENT_EXISTS, 4, 10),
        (BIB_PARENT_EXISTS, 4, 10),
    ]
    assert "'book2010'" in found[0].hint


def test_a_circle_of_parents_is_reported_once() -> None:
    value, found = read(
        "@book{a, crossref = {b}, year = 1}\n@book{b, crossref = {a}, note = {n}}\n@book{c, crossref = {c}}"
    )
    assert [reference.field("note") for reference in value.references] == ["n", "n", ""]
    assert places(found) == [(BIB_PARENT_EXISTS, 2, 10), (BIB_PARENT_EXISTS, 3, 10)]
    assert "'a' -> 'b' -> 'a'" in found[0].message


def test_a_chain_of_parents_has_an_end() -> None:
    entries = [f"@book{{k{n}, crossref = {{k{n + 1}}}}}" for n in range(60)]
    _, found = read("\n".join([*entries, "@book{k60, year = 1}"]))
    assert {diagnostic.rule for diagnostic in found} == {BIB_PARENT_EXISTS}
    assert "more than 40" in found[0].message


def test_names_and_latex_are_reported_at_their_fields() -> None:
    value, found = read("@book{a,\n  author = {Smith, J.; Doe, K.},\n    title = {A \\foo B}}")
    assert value.references[0].authors == (Person(literal="Smith, J.; Doe, K."),)
    assert value.references[0].field("title") == "A \\foo B"
    assert places(found) == [(BIB_NAME_FORM, 2, 3), (BIB_LATEX, 3, 5)]


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    read("@book{a, title = {A\n@book{b, title = {$\\frac$}}")
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *("\n@article{", "\n  @book{", "@misc(", "@string{", "\n@comment{", "@preamble{", "%@book{", "@"),
            *(
                "{",
                "}",
                "(",
                ")",
                '"',
                ",",
                "=",
                "#",
                "\n",
                " ",
                "%",
                "\\",
                "\\\\",
                "\\'e",
                "\\foo",
                "\\url{",
                "$",
                "~",
            ),
            *("a", "b", "key", "title", "author", " and ", "others", "crossref = {a}", "xdata = {b, a}", "jan", "2000"),
        ]
    ),
    max_size=40,
).map("".join)
ENTRY = re.compile(r"(?m)^[ \t]*@(?:article|book|misc)[{(]")
LOST = {BIB_SYNTAX, BIB_KEY_FORM, BIB_KEY_UNIQUE}


@given(FRAGMENTS | st.text())
def test_nothing_raises_and_no_entry_is_lost_in_silence(text: str) -> None:
    value, found = read_bibliography([Source("r.bib", text)])
    reported = sum(diagnostic.rule in LOST for diagnostic in found)
    assert len(value.references) + reported >= len(ENTRY.findall(text))


@given(FRAGMENTS)
def test_every_place_is_in_the_file(text: str) -> None:
    value, found = read_bibliography([Source("r.bib", text)])
    lines = text.split("\n")
    for span in (diagnostic.span for diagnostic in found):
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    for reference in value.references:
        assert lines[reference.span.line - 1][reference.span.column - 1] == "@"


def test_a_quotation_mark_in_braces_does_not_end_a_value() -> None:
    (reference,) = clean('@book{a, remark = "{a "b, c". d}.", title = "The {"}T{"}", year = 2001}')
    assert (reference.field("remark"), reference.field("title")) == ('a "b, c". d.', 'The {"}T{"}')


def test_braces_around_nearly_every_title_mean_nothing() -> None:
    titles = ["{Trust in {HMP} Prisons}", *(f"{{Study Number {number}}}" for number in range(9))]
    entries = [f"@book{{a{number}, title = {{{title}}}, year = 2001}}" for number, title in enumerate(titles)]
    assert [one.field("title") for one in clean("\n".join(entries))][:2] == ["Trust in {HMP} Prisons", "Study Number 0"]
    # A few may be meant.
    few = clean("\n".join(entries[:5]))
    assert few[1].field("title") == "{Study Number 0}"


def test_names_and_lists_can_be_parts_of_other_entries() -> None:
    (reference,) = clean(
        """
        @xdata{people-1, author = {Bay, Bo and Cob, Cy}, location = {Leeds and York}, publisher = {Press}}
        @book{a, author = {Ash, Al and xdata=people-1-author-2}, location = {xdata=people-1-location-1 and Hull},
          publisher = {xdata=people-1-publisher}, title = {T}, year = 2001}
        """
    )
    assert [person.family for person in reference.authors] == ["Ash", "Cob"]
    assert (reference.field("location"), reference.field("publisher")) == ("Leeds and Hull", "Press")


def test_people_of_every_role_are_read_as_names() -> None:
    (reference,) = clean(
        """
        @book{a, author = {Freud, Sigmund}, translator = {van der Berg, Anna and {House of Translators and Sons}},
          bookauthor = {family=Bee, given=Bo and others}, title = {T}, year = 2001}
        """
    )
    assert reference.people("translator") == (
        Person(given="Anna", particle="van der", family="Berg"),
        Person(literal="House of Translators and Sons"),
    )
    assert reference.people("bookauthor") == (Person(given="Bo", family="Bee"), Person(literal="et al."))
