"""Lists of more entries than one page has, and findings with more evidence than a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.conftest import empty_page, mkdocs, serving
from themebook.emit.mkdocs.build import Built, NavPage
from themebook.emit.mkdocs.project import open_project
from themebook.emit.pdf.chapters import chapters, classed
from themebook.site.list_pages import ENTRIES_PER_PAGE

QUOTES, WORKS, UNCITED, PARTICIPANTS = 450, 230, 210, 205
STATUS = "form.tb-filter [role=status]"
ITEMS = ".tb-list > li"
LISTED, NOT_CITED = "//ul[contains(@class, 'tb-list')]/li", "//ul[@aria-label='Works that are not cited']/li"


def write_study(folder: Path) -> Path:
    """Two subthemes. The last 137 quotes are evidence for one finding, 20 of them against it."""
    quotes = [
        {
            "id": f"quote-{number}",
            "participant": f"person-{number % PARTICIPANTS}",
            "text": f"These are words {number}.",
        }
        for number in range(QUOTES)
    ]
    rest = [quote["id"] for quote in quotes[-137:]]
    study: dict[str, Any] = {
        "study": {"reference": "work-0"},
        "participants": [{"id": f"person-{n}", "name": f"Person {n}", "about": "Works."} for n in range(PARTICIPANTS)],
        "themes": [
            {
                "id": "theme",
                "title": "A theme",
                "summary": "What it is about, " + " and ".join(f"@work-{number}" for number in range(WORKS)) + ".",
                "findings": [
                    {
                        "id": "broad",
                        "claim": "All else is broad.",
                        "prevalence": {"scale": "unstated"},
                        "explanation": "So it is too.",
                        "evidence": {"supports": [quote["id"] for quote in quotes[:-137]]},
                    },
                ],
                "subthemes": [
                    {
                        "id": "many",
                        "title": "Many quotes",
                        "summary": "They are many.",
                        "quotes": quotes[:300],
                        "findings": [
                            {
                                "id": "rested",
                                "claim": "Much rests on few words.",
                                "prevalence": {"scale": "unstated"},
                                "explanation": "So it is.",
                                "evidence": {"supports": rest[:-20], "contrasts": rest[-20:]},
                            },
                        ],
                    },
                    {"id": "few", "title": "Fewer quotes", "summary": "They are fewer.", "quotes": quotes[300:]},
                ],
            }
        ],
    }
    bibliography = "\n".join(
        f"@book{{{key}, author = {{Author{number:03}, A.}}, title = {{Book {number}}}, year = {{{1800 + number}}}}}"
        for number in range(WORKS + UNCITED)
        for key in [f"work-{number}" if number < WORKS else f"other-{number}"]
    )
    files = {
        "mkdocs.yml": "site_name: Long\ntheme: {name: material}\nuse_directory_urls: false\nplugins: [themebook]\n",
        "findings.yml": yaml.safe_dump(study, sort_keys=False),
        "references.bib": bibliography,
        "docs/index.md": "# Home\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("long"))


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    done = mkdocs("build", folder=project)
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with empty_page(browser, "phone") as page:
        yield page


def tree(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path).read_text("utf-8"))


def ids(page: Page) -> list[str]:
    """The last parts of the addresses of the items in sight."""
    links = page.locator(f"{ITEMS} > p:last-child > a:last-of-type")
    addresses: list[str] = links.evaluate_all("all => all.map(one => one.href)")
    return [address.rpartition("/")[2].removesuffix(".html") for address in addresses]


@pytest.mark.parametrize(
    ("pages", "entries", "number"),
    [
        (
            ["quotes/index.html", "quotes/page/2.html", "quotes/page/3.html"],
            LISTED,
            QUOTES,
        ),
        (["references/index.html", "references/page/2.html"], LISTED, WORKS),
        (
            ["references/index.html", "references/uncited/2.html"],
            NOT_CITED,
            UNCITED,
        ),
        (["participants/index.html", "participants/page/2.html"], "//article//tbody/tr", PARTICIPANTS),
    ],
    ids=["quotes", "works", "uncited", "participants"],
)
def test_the_pages_of_a_list_have_every_entry_once(site: Path, pages: list[str], entries: str, number: int) -> None:
    found = [[entry.text_content() for entry in tree(site, path).xpath(entries)] for path in pages]
    assert [len(of_page) for of_page in found[:-1]] == [ENTRIES_PER_PAGE] * (len(pages) - 1)
    whole = [text for of_page in found for text in of_page]
    assert len(whole) == len(set(whole)) == number


def test_the_first_page_of_a_list_below_another_is_where_that_begins(site: Path) -> None:
    (first,) = tree(site, "references/uncited/2.html").xpath("//nav[@class='tb-pages']//a")
    assert first.get("href") == "../../references/index.html#uncited_"


def test_the_pages_of_a_list_lead_to_each_other_without_scripts(site: Path, browser: Browser, address: str) -> None:
    with empty_page(browser, "phone", java_script_enabled=False) as page:
        page.goto(f"{address}/quotes/index.html")
        expect(page.get_by_text("To filter this list, switch JavaScript on")).to_be_visible()
        page.get_by_role("navigation", name="Pages of this list").get_by_role("link", name="3").click()
        expect(page).to_have_url(f"{address}/quotes/page/3.html")
        expect(page.get_by_text("Quotes 401 to 450 of 450")).to_be_visible()
        expect(page.get_by_role("link", name="Filter all quotes")).to_have_attribute("href", "../../quotes/index.html")
        page.get_by_role("navigation", name="Pages of this list").get_by_role("link", name="1").click()
        expect(page).to_have_url(f"{address}/quotes/index.html")


def test_more_of_a_list_is_shown_step_by_step(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/index.html")
    expect(page.locator(STATUS)).to_have_text("Showing the first 200 of 450.")
    expect(page.locator(".tb-pages")).to_be_visible()
    page.get_by_role("button", name="Show 200 more").click()
    expect(page.locator(STATUS)).to_have_text("Showing the first 400 of 450.")
    assert ids(page) == [f"quote-{number}" for number in range(400)]
    assert page.evaluate("document.activeElement.closest('li').textContent").startswith("These are words 200.")
    expect(page.get_by_role("heading", name="Fewer quotes", level=3)).to_be_visible()
    page.get_by_role("button", name="Show 50 more").click()
    expect(page.locator(STATUS)).to_have_text("Showing all 450.")
    assert ids(page) == [f"quote-{number}" for number in range(QUOTES)]
    expect(page.locator(".tb-rest")).to_be_hidden()
    expect(page.locator(".tb-pages")).to_be_hidden()


def test_filters_reach_all_of_a_list(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/index.html")
    expect(page.locator("[name=subtheme] option[value=few]")).to_have_text("Fewer quotes (150)")
    page.get_by_label("Subtheme").select_option("few")
    expect(page.locator(STATUS)).to_have_text("Showing 150 of 450.")
    assert ids(page) == [f"quote-{number}" for number in range(300, QUOTES)]
    page.get_by_label("Subtheme").select_option("many")
    # Those that are evidence there count there too.
    expect(page.locator(STATUS)).to_have_text("437 of 450 match. Showing the first 200.")
    page.get_by_label("Words in the quote").fill("WORDS 44")
    expect(page.locator(STATUS)).to_have_text("Showing 14 of 450.")
    assert ids(page) == [f"quote-{number}" for number in (44, 144, 244, 344, *range(440, QUOTES))]
    page.wait_for_function("CSS.highlights.get('tb-found').size == 28")
    said = "Showing 14 of 450. Words in the quote: WORDS 44. Subtheme: Many quotes."
    expect(page.locator(".tb-filter__printed")).to_have_text(said)
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(STATUS)).to_have_text("Showing the first 200 of 450.")
    assert len(ids(page)) == ENTRIES_PER_PAGE


def test_all_works_are_sorted_and_not_only_those_on_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/references/index.html?sort=year")
    expect(page.locator(STATUS)).to_have_text("Showing the first 200 of 230.")
    assert ids(page) == [f"work-{number}" for number in range(WORKS - 1, WORKS - 1 - ENTRIES_PER_PAGE, -1)]


def test_a_finding_has_few_quotes_on_its_subtheme_and_leads_to_all(site: Path, page: Page, address: str) -> None:
    (short,) = tree(site, "themes/theme/many.html").xpath("//section[.//*[@id='rested']]")
    assert len(short.xpath(".//figure")) == 4
    assert len(short.xpath(".//figure[contains(@class, 'tb-contrasts')]")) == 2
    page.goto(f"{address}/themes/theme/many.html")
    page.locator("section", has=page.locator("#rested")).get_by_role("link", name="Open this finding").click()
    sides = page.locator(".tb-side")
    expect(sides.nth(0).locator("figure")).to_have_count(20)
    expect(sides.nth(1).locator("figure.tb-contrasts")).to_have_count(20)
    page.get_by_role("link", name="All 137 quotes").click()
    expect(page.locator(STATUS)).to_have_text("Showing 137 of 450.")
    assert ids(page) == [f"quote-{number}" for number in range(QUOTES - 137, QUOTES)]


def test_a_subtheme_has_some_links_to_its_quotes_and_leads_to_all(site: Path, page: Page, address: str) -> None:
    links = tree(site, "themes/theme/many.html").xpath("//h2[@id='quotes_']/following-sibling::ol[1]/li")
    assert len(links) == ENTRIES_PER_PAGE
    page.goto(f"{address}/themes/theme/many.html")
    page.get_by_role("link", name="All 437 quotes").click()
    expect(page.locator(STATUS)).to_have_text("437 of 450 match. Showing the first 200.")


def test_paper_has_all_that_match(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { window.printed = document.querySelectorAll('.tb-list > li').length; }")
    page.goto(f"{address}/quotes/index.html")
    expect(page.locator(STATUS)).to_have_text("Showing the first 200 of 450.")
    page.keyboard.press("Control+p")
    page.wait_for_function("window.printed")
    assert page.evaluate("window.printed") == QUOTES


@pytest.mark.parametrize("script", ["0.js", "2.js"])
def test_what_does_not_load_is_reported_and_tried_again(page: Page, address: str, script: str) -> None:
    page.route(f"**/lists/quotes/{script}?*", lambda route: route.abort())
    page.goto(f"{address}/quotes/index.html?subtheme=few")
    expect(page.locator(STATUS)).to_have_text("The rest of the list could not be loaded. Reload the page.")
    expect(page.get_by_role("navigation", name="Pages of this list")).to_be_visible()
    expect(page.get_by_role("heading", name="Fewer quotes")).to_be_hidden()
    assert len(ids(page)) == ENTRIES_PER_PAGE
    page.unroute(f"**/lists/quotes/{script}?*")
    page.locator("#filter_participant").select_option("person-100")
    expect(page.locator(STATUS)).to_have_text("Showing 1 of 450.")


def test_the_anchor_of_a_group_that_is_not_on_the_page_leads_to_it(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/index.html#few")
    expect(page.get_by_role("heading", name="Fewer quotes")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["quotes/index.html", "quotes/page/2.html", "references/uncited/2.html"])
def test_no_rule_of_accessibility_is_broken(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    assert Axe().run(page, context="main").response["violations"] == []


def test_a_list_is_whole_on_a_device_too(site: Path, page: Page) -> None:
    page.goto(f"{(site / 'quotes/index.html').as_uri()}?finding=rested&stance=contrasts")
    expect(page.locator(STATUS)).to_have_text("Showing 20 of 450.")
    assert ids(page) == [f"quote-{number}" for number in range(430, QUOTES)]


def test_the_book_has_all_the_evidence(project: Path, site: Path) -> None:
    opened = open_project(str(project / "mkdocs.yml"))
    composed = opened.compose(opened.read().value)
    paths = ("themes/theme/index", "participants/index")
    nav = tuple(NavPage(source=f"{path}.md", file=f"{path}.html", is_printed=True) for path in paths)
    built = Built(folder=site, name="", description="", language="en", address="", nav=nav, site=composed)
    (chapter, participants) = chapters(built)
    rows = next(participants.parts[0].article.iter("tbody"))
    assert [row[0].text_content() for row in rows] == [f"Person {number}" for number in range(PARTICIPANTS)]
    assert next(rows[-1].iter("a")).get("href").endswith(f"person-{PARTICIPANTS - 1}.html")
    assert classed(participants.parts[0].article, "nav", "tb-pages") == []
    # The table of all participants has these numbers.
    assert "Quotes by theme" not in participants.parts[1].article.text_content()
    assert list(participants.parts[1].article.iter("table")) == []
    findings = [one for part in chapter.parts for one in classed(part.article, "section", "tb-finding")]
    (finding,) = [one for one in findings if one.xpath(".//*[@id='rested']")]
    quoted = [figure.find("blockquote").text_content().strip() for figure in classed(finding, "figure", "tb-quote")]
    assert len(quoted) == len(set(quoted)) == 137
    assert classed(finding, "p", "tb-all-quotes") == []
