"""Everyone can read the site: WCAG 2.2 AA on every kind of page, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.conftest import SIZES
from tests.study.kinds import KINDS

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All else is the same in both schemes.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
SCHEMES = ("light", "dark")
NARROW = {"width": 320, "height": 640}

RUN_AXE = """async (rules) => {
  document.querySelectorAll("details").forEach((one) => (one.open = true));
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}"""

# Everything that can have the focus is given it, forwards and backwards, and must then be seen: not wholly covered, and
# with an outline that stands out from its ground.
GO_THROUGH_FOCUS = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (/^rgb\\(/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const seen = (element) =>
    [...element.getClientRects()].some((box) =>
      [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].some(([x, y]) => {
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const hit = document.elementFromPoint(box.left + x * box.width, top + y * (bottom - top));
        return hit && (element.contains(hit) || hit.closest("label")?.control === element);
      }),
    );
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const wrong = [];
  for (const element of [...all, ...all.reverse()]) {
    element.focus();
    if (document.activeElement !== element || element.tabIndex < 0) continue;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const told = element.outerHTML.slice(0, 160);
    if (!seen(element)) wrong.push(`covered: ${told}`);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) wrong.push(`no outline: ${told}`);
    else if (contrast(outlineColor, ground(element)) < 3) wrong.push(`faint outline: ${told}`);
  }
  return wrong;
}"""

# What stands out of the page to the right, where it cannot be scrolled to, or is cut off by its own box.
LOST = """() => {
  const scrolled = (element) => element.closest(".tb-hidden, .md-skip, [hidden]") || ancestors(element).some((one) =>
    ["auto", "scroll"].includes(getComputedStyle(one).overflowX));
  const ancestors = (element) => (element === document.body ? [] : [element, ...ancestors(element.parentElement)]);
  const width = document.documentElement.clientWidth;
  const wide = document.documentElement.scrollWidth > width ? [`page: ${document.documentElement.scrollWidth}`] : [];
  const out = [...document.querySelectorAll(".md-content *, .md-header *, .md-footer *")].filter((element) =>
    element instanceof HTMLElement && element.innerText && element.getClientRects().length &&
    getComputedStyle(element).visibility === "visible" && !scrolled(element) &&
    element.getBoundingClientRect().right > width + 1);
  return [...wide, ...out.map((element) => element.outerHTML.slice(0, 160))];
}"""

MOVING = """() => [...document.querySelectorAll("*")].filter((element) =>
  ["", "::before", "::after"].some((part) => {
    const style = getComputedStyle(element, part || null);
    return style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
      || style.animationName !== "none" || style.scrollBehavior === "smooth";
  })).map((element) => element.outerHTML.slice(0, 160))"""


@pytest.fixture(scope="module", params=product(SCHEMES, SIZES), ids="-".join)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """One page for all kinds, in the colours and of the width that a reader has."""
    scheme, size = request.param
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    width, height = SIZES["phone"]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, url: str) -> Page:
    """The page at an address, with what the scripts add to it."""
    page.goto(url)
    page.wait_for_function("document.documentElement.classList.contains('js')")
    return page


# On a phone nothing has a colour that it does not also have on a desk.
@pytest.mark.parametrize(
    "reader", [("light", "wide"), ("light", "phone"), ("dark", "wide")], ids="-".join, indirect=True
)
@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_is_broken(reader: Page, address: str, kind: str) -> None:
    opened(reader, address + KINDS[kind]).evaluate(AXE)
    is_dark = reader.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert reader.evaluate(RUN_AXE, COLOUR_RULES if is_dark else RULES) == []


@pytest.mark.parametrize("reader", [("light", "wide"), ("dark", "phone")], ids="-".join, indirect=True)
@pytest.mark.parametrize("kind", KINDS)
def test_focus_is_always_seen(reader: Page, address: str, kind: str) -> None:
    opened(reader, address + KINDS[kind]).keyboard.press("Tab")
    assert reader.evaluate(GO_THROUGH_FOCUS) == []


@pytest.mark.parametrize(
    "view",
    [
        {"viewport": NARROW},
        # What a desk of 1280 pixels shows at 200 %.
        {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    ],
    ids=["320 pixels", "200 %"],
)
def test_nothing_is_lost_on_narrow_and_on_enlarged_pages(browser: Browser, address: str, view: dict[str, int]) -> None:
    page = browser.new_context(**view).new_page()
    lost = {kind: opened(page, address + path).evaluate(LOST) for kind, path in KINDS.items()}
    page.context.close()
    assert {kind: parts for kind, parts in lost.items() if parts} == {}


def test_nothing_is_lost_where_readers_space_text_as_they_need(phone: Page, address: str) -> None:
    spaced = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    lost = {}
    for kind, path in KINDS.items():
        opened(phone, address + path).add_style_tag(content=f"{spaced} p {{ margin-bottom: 2em !important; }}")
        lost[kind] = phone.evaluate(LOST)
    assert {kind: parts for kind, parts in lost.items() if parts} == {}


def test_nothing_moves_for_readers_who_ask_for_that(phone: Page, address: str) -> None:
    moving = {kind: opened(phone, address + path).evaluate(MOVING) for kind, path in KINDS.items()}
    assert {kind: parts for kind, parts in moving.items() if parts} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_stop_leads_past_the_menu(page: Page, address: str, kind: str) -> None:
    opened(page, address + KINDS[kind]).keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('h1').compareDocumentPosition(document.activeElement) & 4")
    assert not page.evaluate("!!document.activeElement.closest('nav, header:not(article *)')")


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(phone: Page, address: str) -> None:
    opened(phone, address + KINDS["theme"])
    menu = phone.get_by_role("button", name="Menu", exact=True)
    links = phone.get_by_role("navigation", name="Site").get_by_role("link")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(links).to_have_count(0)
    menu.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(phone.get_by_role("button", name="Close menu")).to_be_focused()
    assert links.count() > 5
    for _ in range(links.count()):
        phone.keyboard.press("Tab")
        assert phone.evaluate("!!document.activeElement.closest('nav[aria-label=Site]')")
    phone.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(links).to_have_count(0)


def test_no_rule_is_broken_while_the_menu_is_open(phone: Page, address: str) -> None:
    opened(phone, address + KINDS["subtheme"]).get_by_role("button", name="Menu", exact=True).click()
    expect(phone.get_by_role("button", name="Close menu")).to_be_focused()
    phone.evaluate(AXE)
    assert phone.evaluate(RUN_AXE, RULES) == []


def test_the_menu_opens_without_script(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=NARROW, java_script_enabled=False).new_page()
    page.goto(address + KINDS["page"])
    page.get_by_role("checkbox", name="Menu").focus()
    page.keyboard.press("Space")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Method").click()
    expect(page).to_have_url(f"{address}/method/")
    page.context.close()


def test_a_wide_window_closes_the_menu(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=NARROW).new_page()
    opened(page, address + KINDS["page"]).get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator(".md-content")).to_have_attribute("inert", "")
    page.set_viewport_size({"width": 1600, "height": 900})
    expect(page.locator(".md-content")).not_to_have_attribute("inert", "")
    page.context.close()


def test_the_choice_of_colours_is_told_kept_and_shown_before_anything_else_is_loaded(
    browser: Browser, address: str
) -> None:
    page = browser.new_context(color_scheme="light").new_page()
    opened(page, f"{address}/")
    body, toggle = page.locator("body"), page.get_by_role("button", name="Dark mode")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.focus()
    page.keyboard.press("Space")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    page.route("**/bundle.*", lambda route: route.abort())
    page.goto(address + KINDS["quote"], wait_until="commit")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.context.close()


def test_the_colours_follow_the_device_until_one_is_chosen(browser: Browser, address: str) -> None:
    page = browser.new_context(color_scheme="dark").new_page()
    opened(page, f"{address}/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.context.close()


@pytest.mark.parametrize("key", ["n", "p", ".", ","])
def test_no_single_letter_leads_away(phone: Page, address: str, key: str) -> None:
    opened(phone, address + KINDS["page"]).keyboard.press(key)
    phone.wait_for_timeout(200)
    expect(phone).to_have_url(address + KINDS["page"])


def test_each_page_has_a_title_of_its_own(site: Path) -> None:
    titles = Counter(html.parse(path).findtext(".//title") for path in site.rglob("*.html"))
    assert [title for title, times in titles.items() if times > 1 or not title] == []


def test_no_heading_is_named_after_its_own_link(phone: Page, address: str) -> None:
    for path in KINDS.values():
        opened(phone, address + path)
        assert phone.get_by_role("heading", name="¶").count() == 0
        assert phone.get_by_role("heading", name="Link to this section").count() == 0
