"""Which sections of a paper are themes."""

from __future__ import annotations

import pytest

from tests.exchange.articles.papers import apart, paper, paragraph, section
from themebook.exchange.articles.document import Article, Run
from themebook.exchange.articles.study import imported_from
from themebook.exchange.articles.themes import theme_title
from themebook.exchange.imported import Path

QUOTE = apart("I waited. (P1)")
LONG = " People waited for a very long time in all of the places."


def paths(article: Article) -> list[Path]:
    return [theme.path for theme in imported_from(article).value.themes]


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Theme 1: Access to care", "Access to care"),
        ("3.2.1. Theme 2 – Trust.", "Trust"),
        ("Theme 2 Trust", "Trust"),
        ("Sub-theme: Who decides?", "Who decides?"),
        ("Sub- theme 1a. Money", "Money"),
        ("3a) Coming home", "Coming home"),
        ("Categoría 1: Acceso", "Acceso"),
        ("Thème 1 : Accès", "Accès"),
        ("Kategorie 2: Zugang", "Zugang"),
        ("“Tigers on land”", "“Tigers on land”"),
        ("10 years of waiting", "10 years of waiting"),
        ("O tempo", "O tempo"),
        ("I am not alone", "I am not alone"),
    ],
)
def test_titles_lose_numbers_and_labels(title: str, theme: str) -> None:
    assert theme_title(title) == theme


@pytest.mark.parametrize(
    "title",
    ["Results", "4. Findings", "Resultados y discusión", "Apresentação dos resultados", "Résultats", "Ergebnisse"],
)
def test_sections_of_the_results_are_themes_to_any_depth(title: str) -> None:
    article = paper(section("Methods"), section(title, section("A", QUOTE, section("B", section("C", QUOTE)))))
    assert paths(article) == [("A",), ("A", "B"), ("A", "B", "C")]


def test_numbers_decide_what_is_below_what() -> None:
    parts = (section(title, QUOTE) for title in ("1. A", "1.1 B", "1.1.1 C", "1.2 D", "2. E", "2a) F"))
    assert paths(paper(section("Results", *parts))) == [
        ("A",),
        ("A", "B"),
        ("A", "B", "C"),
        ("A", "D"),
        ("E",),
        ("E", "F"),
    ]


def test_labelled_themes_leave_out_what_only_holds_them_and_what_has_no_quotes() -> None:
    article = paper(
        section(
            "Results",
            section("Search of texts", paragraph("We found 40.")),
            section("Thematic analysis", section("Theme 1: A", QUOTE, section("A detail")), section("Theme 2: B")),
        )
    )
    assert paths(article) == [("A",), ("A", "A detail"), ("B",)]


@pytest.mark.parametrize(
    "title", ["Participant characteristics", "Sample", "Demographics", "Perfil de los participantes"]
)
def test_sections_about_the_sample_are_themes_only_if_somebody_is_quoted(title: str) -> None:
    assert paths(paper(section("Results", section(title, paragraph("There were 12.")), section("A", QUOTE)))) == [
        ("A",)
    ]
    assert len(paths(paper(section("Results", section(title, QUOTE), section("A", QUOTE))))) == 2


def test_headings_that_begin_paragraphs_are_themes() -> None:
    def run_in(title: str) -> tuple[Run, ...]:
        return (Run(text=title, bold=True), Run(text=LONG))

    article = paper(section("Results", paragraph(run_in("Access.")), QUOTE, paragraph(run_in("Trust.")), QUOTE))
    imported = imported_from(article).value
    assert [theme.path for theme in imported.themes] == [("Access",), ("Trust",)]
    assert [finding.claim for finding in imported.findings] == [LONG.strip()] * 2


def test_paragraphs_that_are_called_themes_are_themes() -> None:
    article = paper(section("Results", section("Analysis", paragraph("Theme 1: Access."), QUOTE)))
    assert paths(article) == [("Access",)]


def test_flat_headings_after_the_results_are_themes() -> None:
    article = paper(section("Results"), section("Access", QUOTE), section("Trust", QUOTE), section("Discussion"))
    assert paths(article) == [("Access",), ("Trust",)]


def test_a_section_that_is_the_whole_paper_is_no_theme() -> None:
    parts = (section("Introduction"), section("Results", section("Access", QUOTE)), section("Discussion"))
    assert paths(paper(section("Findings from a study of waits", *parts))) == [("Access",)]


def test_without_results_the_sections_with_quotes_are_themes() -> None:
    article = paper(section("Methods"), section("Living with it", QUOTE), section("History"), section("Conclusion"))
    loaded = imported_from(article)
    assert [theme.path for theme in loaded.value.themes] == [("Living with it",)]
    assert loaded.diagnostics[0].rule.code == "results-found"
    assert "no section is named results" in loaded.diagnostics[0].message


def test_results_without_themes_have_quotes_without_themes() -> None:
    imported = imported_from(paper(section("Results", paragraph("All waited long."), QUOTE))).value
    assert imported.themes == ()
    assert [quote.themes for quote in imported.quotes] == [()]


def test_themes_say_where_they_were_taken_from() -> None:
    (theme,) = imported_from(paper(section("Results", section("Theme 1: A", QUOTE)))).value.themes
    assert theme.guessed_from == "paper.docx, section “Theme 1: A”"


def test_two_sections_of_one_title_are_one_theme() -> None:
    assert paths(paper(section("Results", section("A", QUOTE), section("B", QUOTE), section("A", QUOTE)))) == [
        ("A",),
        ("B",),
    ]


def test_very_deep_sections_are_read() -> None:
    inner = section("Z", QUOTE)
    for _ in range(60):
        inner = section("Y", inner)
    assert imported_from(paper(section("Results", inner))).value.quotes


@pytest.mark.parametrize("title", ["Trust in the result", "Finding each other", "Waiting for results"])
def test_themes_may_have_the_word_for_results_in_their_titles(title: str) -> None:
    article = paper(
        section("Results", section("Access", apart("I waited. (P1)")), section(title, apart("I left. (P1)")))
    )
    assert [theme.path for theme in imported_from(article).value.themes] == [("Access",), (title,)]


@pytest.mark.parametrize("number", ["3", "3.", "3.1", "III."])
def test_numbers_of_sections_are_no_part_of_titles(number: str) -> None:
    assert paths(paper(section(f"{number} Findings", section(f"{number} Access", QUOTE)))) == [("Access",)]
