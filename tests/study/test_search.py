"""What readers do with the search in a browser: over Pagefind where the site is served, over the records elsewhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ROOT, mkdocs


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the real site in the file system, built to be read there."""
    project = tmp_path_factory.mktemp("offline")
    for name in ("docs", "findings.yml", "references.bib"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, project / name)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    own = "\nuse_directory_urls: false\nextra:\n  themebook:\n    search: records\n"
    (project / "mkdocs.yml").write_text(config + own, "utf-8")
    done = mkdocs("build", "--strict", folder=project, environment={"SITE_URL": "", "REPO_URL": ""})
    assert done.returncode == 0, done.stderr
    assert not (project / "site" / "pagefind").exists()
    return (project / "site").as_uri()


@pytest.fixture(params=["served", "offline"])
def start(request: pytest.FixtureRequest) -> str:
    """A page of the site, served or in the file system."""
    if request.param == "served":
        return f"{request.getfixturevalue('address')}/about/"
    return f"{request.getfixturevalue('offline')}/about.html"


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def search(page: Page, words: str) -> None:
    """Open the search and look for the words; afterwards the results stand."""
    page.wait_for_load_state("load")
    page.keyboard.press("/")
    field = dialog(page).get_by_role("searchbox", name="Words to look for")
    expect(field).to_be_focused()
    field.fill(words)
    settled(page)


def settled(page: Page) -> None:
    """Wait until what stands is what was looked for."""
    expect(page.locator("dialog.tb-search[aria-busy=false]")).to_be_visible()


def hits(page: Page) -> Locator:
    return dialog(page).locator(".tb-hit")


def place(link: str) -> str:
    """The path of an address below the site, without what differs between the two kinds of sites."""
    path = unquote(urlsplit(link).path)
    return re.sub(r"^.*/site/|^/", "", re.sub(r"(/index)?\.html$|/$", "", path))


def found(page: Page) -> list[str]:
    links = hits(page).locator("a").evaluate_all("links => links.map(link => link.href)")
    return [place(link) for link in links]


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("eating a sausage", "quotes/quote-how-dare-you"),
        ("lock em up and throw away the key", "quotes/quote-just-cant-do-it"),
        ("lock ’em up and throw away the key", "quotes/quote-just-cant-do-it"),
        ("interfere with the work you're doing", "quotes/quote-how-dare-you"),
        ("occupational reward", "themes/occupational-reward"),
        ("Empathy", "themes/therapeutic-role/empathy"),
        ("stevens introducing forensic", "references/stevens2010"),
        ("schaufeli 2000", "references/schaufelipeeters2000"),
        ("Crawley & Crawley", "references/crawleycrawley2008"),
        ("Officer E", "participants/officer-e"),
    ],
)
def test_what_is_looked_for_comes_first(page: Page, start: str, words: str, leads_to: str) -> None:
    page.goto(start)
    search(page, words)
    assert found(page)[0] == leads_to


def test_every_theme_subtheme_and_quote_is_found_first_by_its_words(wide: Page, start: str, knowledge: object) -> None:
    kb = knowledge.kb  # type: ignore[attr-defined]
    wide.goto(start)
    search(wide, "prison")
    sought = {f"themes/{theme.id}": theme.title for theme in kb.study.themes}
    sought |= {f"themes/{theme.id}/{sub.id}": sub.title for theme in kb.study.themes for sub in theme.subthemes}
    sought |= {f"quotes/{name}": " ".join(linked.quote.text.split()[:8]) for name, linked in kb.quotes.items()}
    first = wide.evaluate(
        """async (sought) => {
             const engine = await themebook.searchEngine();
             const first = {};
             for (const [place, words] of Object.entries(sought)) {
               const [hit] = await (await engine.find(words, { kind: [] })).hits(0, 1);
               first[place] = hit?.address;
             }
             return first;
           }""",
        sought,
    )
    assert {where: place(f"/{address or ''}") for where, address in first.items()} == {where: where for where in sought}


def test_terms_with_signs_in_them_are_found(wide: Page, start: str) -> None:
    wide.goto(start)
    search(wide, "C&R")
    assert {"glossary", "quotes/quote-last-resort"} <= set(found(wide))
    expect(hits(wide).locator("mark", has_text="C&R").first).to_be_visible()


def test_a_result_says_what_it_is_and_who_said_it(page: Page, start: str) -> None:
    page.goto(start)
    search(page, "eating a sausage")
    expect(hits(page).first.locator(".tb-hit__kind")).to_have_text("Quote")
    expect(hits(page).first.locator(".tb-hit__title")).to_have_text("Officer E")
    expect(hits(page).first).to_contain_text("And you think how dare you!")
    expect(hits(page).first.locator("mark", has_text="sausage")).to_be_visible()
    dialog(page).get_by_role("searchbox").fill("schaufeli 2000")
    expect(hits(page).first.locator(".tb-hit__kind")).to_have_text("Cited work")
    expect(hits(page).first.locator(".tb-hit__head")).to_contain_text("2000")


def test_results_are_narrowed_to_kinds(wide: Page, start: str) -> None:
    wide.goto(start)
    search(wide, "staff")
    every = hits(wide).locator(".tb-hit__kind").all_inner_texts()
    assert {"Quote", "Finding"} < set(every)
    quotes = dialog(wide).get_by_role("checkbox", name="Quote")
    quotes.check()
    expect(dialog(wide).locator(".tb-hit:not(.tb-hit--quote)")).to_have_count(0)
    number = dialog(wide).locator(".tb-chip", has_text="Quote").locator(".tb-chip__count").inner_text()
    expect(dialog(wide).get_by_role("status")).to_have_text(f"{number} result{'' if number == '1' else 's'}")
    dialog(wide).get_by_role("button", name="Clear filters").click()
    expect(dialog(wide).locator(".tb-hit:not(.tb-hit--quote)").first).to_be_visible()
    expect(quotes).not_to_be_checked()


@pytest.mark.parametrize(
    ("name", "value", "words", "shown"),
    [
        ("participant", "Officer C", "", "tb-hit--quote"),
        ("theme", "Occupational reward", "officers", "tb-hit--finding"),
        ("year", "2010", "", "tb-hit--cited-work"),
    ],
)
def test_results_are_narrowed_by_theme_participant_and_year(
    wide: Page, start: str, knowledge: object, name: str, value: str, words: str, shown: str
) -> None:
    wide.goto(start)
    search(wide, words or "prison")
    dialog(wide).get_by_role("searchbox").fill(words)
    dialog(wide).locator(f"select[name={name}]").select_option(value)
    settled(wide)
    expect(dialog(wide).locator(f".{shown}").first).to_be_visible()
    told = wide.evaluate(
        """async ([name, value, words]) => {
             const found = await (await themebook.searchEngine()).find(words, { kind: [], [name]: value });
             const hits = await found.hits(0, found.total);
             return await Promise.all(hits.map((hit) => themebook.recordOf(themebook.root() + hit.address)));
           }""",
        [name, value, words],
    )
    assert told
    assert all(value in record[name] for record in told)


def test_keys_open_move_follow_and_close(wide: Page, start: str) -> None:
    wide.goto(start)
    button = wide.get_by_role("button", name="Search")
    button.focus()
    button.press("Enter")
    expect(dialog(wide)).to_be_visible()
    settled(wide)
    wide.keyboard.type("therapeutic")
    settled(wide)
    links = hits(wide).locator("a")
    wide.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    wide.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    wide.keyboard.press("ArrowUp")
    wide.keyboard.press("ArrowUp")
    expect(dialog(wide).get_by_role("searchbox")).to_be_focused()
    wide.keyboard.press("Escape")
    expect(dialog(wide)).to_be_hidden()
    expect(button).to_be_focused()
    wide.keyboard.press("s")
    wide.keyboard.press("ArrowDown")
    leads_to = links.nth(0).get_attribute("href") or ""
    wide.keyboard.press("Enter")
    expect(wide).to_have_url(leads_to)


def test_the_next_page_goes_on_with_the_same_search(wide: Page, start: str) -> None:
    wide.goto(start)
    search(wide, "trust")
    dialog(wide).get_by_role("checkbox", name="Finding").check()
    expect(dialog(wide).locator(".tb-hit:not(.tb-hit--finding)")).to_have_count(0)
    before = found(wide)
    hits(wide).nth(1).locator("a").click()
    wide.wait_for_load_state("load")
    wide.keyboard.press("/")
    expect(dialog(wide).get_by_role("searchbox")).to_have_value("trust")
    expect(dialog(wide).get_by_role("checkbox", name="Finding")).to_be_checked()
    expect(hits(wide).nth(1)).to_be_visible()
    assert found(wide) == before


def test_the_number_of_results_is_announced_and_more_can_be_shown(page: Page, start: str) -> None:
    page.goto(start)
    search(page, "officers")
    number = int(dialog(page).get_by_role("status").inner_text().split()[0])
    assert number > 10
    expect(hits(page)).to_have_count(10)
    dialog(page).get_by_role("button", name="Show more results").click()
    expect(hits(page)).to_have_count(min(20, number))
    expect(hits(page).nth(10).locator("a")).to_be_focused()
    assert len(set(hits(page).locator("a").evaluate_all("links => links.map(link => link.href)"))) == min(20, number)


def test_nothing_found_is_said_and_leaves_nothing_standing(page: Page, start: str) -> None:
    page.goto(start)
    search(page, "officers")
    dialog(page).get_by_role("searchbox").fill("zebra zzz")
    expect(dialog(page).get_by_role("status")).to_have_text("Nothing found for “zebra zzz”.")
    expect(hits(page)).to_have_count(0)


def test_the_search_fills_the_screen_of_a_phone_and_is_not_wider(page: Page, start: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(start)
    page.get_by_role("button", name="Search").click()
    dialog(page).get_by_role("searchbox").fill("prisoners")
    expect(hits(page).first).to_be_visible()
    dialog(page).locator("summary").click()
    assert dialog(page).bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
    assert dialog(page).evaluate("box => box.scrollWidth <= box.clientWidth")


def test_without_script_the_header_leads_to_the_indexes(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/quotes/quote-letter/")
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    page.locator("summary", has_text="Indexes").click()
    page.locator(".tb-indexes").get_by_role("link", name="References").click()
    expect(page).to_have_url(f"{address}/references/")
    context.close()


def test_a_record_is_known_by_any_address_of_it(wide: Page, start: str) -> None:
    wide.goto(start)
    link = wide.evaluate("themebook.root()") + (
        "quotes/quote-letter/" if "about/" in start else "quotes/quote-letter.html"
    )
    record = wide.evaluate("url => themebook.recordOf(url)", f"{link}?theme=x")
    assert record["kind"] == "Quote"
    assert record["participant"] == [record["source"]]
    assert wide.evaluate("url => themebook.recordOf(url)", f"{link}#nowhere") is None
    assert wide.evaluate("url => themebook.recordOf(url)", "https://example.org/") is None


def test_the_search_of_a_file_asks_for_files_only(wide: Page, offline: str) -> None:
    asked: list[str] = []
    wide.on("request", lambda request: asked.append(request.url))
    wide.goto(f"{offline}/index.html")
    search(wide, "sausage")
    assert hits(wide).count() == 1
    assert {urlsplit(url).scheme for url in asked} <= {"file", "data"}


def test_there_is_one_search(site: Path) -> None:
    assert not (site / "search").exists()
    assert sorted(path.name for path in (site / "pagefind").iterdir() if path.suffix in (".css", ".js")) == [
        "pagefind-worker.js",
        "pagefind.js",
    ]
    assert "md-search" not in (site / "index.html").read_text("utf-8")
