"""The figures of a study with many subthemes and participants stay readable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.conftest import SIZES, mkdocs, serving
from tests.synthetic import Size, write_study

SUBTHEMES, PARTICIPANTS = 50, 60


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with that many subthemes and participants, and few quotes and works, which take time to build."""
    size = Size(subthemes=SUBTHEMES, participants=PARTICIPANTS, quotes=100, works=160)
    folder = write_study(tmp_path_factory.mktemp("large") / "study", size)
    done = mkdocs("build", folder=folder)
    warnings = [line for line in done.stderr.splitlines() if line.startswith("WARNING")]
    assert warnings == []
    return folder / "site"


@pytest.fixture(scope="module")
def at(large: Path) -> Iterator[str]:
    with serving(large) as address:
        yield address


@pytest.fixture(params=SIZES)
def view(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = SIZES[request.param]
    page = browser.new_page(viewport={"width": width, "height": height})
    yield page
    page.close()


def test_the_matrix_has_a_row_for_each_subtheme_and_a_column_for_each_participant(large: Path) -> None:
    page = html.fromstring((large / "themes" / "index.html").read_text("utf-8"))
    table = page.xpath("//table[contains(@class, 'tb-matrix')]")[0]
    assert len(table.xpath("./tbody/tr[not(contains(@class, 'tb-matrix__group'))]")) == SUBTHEMES
    assert len(table.xpath("./thead//th[@scope='col']")) == PARTICIPANTS + 2
    assert sum(int(group.get("colspan")) for group in table.xpath("./thead//th[@scope='colgroup']")) == PARTICIPANTS
    assert {len(row.xpath("./td")) for row in table.xpath("./tbody/tr | ./tfoot/tr")} == {PARTICIPANTS + 1}


def test_the_names_of_rows_and_columns_stay_in_sight(view: Page, at: str) -> None:
    view.goto(f"{at}/themes/")
    region = view.locator(".tb-matrix__scroll")
    region.scroll_into_view_if_needed()
    places = """
        region => {
          const box = region.getBoundingClientRect()
          const head = region.querySelector('thead th:nth-child(9)').getBoundingClientRect()
          const row = region.querySelector('tbody tr:nth-child(30) th').getBoundingClientRect()
          return [head.top - box.top, row.left - box.left, region.scrollTop, region.scrollLeft]
        }"""
    before = region.evaluate(places)
    region.evaluate("region => region.scrollTo(400, 700)")
    after = region.evaluate(places)
    assert (before[2:], after[2:]) == ([0, 0], [700, 400])
    # The names of groups are above those of columns, and scroll away.
    assert -1 <= after[0] <= before[0] + 1
    assert after[1] == pytest.approx(before[1], abs=1)
    room = region.evaluate(
        "region => region.clientWidth - region.querySelector('tbody th').getBoundingClientRect().width"
    )
    assert room > 120, "the counts have too little room beside the names"
    assert view.evaluate("document.documentElement.scrollWidth") <= view.viewport_size["width"]  # type: ignore[index]


def test_the_map_has_a_row_for_each_subtheme_in_the_order_of_their_quotes(large: Path) -> None:
    page = html.fromstring((large / "themes" / "index.html").read_text("utf-8"))
    rows = page.xpath("//*[contains(@class, 'tb-map')]//tbody/tr")
    hrefs = [row.xpath("./th/a/@href")[0] for row in rows]
    assert len([href for href in hrefs if "/subtheme-" in href]) == SUBTHEMES
    counts = [int(re.search(r"\d+", row.xpath("./td[1]")[0].text_content())[0]) for row in rows]  # type: ignore[index]
    assert counts == sorted(counts, reverse=True)
    # Sixty dots cannot be counted at a glance.
    assert page.xpath("//*[contains(@class, 'tb-dots')]") == []
    assert " of 60" in rows[0].text_content()


def test_many_works_are_counts_that_lead_to_lists(large: Path) -> None:
    page = html.fromstring((large / "references" / "index.html").read_text("utf-8"))
    years = page.xpath("//figure[contains(@class, 'tb-literature')]//tbody//td[last()]/a/@href")
    assert years
    assert all("year=" in href for href in years)
    assert not page.xpath("//ol[contains(@class, 'tb-years')]")
