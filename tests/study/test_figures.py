"""The figures of the real site: what they say is what the study holds, and anybody can read them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page, expect

from tests.matching import quotes_matching, subthemes_of, works_matching
from themebook.graph.model import EvidenceGraph
from themebook.render.site import Site

THEMES = ("work-environment", "therapeutic-role", "occupational-reward")
PAGES = ("", "themes", "references", *(f"themes/{theme}" for theme in THEMES))


def tree(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def visible(element: html.HtmlElement) -> str:
    """What eyes see of an element: its text without what is only for screen readers."""
    return "".join(element.xpath(".//text()[not(ancestor::*[contains(@class, 'tb-hidden')])]")).strip()


def counted(link: html.HtmlElement) -> int:
    """The number that a cell shows; its second line tells the parts."""
    return int(link.text)


@pytest.mark.parametrize("address", PAGES)
def test_each_number_of_a_matrix_is_as_long_as_the_list_it_leads_to(site: Path, knowledge: Site, address: str) -> None:
    links = tree(site, address).xpath("//table[contains(@class, 'tb-matrix')]//td/a")
    assert bool(links) == (address != "")
    for link in links:
        target = urlsplit(urljoin(f"/{address}/", link.get("href")))
        chosen = dict(parse_qsl(target.query, strict_parsing=True))
        matching = quotes_matching if target.path == "/quotes/" else works_matching
        assert counted(link) == len(matching(knowledge.graph, chosen)), link.get("href")


def test_cards_heads_map_matrix_filters_and_participants_count_alike(site: Path, knowledge: Site) -> None:
    graph = knowledge.graph
    home, overview = tree(site, ""), tree(site, "themes")
    facts = overview.xpath("//*[contains(@class, 'tb-map')]//table[1]")[0]
    matrix = overview.xpath("//table[contains(@class, 'tb-matrix')]")[0]
    for theme in graph.study.themes:
        for kind, part in (("theme", theme), *(("subtheme", one) for one in theme.subthemes)):
            quotes = quotes_matching(graph, {kind: part.id})
            contrasting = quotes_matching(graph, {kind: part.id, "stance": "contrasts"})
            speakers = {graph.quotes[name].speakers[0].id for name in quotes}
            numbers = [len(quotes), len(contrasting), len(speakers)]
            heads = [tree(site, f"themes/{theme.id}" + (f"/{part.id}" if kind == "subtheme" else ""))]
            heads += [home, overview] if kind == "theme" else []
            for head in heads:
                beside = head.xpath(f"//*[@id='{part.id}' or @id='card_{part.id}']/following::p[@class='tb-counts'][1]")
                assert in_words(beside[0]) == numbers
                links = beside[0].xpath(".//a/@href")
                assert [dict(parse_qsl(urlsplit(href).query)) for href in links] == [
                    {kind: part.id, "stance": "contrasts"} for _ in range(bool(contrasting))
                ]
            for row in facts.xpath("./tbody/tr[th/a[normalize-space()=$title]]", title=part.title):
                quoted, against, speakers_shown = (visible(cell).split() for cell in row.xpath("./td[position() < 4]"))
                assert [int((cell or ["0"])[0]) for cell in (quoted, against, speakers_shown)] == numbers
            sums = matrix.xpath("./tbody/tr[th/a[normalize-space()=$title]]/td", title=part.title)
            assert counted(sums[-1].xpath("./a")[0]) == numbers[0]
            assert sum(bool(cell.xpath("./a")) for cell in sums[:-1]) == numbers[2]


def in_words(counts: html.HtmlElement) -> list[int]:
    """How many quotes, contrasting quotes and participants a theme or subtheme is said to have."""
    words = counts.text_content()
    found = (re.search(rf"(\d+) {noun}", words) for noun in ("quote", "contrasting quote", "participant"))
    # Nothing is said of contrasting quotes where there are none.
    return [int(one[1]) if one else 0 for one in found]


def test_participants_are_counted_as_their_quotes_are_listed(site: Path, knowledge: Site) -> None:
    graph = knowledge.graph
    table = tree(site, "participants").xpath("//article//table[1]/tbody/tr")
    for row, name in zip(table, graph.participants, strict=True):
        chosen = [{}, *({"theme": theme.id} for theme in graph.study.themes)]
        numbers = [len(quotes_matching(graph, {"participant": name, **one})) for one in chosen]
        assert [int(visible(cell)) for cell in row.xpath("./td")] == numbers
        own = tree(site, f"participants/{name}")
        at_home = Counter(graph.quotes[quote.id].path[0].title for quote in graph.participants[name].quotes)
        spread = own.xpath("//ul[@class='tb-spread']/li")
        shown = {one.find("a").text: int(one.find("span").text.split()[0]) for one in spread}
        assert shown == (at_home if len(at_home) > 1 else {})
        against = quotes_matching(graph, {"participant": name, "stance": "contrasts"})
        links = {
            tuple(dict(parse_qsl(urlsplit(link.get("href")).query)).items()): int(link.text.split()[0])
            for link in own.xpath("//article//h1/following-sibling::p//a[contains(@href, 'participant=')]")
        }
        asked = [{"participant": name}, {"stance": "contrasts", "participant": name}][: 1 + bool(against)]
        assert links == {tuple(one.items()): len(quotes_matching(graph, one)) for one in asked}


def test_every_quote_is_in_the_matrix_of_the_study(site: Path, knowledge: Site) -> None:
    table = tree(site, "themes").xpath("//table[contains(@class, 'tb-matrix')]")[0]
    total = table.xpath("./tfoot//td[last()]")[0]
    assert int(visible(total).split("+")[0]) == len(knowledge.graph.quotes)
    speakers = table.xpath("./thead//th[@scope='col']//a")
    assert [link.text_content() for link in speakers] == [
        linked.participant.name for linked in knowledge.graph.participants.values()
    ]


def test_each_matrix_names_its_rows_and_columns_and_can_be_scrolled_by_keyboard(site: Path) -> None:
    for address in PAGES:
        for table in tree(site, address).xpath("//table[contains(@class, 'tb-matrix')]"):
            assert table.xpath("./caption")
            assert table.xpath("./thead//th[not(@scope='col')]") == []
            assert table.xpath("./tbody/tr[not(th[@scope='row'])] | ./tfoot/tr[not(th[@scope='row'])]") == []
            region = table.getparent()
            assert (region.get("role"), region.get("tabindex")) == ("region", "0")
            assert region.get("aria-label")


def test_every_figure_has_a_caption_and_is_left_out_of_the_search(site: Path) -> None:
    for address in PAGES:
        panels = tree(site, address).xpath("//*[contains(@class, 'tb-panel')]")
        assert bool(panels) == (address != "")
        for panel in panels:
            assert "data-search-exclude" in panel.attrib
            for figure in panel.xpath("descendant-or-self::figure"):
                assert figure.xpath("./figcaption")
            assert (
                panel.xpath("descendant-or-self::*[@style] | .//script | .//style | .//*[starts-with(name(), 'on')]")
                == []
            )
            assert panel.xpath(".//svg[not(@aria-hidden='true')]") == []


def shared_of(graph: EvidenceGraph, one: str, other: str) -> tuple[set[str], set[str]]:
    quotes = quotes_matching(graph, {"subtheme": one}) & quotes_matching(graph, {"subtheme": other})
    return quotes, works_matching(graph, {"subtheme": one}) & works_matching(graph, {"subtheme": other})


def test_a_row_of_the_map_says_what_it_shares_with_which_others(site: Path, knowledge: Site) -> None:
    found = {}
    for row in tree(site, "themes").xpath("//*[contains(@class, 'tb-map')]//tbody/tr"):
        one = urlsplit(row.xpath("./th/a/@href")[0])
        for item in row.xpath(".//details/ul/li"):
            other = urlsplit(item.xpath("./a/@href")[0])
            if one.fragment or other.fragment:
                continue
            names = tuple(end.path.rstrip("/").rpartition("/")[2] for end in (one, other))
            numbers = [int(number) for number in re.findall(r"(\d+) (?:quote|work)", item.text_content())]
            found[names] = sum(numbers)
    graph = knowledge.graph
    names = [subtheme.id for subtheme in subthemes_of(graph.study)]
    expected = {
        (one, other): sum(map(len, shared_of(graph, one, other))) for one in names for other in names if one != other
    }
    assert found == {pair: number for pair, number in expected.items() if number}


def test_each_work_stands_in_its_years(site: Path, knowledge: Site) -> None:
    bands = tree(site, "references").xpath("//ol[contains(@class, 'tb-years')]/li")
    for band in bands:
        links = band.xpath(".//a")
        assert f"{len(links)} work" in band.xpath("string(.//*[contains(@class, 'tb-more')])")
    numbers = [len(band.xpath(".//a")) for band in bands]
    assert sum(numbers) == len(knowledge.graph.references)
    title = tree(site, "references").xpath("string(//figure[contains(@class, 'tb-literature')]/figcaption/strong)")
    assert title.endswith(f", with {max(numbers)} of {sum(numbers)}.")


def test_how_widely_findings_are_shared_is_said_once_for_each_theme(site: Path, knowledge: Site) -> None:
    findings = list(knowledge.graph.study.findings())
    figure = tree(site, "themes").xpath("//figure[contains(@class, 'tb-prevalences')]")[0]
    bars = figure.xpath("./ul[@class='tb-stacks']/li")
    assert [bar.xpath("string(./a)") for bar in bars] == [theme.title for theme in knowledge.graph.study.themes]
    assert sum(int(number) for bar in bars for number in re.findall(r": (\d+)", bar.text_content())) == len(findings)
    of_all = sum(bool(finding.prevalence) and finding.prevalence.scale == "all" for finding in findings)
    assert f"{of_all} of {len(findings)} findings are said of all officers" in figure.text_content()
    legend = figure.xpath("./ul[contains(@class, 'tb-legend')]")[0].text_content()
    assert "“All participants”" in legend


def test_a_figure_is_downloaded_as_the_table_that_it_shows(page: Page, address: str) -> None:
    page.goto(f"{address}/themes/")
    figure = page.locator(".tb-evidence")
    with page.expect_download() as started:
        figure.get_by_role("button", name="Download CSV").click()
    rows = list(csv.reader(started.value.path().read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Subtheme", *(f"Officer {letter}" for letter in "ABCDEFG"), "All"]
    assert rows[1] == ["The work environment", "1", "", "2", "1", "3", "3", "1", "11"]
    assert {len(row) for row in rows} == {9}


@pytest.mark.parametrize(("place", "kind"), [("themes", "map"), ("themes", "prevalences"), ("references", "rests")])
def test_a_figure_is_downloaded_as_the_picture_that_is_seen(page: Page, address: str, place: str, kind: str) -> None:
    page.goto(f"{address}/{place}/")
    figure = page.locator(f".tb-{kind}")
    with page.expect_download() as started:
        figure.get_by_role("button", name="Download SVG").click()
    picture = etree.parse(started.value.path())
    names = {"svg": "http://www.w3.org/2000/svg"}
    texts = [text.text for text in picture.iterfind(".//svg:text", names)]
    page.add_style_tag(content=".tb-hidden, .tb-source__offer { display: none !important }")
    assert Counter("".join("".join(texts).split())) == Counter("".join(figure.inner_text().split()))
    width, height = (float(picture.getroot().get(name)) for name in ("width", "height"))
    assert all(0 <= float(rect.get("x")) < width for rect in picture.iterfind("svg:rect", names))
    assert all(
        0 < float(rect.get("y")) + float(rect.get("height")) <= height for rect in picture.iterfind("svg:rect", names)
    )
    links = [link.get("href") for link in picture.iterfind(".//svg:a", names)]
    assert f"{address}/references/walker2018/" in links


def test_from_a_number_to_its_quotes(page: Page, address: str) -> None:
    page.goto(f"{address}/themes/")
    row = page.locator(".tb-matrix tbody tr", has=page.get_by_role("link", name="Culture", exact=True))
    row.get_by_role("link", name="2 quotes").first.click()
    # Once the filters are applied, the anchor for readers without script goes.
    chosen = re.escape(f"{address}/quotes/?subtheme=culture&participant=officer-e")
    expect(page).to_have_url(re.compile(f"^{chosen}(#culture)?$"))
    expect(page.locator("[data-at]:visible")).to_have_count(2)


@pytest.mark.parametrize("address_of", PAGES)
def test_nothing_of_a_figure_is_wider_than_the_page(browser: Browser, address: str, address_of: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{address}/{address_of}")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
