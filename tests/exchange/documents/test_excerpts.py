"""Excerpts have what the pages of the site say: claims, quotes and citations, and nothing of drafts."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from tests.exchange.documents.reading import normal, quotes_of_text, words_of_text
from tests.exchange.documents.test_tables import published_of
from tests.sites import BAKERS, BILINGUAL, DEEP_THEMES, DETAILS, FOCUS_GROUPS, GARDENERS, SECONDARY
from themebook.exchange.documents.excerpt import can_be_excerpted, excerpt
from themebook.exchange.documents.text_files import latex, markdown
from themebook.exchange.documents.word import word_document
from themebook.sources.markdown.markdown_text import text_of_xhtml

SITES = [BAKERS, BILINGUAL, DEEP_THEMES, DETAILS, FOCUS_GROUPS, GARDENERS, SECONDARY]


def page_of(folder: Path, *names: str) -> bytes:
    return excerpt(published_of(folder), names, language="en")


@pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.name)
def test_an_excerpt_of_everything_has_all_words_in_every_format(folder: Path) -> None:
    published = published_of(folder)
    names = list(can_be_excerpted(published))
    page = page_of(folder, *names)
    text = markdown(page)
    words = words_of_text(text, "commonmark")
    in_word = normal(
        " ".join(one.text for one in docx.Document(io.BytesIO(word_document(page, language="en"))).paragraphs)
    )
    for linked in published.graph.findings.values():
        assert linked.finding.claim in words
        assert linked.finding.claim in in_word
        for item in linked.finding.literature:
            assert normal(text_of_xhtml(published.formatter.reference(item.reference.id))) in words
    quoted = normal(" ".join(quotes_of_text(text, "commonmark")))
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
    assert latex(page, language="en").rstrip().endswith(r"\end{document}")


def test_a_finding_has_its_prevalence_quotes_and_contrasting_quotes() -> None:
    assert markdown(page_of(DEEP_THEMES, "repairs-as-handwriting")) == (
        "# Visitors recognise who made an earlier repair.\n\n"
        "Said of **several participants** (“Several”).\n\n"
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


def test_literature_has_its_relation_in_words() -> None:
    text = markdown(
        page_of(
            BILINGUAL,
            "finding-carry"
            if "finding-carry" in published_of(BILINGUAL).graph.findings
            else next(iter(published_of(BILINGUAL).graph.findings)),
        )
    )
    assert "- Background to the finding: Temple & Young, 2004: On what is lost when *home* is translated.\n" in text
    assert "\\[recalled, not verified\\]" in text


def test_a_quote_and_statements() -> None:
    assert markdown(page_of(DETAILS, "quote-hum")) == (
        "> It’s B flat. If it’s B flat I eat my sandwich. If it’s \\*not\\* B flat, well… \\<then\\> I don’t. "
        "(Rhona, First night, 00:41:12–00:41:40)\n"
    )
    assert markdown(page_of(DETAILS, "limitation-ears")) == (
        "# The authors cannot tell B flat from A.\n\nNeither of them plays an instrument.\n\nApplies to\n\n"
        "- Night workers recognise faults by ear before any alarm. (5 of 5 night workers)\n"
    )
