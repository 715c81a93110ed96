"""Excerpts have what the pages of the site say: claims, quotes and citations, and nothing of drafts."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.exchange.documents.reading import (
    normal,
    quotes_of_latex,
    quotes_of_text,
    quotes_of_word,
    words_of_text,
)
from tests.exchange.documents.test_tables import published_of
from tests.sites import BAKERS, BILINGUAL, DEEP_THEMES, DETAILS, FOCUS_GROUPS, GARDENERS, SECONDARY
from themebook.cite import CitationFormatter
from themebook.exchange.documents.excerpt import can_be_excerpted, excerpt
from themebook.exchange.documents.sentences import full_stop_after
from themebook.exchange.documents.text_files import latex, markdown
from themebook.exchange.documents.word import word_document
from themebook.sources.markdown.markdown_text import text_of_xhtml

SITES = [BAKERS, BILINGUAL, DEEP_THEMES, DETAILS, FOCUS_GROUPS, GARDENERS, SECONDARY]


def page_of(folder: Path, *names: str) -> bytes:
    return excerpt(published_of(folder), names)


@pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.name)
def test_an_excerpt_of_everything_has_all_words_in_every_format(folder: Path) -> None:
    published = published_of(folder)
    graph = published.graph
    names = list(can_be_excerpted(published))
    page = page_of(folder, *names)
    text = markdown(page)
    words = words_of_text(text, "commonmark")
    in_word = normal(" ".join(one.text for one in docx.Document(io.BytesIO(word_document(page))).paragraphs))
    for linked in published.graph.findings.values():
        assert linked.finding.claim in words
        assert linked.finding.claim in in_word
        for item in linked.finding.literature:
            assert normal(text_of_xhtml(published.formatter.reference(item.reference.id))) in words
    quotes = quotes_of_text(text, "commonmark")
    assert quotes_of_latex(latex(page)) == quotes_of_word(word_document(page)) == quotes
    quoted = " ".join(" ".join(one) for one in quotes)
    for quote in published.graph.quotes.values():
        lines = [turn for _, turn in quote.turns] or quote.quote.text.split("\n")
        for line in map(normal, lines):
            assert line in quoted
            assert line in in_word
    graph = published.with_drafts
    assert graph.drafts or folder != DETAILS
    for draft in graph.drafts & graph.findings.keys():
        assert graph.findings[draft].finding.claim not in words
    for draft in graph.drafts & graph.quotes.keys():
        assert normal(graph.quotes[draft].quote.text) not in words
    assert page == page_of(folder, *names)
    assert latex(page).rstrip().endswith(r"\end{document}")


def test_a_finding_has_its_prevalence_quotes_and_contrasting_quotes() -> None:
    assert markdown(page_of(DEEP_THEMES, "repairs-as-handwriting")) == (
        "# Visitors recognise who made an earlier repair.\n\n"
        "Prevalence: Several.\n\n"
        "> That’s her stitch. She went over, under, over — look — and then she got bored. "
        "(Ottilie, p. 21 of the thesis)\n\n"
        "In contrast:\n\n"
        "> If it stops wheezing I'll know you've given me another one. (Bram, p. 16 of the thesis)\n"
    )


def test_a_theme_has_its_findings_and_those_of_its_subthemes_once_each() -> None:
    text = markdown(page_of(DEEP_THEMES, "mending", "objects", "marks-stay"))
    assert text.count("# Some damage is kept on purpose.") == 1
    assert text.index("## Care for the object") < text.index("##### Some damage is kept on purpose.")
    # Citations are words, and glossary terms and links to items too; the work is in the list at the end.
    assert "read like handwriting (Braun & Clarke, 2019)." in text
    assert text.index("# References") < text.index("Braun, V., & Clarke, V. (2019).")
    # It belongs to this theme too.
    assert "# Visitors recognise who made an earlier repair." in markdown(page_of(DEEP_THEMES, "thrift"))


def test_a_theme_has_its_definition_its_summary_and_its_other_quotes() -> None:
    text = markdown(page_of(DEEP_THEMES, "objects"))
    assert text.startswith(
        "# Care for the object\n\n**Definition.** The object itself is what is cared for.\n\n"
        "The object has earned its place.\n\n"
    )
    before, heading, after = markdown(page_of(FOCUS_GROUPS, "meetings")).partition("## Other quotes\n\n")
    assert heading
    assert "the stool went" not in before
    place = "(Focus group at Market Cross, 00:14:10)"
    assert after == f"> D'esh: And then the stool went.\n>\n> Market group: \\[laughter\\] {place}\n"


def test_literature_and_confidence_are_sentences() -> None:
    text = markdown(page_of(BILINGUAL, *published_of(BILINGUAL).graph.findings))
    relation = "Background to the finding: Temple and Young (2004). On what is lost when *home* is translated.\n"
    assert relation in text
    assert "\\[recalled, not verified\\]" in text
    text = markdown(page_of(SECONDARY, *published_of(SECONDARY).graph.findings))
    assert (
        "Confidence in this finding is moderate. Methodological limitations: Minor concerns. "
        "Coherence: No or very minor concerns. Adequacy of data: Moderate concerns. Relevance: Minor concerns. "
        "Two of the five studies are thin. The approach follows Thomas and Harden (2008).\n\n"
        "Agrees with the finding: Hale (2011, pp. 12–19).\n\n"
        "Agrees with the finding: Okoro and Hale (2014, Chapter 3), “a letter, a date, and a van”. "
        "The only study that names the van.\n"
    ) in text
    assert "Said of 4 of 7 studies.\n\nConfidence in this finding is low. Only one study gives dates.\n" in text


@pytest.mark.parametrize(
    ("style", "cited"),
    [
        ("ieee", r"Hale \[2, pp. 12–19\]."),
        ("vancouver-nlm", "Hale (2)."),
        ("nature", "Hale ^2^."),
        (
            "chicago-notes-bibliography",
            "Ruth Hale (*The Keepers of Crag End* (Example Lighthouse Archive, 2011), 12–19).",
        ),
    ],
)
def test_citations_in_sentences_are_right_in_numeric_styles_and_those_with_notes(style: str, cited: str) -> None:
    published = published_of(SECONDARY)
    references = [linked.reference for linked in published.graph.references.values()]
    in_style = replace(published, formatter=CitationFormatter(references, style=style))
    name = next(iter(published.graph.findings))
    assert f"Agrees with the finding: {cited}\n" in markdown(excerpt(in_style, [name]))


@pytest.mark.parametrize(
    ("words", "ends"),
    [("Yes", "."), ("Yes.", ""), ("“Yes.”", ""), ("“Yes”", "."), ("Why?", ""), ("Hale (2011, p. 1)", "."), ("", ".")],
)
def test_sentences_end_once(words: str, ends: str) -> None:
    assert full_stop_after(words) == ends


def test_a_quote_and_statements() -> None:
    assert markdown(page_of(DETAILS, "quote-hum")) == (
        "> It’s B flat. If it’s B flat I eat my sandwich. If it’s \\*not\\* B flat, well… \\<then\\> I don’t. "
        "(Rhona, First night, 00:41:12–00:41:40)\n"
    )
    assert markdown(page_of(DETAILS, "limitation-ears")) == (
        "# The authors cannot tell B flat from A.\n\nNeither of them plays an instrument.\n\nApplies to:\n\n"
        "- Night workers recognise faults by ear before any alarm (5 of 5 night workers).\n"
    )
    implications = [name for name in published_of(SECONDARY).graph.statements if name.startswith("implication")]
    text = markdown(page_of(SECONDARY, *implications))
    assert "**Policy, for ministers & their officials.** A recommendation of the whole study.\n" in text
    assert "**Theory.**\n\nMethod behind the recommendation: Thomas and Harden (2008).\n" in text


def test_the_language_of_the_site_is_that_of_the_documents() -> None:
    published = published_of(BAKERS)
    page = excerpt(replace(published, graph=replace(published.graph, language="de")), ["quiet"])
    assert "ngerman" in latex(page)
    styles = docx.Document(io.BytesIO(word_document(page))).styles.element
    assert styles.find(f".//{qn('w:lang')}").get(qn("w:val")) == "de"
