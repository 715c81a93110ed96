"""What readers do with the search in a browser: over Pagefind where the site is served, over the records elsewhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ROOT, empty_page, mkdocs
from themebook.render.site import Site


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
def page(start: str, browser: Browser) -> Iterator[Page]:
    """A desk for the site that is served, a phone for the one in the file system: neither depends on the other."""
    with empty_page(browser, "wide" if start.startswith("http") else "phone") as page:
        yield page


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
    field = dialog(page).get_by_role("searchbox", name="Search terms")
    expect(field).to_be_focused()
    field.fill(words)
    settled(page)
    # The filters are folded until the reader wants them.
    page.locator(".tb-search__filters").evaluate("one => { one.open = true; }")


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
        ("officer C", "participants/officer-c"),
    ],
)
def test_what_is_looked_for_comes_first(page: Page, start: str, words: str, leads_to: str) -> None:
    page.goto(start)
    search(page, words)
    assert found(page)[0] == leads_to


# What readers type, and what must be among the first three results.
QUESTIONS = {
    "safe": "findings/physically-safe",
    "is the prison safe": "findings/physically-safe",
    "use of force": "findings/ethos-and-staff-explain-rare-force",
    "restraint": "findings/rare-force-unlike-other-prisons",
    "control and restraint": "glossary/#term_c-r",
    "talking instead of force": "themes/work-environment/culture",
    "swearing": "quotes/quote-alarm-bell",
    "alarm bell": "quotes/quote-alarm-bell",
    "how is it different from other prisons": "findings/rare-force-unlike-other-prisons",
    "them and us": "findings/closeness-instead-of-them-and-us",
    "trust": "findings/shared-time-builds-trust",
    "game of pool": "findings/shared-time-builds-trust",
    "more staff": "findings/more-staff-more-time",
    "peer support": "findings/closeness-strengthens-peer-support",
    "colleagues": "findings/officers-feel-supported",
    "empathy": "themes/therapeutic-role/empathy",
    "is it hard to be empathic?": "findings/empathy-can-be-hard",
    "victims": "findings/victims-come-to-mind",
    "hearing about offences": "findings/hearing-of-offences",
    "emotions": "findings/emotions-set-aside",
    "put emotions aside": "findings/emotions-set-aside",
    "supervision": "findings/support-on-offer",
    "sensitivity meeting": "findings/support-on-offer",
    "watered down": "findings/support-seen-as-watered-down",
    "personal growth": "themes/therapeutic-role/personal-growth",
    "did officers change": "findings/grown-as-a-person",
    "emotional intelligence": "findings/emotional-intelligence-may-grow",
    "family life outside work": "findings/effects-outside-work",
    "satisfaction": "findings/deep-satisfaction",
    "pride": "findings/pride-in-the-role",
    "thanks from prisoners": "themes/occupational-reward/appreciation",
    "letters": "quotes/quote-letter",
    "purpose of the work": "findings/purpose-is-rehabilitation",
    "recommend training": "implications/#implication-skills-in-training",
    "recommend": "implications",
    "future research": "implications/#implication-future-research",
    "generalised": "limitations/#limitation-small-sample",
    "limitations": "limitations",
    "cognitive dissonance": "findings/accepting-rehabilitation-matters",
    "Crawley 2004": "references/crawley2004a",
    "burnout": "references/schaufelipeeters2000",
    "officer g": "participants/officer-g",
    "what skills do officers need": "findings/patience-caring-understanding",
}


def test_what_readers_type_finds_what_they_mean_among_the_first_three(wide: Page, start: str) -> None:
    assert len(QUESTIONS) >= 40
    wide.goto(start)
    search(wide, "prison")
    first = wide.evaluate(
        """async (questions) => {
             const engine = await themebook.searchEngine();
             const first = {};
             for (const words of questions) {
               const hits = await (await engine.find(words, { kind: [] })).hits(0, 3);
               first[words] = hits.map((hit) => hit.address);
             }
             return first;
           }""",
        list(QUESTIONS),
    )
    places = {words: [place_with_anchor(address) for address in addresses] for words, addresses in first.items()}
    assert {words: places[words] for words, wanted in QUESTIONS.items() if wanted not in places[words]} == {}


def place_with_anchor(address: str) -> str:
    path, _, anchor = address.partition("#")
    return f"{place(f'/{path}')}/#{anchor}" if anchor else place(f"/{path}")


def test_every_theme_subtheme_and_quote_is_found_first_by_its_words(wide: Page, start: str, knowledge: Site) -> None:
    graph = knowledge.graph
    wide.goto(start)
    search(wide, "prison")
    sought = {f"themes/{theme.id}": theme.title for theme in graph.study.themes}
    sought |= {f"themes/{theme.id}/{sub.id}": sub.title for theme in graph.study.themes for sub in theme.subthemes}
    sought |= {f"quotes/{name}": " ".join(linked.quote.text.split()[:8]) for name, linked in graph.quotes.items()}
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


@pytest.mark.parametrize("words", ["disagree", "quarantine"])
def test_a_word_that_nobody_said_does_not_find_initials(page: Page, start: str, words: str) -> None:
    page.goto(start)
    search(page, words)
    assert found(page) == []
    expect(dialog(page).get_by_role("status")).to_have_text(f"No results for “{words}”.")
    search_again = dialog(page).get_by_role("searchbox", name="Search terms")
    search_again.fill(f"training {words}")
    settled(page)
    expect(dialog(page).get_by_role("status")).to_contain_text(f"No exact match for “{words}”. Closest: ")
    expect(hits(page).locator("mark").first).to_have_text(re.compile("train", re.I))


def test_a_word_that_nobody_said_finds_the_closest(page: Page, start: str) -> None:
    page.goto(start)
    search(page, "violence")
    expect(dialog(page).get_by_role("status")).to_contain_text("No exact match for “violence”. Closest: ")
    expect(hits(page).locator("mark").first).to_have_text(re.compile("violent", re.I))


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


def test_what_is_said_of_a_quote_is_not_shown_as_spoken(wide: Page, start: str, knowledge: Site) -> None:
    spoken = " ".join(knowledge.graph.quotes["quote-how-dare-you"].quote.text.split())
    wide.goto(start)
    for words in ("eating a sausage", "complains about something trivial"):
        search(wide, words) if words.startswith("eating") else dialog(wide).get_by_role("searchbox").fill(words)
        settled(wide)
        expect(hits(wide).first.locator(".tb-hit__spoken")).to_have_text(spoken)
    expect(hits(wide).first.locator(".tb-hit__excerpt")).to_contain_text("complains about something trivial")


def test_results_are_narrowed_to_kinds(wide: Page, start: str) -> None:
    wide.goto(start)
    search(wide, "staff")
    every = hits(wide).locator(".tb-hit__kind").all_text_contents()
    assert {"Quote", "Finding"} < set(every)
    quotes = dialog(wide).get_by_role("checkbox", name="Quote")
    quotes.check()
    expect(dialog(wide).locator(".tb-hit:not(.tb-hit--quote)")).to_have_count(0)
    number = dialog(wide).locator(".tb-chip", has_text="Quote").locator(".tb-chip__count").inner_text()
    expect(dialog(wide).get_by_role("status")).to_have_text(f"{number} result{'' if number == '1' else 's'}")
    dialog(wide).get_by_role("button", name="Clear filters").click()
    expect(dialog(wide).locator(".tb-hit:not(.tb-hit--quote)").first).to_be_visible()
    expect(quotes).not_to_be_checked()


def test_kinds_with_the_same_label_stay_apart(wide: Page, start: str) -> None:
    # What settings.js sets.
    wide.add_init_script("""let settings;
      Object.defineProperty(window, "themebook", {
        get: () => settings,
        set: (set) => { settings = JSON.parse(JSON.stringify(set).replace('"Finding"', '"Quote"')); },
      });""")
    wide.goto(start)
    search(wide, "staff")
    expect(dialog(wide).get_by_role("checkbox", name="Quote")).to_have_count(2)
    dialog(wide).get_by_role("checkbox", name="Quote").first.check()
    expect(dialog(wide).locator(".tb-hit:not(.tb-hit--finding)")).to_have_count(0)
    expect(dialog(wide).locator(".tb-hit--finding .tb-hit__kind").first).to_have_text("Quote")


@pytest.mark.parametrize(
    ("name", "value", "words", "shown"),
    [
        ("participant", "Officer C", "", "tb-hit--finding"),
        ("theme", "Occupational reward", "officers", "tb-hit--finding"),
        ("year", "2010", "", "tb-hit--reference"),
    ],
)
def test_results_are_narrowed_by_theme_participant_and_year(
    wide: Page, start: str, knowledge: Site, name: str, value: str, words: str, shown: str
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
             return await Promise.all(hits.map((hit) => themebook.recordOf(themebook.root + hit.address)));
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
    wide.keyboard.press("/")
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
    dialog(wide).locator(".tb-search__filters summary").click()
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
    expect(dialog(page).get_by_role("status")).to_have_text("No results for “zebra zzz”.")
    expect(hits(page)).to_have_count(0)


@pytest.mark.parametrize("words", ["coping with emotions", "officers coping with their feelings"])
def test_where_nothing_has_all_words_the_rarest_count_and_it_is_said(wide: Page, start: str, words: str) -> None:
    wide.goto(start)
    search(wide, words)
    said = dialog(wide).get_by_role("status").inner_text()
    some = r"No result has all of these words\. \d+ results have some of them\."
    assert re.fullmatch(rf"{some}|No exact match for “.*”\. Closest: \d+ results", said)
    assert int(re.search(r"\d+", said)[0]) < 80
    expect(hits(wide).first.locator("mark", has_text=re.compile("cop|feel", re.IGNORECASE)).first).to_be_visible()
    numbers = dialog(wide).locator(".tb-chip__count").all_inner_texts()
    assert sum(map(int, numbers)) == int(re.search(r"\d+", said)[0])
    dialog(wide).get_by_role("checkbox", name="Finding").check()
    settled(wide)
    expect(dialog(wide).locator(".tb-hit:not(.tb-hit--finding)")).to_have_count(0)
    assert hits(wide).count() > 0


def test_filters_that_leave_nothing_are_said_and_can_be_left_out(page: Page, start: str) -> None:
    page.goto(start)
    search(page, "gamelan")
    every = dialog(page).get_by_role("status").inner_text()
    page.evaluate("document.querySelector('.tb-search__filters').open = true")
    dialog(page).get_by_role("checkbox", name="Quote").check()
    settled(page)
    expect(dialog(page).get_by_role("status")).to_have_text(
        f"No results for “gamelan” with these filters. {every} without filters."
    )
    widen = dialog(page).get_by_role("button", name="Search without filters")
    widen.click()
    expect(dialog(page).get_by_role("status")).to_have_text(every)
    expect(widen).to_be_hidden()
    expect(dialog(page).get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize(
    ("words", "holds"), [("empathic", "Empathy"), ("feelings", "feel"), ("saftey", "safety"), ("trusting", "trust")]
)
def test_other_forms_and_slips_are_found_in_files(wide: Page, offline: str, words: str, holds: str) -> None:
    wide.goto(f"{offline}/about.html")
    search(wide, words)
    assert any(re.search(rf"\b{holds}\b", hit) for hit in hits(wide).all_inner_texts())


def test_the_word_itself_comes_before_its_forms_and_before_what_is_written_alike(wide: Page, offline: str) -> None:
    wide.goto(f"{offline}/about.html")
    search(wide, "empathic")
    has = [bool(re.search(r"\bempathic", hit, re.IGNORECASE)) for hit in hits(wide).all_inner_texts()]
    assert has == sorted(has, reverse=True)
    assert set(has) == {True, False}


def test_enter_does_not_follow_what_was_found_before(wide: Page, start: str) -> None:
    wide.goto(start)
    search(wide, "sausage")
    address = wide.url
    wide.evaluate(
        """async () => {
             const engine = await themebook.searchEngine();
             const find = engine.find.bind(engine);
             engine.find = async (words, chosen) => {
               if (words === "trust") await new Promise((go) => (themebook.go = go));
               return find(words, chosen);
             };
           }"""
    )
    field = dialog(wide).get_by_role("searchbox")
    field.fill("trust")
    field.press("Enter")
    wide.wait_for_function("() => Boolean(themebook.go)")
    field.fill("gamelan")
    wide.evaluate("themebook.go()")
    settled(wide)
    assert wide.url == address
    expect(hits(wide).first).to_contain_text("gamelan", ignore_case=True)


def test_more_results_that_do_not_load_are_told_of(wide: Page, start: str) -> None:
    wide.goto(start)
    wide.evaluate(
        """async () => {
             const engine = await themebook.searchEngine();
             const find = engine.find.bind(engine);
             engine.find = async (...asked) => {
               const found = await find(...asked);
               const load = found.hits;
               found.hits = async (from, to) => { if (from) throw new Error("gone"); return load(from, to); };
               return found;
             };
           }"""
    )
    search(wide, "officers")
    dialog(wide).get_by_role("button", name="Show more results").click()
    expect(dialog(wide).get_by_role("status")).to_have_text("More results could not be loaded. Please try again.")
    expect(hits(wide)).to_have_count(10)


def test_a_shard_that_hands_nothing_over_is_told_of_and_asked_for_again(wide: Page, address: str) -> None:
    wide.goto(f"{address}/about/")
    wide.route("**/records/0.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    assert wide.evaluate("themebook.load(0).then(() => 'loaded', () => 'failed')") == "failed"
    wide.unroute("**/records/0.js")
    assert wide.evaluate("themebook.load(0).then((records) => records.length)") > 0


def test_the_search_of_another_study_on_the_host_is_not_gone_on_with(wide: Page, address: str) -> None:
    wide.goto(f"{address}/about/")
    search(wide, "trust")
    keys = wide.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('themebook-search'))")
    assert keys == [f"themebook-search {address}/"]


def test_themes_stand_in_the_order_of_the_study_and_years_by_decade(wide: Page, start: str, knowledge: Site) -> None:
    wide.goto(start)
    search(wide, "")
    themes = dialog(wide).locator("select[name=theme] option").all_text_contents()
    assert themes[1:] == [theme.title for theme in knowledge.graph.study.themes]
    years = dialog(wide).locator("select[name=year] optgroup option").evaluate_all("all => all.map(one => one.value)")
    single = [year for year in years if "-" not in year]
    assert single == sorted(single, reverse=True)
    dialog(wide).locator("select[name=year]").select_option("1990-1999")
    settled(wide)
    shown = dialog(wide).locator(".tb-hit__head").all_inner_texts()
    assert shown
    assert all(re.search(r"\b199\d", head) for head in shown)


def test_an_excerpt_does_not_say_the_title_again(wide: Page, start: str) -> None:
    wide.goto(start)
    search(wide, "interpersonal skills")
    dialog(wide).get_by_role("checkbox", name="Recommendation").check()
    expect(dialog(wide).locator(".tb-hit:not(.tb-hit--implication)")).to_have_count(0)
    for hit in hits(wide).all():
        title = hit.locator(".tb-hit__title").inner_text()
        assert title not in hit.locator(".tb-hit__excerpt").all_inner_texts()


def test_the_search_fills_the_screen_of_a_phone_and_is_not_wider(page: Page, start: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(start)
    page.get_by_role("button", name="Search").click()
    dialog(page).get_by_role("searchbox").fill("prisoners")
    expect(hits(page).first).to_be_visible()
    dialog(page).locator("summary").click()
    assert dialog(page).bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
    assert dialog(page).evaluate("box => box.scrollWidth <= box.clientWidth")
    room = """field => {
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = getComputedStyle(field).font;
      return field.clientWidth - pen.measureText(field.placeholder).width;
    }"""
    assert dialog(page).get_by_role("searchbox").evaluate(room) > 0


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
    link = wide.evaluate("themebook.root") + (
        "quotes/quote-letter/" if "about/" in start else "quotes/quote-letter.html"
    )
    record = wide.evaluate("url => themebook.recordOf(url)", f"{link}?theme=x")
    assert record["kind"] == "quote"
    assert record["participant"] == [record["source"]]
    assert wide.evaluate("url => themebook.recordOf(url)", f"{link}#nowhere") is None
    assert wide.evaluate("url => themebook.recordOf(url)", "https://example.org/") is None


def test_the_page_for_what_is_not_found_can_be_searched(wide: Page, address: str) -> None:
    wide.goto(f"{address}/404.html")
    search(wide, "eating a sausage")
    hits(wide).locator("a").first.click()
    expect(wide).to_have_url(f"{address}/quotes/quote-how-dare-you/")


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
