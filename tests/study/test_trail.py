"""From any thing the whole chain is at hand: unfolded by mouse or keyboard, without script, and all at once with it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from lxml import html
from playwright.sync_api import Browser, Page, expect

from themebook.render.site import Site

QUOTE = "/quotes/quote-how-dare-you/"


def address_of(knowledge: Site, name: str) -> str:
    target = knowledge.plan.targets[name]
    page = target.path.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"
    return f"/{page}#{target.fragment}".removesuffix("#")


def trail_of(site: Path, knowledge: Site, name: str) -> html.HtmlElement:
    """The trail of a thing on the page of the thing."""
    page = address_of(knowledge, name).partition("#")[0]
    tree = html.fromstring((site / page[1:] / "index.html").read_text("utf-8"))
    (trail,) = tree.xpath("//h2[@id='trail_']/following-sibling::*[1]/descendant-or-self::div[@class='tb-trail']")
    return trail


def leads_to(knowledge: Site, name: str, trail: html.HtmlElement) -> set[str]:
    return {urljoin(address_of(knowledge, name), href) for href in trail.xpath(".//a/@href")}


def test_every_quote_participant_and_work_has_a_trail_that_leads_to_all_next_steps(site: Path, knowledge: Site) -> None:
    graph = knowledge.graph
    works = [key for key in graph.references if graph.leads_to[key]]
    for name in (*graph.quotes, *graph.participants, *works):
        found = leads_to(knowledge, name, trail_of(site, knowledge, name))
        steps = (*graph.leads_to[name], *graph.rests_on[name])
        assert steps, name
        assert {address_of(knowledge, step.id) for step in steps} <= found, name


def test_from_every_quote_its_theme_and_the_works_beside_it_can_be_reached(site: Path, knowledge: Site) -> None:
    for name, linked in knowledge.graph.quotes.items():
        found = leads_to(knowledge, name, trail_of(site, knowledge, name))
        beside = [item.reference.id for _, finding in linked.evidence_for for item in finding.literature]
        assert {address_of(knowledge, one) for one in (linked.path[0].id, *beside)} <= found


def test_stance_and_relation_are_told_in_words(site: Path, knowledge: Site) -> None:
    words = " ".join(trail_of(site, knowledge, "quote-how-dare-you").text_content().split())
    assert "Contrasts with the finding Most officers believe that therapy" in words
    assert "Cited work, helps to explain Crawley (2004b)" in words


def test_a_work_that_is_not_verified_has_its_sign_in_the_trail(site: Path, knowledge: Site) -> None:
    assert "moj2017" in [item.reference.id for item in knowledge.graph.findings["physically-safe"].finding.literature]
    trail = trail_of(site, knowledge, knowledge.graph.findings["physically-safe"].evidence[0][1].id)
    assert trail.xpath(".//a[contains(@href, 'moj2017')]/span[@class='tb-doubt']")


def test_a_trail_unfolds_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + QUOTE)
    trail = page.locator(".tb-trail")
    expect(trail.get_by_role("button", name="Expand all")).to_have_count(0)
    expect(trail.get_by_role("link", name="Crawley (2004b)")).to_be_hidden()
    trail.locator("summary", has_text="1 cited work").click()
    expect(trail.get_by_role("link", name="Crawley (2004b)")).to_be_visible()
    context.close()


def test_a_trail_is_walked_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/references/crawley2004b/")
    page.locator(".tb-trail summary").first.focus()
    page.keyboard.press("Enter")
    finding = page.locator(".tb-trail").get_by_role("link", name="One real challenge for officers")
    expect(finding).to_be_visible()
    page.keyboard.press("Tab")
    expect(finding).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    words = page.locator(".tb-trail").get_by_role("link", name="And you think how dare you!")
    expect(words).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + QUOTE)


def test_all_of_a_trail_unfolds_and_folds_at_once(page: Page, address: str) -> None:
    page.goto(address + QUOTE)
    trail = page.locator(".tb-trail")
    trail.get_by_role("button", name="Expand all").click()
    expect(trail.locator("details:not([open])")).to_have_count(0)
    trail.get_by_role("button", name="Collapse all").click()
    expect(trail.locator("details[open]")).to_have_count(0)
    trail.locator("summary").first.click()
    expect(trail.get_by_role("button", name="Expand all")).to_be_visible()
