"""The PDF: the whole study as a book, read here as readers of PDF and screen readers do."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from tests.conftest import ROOT, themebook
from tests.matching import subthemes_of
from themebook.render.site import Site


def pdf(to: Path, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return themebook("pdf", "--to", str(to), folder=folder, **environment)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    to = tmp_path_factory.mktemp("printed") / "new" / "study.pdf"
    done = pdf(to, SITE_URL="https://example.org/study/", REPO_URL="https://example.org/code")
    assert (done.returncode, done.stderr) == (0, "")
    return PdfReader(to)


def solid(text: str) -> str:
    """A text without the spaces, which lines of paper change."""
    return re.sub(r"\s+", "", text)


@cache
def lines_of(book: PdfReader, number: int) -> str:
    """The text of a page, by the number that people use."""
    return book.pages[number - 1].extract_text()


def text_of(book: PdfReader, number: int) -> str:
    return solid(lines_of(book, number))


def whole(book: PdfReader) -> str:
    return "".join(text_of(book, number) for number in range(1, len(book.pages) + 1))


def contents(book: PdfReader) -> dict[str, int]:
    lines = lines_of(book, 2).splitlines()
    assert lines[0] == "Contents"
    return {match[1]: int(match[2]) for match in re.finditer(r"^(.+?)\s+(\d+)$", "\n".join(lines[1:]), re.M)}


def outline(book: PdfReader) -> dict[str, int]:
    return {entry.title: (book.get_destination_page_number(entry) or 0) + 1 for entry in _flat(book.outline)}


def _flat(entries: list[Any]) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def test_the_contents_name_the_pages_on_which_the_headings_are(book: PdfReader, knowledge: Site) -> None:
    named = contents(book)
    themes = [theme.title for theme in knowledge.graph.study.themes]
    subthemes = [subtheme.title for subtheme in subthemes_of(knowledge.graph.study)]
    assert {*themes, *subthemes, "Background", "Method", "Participants", "References"} <= set(named)
    assert list(named.values()) == sorted(named.values())
    for title, number in named.items():
        # Each stands at the top of its page, below the running head.
        assert solid(title) in text_of(book, number)[:200], title
        assert outline(book)[title] == number, title


def test_every_page_shows_its_own_number(book: PdfReader) -> None:
    for number in range(3, len(book.pages) + 1):
        assert str(number) in lines_of(book, number).split("\n")[:2], number


def test_every_quote_stands_in_full_exactly_once(book: PdfReader, knowledge: Site) -> None:
    """Short ones stand in full wherever they are named."""
    text = whole(book)
    for name, linked in knowledge.graph.quotes.items():
        times = text.count(solid(linked.quote.text))
        assert times >= 1, name
        assert times == 1 or "…" not in knowledge.plan.targets[name].title, name


def test_every_finding_and_statement_is_in_it(book: PdfReader, knowledge: Site) -> None:
    text = whole(book)
    claims = [linked.finding.claim for linked in knowledge.graph.findings.values()]
    claims += [linked.statement.statement for linked in knowledge.graph.statements.values()]
    assert [claim for claim in claims if solid(claim) not in text] == []


def test_pages_named_in_the_text_are_right(book: PdfReader, knowledge: Site) -> None:
    """A quote that is only named is in full on the page that is named with it."""
    named = 0
    quotes = {knowledge.plan.targets[name].title: linked.quote for name, linked in knowledge.graph.quotes.items()}
    text = whole(book)
    for title, quote in quotes.items():
        for match in re.finditer(re.escape(solid(title)) + r"\(seepage(\d+)\)", text):
            assert solid(quote.text) in text_of(book, int(match[1])), title
            named += 1
    assert named > len(quotes)
    assert "000" not in re.findall(r"page(\d+)", text)


def test_the_outline_has_the_themes_with_what_they_hold(book: PdfReader, knowledge: Site) -> None:
    chapters = {
        entry.title: [one.title for one in below if not isinstance(one, list)]
        for entry, below in zip(book.outline, book.outline[1:], strict=False)
        if not isinstance(entry, list) and isinstance(below, list)
    }
    for theme in knowledge.graph.study.themes:
        subthemes = [subtheme.title for subtheme in theme.subthemes]
        assert [title for title in chapters[theme.title] if title in subthemes] == subthemes


def test_links_lead_to_places_in_the_book_or_to_the_web(book: PdfReader) -> None:
    inside = outside = 0
    for page in book.pages:
        for annotation in (one.get_object() for one in page.get("/Annots", [])):
            action = annotation.get("/A", {})
            if "/URI" in action:
                assert re.match(r"https?://", action["/URI"]), action
                outside += 1
            else:
                name = str(annotation.get("/Dest", action.get("/D")))
                assert name.removeprefix("/") in {one.removeprefix("/") for one in book.named_destinations}, annotation
                inside += 1
    assert inside > 500
    assert outside > 20


def test_it_is_tagged_and_says_its_title_and_language(book: PdfReader) -> None:
    root: Any = book.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert book.metadata is not None
    assert book.metadata.title == "Therapeutic prison officers"


def test_what_its_author_leaves_out_is_not_in_it(book: PdfReader) -> None:
    assert "Guide for authors" not in outline(book)
    assert "findings.yml" not in whole(book)


def test_what_only_a_screen_can_do_is_not_in_it(book: PdfReader) -> None:
    text = whole(book)
    for words in (
        "Open this quote",
        "This subtheme on its own page",
        "Skip to content",
        "Permalink",
        "¶",
        "Evidence trail",
    ):
        assert solid(words) not in text


def test_the_same_sources_give_the_same_pdf(bakers: Path) -> None:
    one, other = bakers / "one.pdf", bakers / "other.pdf"
    for to in (one, other):
        done = pdf(to, bakers)
        assert (done.returncode, done.stderr) == (0, "")
    assert one.read_bytes() == other.read_bytes()


def test_a_page_is_left_out_by_a_line_at_its_head(bakers: Path) -> None:
    page = bakers / "docs" / "index.md"
    title = re.search(r"^# (.+)$", page.read_text("utf-8"), re.M)
    assert title
    page.write_text(f"---\npdf: false\n---\n\n{page.read_text('utf-8')}", "utf-8")
    done = pdf(bakers / "without.pdf", bakers)
    assert (done.returncode, done.stderr) == (0, "")
    book = PdfReader(bakers / "without.pdf")
    assert outline(book)
    assert title[1] not in contents(book)


def test_without_a_browser_the_last_good_pdf_stays(bakers: Path) -> None:
    last = bakers / "last.pdf"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Creator": "Themebook"})
    writer.write(last)
    before = last.read_bytes()
    done = pdf(last, bakers, CHROMIUM=str(bakers / "no-browser"))
    assert done.returncode == 2
    assert done.stderr.startswith("themebook: The browser ")
    assert done.stderr.count("\n") == 1
    assert last.read_bytes() == before
