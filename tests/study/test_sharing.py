"""What networks and search engines show of the real site's pages, and the cards of its quotes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from tests.conftest import ROOT, build
from themebook.render.site import Site

AT = "https://example.org/study/"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, which knows where it will live."""
    return build(ROOT, tmp_path_factory.mktemp("shared") / "site", SITE_URL=AT)


def told(site: Path, page: str) -> dict[str, str]:
    tree = html.fromstring((site / page / "index.html").read_text("utf-8"))
    tags = [(tag.get("property") or tag.get("name"), tag.get("content")) for tag in tree.xpath("//head/meta[@content]")]
    # A study has several authors and keywords.
    names = [name for name, _ in tags if name and not name.startswith(("citation_", "DC."))]
    assert len(set(names)) == len(names), names
    return {name: content for name, content in tags if name}


def test_a_quote_is_shared_with_its_words_and_a_card(shared: Path, knowledge: Site) -> None:
    for name, linked in knowledge.graph.quotes.items():
        tags = told(shared, f"quotes/{name}")
        words = " ".join(linked.quote.text.split())
        assert tags["og:title"].startswith(linked.said_by)
        assert tags["description"] == tags["og:description"]
        assert words.startswith(tags["og:description"].rstrip("…"))
        assert tags["og:url"] == f"{AT}quotes/{name}/"
        assert tags["og:image"] == f"{AT}assets/themebook/cards/{name}.png"
        assert words in tags["og:image:alt"]
        assert tags["twitter:card"] == "summary_large_image"
        assert (tags["og:image:width"], tags["og:image:height"]) == ("600", "315")


def test_a_finding_and_a_theme_are_shared_with_a_claim(shared: Path, knowledge: Site) -> None:
    graph = knowledge.graph
    claims = {f"findings/{name}": (name, linked.finding.claim) for name, linked in graph.findings.items()}
    claims |= {f"themes/{one.id}": (one.id, next(one.all_findings()).claim) for one in graph.study.themes}
    for address, (name, claim) in claims.items():
        tags = told(shared, address)
        assert tags["og:image"] == f"{AT}assets/themebook/cards/{name}.png"
        assert claim in tags["og:image:alt"]


def test_each_quote_finding_and_theme_has_a_card_of_its_own(shared: Path, knowledge: Site) -> None:
    folder = shared / "assets" / "themebook" / "cards"
    drawn = {path.stem: path.read_bytes() for path in folder.iterdir()}
    graph = knowledge.graph
    assert set(drawn) == {*graph.quotes, *graph.findings, *(theme.id for theme in graph.study.themes)}
    assert len(set(drawn.values())) == len(drawn)
    assert {Image.open(io.BytesIO(card)).size for card in drawn.values()} == {(600, 315)}


@pytest.mark.parametrize(
    ("page", "title", "begins"),
    [
        ("", "Therapeutic prison officers", "A qualitative study"),
        ("themes/therapeutic-role/empathy", "Empathy", "Most officers think it essential"),
        ("references/crawley2004b", "Crawley (2004b)", "Crawley, E. (2004b). Emotion and performance"),
        ("background", "Background", "Why the study was done"),
        ("themes", "Themes", "The knowledge base of a qualitative study"),
    ],
)
def test_other_pages_are_shared_with_what_they_are_and_the_card_of_the_site(
    shared: Path, page: str, title: str, begins: str
) -> None:
    tags = told(shared, page)
    assert tags["og:title"] == title
    assert tags["og:site_name"] == "Therapeutic prison officers"
    assert tags["og:type"] == ("article" if page else "website")
    assert tags["og:description"].startswith(begins)
    assert tags["og:image"] == f"{AT}assets/themebook/card.png"
    assert (shared / "assets" / "themebook" / "card.png").is_file()


def test_without_an_address_there_are_descriptions_but_no_cards(site: Path) -> None:
    tags = told(site, "quotes/quote-letter")
    assert tags["og:description"]
    assert tags["twitter:card"] == "summary"
    assert not {"og:image", "og:url"} & set(tags)
    assert not list((site / "assets" / "themebook").rglob("*.png"))


@pytest.mark.parametrize("page", ["", "about", "cite"])
def test_reference_managers_read_the_published_article_on_pages_about_the_study(shared: Path, page: str) -> None:
    tags = told(shared, page)
    assert tags["citation_title"].startswith("Work-life and well-being in U.K. therapeutic prison officers")
    assert tags["citation_doi"] == "10.1177/0306624X18778452"
    assert (tags["citation_firstpage"], tags["citation_lastpage"]) == ("4528", "4544")


@pytest.mark.parametrize("page", ["method", "themes/therapeutic-role", "references/walker2018"])
def test_no_other_page_is_taken_for_the_article(shared: Path, page: str) -> None:
    assert not [name for name in told(shared, page) if name.startswith(("citation_", "DC."))]
