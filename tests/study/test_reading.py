"""What a reader does in a browser: follow a claim to its words and works and back, read on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.study.kinds import KINDS


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


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_read_without_script(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + KINDS[kind])
    expect(page.locator("h1")).to_be_visible()
    context.close()
