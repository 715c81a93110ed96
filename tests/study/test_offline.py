"""The offline edition: one zip, unpacked anywhere, read from the file system with no web at all."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, empty_page, themebook
from tests.golden.facts import known_addresses, resolves

# A page of every kind.
KINDS = [
    "index.html",
    "method.html",
    "glossary.html",
    "implications.html",
    "limitations.html",
    "themes/index.html",
    "themes/work-environment/index.html",
    "themes/work-environment/culture.html",
    "quotes/index.html",
    "quotes/quote-last-resort.html",
    "participants/index.html",
    "participants/officer-e.html",
    "references/index.html",
    "references/crawley2004a.html",
]


def offline(to: Path, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return themebook("offline", "--to", str(to), folder=folder, **environment)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, made for a study that also lives on the web."""
    to = tmp_path_factory.mktemp("packed") / "new" / "study.zip"
    done = offline(to, SITE_URL="https://example.org/study/", REPO_URL="https://example.org/code")
    assert (done.returncode, done.stderr) == (0, "")
    return to


@pytest.fixture(scope="module")
def unpacked(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder of the zip, in a place with a name as people give."""
    to = tmp_path_factory.mktemp("stick") / "Daten von Ömer & Žofie 100 % #1"
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(to)
    (folder,) = to.iterdir()
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser without a network. What it asks of anything but files and what it complains of is found at the end."""
    with empty_page(browser, "wide", offline=True) as page:
        yield from watched(page)


def watched(page: Page) -> Iterator[Page]:
    wrong: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else wrong.append(asked.url))
    # What is still on its way when the reader goes on to another page is given up.
    page.on("requestfailed", lambda failed: None if failed.failure == "net::ERR_ABORTED" else wrong.append(failed.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    assert wrong == []


def test_people_see_at_once_what_to_open(unpacked: Path) -> None:
    text = (unpacked / "READ-ME-FIRST.txt").read_text("utf-8")
    named = re.findall(r"\b[\w-]+\.html", text)
    assert "Therapeutic prison officers" in text
    assert named == ["index.html"]
    assert (unpacked / "index.html").is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_every_kind_opens_without_a_complaint(page: Page, unpacked: Path, kind: str) -> None:
    page.goto((unpacked / kind).as_uri(), wait_until="load")
    assert page.locator("article h1").inner_text()


def test_links_are_followed_from_a_theme_to_a_work(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "themes/work-environment/index.html").as_uri())
    page.locator("figure.tb-quote a", has_text="Officer E").first.click()
    page.wait_for_url("**/participants/officer-e.html")
    page.go_back(wait_until="load")
    page.locator(".tb-claims li > a").first.click()
    page.wait_for_url("**/findings/*.html")
    page.locator("a.tb-citation").first.click()
    page.wait_for_url("**/references/*.html")
    assert page.locator(".tb-entry").is_visible()


def test_words_are_found_and_lead_to_their_quote(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "themes/work-environment/culture.html").as_uri(), wait_until="load")
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search")
    dialog.get_by_role("searchbox").fill("real last resort")
    dialog.get_by_role("link", name=re.compile("Officer E")).first.click()
    page.wait_for_url("**/quotes/quote-last-resort.html*", wait_until="load")
    expect(page.locator(".tb-words")).to_contain_text("it really is a real last resort")


def test_a_filter_is_kept_in_the_address(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "quotes/index.html").as_uri() + "?participant=officer-e#culture", wait_until="load")
    shown = page.locator(".tb-list > li:not([hidden])")
    expect(page.locator("form.tb-filter [role=status]")).to_contain_text(re.compile(r"\b5\b"))
    assert {"Officer E"} == set(re.findall(r"Officer [A-Z]\b", " ".join(shown.all_inner_texts())))


def test_a_cell_of_the_matrix_leads_to_its_quotes(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "themes/index.html").as_uri(), wait_until="load")
    cell = page.locator("table a[href*='participant=']").first
    number = int(re.findall(r"\d+", cell.inner_text())[0])
    cell.click()
    page.wait_for_url("**/quotes/index.html?*", wait_until="load")
    expect(page.locator("form.tb-filter [role=status]")).to_contain_text(re.compile(rf"\b{number}\b"))


class _Addresses(HTMLParser):
    """All anchors and all addresses of a page; those in scripts and styles are no part of it."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if values.get(name))
        self.links.extend(
            values[name] for name in ("href", "src", "xlink:href", "action", "poster") if values.get(name)
        )


def read(file: Path) -> _Addresses:
    parsed = _Addresses()
    parsed.feed(file.read_text("utf-8"))
    return parsed


def test_all_links_and_anchors_are_in_the_folder(unpacked: Path) -> None:
    pages = {file.resolve(): read(file) for file in unpacked.rglob("*.html")}
    lost = []
    for file, parsed in pages.items():
        for link in parsed.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto", "data"):
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            anchors = pages[target].anchors if target in pages else set()
            if parts.scheme or not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors):
                lost.append((str(file.relative_to(unpacked.resolve())), link))
    assert len(pages) > 90
    assert lost == []


def test_nothing_that_pages_load_is_elsewhere(unpacked: Path) -> None:
    for file in unpacked.rglob("*.html"):
        loaded = re.findall(r"<(?:script|img|iframe|source)\b[^>]*\ssrc=\"(\w+:)?//", file.read_text("utf-8"))
        assert loaded == [], file
    for file in unpacked.rglob("*.css"):
        assert re.findall(r"url\(\s*[\"']?(?:\w+:)?//", file.read_text("utf-8")) == [], file


def test_where_the_sources_live_changes_no_byte(packed: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    done = offline(again, SITE_URL="https://example.org/study/")
    assert done.returncode == 0
    assert packed.read_bytes() == again.read_bytes()


def test_what_is_wrong_is_told_and_the_last_good_zip_stays(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[@nobody2000]\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme: material\nplugins: [themebook]\n", "utf-8")
    for name in ("findings.yml", "references.bib"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    last = tmp_path / "a.zip"
    with zipfile.ZipFile(last, "w") as packed:
        packed.writestr("a/READ-ME-FIRST.txt", "the last good one")
    before = last.read_bytes()
    done = offline(last, tmp_path)
    assert done.returncode == 1
    assert "docs/index.md:3:1: error[citation-resolves]" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("themebook: ")
    assert last.read_bytes() == before
    assert not list(tmp_path.glob(".themebook-*"))


def test_a_configuration_that_cannot_be_used_is_told_in_a_line(tmp_path: Path) -> None:
    done = offline(tmp_path / "a.zip", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("themebook: ")
    assert done.stderr.count("\n") == 1


def test_every_address_that_the_site_has_ever_had_is_in_the_zip(unpacked: Path) -> None:
    assert [address for address in known_addresses() if not resolves(address, unpacked)] == []
