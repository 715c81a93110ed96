"""Everyone can read the site: WCAG 2.2 AA on every kind of page, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.conftest import SIZES
from tests.study.kinds import KINDS

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_ON_COLOURS = ["color-contrast", "link-in-text-block"]
NARROW = {"width": 320, "height": 640}

# Rules about colours take most of the time. So they skip what has the same elements and classes as two others in the
# same place: on the same ground, it has the same colours.
MARK_REPEATED = """() => {
  const names = ["class", "hidden", "lang", "aria-current", "aria-pressed"];
  const own = (one) => names.map((name) => one.getAttribute(name));
  const shapes = new Map();
  const shape = (one) => {
    const hasText = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const whole = `${one.tagName} ${own(one)} ${hasText} (${[...one.children].map(shape)})`;
    shapes.set(one, whole);
    return whole;
  };
  const times = new Map();
  const mark = (parent, place) => {
    for (const one of parent.children) {
      const key = `${place} > ${shapes.get(one)}`;
      times.set(key, (times.get(key) || 0) + 1);
      if (times.get(key) > 2) one.setAttribute("data-repeated", "");
      else mark(one, `${place} > ${one.tagName} ${own(one)}`);
    }
  };
  shape(document.body);
  mark(document.body, "");
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => (one.open = true))"
RUN_AXE = """async ([context, options]) => {
  const { violations } = await axe.run(context, { ...options, resultTypes: ["violations"] });
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


@dataclass(frozen=True, slots=True)
class Reader:
    """A browser page in the colours and of the width that a reader has."""

    scheme: str
    size: str
    page: Page


@pytest.fixture(scope="module")
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """One browser page for all kinds of pages."""
    scheme, size = request.param
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield Reader(scheme, size, page)
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


def broken_rules(page: Page) -> list[str]:
    """Rules that are not about colours."""
    page.evaluate(AXE)
    without_colours = {rule: {"enabled": False} for rule in RULES_ON_COLOURS}
    broken: list[str] = page.evaluate(RUN_AXE, ["html", {"runOnly": RULES, "rules": without_colours}])
    return broken


def broken_rules_on_colours(page: Page) -> list[str]:
    page.evaluate(AXE)
    page.evaluate(MARK_REPEATED)
    broken: list[str] = page.evaluate(RUN_AXE, [{"exclude": "[data-repeated]"}, {"runOnly": RULES_ON_COLOURS}])
    return broken


def first_stops_that_do_not_lead_past_the_menu(page: Page) -> list[str]:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    reached = page.evaluate_handle("document.activeElement")
    is_right = reached.evaluate(
        "(one) => document.querySelector('h1').compareDocumentPosition(one) & 4"
        " && !one.closest('nav:not(article *), header:not(article *)')"
    )
    # A preview of the link may lie over others, and so may the header when the page is scrolled.
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 0)")
    return [] if is_right else [str(reached.evaluate("(one) => one.outerHTML"))]


def focus_that_is_not_seen(page: Page) -> list[str]:
    page.keyboard.press("Tab")
    wrong: list[str] = page.evaluate(GO_THROUGH_FOCUS)
    page.keyboard.press("Escape")
    return wrong


def headings_named_after_their_own_links(page: Page) -> list[str]:
    return [name for name in ("¶", "Link to this section") if page.get_by_role("heading", name=name).count()]


def lost(page: Page) -> list[str]:
    parts: list[str] = page.evaluate(LOST)
    return parts


def moving(page: Page) -> list[str]:
    """What moves although the reader asks for nothing to move."""
    parts: list[str] = page.evaluate(MOVING)
    return parts


def lost_on_narrow_and_on_enlarged_pages(page: Page) -> list[str]:
    before = page.viewport_size
    assert before
    parts = []
    # The second is what a desk of 1280 pixels shows at 200 %.
    for width, height in ((320, 640), (640, 450)):
        page.set_viewport_size({"width": width, "height": height})
        parts += lost(page)
    page.set_viewport_size(before)
    return parts


def lost_where_readers_space_text_as_they_need(page: Page) -> list[str]:
    spaced = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    page.add_style_tag(content=f"{spaced} p {{ margin-bottom: 2em !important; }}")
    return lost(page)


# To open a page takes longer than most looks at it, so each is opened once for each reader. The looks are in an order
# in which none disturbs the next. On a phone, nothing but the menu has colours that it does not also have on a desk.
NOTHING_IS: Mapping[tuple[str, str], Sequence[Callable[[Page], list[str]]]] = {
    ("light", "wide"): (
        lost,
        first_stops_that_do_not_lead_past_the_menu,
        broken_rules,
        broken_rules_on_colours,
    ),
    ("light", "phone"): (
        lost,
        lost_on_narrow_and_on_enlarged_pages,
        moving,
        headings_named_after_their_own_links,
        first_stops_that_do_not_lead_past_the_menu,
        focus_that_is_not_seen,
        broken_rules,
        lost_where_readers_space_text_as_they_need,
    ),
    ("dark", "wide"): (focus_that_is_not_seen, broken_rules_on_colours),
}


@pytest.mark.parametrize("reader", NOTHING_IS, ids="-".join, indirect=True)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_keeps_a_reader_from_a_page(reader: Reader, address: str, kind: str) -> None:
    opened(reader.page, address + KINDS[kind]).evaluate(OPEN_ALL)
    found = {look.__name__: look(reader.page) for look in NOTHING_IS[reader.scheme, reader.size]}
    assert {name: parts for name, parts in found.items() if parts} == {}


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_is_broken_while_the_menu_is_open(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    width, height = SIZES["phone"]
    page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()
    opened(page, address + KINDS["subtheme"]).get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("button", name="Close menu")).to_be_focused()
    page.evaluate(OPEN_ALL)
    assert broken_rules(page) + broken_rules_on_colours(page) == []
    page.context.close()


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
    page.route("**/site-*.js", lambda route: route.abort())
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
