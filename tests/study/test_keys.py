"""The single key that opens the search, and how readers switch it off (WCAG 2.2, 2.1.4)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

BLOCKED = """
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
"""


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    yield context.new_page()
    context.close()


def search(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def switch(page: Page) -> Locator:
    return page.get_by_role("checkbox", name="Open search with the / key")


def switched_off(page: Page) -> None:
    """Open the search by its button and switch the key off."""
    page.get_by_role("button", name="Search").click()
    switch(page).uncheck()
    page.keyboard.press("Escape")
    expect(search(page)).to_be_hidden()


def opens(page: Page, key: str) -> bool:
    """Whether the key opens the search; what it opens is closed again."""
    page.keyboard.press(key)
    opened = search(page).is_visible()
    if opened:
        search(page).get_by_role("button", name="Close").click()
    return opened


def test_a_key_opens_the_search_until_it_is_switched_off_on_all_pages(page: Page) -> None:
    page.goto("/about/")
    expect(page.locator(".tb-search-open kbd")).to_be_visible()
    assert opens(page, "/")
    switched_off(page)
    assert not opens(page, "/")
    page.goto("/method/")
    assert not opens(page, "/")
    button = page.get_by_role("button", name="Search")
    expect(button.locator("kbd")).to_be_hidden()
    assert button.get_attribute("aria-keyshortcuts") is None
    button.click()
    switch(page).check()
    page.keyboard.press("Escape")
    assert opens(page, "/")


@pytest.mark.parametrize("key", ["s", "f"])
def test_no_letter_opens_the_search(page: Page, key: str) -> None:
    page.goto("/about/")
    assert not opens(page, key)


@pytest.mark.parametrize("key", ["Control+/", "Alt+/", "Meta+/"])
def test_with_another_key_held_it_opens_nothing(page: Page, key: str) -> None:
    page.goto("/about/")
    assert not opens(page, key)


@pytest.mark.parametrize("field", ["<input>", "<textarea></textarea>", "<select></select>", "<p contenteditable>x</p>"])
def test_while_somebody_writes_it_opens_nothing(page: Page, field: str) -> None:
    page.goto("/about/")
    page.locator("article").evaluate("(article, field) => article.insertAdjacentHTML('beforeend', field)", field)
    page.locator("article > :last-child").focus()
    assert not opens(page, "/")


def test_a_browser_that_keeps_nothing_heeds_the_choice_on_the_page(page: Page) -> None:
    page.add_init_script(BLOCKED)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto("/about/")
    assert opens(page, "/")
    switched_off(page)
    assert not opens(page, "/")
    assert errors == []
