"""What authors and CI rely on when they build: another study, bad input, the same bytes each time, other generators."""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

import markdown
import pytest
import yaml
from lxml import html

from tests.conftest import build, mkdocs, themebook
from tests.sites import GARDENERS

SPOKEN = (
    '1. one, "two" & <three>; [@lee] *four* _five_ !!! note {: .c } `six` ~~x~~ :smile: --> http://a.b/',
    "# second line",
)


def built(folder: Path) -> Path:
    done = mkdocs("build", "--strict", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def page(folder: Path, address: str) -> html.HtmlElement:
    return html.fromstring((folder / address / "index.html").read_text(encoding="utf-8"))


def files(folder: Path) -> list[str]:
    """The files in a folder, without the cache, which any command may fill."""
    every = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in every if not name.startswith(".cache/"))


def test_another_study_becomes_a_site(bakers: Path) -> None:
    site = built(bakers)
    assert (
        page(site, "themes/the-night/quiet").xpath("string(//h3)").startswith("Bakers like being alone: it's *quiet*.")
    )
    assert "Letting dough rise." in page(site, "glossary").text_content()


def test_spoken_words_hostile_to_markdown_stay_as_they_were_said(bakers: Path) -> None:
    (words,) = page(built(bakers), "quotes/quote-alone").xpath("//figure[@class='tb-words']/blockquote/p")
    assert words.text_content() == "\n".join(SPOKEN)


def test_works_of_one_author_and_year_are_told_apart_over_the_whole_site(bakers: Path) -> None:
    site = built(bakers)
    assert "Lee (2004a, p. 2)" in page(site, "").text_content()
    assert "(Lee, 2004b, p. 7)" in page(site, "themes/the-night/quiet").text_content()
    assert page(site, "references/lee2004b").xpath("string(//h1)").startswith("Lee (2004b)")


def test_code_and_addresses_are_no_citations(bakers: Path) -> None:
    first = page(built(bakers), "")
    code = [element.text_content().strip() for element in first.xpath("//article//code[not(ancestor::details)]")]
    assert code == ["[@lee2004a]", "[[alone]]", "{{ themes }} @lee2004b"]
    assert "a@b.org" in first.text_content()
    assert first.xpath("//a[@href='https://example.org/@someone']")
    assert len(first.xpath("//article//a[@class='tb-citation']")) == 2


def test_the_sentence_around_a_citation_stands_on_the_page_of_the_work(bakers: Path) -> None:
    (used,) = [
        use.text_content()
        for use in page(built(bakers), "references/lee2004a").xpath("//div[@class='tb-use']")
        if "Night bakers" in use.text_content()
    ]
    assert "Lee (2004a, p. 2) wrote of proving." in used
    assert "Write to" not in used


def test_an_error_is_told_with_its_place_and_leaves_the_last_good_site(bakers: Path) -> None:
    site = built(bakers)
    before = {name: (site / name).read_bytes() for name in files(site)}
    themes = bakers / "findings" / "2-themes.yml"
    themes.write_text(themes.read_text("utf-8").replace("participant: baker-2", "participant: baker-3"), "utf-8")
    (bakers / "docs" / "index.md").write_text("# Home\n\nSee [[nowhere]] and [@nobody].\n", "utf-8")
    done = mkdocs("build", folder=bakers)
    assert done.returncode == 1
    assert "findings/2-themes.yml:17:26: error[link-resolves]" in done.stderr
    assert "docs/index.md:3:5: error[link-resolves] this links to unknown id 'nowhere'" in done.stderr
    assert "docs/index.md:3:21: error[citation-resolves] this cites unknown work 'nobody'" in done.stderr
    assert "Traceback" not in done.stderr
    assert {name: (site / name).read_bytes() for name in files(site)} == before


def test_a_warning_stops_only_a_strict_build(bakers: Path) -> None:
    with (bakers / "references.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write("\n@book{undated,\n  author = {A, B},\n  title = {T},\n}\n")
    # As long as nobody cites the work, that it has no year is only a note.
    assert mkdocs("build", "--strict", folder=bakers).returncode == 0
    with (bakers / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\nSee [@undated].\n")
    assert mkdocs("build", folder=bakers).returncode == 0
    done = mkdocs("build", "--strict", folder=bakers)
    assert done.returncode == 1
    assert "references.bib:22:1: warning[bib-fields-required]" in done.stderr
    quiet = mkdocs("build", "--strict", "--quiet", folder=bakers)
    assert quiet.returncode == 1
    assert "warning[" not in quiet.stderr
    # What an editor keeps beside the file that is open is no part of the findings.
    (bakers / "findings" / ".#2-themes.yml").write_text("themes: [", "utf-8")
    assert mkdocs("build", folder=bakers).returncode == 0


def test_an_unknown_style_is_told_plainly(bakers: Path) -> None:
    config = bakers / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("findings: findings", "findings: findings\n      style: apaa"), "utf-8"
    )
    done = mkdocs("build", folder=bakers)
    assert done.returncode == 1
    assert "apaa" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_style_changes_citations_and_references(bakers: Path) -> None:
    config = bakers / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("findings: findings", "findings: findings\n      style: ieee"), "utf-8"
    )
    assert "[" in page(built(bakers), "").xpath("string(//a[@class='tb-citation'])")


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    study = Path(shutil.copytree(GARDENERS, tmp_path / "study"))
    one = build(study, tmp_path / "1", PYTHONHASHSEED="1", TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="1000000000")
    two = build(study, tmp_path / "2", PYTHONHASHSEED="2", TZ="America/New_York", SOURCE_DATE_EPOCH="1700000000")
    assert files(one) == files(two)
    assert filecmp.cmpfiles(one, two, files(one), shallow=False)[1:] == ([], [])


def test_the_folder_output_builds_with_the_markdown_extension_alone(bakers: Path, tmp_path: Path) -> None:
    config = bakers / "mkdocs.yml"
    named = 'site_name: Night <i> "bakers" & Co\nsite_description: The "lost" voices'
    config.write_text(config.read_text("utf-8").replace("site_name: Night bakers", named), "utf-8")
    to = tmp_path / "folder"
    done = themebook("build", "--to", to, folder=bakers)
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load((to / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["plugins"] == []
    ours, theirs = built(bakers), built(to)
    for address in ("", "quotes/quote-alone", "themes/the-night/quiet", "references/lee2004a"):
        articles = [
            page(site, address).xpath("//article/*[not(self::header or self::details)]") for site in (ours, theirs)
        ]
        # Python-Markdown adds white space between blocks of HTML.
        texts = ["".join("".join(part.text_content() for part in parts).split()) for parts in articles]
        assert texts[0] == texts[1] != ""
        # What is text in the configuration is shown as it was typed, with the plugin and without it.
        titles = [page(site, address).xpath("string(//title)") for site in (ours, theirs)]
        assert titles[0] == titles[1]
        assert titles[0].endswith('Night <i> "bakers" & Co')
    assert page(theirs, "quotes").xpath("//meta[@name='description']/@content") == ['The "lost" voices']


def test_the_folder_output_never_overwrites_what_it_did_not_write(bakers: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", "utf-8")
    done = themebook("build", "--to", mine, folder=bakers)
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert files(mine) == ["thesis.txt"]


def test_the_extension_works_without_mkdocs(bakers: Path) -> None:
    options = {"root": str(bakers), "findings": "findings", "docs": "docs", "page": "notes/today.md"}
    shown = markdown.markdown(
        "As [@lee2004a, p. 2; @lee2004b] say, [[alone|being alone]] matters.",
        extensions=["themebook"],
        extension_configs={"themebook": options},
    )
    element = html.fromstring(f"<div>{shown}</div>")
    assert "(Lee, 2004a, p. 2; 2004b)" in element.text_content()
    assert element.xpath("//a[@class='tb-citation']/@href") == [
        "../references/lee2004a.md",
        "../references/lee2004b.md",
    ]
    assert element.xpath("//a[text()='being alone']/@href") == ["../findings/alone.md"]
    assert "Works cited on this page" in element.text_content()


def test_indexes_that_the_menu_does_not_name_come_last_in_it(bakers: Path) -> None:
    config = bakers / "mkdocs.yml"
    nav = "nav:\n  - Works: references/index.md\n  - Start: index.md\n"
    config.write_text(config.read_text("utf-8") + nav, "utf-8")
    menu = page(built(bakers), "").xpath("//nav[@class='tb-nav']/ul/li")
    shown = [item.text_content().split()[0] for item in menu]
    assert shown == ["Works", "Start", "Themes", "Findings", "Quotes", "Participants", "What", "Glossary", "The"]


def test_a_locator_may_have_the_dashes_of_bibtex(bakers: Path) -> None:
    index = bakers / "docs" / "index.md"
    index.write_text("# Home\n\nSee [@lee2004a, pp. 8--9; @lee2004b; @okafor2021].\n", "utf-8")
    assert "pp. 8–9" in page(built(bakers), "").text_content()


@pytest.mark.parametrize("setting", ["draft_docs", "exclude_docs"])
def test_nothing_leads_to_a_page_that_is_held_back(bakers: Path, setting: str) -> None:
    (bakers / "docs" / "words.md").write_text("# Lexicon\n\n[@lee2004a] wrote.\n\n{{ glossary }}\n", "utf-8")
    config = bakers / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}{setting}: words.md\n", "utf-8")
    site = built(bakers)
    assert not (site / "words").exists()
    assert page(site, "glossary").xpath("//h1")
    assert "Lexicon" not in page(site, "references/lee2004a").text_content()


def test_a_readme_may_be_the_first_page(bakers: Path) -> None:
    (bakers / "docs" / "index.md").rename(bakers / "docs" / "README.md")
    study = bakers / "findings" / "1-study.yml"
    study.write_text(study.read_text("utf-8").replace("study:\n", "study:\n  aims: As [@lee2004b] asked.\n"), "utf-8")
    site = built(bakers)
    assert page(site, "").xpath("string(//*[@class='tb-kind__name'])") == "Home"
    assert "../../" in page(site, "references/lee2004b").xpath("//div[@class='tb-use']//a/@href")
