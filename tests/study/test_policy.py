"""The policy that docs/guide/hosting.md recommends: the site works under it, and loads nothing from other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.conftest import serving
from tests.policy import NAME, POLICIES
from tests.study.kinds import KINDS

# Of a page that has just been opened, besides its icon.
MOST_REQUESTS = 10

NOTE_VIOLATIONS = """
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
"""


@pytest.fixture(scope="session")
def guarded(site: Path) -> Iterator[str]:
    """The address of the real site, served with the policy."""
    (policy,) = POLICIES
    with serving(site, {NAME: policy, "X-Content-Type-Options": "nosniff"}) as at:
        yield at


def test_no_page_holds_a_script_a_style_or_a_handler(site: Path) -> None:
    forbidden = (
        "//script[not(@src)][not(contains(@type, 'json'))] | //style | //base | //iframe | //object | //embed"
        " | //@style | //@*[starts-with(name(), 'on')] | //@href[starts-with(., 'javascript:')]"
    )
    for path in sorted(site.rglob("*.html")):
        assert html.parse(path).xpath(forbidden) == [], path


@pytest.mark.parametrize("kind", KINDS)
def test_everything_works_under_the_policy(desk: Page, guarded: str, kind: str) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    desk.on("pageerror", lambda error: troubles.append(str(error)))
    desk.add_init_script(NOTE_VIOLATIONS)
    desk.goto(guarded + KINDS[kind])
    desk.wait_for_load_state("networkidle")
    if kind != "not found":  # It searches.
        files = [urlsplit(url).path for url in asked if not url.startswith("data:")]
        assert [file for file in files if "favicon" not in file][MOST_REQUESTS:] == []
    use(desk)
    assert desk.evaluate("violations") == []
    assert troubles == []
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(guarded).netloc}


def use(page: Page) -> None:
    """Do what can be done on a page without leaving it."""
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    for button in page.query_selector_all("button")[:12]:
        if button.is_visible():
            button.evaluate("one => one.click()")
            page.keyboard.press("Escape")
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", scheme or "")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    for link in page.locator("article a:visible").all()[:2]:
        link.hover()
        link.focus()
        # As long as a link has the focus its preview stays, and may lie over the next.
        page.keyboard.press("Escape")
    page.mouse.wheel(0, 4000)
    page.keyboard.press("/")
    page.keyboard.type("prison")
    page.wait_for_load_state("networkidle")
