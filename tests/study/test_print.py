"""A page on paper, printed from a dark screen."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from themebook.render.site import Site


@pytest.fixture(scope="module")
def paper(browser: Browser, address: str) -> list[str]:
    """The text of each sheet of a subtheme, without spaces."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/themes/work-environment/culture/", wait_until="load")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    context.close()
    return [re.sub(r"\s+", "", unicodedata.normalize("NFKC", sheet.extract_text())) for sheet in sheets]


def test_every_sheet_says_what_it_is_a_part_of(paper: list[str], address: str) -> None:
    for number, sheet in enumerate(paper, 1):
        assert "Culture-Therapeuticprisonofficers" in sheet
        assert f"{number}/{len(paper)}" in sheet
        assert f"{address}/themes/work-environment/culture/" in sheet


def test_no_quote_is_torn_from_its_speaker(paper: list[str], knowledge: Site) -> None:
    findings = knowledge.graph.themes["culture"].theme.findings
    for name in {quote.id for finding in findings for _, quote in knowledge.graph.findings[finding.id].evidence}:
        linked = knowledge.graph.quotes[name]
        words, speaker = (
            re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) for text in (linked.quote.text, linked.said_by)
        )
        assert any(f"{words}{speaker}" in sheet for sheet in paper), name


def test_what_only_a_screen_can_do_is_not_printed(paper: list[str]) -> None:
    assert "Workscitedonthispage" in "".join(paper)
    for words in ("Skiptocontent", "Openthisquote", "Permalink", "Copylink", "Editthispage", "¶"):
        assert not any(words in sheet for sheet in paper), words


def test_a_quote_is_printed_with_its_reference_and_then_shows_it_again(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/quotes/quote-good-listener/", wait_until="load")
    reference = page.locator('[data-tb-copy="reference"] p')
    words = re.sub(r"\s+", "", unicodedata.normalize("NFKC", reference.inner_text()))
    text = PdfReader(BytesIO(page.pdf())).pages[0].extract_text()
    assert words in re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    page.locator(".tb-cite > summary").click()
    reference.wait_for(state="visible")
    page.close()


def test_dark_pages_are_printed_light_and_are_dark_again_afterwards(browser: Browser, site: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto((site / "index.html").as_uri(), wait_until="load")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(scheme) == "default"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(scheme) == "slate"
    context.close()


@pytest.mark.parametrize(
    ("kind", "most"),
    [("quotes/quote-", 1), ("themes/*/", 4), ("themes/", 10)],
)
def test_a_page_is_no_longer_on_paper_than_it_need_be(
    browser: Browser, site: Path, address: str, kind: str, most: int
) -> None:
    page = browser.new_page()
    found = sorted(path for path in site.glob(f"{kind}*/index.html") if path.parent.name not in ("quotes", "themes"))
    assert found
    # The longest of many are enough.
    for path in sorted(found, key=lambda one: -one.stat().st_size)[:3]:
        page.goto(f"{address}/{path.parent.relative_to(site).as_posix()}/", wait_until="networkidle")
        sheets = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
        assert len(sheets) <= most, path
    page.close()
