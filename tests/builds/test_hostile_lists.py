"""Words that look like markup, in the lists that are drawn without Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from tests.builds.test_builds import SPOKEN, page
from tests.conftest import mkdocs, serving
from tests.sites import BAKERS


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("bakers") / "site"
    done = mkdocs("build", "--strict", "--site-dir", str(to), folder=BAKERS)
    assert done.returncode == 0, done.stderr
    return to


def test_words_of_quotes_are_listed_character_for_character(site: Path) -> None:
    words = [one.text_content() for one in page(site, "quotes").xpath("//ul[@aria-labelledby='quiet']/li/blockquote")]
    assert words == ["\n".join(SPOKEN), "While the dough is proving I read."]


def test_nothing_in_somebodys_words_becomes_a_link_or_a_citation(site: Path) -> None:
    assert page(site, "quotes").xpath("//blockquote//*[not(self::br or self::p)]") == []
    assert html.tostring(page(site, "quotes")).count(b"works_cited") == 0


def test_words_that_look_like_markup_are_found_and_counted(site: Path, browser: Browser) -> None:
    with serving(site) as address:
        opened = browser.new_page()
        opened.goto(f"{address}/quotes/?finding=alone&stance=contrasts")
        told = opened.locator("form.tb-filter [role=status]")
        expect(told).to_have_text("Showing 1 of 2.")
        # A finding is named as it was written.
        expect(opened.locator(".tb-filter__choice")).to_have_text("Bakers like being alone: it's *quiet*.")
        opened.locator("form.tb-filter").get_by_role("button", name="Clear all").click()
        opened.locator("form.tb-filter").get_by_label("Words in the quote").fill("<three>; [@lee] *FOUR*")
        expect(told).to_have_text("Showing 1 of 2.")
        expect(opened.locator(".tb-list > li:not([hidden])")).to_contain_text("[@lee] *four*")
        opened.close()
