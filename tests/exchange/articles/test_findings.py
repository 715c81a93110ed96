"""The claims before quotes, and what a paper says of its licence."""

from __future__ import annotations

import pytest

from tests.exchange.articles.papers import apart, paper, paragraph, results, section
from themebook.exchange.articles.document import Article, Run
from themebook.exchange.articles.study import imported_from
from themebook.exchange.imported import CitedWork

QUOTE = apart("I waited. (P1)")


def claims(article: Article) -> list[str]:
    return [finding.claim for finding in imported_from(article).value.findings]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("All of them waited for hours:", "All of them waited for hours."),
        ("All of them waited for hours, as one nurse said:", "All of them waited for hours."),
        ("However, all of them waited for hours.", "All of them waited for hours."),
        ("All of them waited for hours, as shown below.", "All of them waited for hours."),
        ("All of them waited for hours. One nurse explained:", "All of them waited for hours."),
        ("All of them waited for hours. As P3 put it:", "All of them waited for hours."),
        ("All of them waited for hours. The following quote shows this:", "All of them waited for hours."),
        ("All waited, e.g. at noon. They feared that others would say no:", "They feared that others would say no."),
        ("All of them said that callers want their answers.", "All of them said that callers want their answers."),
        ("La espera era larga. Como dijo una enfermera:", "La espera era larga."),
        ("L’attente était longue, comme l’explique une infirmière :", "L’attente était longue."),
    ],
)
def test_the_claim_is_the_sentence_before_without_what_only_leads_to_the_quote(text: str, claim: str) -> None:
    assert claims(results(paragraph(text), QUOTE)) == [claim]


def test_quotes_after_one_sentence_support_one_finding() -> None:
    imported = imported_from(results(paragraph("All waited for hours."), QUOTE, apart("I left. (P2)"))).value
    assert [finding.supports for finding in imported.findings] == [tuple(quote.key for quote in imported.quotes)]


def test_claims_lose_citation_markers_and_keep_their_works() -> None:
    runs = (
        Run(text="All wait [", works=()),
        Run(text="1", works=("a",)),
        Run(text="–"),
        Run(text="3", works=("b", "c")),
        Run(text="], even now (e.g., "),
        Run(text="Roy, 2016", works=("d",)),
        Run(text="):"),
    )
    (finding,) = imported_from(results(paragraph(runs), QUOTE)).value.findings
    assert finding.claim == "All wait, even now."
    assert [cited.work for cited in finding.literature] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(("before", "after"), [("(see ", ")"), ("(reviewed in ", ")"), ("[", "]"), ("", "")])
def test_brackets_go_with_their_citations(before: str, after: str) -> None:
    runs = (Run(text=f"All of them wait {before}"), Run(text="1", works=("a",)), Run(text=f"{after}, even now:"))
    assert claims(results(paragraph(runs), QUOTE)) == ["All of them wait, even now."]


def test_authors_that_are_words_of_the_claim_stay() -> None:
    runs = (Run(text="Like "), Run(text="Lee", works=("a",)), Run(text=" we saw that all wait:"))
    assert claims(results(paragraph(runs), QUOTE)) == ["Like Lee we saw that all wait."]


def test_a_long_quote_at_the_end_is_no_part_of_the_claim() -> None:
    text = "All of them waited for hours, as P1 explained: “I waited for so many hours there.”"
    assert claims(results(paragraph(text))) == ["All of them waited for hours."]


def test_findings_say_where_they_were_taken_from() -> None:
    (finding,) = imported_from(
        results(paragraph("Nobody came."), paragraph("All waited for hours."), QUOTE)
    ).value.findings
    assert finding.guessed_from == "paper.docx, section “Access”, paragraph 2"


@pytest.mark.parametrize(
    ("licence", "message"),
    [
        ("", "the paper names no licence"),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", "the licence forbids adapted versions"),
        ("All rights reserved.", "this is not an open licence"),
    ],
)
def test_licences_that_forbid_drafts_are_warned_of(licence: str, message: str) -> None:
    loaded = imported_from(paper(section("Results", section("Access", QUOTE)), licence=licence))
    (found,) = [one for one in loaded.diagnostics if one.rule.code == "licence-allows-draft"]
    assert message in found.message


def test_quotes_have_the_words_of_the_other_language_if_speakers_agree() -> None:
    other = paper(section("Resultados", section("Acceso", apart("Esperé. (P1)"), apart("Me fui. (P3)"))))
    article = paper(section("Results", section("Access", QUOTE, apart("I left. (P2)"))), translations=(("es", other),))
    assert [quote.translations for quote in imported_from(article).value.quotes] == [(("es", "Esperé."),), ()]


def test_the_same_paper_gives_the_same_draft() -> None:
    article = results(paragraph("All waited for hours."), QUOTE, apart("I left. (nurse, FGD 2)"))
    assert imported_from(article) == imported_from(article)


def test_works_that_are_cited_around_a_claim_are_literature_with_what_they_are_cited_for() -> None:
    citation = Run(text="(Abel, 2001)", works=("abel",), locator="p. 4")
    discussed = paragraph((Run(text="Roads are bad elsewhere too "), citation, Run(text=".")))
    loaded = imported_from(results(paragraph("Roads were bad."), apart("“I walk for hours.” (P1)"), discussed))
    (finding,) = loaded.value.findings
    assert finding.literature == (CitedWork(work="abel", locator="p. 4", note="Roads are bad elsewhere too."),)
