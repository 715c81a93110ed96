"""What readers rely on, proved over the HTML of the real site."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from lxml import html

from tests.conftest import ROOT
from themebook.graph.uses import LiteratureUse, PageUse
from themebook.render.site import Site


@cache
def tree(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_text(encoding="utf-8"))


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Each page by its address on the site."""
    files = sorted(site.rglob("*.html"))
    return {"/" + path.relative_to(site).as_posix().removesuffix("index.html"): tree(path) for path in files}


def page(site: Path, address: str) -> html.HtmlElement:
    return tree(site / address / "index.html")


def links(site: Path) -> list[tuple[str, str]]:
    """Every link inside the site: the page it stands on, and the address it leads to, less what is chosen there."""
    return [
        (address, urlsplit(urljoin(address, href))._replace(query="").geturl())
        for address, one in pages(site).items()
        if address != "/404.html"
        for href in one.xpath("//a/@href")
        if not urlsplit(href).scheme
    ]


def content_links(site: Path, address: str) -> set[str]:
    """Where the text of a page leads to, without the theme's own navigation."""
    return {urljoin(f"/{address}", href) for href in page(site, address).xpath("//article//a/@href")}


@pytest.mark.parametrize(
    ("pattern", "number"),
    [("themes/*/index.html", 3), ("themes/*/*/index.html", 6), ("quotes/*/index.html", 24)]
    + [("participants/*/index.html", 7), ("references/*/index.html", 46)],
)
def test_each_thing_has_a_page(site: Path, pattern: str, number: int) -> None:
    assert len(list(site.glob(pattern))) == number


def test_every_internal_link_and_anchor_exists(site: Path) -> None:
    there = pages(site)
    ids = {address: {"", *one.xpath("//@id"), *one.xpath("//a/@name")} for address, one in there.items()}
    broken = []
    for start, target in links(site):
        address, anchor = urldefrag(target)
        # A list opens with the filters that its address names.
        address = address.partition("?")[0]
        if address not in there:
            broken += [(start, target)] if not (site / unquote(address).lstrip("/")).is_file() else []
        elif unquote(anchor) not in ids[address]:
            broken.append((start, target))
    assert broken == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = {
        address: [name for name, times in Counter(one.xpath("//@id")).items() if times > 1]
        for address, one in pages(site).items()
    }
    assert {address: names for address, names in twice.items() if names} == {}


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loading = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link[not(@rel='canonical')]/@href"
    outside = {url for one in pages(site).values() for url in one.xpath(loading) if urlsplit(url).netloc}
    assert outside == set()
    for sheet in site.rglob("*.css"):
        assert "url(http" not in sheet.read_text(encoding="utf-8").replace('"', "").replace("'", "")


def test_each_quote_stands_on_its_page_character_for_character(site: Path, knowledge: Site) -> None:
    for name, linked in knowledge.graph.quotes.items():
        (words,) = page(site, f"quotes/{name}").xpath("//figure[@class='tb-words']/blockquote")
        assert words.text_content().strip() == linked.quote.text


def test_each_quote_is_the_same_wherever_it_is_shown(site: Path, knowledge: Site) -> None:
    known = {linked.quote.text for linked in knowledge.graph.quotes.values()}
    shown = Counter(
        words.text_content().strip()
        for one in pages(site).values()
        for words in one.xpath("//figure[contains(@class, 'tb-quote')]/blockquote")
    )
    assert set(shown) == known


def test_findings_quotes_and_participants_lead_to_each_other(site: Path, knowledge: Site) -> None:
    for name, linked in knowledge.graph.findings.items():
        home = "/".join(("themes", *(theme.id for theme in linked.path), ""))
        for _, quote in linked.evidence:
            assert f"/quotes/{quote.id}/" in content_links(site, f"findings/{name}/")
            assert f"/findings/{name}/" in content_links(site, f"quotes/{quote.id}/")
        assert f"/findings/{name}/" in content_links(site, home)
    for name, linked in knowledge.graph.quotes.items():
        speaker = f"participants/{linked.speakers[0].id}/"
        assert f"/{speaker}" in content_links(site, f"quotes/{name}/")
        assert f"/quotes/{name}/" in content_links(site, speaker)
        home = "/".join(("themes", *(theme.id for theme in linked.path), ""))
        assert f"/{home}" in content_links(site, f"quotes/{name}/")
        assert f"/quotes/{name}/" in content_links(site, home)


def test_findings_and_statements_lead_to_each_other(site: Path, knowledge: Site) -> None:
    targets = knowledge.plan.targets
    for name, linked in knowledge.graph.statements.items():
        shown = targets[name].path.removesuffix(".md") + "/"
        for finding in linked.findings:
            assert f"/findings/{finding.id}/" in content_links(site, shown)
            assert f"/{shown}#{name}" in content_links(site, f"findings/{finding.id}/")


def test_what_speaks_against_the_findings_is_on_one_page(site: Path, knowledge: Site) -> None:
    graph = knowledge.graph
    shown = page(site, "contrasts")
    counts = [one.text_content() for one in shown.xpath("//p[@class='tb-counts']/a")]
    works = [key for key, linked in graph.references.items() if "contrasts" in linked.relations]
    quotes = [quote.text for quote in graph.contrasting]
    assert counts == [
        f"{len(quotes)} contrasting quotes",
        f"{len(works)} contrasting works",
        f"{len(graph.study.limitations)} limitations",
    ]
    assert [one.text_content().strip() for one in shown.xpath("//blockquote")] == quotes
    found = content_links(site, "contrasts/")
    assert {f"/references/{key}/" for key in works} <= found
    assert {f"/limitations/#{one.id}" for one in graph.study.limitations} <= found
    against = {finding.id for quote in graph.contrasting for finding in graph.quotes[quote.id].contrasts_with}
    assert {f"/findings/{name}/" for name in against} <= found


def test_recommendations_are_first_listed_in_a_line_each(site: Path, knowledge: Site) -> None:
    statements = knowledge.graph.study.implications
    first = page(site, "implications").xpath("//ul[@class='tb-claims__list']")[0]
    assert [line.find("a").text_content() for line in first] == [one.statement for one in statements]
    assert [line.find("a").get("href") for line in first] == [f"#{one.id}" for one in statements]
    lines = [" ".join(line.find("span").text_content().split()) for line in first]
    assert lines[3] == "Training rests on 3 findings, 1 said of all"
    assert lines[0] == "Claim rests on 4 findings, 1 said of all, 1 said of most"


def test_every_citation_leads_to_its_work_and_back(site: Path) -> None:
    for address, one in pages(site).items():
        for citation in one.xpath("//article//a[contains(@class, 'tb-citation')]"):
            work = urljoin(address, citation.get("href"))
            assert work.startswith("/references/")
            generated = address.startswith(("/themes/", "/findings/", "/quotes/", "/participants/"))
            if not generated and not citation.xpath("ancestor::div[@class='tb-view']"):
                assert f"{address}#{citation.get('id')}" in content_links(site, work.strip("/") + "/")


def test_each_use_of_a_work_is_told_on_its_page(site: Path, knowledge: Site) -> None:
    for key, linked in knowledge.graph.references.items():
        used = page(site, knowledge.plan.targets[key].path.removesuffix(".md")).xpath("//div[@class='tb-use']")
        assert len(used) == len(linked.uses)
        for shown, use in zip(used, linked.uses, strict=True):
            words = shown.text_content()
            if isinstance(use, LiteratureUse):
                assert use.literature.quoted in words
                assert use.literature.locator in words
            elif isinstance(use, PageUse):
                assert all(part in words for part in use.page.title if isinstance(part, str))
                assert use.citation.locator in words


def test_the_manuscript_cites_in_fifty_three_places_and_so_does_the_site(knowledge: Site) -> None:
    graph = knowledge.graph
    uses = [use for key, linked in graph.references.items() if key != graph.own_reference.key for use in linked.uses]
    assert len(uses) == 53


def test_what_is_not_verified_is_marked_wherever_the_work_is_listed(site: Path, knowledge: Site) -> None:
    doubtful = {
        knowledge.plan.targets[key].title
        for key, linked in knowledge.graph.references.items()
        if linked.reference.field("verification") != "verified"
    }
    assert len(doubtful) == 16
    for address, one in pages(site).items():
        for entry in one.xpath("//*[contains(concat(' ', @class, ' '), ' tb-work ')]"):
            (title,) = entry.xpath(".//*[@class='tb-more']/a")
            marked = bool(entry.xpath(".//*[@class='tb-badge']"))
            name = title.text_content().removeprefix("Where the study uses ")
            assert marked or name not in doubtful, (address, name)


@pytest.mark.parametrize("kind", ["Home", "Page", "Index", "Theme", "Subtheme", "Quote", "Participant", "Cited work"])
def test_each_kind_of_page_says_what_it_is(site: Path, kind: str) -> None:
    names = [one.xpath("string(//span[@class='tb-kind__name'])") for one in pages(site).values()]
    assert kind in names


def test_every_page_has_one_title_a_breadcrumb_and_one_link_to_how_to_cite_it(site: Path) -> None:
    for address, one in pages(site).items():
        if address == "/404.html":
            continue
        assert len(one.xpath("//h1")) == 1, address
        assert one.xpath("//nav[@class='tb-crumbs']//a") or address == "/", address
        assert one.xpath("//p[@class='tb-kind']/a/@href") == ["#cite_"]
        assert len(one.xpath("//details[@class='tb-cite']//*[@id='cite_']")) == 1


def test_headings_go_down_one_level_at_a_time(site: Path) -> None:
    for address, one in pages(site).items():
        levels = [
            int(heading.tag[1]) for heading in one.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (address, levels)


def test_generated_pages_are_not_in_the_documentation_folder(knowledge: Site) -> None:
    docs = Path(__file__).parents[2] / "docs"
    assert not [made.path for made in knowledge.pages() if (docs / made.path).exists()]


def test_edit_links_lead_to_the_line_of_the_source_and_are_left_out_without_a_repository(
    site: Path, address: str
) -> None:
    with urlopen(f"{address}/quotes/quote-letter/") as known:
        (edit,) = html.parse(known).xpath("//a[@rel='edit']/@href")
    base, _, line = edit.partition("#L")
    assert base == "https://github.com/them/study/blob/main/findings.yml"
    assert "id: quote-letter" in (ROOT / "findings.yml").read_text("utf-8").split("\n")[int(line) - 1]
    assert page(site, "quotes/quote-letter").xpath("//a[@rel='edit']") == []
