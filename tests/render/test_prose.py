"""Texts of the findings: converted once, and right on pages at any depth."""

from __future__ import annotations

import re

import pytest
import yaml
from lxml import html

from tests.synthetic import Size, write_study
from themebook.core.fields import Prose
from themebook.pipeline import compose, read
from themebook.render.markdown_options import MarkdownOptions
from themebook.render.markdown_output import as_markdown
from themebook.render.site import Site
from themebook.sources.markdown.scan import DEFAULT_EXTENSIONS, Scanner
from themebook.sources.source_files import Settings, pages_below

TEXT = """\
See [the method](method.md#how), ![a picture](assets/p_1.png), <img src="raw.png" alt="raw"> and
<a href="other.md?x=1">HTML</a>. Also [a file](data/a%20b.csv), [elsewhere](https://a.example/b.md), <me@a.example>,
[here](#there), [up](/top/), and [an escape](a\\_b.md). It cites [@work1, p. 2] and [[theme-2]].[^n] See `[^n]` and
[^none].

## A heading with `code` & [@work1]

{{ themes }}

> ### Inside a quotation

=== "One"
    First.

=== "Two"
    Second.

[^n]: The note.
"""
EXTENSIONS = [*DEFAULT_EXTENSIONS, "toc", "pymdownx.tabbed"]
CONFIGS = {"toc": {"permalink": True}, "pymdownx.tabbed": {"alternate_style": True}}
CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = write_study(
        tmp_path_factory.mktemp("prose") / "study", Size(themes=2, subthemes=1, participants=1, quotes=4, works=3)
    )
    data = yaml.safe_load((root / "findings.yml").read_text("utf-8"))
    data["themes"][0]["summary"] = TEXT
    data["themes"][1]["summary"] = TEXT
    subtheme = data["themes"][0]["subthemes"][0]
    subtheme["summary"] = subtheme["findings"][0]["explanation"] = TEXT
    (root / "findings.yml").write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    loaded = read(Settings(root=root), pages_below(root, "docs"), Scanner(EXTENSIONS, CONFIGS))
    return compose(loaded.value, Settings(root=root), MarkdownOptions(EXTENSIONS, CONFIGS))


def content(site: Site, path: str) -> html.HtmlElement:
    (page,) = [page for page in site.pages() if page.path == path]
    return html.fromstring(f"<div>{site.renderer.html(page).html}</div>")


@pytest.mark.parametrize(
    ("path", "root"),
    [("themes/theme-1/index.md", "../../"), ("themes/theme-1/subtheme-1.md", "../../../")],
)
def test_addresses_are_relative_to_the_documentation_folder_on_every_page(site: Site, path: str, root: str) -> None:
    page = content(site, path)
    text = page.xpath("//p[starts-with(., 'See the method')]")[0]
    assert text.xpath(".//a[not(@class)]/@href") == [
        f"{root}method/#how",
        f"{root}other/?x=1",
        f"{root}data/a%20b.csv",
        "https://a.example/b.md",
        "mailto:me@a.example",
        "#there",
        "/top/",
        f"{root}a_b/",
    ]
    assert text.xpath(".//img/@src") == [f"{root}assets/p_1.png", f"{root}raw.png"]
    assert text.xpath(".//a[@class='tb-citation']/@href") == [f"{root}references/work1/"]
    assert text.xpath(".//a[contains(@class, 'tb-link')]/@href") == [f"{root}themes/theme-2/"]


def test_each_text_has_footnotes_and_tabs_of_its_own(site: Site) -> None:
    page = content(site, "themes/theme-1/subtheme-1.md")
    notes = page.xpath("//div[@class='footnote']")
    assert [" ".join(note.text_content().split())[:9] for note in notes] == ["The note.", "The note."]
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    links = [href[1:] for href in page.xpath("//div[@class='footnote']//a/@href | //sup/a/@href")]
    assert len(links) == 4
    assert set(links) <= set(names)
    assert len(set(page.xpath("//input/@name"))) == 2
    assert set(page.xpath("//label/@for")) == set(page.xpath("//input[@type='radio']/@id"))


def test_what_is_no_footnote_stays_as_it_is_written(site: Site) -> None:
    text = content(site, "themes/theme-1/subtheme-1.md").xpath("string(//p[starts-with(., 'See the method')])")
    assert "See [^n] and\n[^none]." in text


def test_headings_in_texts_have_ids_of_their_own_and_links(site: Site) -> None:
    page = content(site, "themes/theme-1/subtheme-1.md")
    headings = page.xpath("//h2[contains(., 'A heading with')]")
    names = [one.get("id") for one in headings]
    assert len(names) == len(set(names)) == 2
    assert names[1] == f"{names[0]}_1"
    assert all(one.xpath(".//a[@class='tb-citation']") and one.xpath(".//code") for one in headings)


def test_a_view_in_a_text_stays_as_it_is_written(site: Site) -> None:
    assert content(site, "themes/theme-1/index.md").xpath("//p[normalize-space()='{{ themes }}']")


def test_the_plain_text_of_a_text_has_its_headings_and_no_marks(site: Site) -> None:
    prose = site.graph.themes["theme-1"].theme.summary
    assert isinstance(prose, Prose)
    words = site.renderer.prose_text(prose)
    assert "A heading with code & (" in words
    assert "Inside a quotation" in words
    assert not CONTROL.search(words)


def test_no_control_character_is_in_any_output(site: Site) -> None:
    for page in site.pages():
        for shown in (site.renderer.html(page).html, as_markdown(page.parts), page.opening):
            assert not CONTROL.search(shown), page.path


def test_a_heading_in_another_element_is_html_in_the_markdown_output(site: Site) -> None:
    (page,) = [page for page in site.pages() if page.path == "themes/theme-1/subtheme-1.md"]
    text = as_markdown(page.parts)
    assert re.search(r"<blockquote>\s*<h3>Inside a quotation</h3>\s*</blockquote>", text)
    assert len(re.findall(r"^## A heading with <code>code</code>", text, re.M)) == 2


def test_texts_are_converted_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    converter = site.renderer._prose
    for page in site.pages():
        assert page.parts
    monkeypatch.setattr(converter, "_convert", lambda *_: pytest.fail("converted again"))
    for page in site.pages():
        assert page.parts
