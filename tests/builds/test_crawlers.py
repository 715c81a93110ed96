"""What crawlers find at the root of a site: crates, a text for language models, rules for crawlers, and the sitemap."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree
from rocrate.rocrate import ROCrate

from tests.conftest import build
from tests.exchange.deposit.test_deposit_files import deposit, made
from tests.exchange.exports.test_data_files import each_site, site_of
from tests.sites import DETAILS
from themebook.emit.mkdocs.options import ThemebookOptions
from themebook.exchange.exports.data_files import DataFiles
from themebook.exchange.exports.ro_crate import ro_crate
from themebook.exchange.exports.robots import TRAINING_CRAWLERS, Robots, robots_text
from themebook.render.published import Published

ADDRESS = "https://study.example/site/"
LINK = re.compile(r"^- \[(?P<title>(?:\\.|[^\]\\])+)\]\((?P<address>[^)\s]+)\)(?P<notes>: .+)?$")
# What the study has as drafts.
DRAFTS = (
    *("company", "silence", "finding-child", "finding-radio", "quote-fox", "quote-child", "quote-silence", "night-two"),
    *("p3", "code-change"),
)
TITLE = "Night shift at the seed bank, or who listens to the freezers"


def project(to: Path, options: str = "", files: Mapping[str, str] | None = None, *, address: str = "") -> Path:
    """The study with options of the plugin, files in its documentation, and an address."""
    folder = Path(shutil.copytree(DETAILS, to))
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8") + (f"site_url: {address}\n" if address else "")
    config.write_text(text.replace("- themebook:\n", f"- themebook:\n{options}"), "utf-8")
    for name, content in (files or {}).items():
        (folder / "docs" / name).write_text(content, "utf-8")
    return folder


def file_of(site: Path, address: str) -> Path:
    """The file of the site that has an address on the web."""
    path = unquote(address.removeprefix(ADDRESS))
    return site / (f"{path}index.html" if path == "" or path.endswith("/") else path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawlers")
    return build(project(folder / "study", address=ADDRESS), folder / "site")


def data_in(site: Path) -> set[str]:
    files = {path.relative_to(site).as_posix() for path in (site / "data").rglob("*") if path.is_file()}
    # The page that lists the others.
    return files - {"data/index.html"}


def parts_of(files: Iterable[str]) -> set[str]:
    """Files of the data as a crate has them: those of works of themes, and of figures, as their folders."""
    return {re.sub("^data/(themes|figures)/.*", r"data/\1/", path) for path in files}


def test_the_crate_describes_the_study_and_every_file_of_its_data(site: Path) -> None:
    crate = ROCrate(site)
    root = crate.root_dataset
    assert crate.metadata.version == "1.2"
    assert (root["name"], root["datePublished"]) == (TITLE, "2025")
    assert root["license"].id == "https://spdx.org/licenses/CC-BY-4.0"
    assert [one["name"] for one in root["author"]] == ["Josephine Carberry", "Noël d'Arcy", "Seed Bank Night Group"]
    assert root["author"][0].id == "https://orcid.org/0000-0002-1825-0097"
    assert root["author"][0]["affiliation"][0]["name"] == "University of Lower Thistle"
    assert root["citation"]["isPartOf"]["name"] == "Example Journal of Quiet Work"
    assert {one.id for one in root["hasPart"]} == parts_of(data_in(site))
    assert all(one["name"] and one["description"] for one in root["hasPart"])
    assert all(one.get("encodingFormat") for one in root["hasPart"] if not one.id.endswith("/"))
    schema = crate.dereference("data/findings.schema.json")
    assert schema["conformsTo"].id == json.loads((site / "data/findings.schema.json").read_text("utf-8"))["$schema"]


@each_site
def test_the_crate_of_every_study_has_all_that_is_data(folder: Path) -> None:
    files = DataFiles(Published.of(site_of(folder), ""))
    graph = json.loads(files.ro_crate(deposit(folder)))["@graph"]
    parts = {one["@id"] for one in graph[1]["hasPart"]}
    assert parts == parts_of(files.files)


def test_every_reference_in_the_crate_is_to_something_in_it(site: Path) -> None:
    graph = json.loads((site / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    known = [entity["@id"] for entity in graph]
    assert len(known) == len(set(known))
    named = set(re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(graph)))
    assert named - set(known) == {"https://w3id.org/ro/crate/1.2"}


def test_a_study_without_a_date_has_no_crate(tmp_path: Path) -> None:
    assert ro_crate(made(tmp_path, "@misc{own, title = {Calm}, verification = {unknown}}"), (), ()) == ""
    assert ro_crate(made(tmp_path, "@misc{own, title = {Calm}, date = {2020~}}"), (), ()) == ""


def test_the_text_for_language_models_leads_to_themes_lists_and_data_and_to_no_draft(site: Path) -> None:
    lines = (site / "llms.txt").read_text("utf-8").split("\n")
    assert lines[0] == f"# {TITLE}"
    assert lines[2].startswith("> To understand")
    links = [found for line in lines if (found := LINK.match(line))]
    assert len(links) == sum(line.startswith("- ") for line in lines)
    assert all(one["address"].startswith(ADDRESS) and file_of(site, one["address"]).is_file() for one in links)
    addresses = [one["address"].removeprefix(ADDRESS) for one in links]
    assert "themes/listening/" in addresses
    listed = {name for name in addresses if name.startswith("data/")} - {"data/"}
    assert listed == {name for name in parts_of(data_in(site)) if not name.endswith("/")}
    assert [name for name in addresses if set(name.split("/")) & set(DRAFTS)] == []
    assert "Licence: CC BY 4.0" in lines


def test_the_sitemap_lists_every_page_with_its_address_but_no_draft(site: Path) -> None:
    sitemap = etree.parse(site / "sitemap.xml")
    listed = [str(one.text) for one in sitemap.iterfind("{*}url/{*}loc")]
    pages = {page.parent.relative_to(site).as_posix() for page in site.rglob("index.html")}
    drafts = {page for page in pages if page.split("/")[-1] in DRAFTS}
    assert len(drafts) == len(DRAFTS)
    assert {address.removeprefix(ADDRESS).rstrip("/") or "." for address in listed} == pages - drafts
    assert len(listed) == len(set(listed))
    assert (site / "robots.txt").read_text("utf-8") == f"User-agent: *\nAllow: /\n\nSitemap: {ADDRESS}sitemap.xml\n"
    assert 'name="robots"' not in (site / "index.html").read_text("utf-8")


def test_nobody_is_let_in_and_what_the_author_writes_is_kept(tmp_path: Path) -> None:
    own = {"llms.txt": "My own.\n", "ro-crate-metadata.json": "{}\n"}
    site = build(project(tmp_path / "study", "      robots: none\n", own), tmp_path / "site")
    assert {name: (site / name).read_text("utf-8") for name in own} == own
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    pages = [*site.rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        assert '<meta name="robots" content="noindex">' in page.read_text("utf-8"), page
    # Nothing is known of the address.
    assert etree.parse(site / "sitemap.xml").find("{*}url") is None


def test_search_engines_are_let_in_without_a_text_for_language_models(tmp_path: Path) -> None:
    own = {"Robots.txt": "User-agent: *\n"}
    site = build(project(tmp_path / "study", "      robots: search\n", own), tmp_path / "site")
    assert {path.name.lower() for path in site.iterdir()} & {"robots.txt", "llms.txt"} == {"robots.txt"}
    assert (site / "Robots.txt").read_text("utf-8") == own["Robots.txt"]
    assert (site / "ro-crate-metadata.json").is_file()
    assert 'name="robots"' not in (site / "index.html").read_text("utf-8")


ENGINES = ("Googlebot", "bingbot", "DuckDuckBot", "Applebot")


@pytest.mark.parametrize(
    ("robots", "engines", "training"),
    [(Robots.ALL, True, True), (Robots.SEARCH, True, False), (Robots.NONE, False, False)],
)
def test_a_reader_of_robots_lets_in_whom_the_author_lets_in(robots: Robots, engines: bool, training: bool) -> None:
    parser = RobotFileParser()
    parser.parse(robots_text(robots, ADDRESS).splitlines())
    allowed = {name: parser.can_fetch(name, f"{ADDRESS}quotes/") for name in (*ENGINES, *TRAINING_CRAWLERS)}
    assert allowed == {**dict.fromkeys(ENGINES, engines), **dict.fromkeys(TRAINING_CRAWLERS, training)}
    assert parser.site_maps() == ([f"{ADDRESS}sitemap.xml"] if engines else None)


def test_other_choices_are_refused() -> None:
    options = ThemebookOptions()
    options.load_dict({"robots": "some"})
    errors, _ = options.validate()
    assert [name for name, _ in errors] == ["robots"]
