"""Values of BibTeX fields: pieces, names and LaTeX."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.core.bibliography import Person
from themebook.sources.bibtex.values import MONTHS, OTHERS, Decoded, Names, field_text, join, read_names

LATEX = st.lists(
    st.sampled_from(
        [
            *"{}\\$%&~#^_`'-!? ab,=é",
            "\\'e",
            "\\foo",
            "\\emph{",
            "\\frac",
            "\\url{",
            "\\href{a}{b}",
            "\\begin{x}",
            " and ",
        ]
    )
).map("".join)


@pytest.mark.parametrize(
    ("raw", "text", "unknown"),
    [
        ("{a {b} c}", "a {b} c", ()),
        ('"a {"}b{"} c"', 'a {"}b{"} c', ()),
        ("2010", "2010", ()),
        ("feb", "February", ()),
        ("MAY", "May", ()),
        ('"10~" # jan', "10~January", ()),
        ('{a}#"b" # PUB', "abSage", ()),
        ("nobody # {x}", "nobodyx", ("nobody",)),
        (r"{a \} b}", r"a \} b", ()),
        (r"{a \\}", r"a \\", ()),
        ("", "", ()),
    ],
)
def test_pieces_are_joined(raw: str, text: str, unknown: tuple[str, ...]) -> None:
    assert join(raw, {**MONTHS, "pub": "Sage"})[:3] == (text, unknown, len(raw))


@pytest.mark.parametrize(
    ("raw", "rest"), [("{a}\n year = {b}", "\n year = {b}"), ('"a "b" c"', 'b" c"'), ("2010 x", " x"), ("{a", "{a")]
)
def test_joining_stops_where_the_value_is_broken(raw: str, rest: str) -> None:
    assert raw[join(raw, {}).end :] == rest


def person(given: str, particle: str, family: str, suffix: str = "") -> Person:
    return Person(given=given, particle=particle, family=family, suffix=suffix)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Virginia Braun", person("Virginia", "", "Braun")),
        ("Braun, Virginia", person("Virginia", "", "Braun")),
        ("Plato", person("", "", "Plato")),
        ("Teun A. van Dijk", person("Teun A.", "van", "Dijk")),
        ("van Dijk, Teun A.", person("Teun A.", "van", "Dijk")),
        ("{van Dijk}, Teun", person("Teun", "", "van Dijk")),
        ("Charles de la Vall{\\'e}e Poussin", person("Charles", "de la", "Vallée Poussin")),
        ("Ortega y Gasset, Jos\\'e", person("José", "", "Ortega y Gasset")),
        ("Van de Graaff, R.~J.", person("R. J.", "", "Van de Graaff")),
        ("King, Jr., Martin Luther", person("Martin Luther", "", "King", "Jr.")),
        ("King, Martin Luther, Jr.", person("Martin Luther", "", "King", "Jr.")),
        ("Martin Luther King Jr.", person("Martin Luther", "", "King", "Jr.")),
        ("bell hooks", person("bell", "", "hooks")),
        ("{\\'E}. {\\v S}mith", person("É.", "", "Šmith")),
        ("Mu\\~noz, Ana", person("Ana", "", "Muñoz")),
        ("Ian {Iliad Ipswich}", person("Ian", "", "Iliad Ipswich")),
        (
            "family=Beauvoir, given=Simone, prefix=de, useprefix=false",
            Person(given="Simone", particle="de", family="Beauvoir", drops_particle=True),
        ),
        (
            "family=King, given=Martin, suffix=Jr., juniorcomma=true",
            Person(given="Martin", family="King", suffix="Jr.", suffix_comma=True),
        ),
        ('given={Martin Luther}, family="King", suffix=Jr.', person("Martin Luther", "", "King", "Jr.")),
        ("{World Health and Safety Org}", Person(literal="World Health and Safety Org")),
        ('{{Bund, L{\\"a}nder \\& Co}}', Person(literal="Bund, Länder & Co")),
    ],
)
def test_one_name(raw: str, expected: Person) -> None:
    assert read_names(raw) == Names((expected,))


def test_names_are_split_at_the_outer_and_only() -> None:
    names = read_names("Anderson, A. AND {Sand and Son}\n and\tRand Andover and others")
    assert [name.family or name.literal for name in names.persons] == ["Anderson", "Sand and Son", "Andover", "et al."]
    assert names.persons[-1] == OTHERS == Person(literal="et al.")
    assert read_names("{others}").persons == (Person(literal="others"),)
    assert read_names(" ") == Names(())


@pytest.mark.parametrize(
    ("raw", "says", "literal"),
    [
        ("Smith, J.; Doe, K.", "semicolon", "Smith, J.; Doe, K."),
        ("Smith, J., Doe, K.", "more than two commas", "Smith, J., Doe, K."),
        ("Braun, V. \\& Clarke, V.", "`&`", "Braun, V. & Clarke, V."),
        (", John", "no family name", ", John"),
    ],
)
def test_malformed_names_are_kept_and_reported(raw: str, says: str, literal: str) -> None:
    persons, (problem,), _ = read_names(raw)
    assert persons == (Person(literal=literal),)
    assert says in problem


def test_an_and_without_a_name_is_reported() -> None:
    for raw in ("A. Bee and", "and A. Bee", "A. Bee and and"):
        persons, problems, _ = read_names(raw)
        assert persons == (person("A.", "", "Bee"),)
        assert problems
        assert set(problems) == {"there is an `and` without a name next to it"}


@pytest.mark.parametrize(
    ("name", "raw", "text"),
    [
        ("title", "The {NHS} in {W}ales", "The {NHS} in {W}ales"),
        ("title", "{{The {NHS}}} {}", "{The NHS}"),
        ("title", "{\\'E}cole, \\`{a} {\\LaTeX} \\emph{of {Bath}}", "École, à {LaTeX} <i>of {Bath}</i>"),
        ("booktitle", "R{\\&}D -- a {Q\\&A}", "R&D \u2013 a {Q&A}"),
        ("title", "$\\infty_{2}$-{C}", "∞<sub>2</sub>-{C}"),
        ("journal", "{IEEE} {\\em Trans.}", "IEEE Trans."),
        ("pages", "85--94", "85\u201394"),
        ("note", "100% of A & B, $5 and $10", "100% of A & B, $5 and $10"),
        ("note", "50\\% {\\o}re M\\o ller ``x'' a~b", "50% øre Møller “x” a b"),
        ("note", "line\n   break", "line break"),
        ("note", "e\u0301", "é"),
        ("note", "see \\url{http://a.b/c_d%20~e}", "see http://a.b/c_d%20~e"),
        ("note", "\\href{http://a.b/\\#c}{here}", "here (http://a.b/#c)"),
        ("url", "http://a.b/c_d%20~e--f#g$h", "http://a.b/c_d%20~e--f#g$h"),
        ("url", "http://a.b/c{\\_}d\\%20{\\textasciitilde}e", "http://a.b/c_d%20~e"),
        ("doi", "10.1000/a--b\\_c", "10.1000/a--b_c"),
        ("howpublished", "\\url{http://a.b/c--d%20e}", "http://a.b/c--d%20e"),
        ("file", "C\\:\\\\Users\\\\x--y.pdf:PDF", "C\\:\\\\Users\\\\x--y.pdf:PDF"),
        ("eprint", "math/0~1", "math/0~1"),
        ("title", r"\textbf{\%s} of all", "<b>%s</b> of all"),
        ("remark", "a {b} c", "a b c"),
    ],
)
def test_text_of_a_field(name: str, raw: str, text: str) -> None:
    assert field_text(name, raw) == Decoded(text)


@pytest.mark.parametrize(
    ("raw", "text", "undecoded"),
    [
        ("Caf\\'e \\foo Bar x", "Café \\foo Bar x", ("\\foo",)),
        ("a\\today", "a\\today", ("\\today",)),
        ("\\input{x}", "\\input{x}", ("\\input{x}",)),
        ("$\\frac$ x", "$\\frac$ x", ("$\\frac$ x",)),
        ("\\cite{smith} says", "\\cite{smith} says", ("\\cite{smith}",)),
    ],
)
def test_latex_that_is_not_known_is_kept(raw: str, text: str, undecoded: tuple[str, ...]) -> None:
    assert field_text("note", raw) == Decoded(text, undecoded)


def test_an_unknown_command_is_left_out_and_what_it_is_about_is_kept() -> None:
    assert field_text("note", "Caf\\'e \\foo{Bar} x") == Decoded("Café Bar x", (), ("\\foo",))
    assert field_text("title", "\\acro{MF}Lua") == Decoded("{MF}Lua", (), ("\\acro",))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("10\\textsuperscript{-3}", "10<sup>-3</sup>"),
        ("H\\textsubscript{2}O and CO$_2$ at $x^{n}$", "H<sub>2</sub>O and CO<sub>2</sub> at x<sup>n</sup>"),
        ("{\\it Slanted} and \\textbf{bold}", "<i>Slanted</i> and <b>bold</b>"),
        ("costs $5 or $10", "costs $5 or $10"),
    ],
)
def test_formatting_in_titles_is_kept(raw: str, text: str) -> None:
    assert field_text("title", raw).text == text


def test_dates_keep_the_tilde_of_an_approximate_year() -> None:
    assert field_text("date", "1985~").text == "1985~"
    assert field_text("month", "jul~4").text == "jul 4"


@given(LATEX | st.text())
def test_nothing_raises(raw: str) -> None:
    for name in ("title", "note", "url", "file"):
        field_text(name, raw)
    join(raw, {})
    read_names(raw)


@given(LATEX)
def test_braces_of_a_title_are_single_pairs(raw: str) -> None:
    braces = "".join(c for c in field_text("title", raw).text if c in "{}")
    assert braces == "{}" * (len(braces) // 2)


@given(st.text(alphabet="abcäé .:;,%&#^_@()[]'<>|\"") | st.text(alphabet="e\u0301{}%& "))
def test_text_without_latex_is_not_changed_but_for_braces_and_space(raw: str) -> None:
    plain = raw.replace("''", "”").replace("{", "").replace("}", "")
    if "''" not in raw:
        assert field_text("note", raw).text == unicodedata.normalize("NFC", " ".join(plain.split()))
        assert field_text("note", raw).undecoded == ()
