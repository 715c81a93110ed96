"""What a reader does in a browser: follow a claim to its words and works and back, read on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.study.kinds import KINDS
from themebook.render.site import Site


def test_from_a_claim_to_its_words_and_works_and_back_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/themes/therapeutic-role/empathy/", wait_until="networkidle")
    claim = page.locator("section.tb-finding", has=page.locator("#emotions-set-aside"))
    claim.get_by_role("link", name="Open this finding").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/findings/emotions-set-aside/")
    page.get_by_role("link", name="Open this quote").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/quotes/quote-how-dare-you/")
    page.get_by_role("link", name="One real challenge for officers").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/findings/emotions-set-aside/")
    page.get_by_role("link", name="Crawley, 2004b, p. 424").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/references/crawley2004b/")
    page.get_by_role("link", name="One real challenge for officers").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/findings/emotions-set-aside/")
    page.close()


def test_a_work_leads_back_to_the_very_citation(page: Page, address: str) -> None:
    page.goto(f"{address}/references/dollardbakker2010/", wait_until="networkidle")
    page.locator(".tb-use").get_by_role("link", name="Background").click()
    expect(page.locator("#cited_dollardbakker2010")).to_be_in_viewport()
    expect(page.locator("#cited_dollardbakker2010")).to_contain_text("Dollard and Bakker")


def test_a_mistyped_address_leads_to_what_its_words_find(page: Page, address: str, site: Path) -> None:
    body = (site / "404.html").read_text("utf-8")
    page.route(
        "**/themes/safe-workplace/", lambda route: route.fulfill(status=404, content_type="text/html", body=body)
    )
    page.goto(f"{address}/themes/safe-workplace/")
    guesses = page.locator(".tb-guess a")
    expect(guesses.filter(has_text="physically safe workplace")).to_have_count(1)
    guesses.filter(has_text="physically safe workplace").click()
    expect(page).to_have_url(f"{address}/findings/physically-safe/")


def test_the_page_of_dead_links_names_the_themes_without_script(site: Path, knowledge: Site) -> None:
    article = html.fromstring((site / "404.html").read_text("utf-8")).xpath("//article")[0]
    links = {link.text: link.get("href") for link in article.xpath(".//li/a")}
    themes = {theme.title: f"/themes/{theme.id}/" for theme in knowledge.graph.study.themes}
    assert links == themes


def test_the_foot_of_every_page_says_whose_study_it_is(site: Path) -> None:
    for path in ("index.html", "quotes/quote-letter/index.html", "404.html"):
        foot = html.fromstring((site / path).read_text("utf-8")).xpath("//footer")[0]
        words = " ".join(foot.text_content().split())
        assert "Emma J. Walker, Helen H. Egan, Craig A. Jackson, Matthew Tonkin (2018)." in words
        assert foot.xpath(".//a[@href='https://doi.org/10.1177/0306624X18778452']")
        assert foot.xpath(".//a[contains(@href, 'references/walker2018')][text()='Cite the study']")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_read_without_script(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + KINDS[kind])
    expect(page.locator("h1")).to_be_visible()
    context.close()
