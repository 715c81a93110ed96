"""Studies of ten shapes, written by hand, build strictly and show what they hold."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests import sites
from tests.conftest import empty_page, mkdocs, serving
from tests.hundred import write_hundred

STUDIES = {
    path.name: path
    for path in (
        sites.FLAT_THEMES,
        sites.DEEP_THEMES,
        sites.FOCUS_GROUPS,
        sites.WAVES,
        sites.BILINGUAL,
        sites.CODEBOOK,
        sites.SECONDARY,
        sites.SMALLEST,
        sites.DETAILS,
    )
}
STATUS = "form.tb-filter [role=status]"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sites of all studies, each below its name."""
    folder = tmp_path_factory.mktemp("studies")
    projects = {name: Path(shutil.copytree(path, folder / f"{name}-study")) for name, path in STUDIES.items()}
    projects["hundred"] = write_hundred(folder / "hundred-study")
    for name, project in projects.items():
        done = mkdocs("build", "--strict", "--site-dir", str(folder / name), folder=project)
        assert done.returncode == 0, f"{name}: {done.stderr}"
    return folder


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with serving(built) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with empty_page(browser, "phone") as page:
        yield page


def tree(built: Path, path: str) -> html.HtmlElement:
    return html.fromstring((built / path / "index.html").read_text("utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("study", [*STUDIES, "hundred"])
def test_every_kind_of_page_is_accessible_and_fits_a_phone(built: Path, address: str, page: Page, study: str) -> None:
    folder = built / study
    pages = sorted(path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    # One page of each kind: the first in each folder.
    first = {path.rpartition("/")[0]: path for path in reversed(pages)}
    shown = {*first.values(), *(path for path in pages if path.count("/") == 0)}
    for path in sorted(shown):
        page.goto(f"{address}/{study}/{path}/")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_themes_nest_and_their_addresses_too(built: Path) -> None:
    deepest = max(
        (path for path in (built / "deep-themes" / "themes").rglob("index.html")), key=lambda one: len(one.parts)
    )
    below = deepest.parent.relative_to(built / "deep-themes" / "themes").parts
    assert len(below) == 4
    crumbs = tree(built, f"deep-themes/themes/{'/'.join(below)}").xpath("//nav[@class='tb-crumbs']//a/@href")
    assert len(crumbs) == 2 + 3


def test_a_dialogue_names_the_speaker_of_each_turn_and_no_interviewer_is_counted(built: Path) -> None:
    turns = tree(built, "focus-groups/quotes/quote-decides").xpath("//figure//div[@class='tb-turn']")
    assert words(turns[0]).startswith("Moderator:")
    assert len(turns) > 1
    matrix = tree(built, "focus-groups/themes").xpath("//table[contains(@class, 'tb-matrix')]//thead//a")
    assert matrix
    (row,) = tree(built, "focus-groups/participants").xpath("//tr[th/a[.='Moderator']]")
    assert [words(cell) for cell in row.xpath("td")] == [""] * len(row.xpath("td"))
    assert "Moderator" not in [words(link) for link in matrix]


def test_an_original_and_its_translation_are_side_by_side(built: Path) -> None:
    figures = [
        tree(built, f"bilingual/quotes/{path.parent.name}").xpath("//figure[@class='tb-words']")[0]
        for path in (built / "bilingual" / "quotes").glob("*/index.html")
    ]
    both = [figure for figure in figures if figure.xpath(".//div[@class='tb-languages']")]
    assert both
    for figure in both:
        original, translation = figure.xpath(".//blockquote")[:2]
        assert original.get("lang") not in (None, "en")
        assert translation.get("lang") is None
    directions = {quote.get("dir") for figure in figures for quote in figure.xpath(".//blockquote[@lang]")}
    assert directions == {"ltr", "rtl"}


def test_each_turn_of_a_translated_dialogue_has_its_speaker(built: Path) -> None:
    original, translation = tree(built, "bilingual/quotes/quote-schluessel").xpath("//blockquote")[:2]
    speakers = [
        [words(name) for name in one.xpath(".//*[@class='tb-turn__speaker']")] for one in (original, translation)
    ]
    assert speakers[0] == speakers[1]
    assert len(speakers[0]) == 2
    assert words(translation.xpath(".//p")[-1]) == "It hangs at my mother's. (laughs)"


def test_a_study_of_codes_has_a_codebook_and_no_empty_indexes(built: Path) -> None:
    menu = [words(link) for link in tree(built, "codebook/codes").xpath("//nav//a")]
    assert {"Codes", "Sources", "Quotes"} <= set(menu)
    assert not {"Themes", "Findings", "Participants"} & set(menu)


def test_quotes_are_filtered_by_what_is_known_of_those_who_speak(address: str, page: Page) -> None:
    page.goto(f"{address}/hundred/comparisons/")
    row = page.locator(".tb-comparison tbody tr").first
    cell = row.locator("td").first
    count = cell.locator("a").inner_text().split()[0]
    cell.locator("a").click()
    expect(page.locator(STATUS)).to_contain_text(f"{count} of 150")


def test_what_is_not_public_is_nowhere(built: Path) -> None:
    files = [path for path in (built / "hundred").rglob("*") if path.is_file()]
    contents = {path: path.read_bytes() for path in files}
    # What is public can be found like this.
    assert any(b"shopkeeper" in content for content in contents.values())
    assert [path for path, content in contents.items() if re.search(rb"\bfined\b|fined-once", content)] == []


def test_themes_that_are_related_say_so_on_both_pages_and_in_the_map(built: Path) -> None:
    related = "following-sibling::ul[1]/li"
    for path, other in (("mending", "Thrift"), ("thrift", "Mending as care")):
        listed = tree(built, f"deep-themes/themes/{path}").xpath(f"//h2[@id='related_']/{related}")
        assert f"{other}: People name thrift as their reason first, and care when they are asked again." in [
            words(item) for item in listed
        ]
    pairs = [
        [words(link) for link in item.xpath("a")]
        for item in tree(built, "deep-themes/themes").xpath("//*[contains(@class, 'tb-map__relations')]/li")
    ]
    assert ["Mending as care", "Thrift"] in pairs
    assert ["Thrift", "Mending as care"] not in pairs
    assert ["Marks of use", "The hands of others"] in pairs


def test_the_dates_of_sources_are_in_words(built: Path) -> None:
    dates = [words(cell) for cell in tree(built, "codebook/sources").xpath("//td[2]")]
    assert {"1912", "February 1911", "29 February 1912"} <= set(dates)


def test_waves_are_compared_and_lead_to_their_quotes(built: Path, address: str, page: Page) -> None:
    (table,) = [
        figure
        for figure in tree(built, "waves/comparisons").xpath("//figure[contains(@class, 'tb-comparison')]")
        if words(figure).startswith("Wave.")
    ]
    assert [words(head).split()[0] for head in table.xpath(".//thead//th")][1:4] == ["1", "2", "3"]
    counts = [int(words(cell).split()[0]) for cell in table.xpath(".//tfoot//td")]
    page.goto(f"{address}/waves/quotes/?wave=2")
    expect(page.locator(STATUS)).to_contain_text(f"{counts[1]} of {counts[-1]}")


def test_the_home_page_is_cited_as_the_study(built: Path) -> None:
    block = tree(built, "details").xpath("//*[@id='cite_']/following::*[@data-tb-copy]")[0]
    assert words(block).startswith("Carberry, J., d’Arcy, N., & Seed Bank Night Group. (2025).")
