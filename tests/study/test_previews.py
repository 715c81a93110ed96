"""What readers see of a link's target before they follow it: by mouse, by keyboard, by touch, and how it goes away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from themebook.render.site import Site
from themebook.sources.markdown.markdown_text import text_of_xhtml

BACKGROUND = "/background/"


@pytest.fixture
def touch(browser: Browser) -> Iterator[BrowserContext]:
    """A phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context
    context.close()


def arrive(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address)
    page.wait_for_load_state("networkidle")


def pass_time(page: Page, link: Locator) -> None:
    """A second passes for the page, which has all that it would show of the link."""
    link.evaluate("link => themebook.recordOf(link.href)")
    page.clock.run_for(1000)


def preview(page: Page) -> Locator:
    return page.locator(".tb-preview")


def apart(one: Locator, other: Locator) -> bool:
    first, second = one.bounding_box(), other.bounding_box()
    assert first
    assert second
    return first["y"] + first["height"] <= second["y"] or second["y"] + second["height"] <= first["y"]


def work_link(page: Page) -> Locator:
    return page.locator("a.tb-citation[href*='stevens2010']").first


@pytest.mark.parametrize(
    ("start", "link", "kind", "shows"),
    [
        (
            "/findings/physically-safe/",
            ".tb-follows a[href*='implications']",
            "Recommendation",
            "should be made known and acknowledged",
        ),
        ("/quotes/quote-kitted-up/", "a.tb-term", "Glossary term", "Wearing protective equipment"),
        (
            "/quotes/quote-how-dare-you/",
            "a[href$='/findings/emotions-set-aside/']",
            "Finding",
            "One real challenge for officers",
        ),
        ("/quotes/quote-how-dare-you/", "a[href$='/participants/officer-e/']", "Participant", "Officer E"),
        ("/quotes/quote-how-dare-you/", ".tb-crumbs a >> nth=2", "Theme", "Therapeutic job role"),
        ("/quotes/quote-how-dare-you/", ".tb-crumbs a >> nth=3", "Subtheme", "Most officers think it essential"),
        ("/cite/", "a[href*='about/#']", "Page", "How the cited works were identified"),
    ],
)
def test_pointing_at_a_link_tells_what_it_leads_to(
    page: Page, address: str, start: str, link: str, kind: str, shows: str
) -> None:
    arrive(page, address + start)
    page.locator("article").locator(link).first.hover()
    expect(page.locator(".tb-preview__kind")).to_have_text(kind)
    expect(preview(page)).to_contain_text(shows)


def test_a_quote_is_previewed_in_its_words_with_its_speaker(page: Page, address: str, knowledge: Site) -> None:
    arrive(page, f"{address}/quotes/quote-how-dare-you/")
    page.locator("#same_speaker ~ ul a").first.hover()
    said = next(one for one in knowledge.graph.participants["officer-e"].quotes if one.id != "quote-how-dare-you")
    expect(page.locator(".tb-preview__words")).to_have_text(said.text.strip())
    expect(preview(page)).to_contain_text("Officer E")


def test_a_work_is_previewed_as_its_reference_with_its_badge(page: Page, address: str, knowledge: Site) -> None:
    arrive(page, f"{address}/themes/work-environment/staff-prisoner-relationships/")
    link = page.locator("a.tb-citation:has(.tb-doubt)").first
    key = re.search(r"references/([^/]+)/", link.get_attribute("href") or "")
    assert key
    link.hover()
    expect(preview(page)).to_contain_text(text_of_xhtml(knowledge.formatter.reference(key[1])))
    expect(preview(page).locator(".tb-badge")).to_be_visible()


def test_the_pointer_can_go_onto_a_preview_and_away(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    arrive(page, address + BACKGROUND)
    work_link(page).hover()
    expect(preview(page)).to_be_visible()
    assert apart(preview(page), work_link(page))
    preview(page).hover()
    pass_time(page, work_link(page))
    expect(preview(page)).to_be_visible()
    page.mouse.move(5, 500)
    expect(preview(page)).to_be_hidden()
    page.close()


def test_a_pointer_that_only_passes_opens_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    arrive(page, address + BACKGROUND)
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    work_link(page).hover()
    page.mouse.move(5, 500)
    pass_time(page, work_link(page))
    expect(preview(page)).to_be_hidden()
    page.close()


def test_focus_opens_a_preview_that_describes_the_link_and_escape_puts_it_away(page: Page, address: str) -> None:
    arrive(page, address + BACKGROUND)
    link = work_link(page)
    page.keyboard.press("Tab")
    link.focus()
    expect(preview(page)).to_be_visible()
    expect(link).to_have_accessible_description(re.compile("Stevens, A"))
    page.keyboard.press("Escape")
    expect(preview(page)).to_be_hidden()
    expect(link).to_be_focused()
    expect(link).not_to_have_attribute("aria-describedby", re.compile("."))


def test_a_preview_stays_while_its_link_has_the_focus_and_no_longer(page: Page, address: str) -> None:
    arrive(page, address + BACKGROUND)
    page.keyboard.press("Tab")
    work_link(page).focus()
    expect(preview(page)).to_be_visible()
    page.mouse.move(5, 500)
    pass_time(page, work_link(page))
    expect(preview(page)).to_be_visible()
    work_link(page).blur()
    expect(preview(page)).to_be_hidden()


def test_the_tooltip_of_the_browser_does_not_lie_over_a_preview(page: Page, address: str) -> None:
    arrive(page, f"{address}/quotes/quote-kitted-up/")
    term = page.locator("a.tb-term").first
    told = term.get_attribute("title")
    term.hover()
    expect(preview(page)).to_be_visible()
    assert term.get_attribute("title") is None
    page.keyboard.press("Escape")
    expect(term).to_have_attribute("title", told or "no title")


@contextmanager
def pressed(page: Page, link: Locator) -> Iterator[None]:
    """A finger on a link."""
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    finger = {"x": box["x"] + 12, "y": box["y"] + 8}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    yield
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_long_press_previews_and_a_tap_elsewhere_closes(touch: BrowserContext, address: str) -> None:
    page = touch.new_page()
    arrive(page, address + BACKGROUND)
    with pressed(page, work_link(page)):
        expect(preview(page)).to_be_visible()
    pass_time(page, work_link(page))
    expect(page).to_have_url(address + BACKGROUND)
    expect(preview(page)).to_contain_text("Stevens, A")
    page.touchscreen.tap(20, 100)
    expect(preview(page)).to_be_hidden()


def test_a_long_press_leaves_the_menu_of_the_browser_alone(touch: BrowserContext, address: str) -> None:
    page = touch.new_page()
    arrive(page, address + BACKGROUND)
    with pressed(page, work_link(page)):
        expect(preview(page)).to_be_visible()
        comes = "link => link.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true}))"
        assert work_link(page).evaluate(comes)
    expect(preview(page)).to_be_visible()


def test_a_tap_follows_the_link_as_ever(touch: BrowserContext, address: str) -> None:
    page = touch.new_page()
    arrive(page, address + BACKGROUND)
    work_link(page).tap()
    expect(page).to_have_url(f"{address}/references/stevens2010/")


# The links outside quotes and entries that lead to another page of which there is a record.
AWAITED = """async (links) => {
  const led = await Promise.all(links.map(async (link) => {
    if (link.closest(".tb-kind, .tb-quote, .tb-work, .tb-entry")) return false;
    const url = new URL(link.href);
    if (url.search || url.pathname === location.pathname) return false;
    return (await themebook.recordOf(url.href)) || (await themebook.recordOf(url.href.split("#")[0]));
  }));
  return links.flatMap((_, index) => (led[index] ? [index] : []));
}"""


@pytest.mark.parametrize("start", ["/themes/therapeutic-role/", "/quotes/quote-how-dare-you/", "/cite/", "/"])
def test_no_preview_leaves_a_screen_of_320_pixels_or_lies_on_its_link(
    browser: Browser, address: str, start: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 568})
    arrive(page, address + start)
    page.keyboard.press("Tab")
    links = page.locator("article a:not(.headerlink):visible")
    awaited = links.evaluate_all(AWAITED)
    assert len(awaited) > 2
    for link in [links.nth(index) for index in awaited[:: len(awaited) // 8 + 1]]:
        link.focus()
        expect(link).to_have_attribute("aria-describedby", re.compile("tb-preview"))
        edges = preview(page).bounding_box()
        assert edges
        assert edges["x"] >= 0
        assert edges["x"] + edges["width"] <= 320
        assert apart(preview(page), link)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_text_without_spaces_is_cut_as_well(page: Page, address: str) -> None:
    arrive(page, address + BACKGROUND)
    shown = page.evaluate(
        "['监狱'.repeat(800), 'word, '.repeat(200)].map((text) => themebook.tools.truncate(text, 420))"
    )
    assert len(shown[0]) == 420
    assert 400 < len(shown[1]) <= 420
    assert shown[1].endswith("word…")


def test_where_the_whole_words_stand_there_is_no_preview(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    arrive(page, f"{address}/participants/officer-e/")
    link = page.locator(".tb-quote .tb-more a").first
    link.hover()
    pass_time(page, link)
    expect(preview(page)).to_be_hidden()
    page.close()


def test_a_preview_is_not_printed(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    arrive(page, address + BACKGROUND)
    work_link(page).hover()
    expect(preview(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(preview(page)).to_be_hidden()
    page.close()


def test_previews_need_no_server(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "background/index.html").as_uri())
    # Links of this edition name folders; those of the offline edition name files, as the records do then.
    told = page.evaluate("themebook.recordOf(new URL('../references/stevens2010/', location.href).href)")
    assert told["text"].startswith("Stevens, A")
    work_link(page).hover()
    expect(preview(page)).to_contain_text("Stevens, A")
    assert all(url.startswith(("file:", "data:")) for url in asked)
    page.close()
