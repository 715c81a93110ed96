"""Words in another language than the site are told to be so wherever they stand (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.builds.test_builds import page
from tests.conftest import mkdocs, serving

FINDINGS = """\
study:
  reference: own2020
participants:
  - {id: ada, name: Ada}
themes:
  - id: night
    title: The night
    summary: About the night, as [@weber1922] and [@sa2011] saw it; see [[still]] and [[still|these words]].
    subthemes:
      - id: quiet
        title: Quiet
        summary: About quiet.
        quotes:
          - {id: still, participant: ada, language: de, page: 2, text: "Nachts ist es *still*, & ich lese."}
          - {id: calma, participant: ada, language: pt-br, text: "À noite há calma."}
          - {id: own, participant: ada, text: I like the night.}
        findings:
          - id: alone
            claim: Bakers like the night.
            prevalence: {scale: unstated}
            evidence: {supports: [still, own], contrasts: [calma]}
            literature:
              - {reference: camus, relation: agrees}
              - {reference: twice, relation: method}
"""
BIBLIOGRAPHY = """\
@book{own2020, author = {Own, Ann}, title = {Night Bakers at Work}, year = {2020}}
@book{weber1922, author = {Weber, Max}, title = {Wirtschaft und Gesellschaft}, year = {1922}, langid = {ngerman}}
@article{sa2011, author = {Sá, Rui}, title = {O pão & a noite: um estudo}, journal = {Pão}, year = {2011},
  language = {Brazilian}}
@article{camus, author = {Camus, Albert}, title = {L'homme d'"hier"}, journal = {Combat}, year = {1944},
  language = {fr_FR}}
@book{twice, author = {{Brot}}, title = {Brot}, year = {2001}, langid = {german}}
"""
CONFIG = """\
site_name: Night bakers
theme: {name: material, font: false}
markdown_extensions: [attr_list, md_in_html, pymdownx.superfences, {toc: {permalink: true}}]
plugins: [themebook]
"""
STILL = "Nachts ist es *still*, & ich lese."
CALMA = "À noite há calma."
TITLES = {
    "weber1922": ("de", "Wirtschaft und Gesellschaft"),
    "sa2011": ("pt-BR", "O pão & a noite: um estudo"),
    "camus": ("fr-FR", "L’homme d’“hier.”"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("languages")
    (root / "docs").mkdir()
    files = {"findings.yml": FINDINGS, "references.bib": BIBLIOGRAPHY, "mkdocs.yml": CONFIG}
    for name, text in {**files, "docs/index.md": "# Home\n\nSee [@own2020].\n"}.items():
        (root / name).write_text(text, "utf-8")
    done = mkdocs("build", "--strict", folder=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture
def reader(site: Path, browser: Browser) -> Iterator[Page]:
    with serving(site) as address:
        opened = browser.new_page(base_url=address)
        yield opened
        opened.close()


def language(element: html.HtmlElement) -> str | None:
    """The language that a browser takes an element to be in."""
    told = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
    return str(told[0]) if told else None


def languages_of(article: html.HtmlElement, words: str) -> list[str | None]:
    """In which language each run of text that holds the words is said to be."""
    runs = article.xpath(".//text()[not(ancestor::pre)]")
    return [language(run.getparent().getparent() if run.is_tail else run.getparent()) for run in runs if words in run]


@pytest.mark.parametrize(
    ("address", "times"),
    [
        ("quotes/still", 4),
        ("quotes", 2),
        ("themes/night", 1),
        ("themes/night/quiet", 3),
        ("participants/ada", 3),
        ("quotes/own", 2),
    ],
)
def test_words_of_a_quote_are_in_its_language_everywhere(site: Path, address: str, times: int) -> None:
    (article,) = page(site, address).xpath("//article")
    found = languages_of(article, "Nachts ist es")
    assert set(found) == {"de"}
    assert len(found) >= times


def test_tags_have_their_usual_capitals_and_other_words_no_tag(site: Path) -> None:
    (article,) = page(site, "themes/night/quiet").xpath("//article")
    assert set(languages_of(article, CALMA)) == {"pt-BR"}
    assert set(languages_of(article, "I like the night.")) == {"en"}
    assert set(languages_of(article, "Ada")) == {"en"}


def test_the_title_of_a_quote_is_its_title_with_the_words_in_their_language(site: Path) -> None:
    (title,) = page(site, "quotes/still").xpath("//h1")
    assert title.text_content() == f"Ada: “{STILL}”"
    assert [(words.get("lang"), words.text_content()) for words in title.xpath(".//*[@lang]")] == [("de", STILL)]


def test_a_link_with_words_of_the_author_is_in_the_language_of_the_site(site: Path) -> None:
    (article,) = page(site, "themes/night").xpath("//article")
    assert set(languages_of(article, "these words")) == {"en"}


@pytest.mark.parametrize("key", TITLES)
def test_the_title_of_a_work_is_in_its_language_in_every_list(site: Path, key: str) -> None:
    tag, title = TITLES[key]
    used_on = "themes/night/quiet" if key == "camus" else "themes/night"
    for address in ("references", f"references/{key}", used_on):
        found = page(site, address).xpath("//*[@class='tb-work' or @class='tb-entry']")
        entries = [entry for entry in found if title in entry.text_content()]
        assert entries, address
        for entry in entries:
            told = [(part.get("lang"), part.text_content()) for part in entry.xpath(".//*[@lang]")]
            assert set(told) == {(tag, title)}, address


def test_a_title_that_is_found_twice_is_left_as_it_is(site: Path) -> None:
    (entry,) = page(site, "references/twice").xpath("//p[@class='tb-entry']")
    assert entry.text_content() == "Brot. (2001). Brot."
    assert not entry.xpath(".//*[@lang]")


def test_what_reference_managers_read_is_as_ever(site: Path) -> None:
    text = page(site, "references/weber1922").text_content()
    assert "TI  - Wirtschaft und Gesellschaft" in text
    assert "LA  - de" in text
    assert "<span" not in text


def test_a_preview_speaks_in_the_language_of_the_words(reader: Page) -> None:
    reader.goto("/themes/night/")
    reader.get_by_role("link", name="these words").hover()
    expect(reader.locator(".tb-preview blockquote")).to_have_attribute("lang", "de")
    expect(reader.locator(".tb-preview blockquote")).to_have_text(STILL)


def test_a_result_of_the_search_speaks_in_the_language_of_the_words(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_role("button", name="Search").click()
    reader.get_by_role("searchbox").fill("noite")
    spoken = reader.locator(".tb-hit--quote .tb-hit__spoken")
    expect(spoken).to_have_text(CALMA)
    expect(spoken).to_have_attribute("lang", "pt-BR")
    reader.get_by_role("searchbox").fill("like the night")
    expect(spoken.first).to_have_text("I like the night.")
    assert spoken.first.get_attribute("lang") is None
