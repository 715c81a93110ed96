"""Titles, descriptions and names with signs of HTML are shown as they were typed, in every form of the site."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from tests.builds.test_builds import files, page
from tests.conftest import mkdocs, themebook
from tests.sites import BAKERS

SITE = "A & B <i>\"bakers\"</i> &amp; 'co'"
DESCRIPTION = 'The "lost" voices & <b>more</b>'
SVG = '"><svg onload=alert(1)>'
FENCE = 'Talk "over" the fence & &lt;i&gt;'
HEAD = '"quoted" <i> & &copy;'
MENU = 'Menu & <u>"x"</u>'
SECTION = 'Part "one" <s>'
EXTERNAL = 'https://e.example/"onmouseover="alert(1)'

FINDINGS = f"""\
themes:
  - id: fence
    title: {FENCE!r}
    summary: A theme.
    subthemes:
      - id: svg
        title: {SVG!r}
        summary: A subtheme.
        quotes:
          - {{id: one, participant: baker-1, text: One.}}
          - {{id: two, participant: baker-2, text: Two.}}
        findings:
          - id: claim
            claim: Claim {FENCE!r}
            prevalence: {{scale: unstated}}
            evidence: {{supports: [one, two]}}
"""
CONFIG = f"""\
site_name: {SITE.replace("'", "''").join("''")}
site_description: {DESCRIPTION!r}
site_author: {DESCRIPTION!r}
site_url: https://e.example/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.path, navigation.footer]
extra:
  alternate: [{{name: {MENU!r}, link: {EXTERNAL!r}, lang: {SVG!r}}}]
markdown_extensions: [attr_list, md_in_html, pymdownx.superfences]
plugins: [themebook: {{findings: findings}}]
nav:
  - index.md
  - {MENU!r}: menu.md
  - head.md
  - {SECTION!r}: [{{{MENU!r}: {EXTERNAL!r}}}, heading.md]
  - themes/index.md
"""
DOCS = {
    "index.md": "# Start\n\nSee [@lee2004a; @lee2004b].\n",
    "menu.md": f"---\ndescription: {DESCRIPTION!r}\n---\n\nNo heading.\n",
    "head.md": f"---\ntitle: {HEAD!r}\n---\n\nNo heading.\n",
    "heading.md": '# Mind & <em>body</em> &lt;i&gt; "x"\n',
}
# A heading is Markdown; this is the text that it shows.
HEADING = 'Mind & body <i> "x"'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(BAKERS, tmp_path_factory.mktemp("odd") / "bakers"))
    (folder / "findings" / "2-themes.yml").write_text(FINDINGS, "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for name, text in DOCS.items():
        (folder / "docs" / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    done = mkdocs("build", folder=project)
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def folder(project: Path) -> Path:
    """The site that MkDocs makes of the folder output, without the plugin."""
    done = themebook("build", "--to", str(project.parent / "out"), folder=project)
    assert done.returncode == 0, done.stderr
    done = mkdocs("build", folder=project.parent / "out")
    assert done.returncode == 0, done.stderr
    return project.parent / "out" / "site"


@pytest.fixture(scope="module")
def copy(project: Path) -> Path:
    """The offline edition, unpacked."""
    done = themebook("offline", "--to", "copy.zip", folder=project)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(project / "copy.zip") as packed:
        packed.extractall(project.parent / "copy")
    (top,) = (project.parent / "copy").iterdir()
    return top


@pytest.fixture(params=["site", "folder", "copy"])
def form(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def pages(form: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for name in files(form):
        if name.endswith(".html"):
            yield name, html.fromstring((form / name).read_text("utf-8"))


def found(form: Path, name: str) -> html.HtmlElement:
    """A page by its source, whichever address its form gives it."""
    path = next(path for path in (form / name / "index.html", form / f"{name}.html") if path.exists())
    return html.fromstring(path.read_text("utf-8"))


def words(tree: html.HtmlElement, path: str) -> str:
    return " ".join(tree.xpath(f"string({path})").split())


def test_no_title_becomes_an_element_or_an_attribute(form: Path) -> None:
    for name, tree in pages(form):
        assert tree.xpath("//@*[starts-with(name(), 'on')]") == [], name
        assert tree.xpath("//i | //u | //s | //head//b | //title/*") == [], name
        # Attributes that nobody wrote, which a quotation mark in a value leaves behind.
        odd = {key for one in tree.iter() for key in one.attrib if not key.replace("-", "").replace(":", "").isalnum()}
        assert odd == set(), name


def test_the_name_of_the_site_is_shown_as_typed(form: Path) -> None:
    for name, tree in pages(form):
        assert words(tree, "//title").endswith(SITE), name
        assert words(tree, "//a[contains(@class, 'tb-site')]//span[@class='md-ellipsis']") == SITE, name


@pytest.mark.parametrize(("source", "title"), [("menu", MENU), ("head", HEAD), ("heading", HEADING)])
def test_the_title_of_a_page_is_shown_as_typed(form: Path, source: str, title: str) -> None:
    tree = found(form, source)
    assert words(tree, "//title") == f"{title} - {SITE}"
    assert words(tree, "//h1").startswith(title)
    assert tree.xpath("//meta[@property='og:title']/@content") == [title]
    assert words(tree, "//nav[@class='tb-nav']//a[@aria-current]") == title


def test_titles_of_generated_pages_are_shown_as_typed(form: Path) -> None:
    tree = found(form, "themes/fence/svg")
    assert words(tree, "//title") == f"{SVG} - {SITE}"
    assert words(tree, "//h1").startswith(SVG)
    assert FENCE in [" ".join(one.text_content().split()) for one in tree.xpath("//nav[@class='tb-crumbs']//li")]
    assert FENCE in [" ".join(one.text_content().split()) for one in tree.xpath("//nav[@class='tb-nav']//a")]
    neighbours = found(form, "quotes/one").xpath("//nav[contains(@class, 'tb-neighbours')]/@aria-label")
    assert len(neighbours) == 1
    assert SVG in neighbours[0]


def test_menus_show_titles_as_typed(form: Path) -> None:
    tree = found(form, "heading")
    assert words(tree, "//span[@class='tb-nav__name']") == SECTION
    tabs = [" ".join(one.text_content().split()) for one in tree.xpath("//nav[@class='md-tabs']//a")]
    assert {MENU, HEAD, SECTION} <= set(tabs)
    assert SECTION in words(tree, "//nav[@class='md-path']")
    before = words(found(form, "head"), "//a[contains(@class, 'md-footer__link--prev')]//div[@class='md-ellipsis']")
    assert before == MENU


def test_descriptions_are_shown_as_typed(form: Path) -> None:
    tree = found(form, "menu")
    assert tree.xpath("//meta[@name='description']/@content") == [DESCRIPTION]
    assert tree.xpath("//meta[@property='og:description']/@content") == [DESCRIPTION]
    assert tree.xpath("//meta[@name='author']/@content") == [DESCRIPTION]


def test_without_a_description_of_its_own_a_page_has_that_of_the_site(folder: Path) -> None:
    assert page(folder, "head").xpath("//meta[@name='description']/@content") == [DESCRIPTION]


def test_addresses_of_the_configuration_end_where_their_attribute_does(form: Path) -> None:
    tree = found(form, "heading")
    assert EXTERNAL in [unescape(one) for one in tree.xpath("//nav[@class='md-tabs']//a/@href")]
    assert EXTERNAL in tree.xpath("//a[@class='md-select__link']/@href")
    assert tree.xpath("//a[@class='md-select__link']/@hreflang") == [SVG]


def test_copied_citations_name_page_and_site_as_typed(site: Path) -> None:
    tree = page(site, "head")
    (reference,) = tree.xpath("//details[@class='tb-cite']//div[@data-tb-copy='reference']")
    assert "(n.d.)" in reference.text_content()
    assert HEAD.split()[-1] in reference.text_content()
    assert HEAD in tree.xpath("string(//div[@data-tb-copy='RIS'])")


def test_records_of_the_search_hold_titles_as_typed(site: Path) -> None:
    shards = "".join(one.read_text("utf-8") for one in sorted(site.rglob("*.js")) if one.stem.isdigit())
    for title in (HEAD, HEADING, SVG, FENCE):
        assert title.replace('"', '\\"') in shards.replace("\\u003c", "<").replace("\\u0026", "&"), title
