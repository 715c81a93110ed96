"""The search of other studies: what is published of it, and what is said when it cannot be made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.builds.test_builds import built
from tests.builds.test_folder_output import change, exported
from tests.conftest import mkdocs, serving
from tests.sites import BAKERS

HOSTILE = '<img src=x onerror="document.title=1"> & "C&R" </script><!-- [x](y) {{ themes }} it’s'


@pytest.fixture
def bakers(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKERS, tmp_path / "room" / "bakers"))


def records(site: Path) -> dict[str, list[Any]]:
    found = {}
    for script in (site / "assets/themebook/records").iterdir():
        text = script.read_text("utf-8")
        for record in json.loads(text[text.index(",") + 1 : text.rindex(")")]):
            found[record[0]] = record
    return found


def test_addresses_are_those_of_the_site_with_and_without_directory_urls(bakers: Path) -> None:
    for own, alone, home in (("", "quotes/quote-alone/", ""), ("false", "quotes/quote-alone.html", "index.html")):
        if own:
            change(bakers, "site_name", "use_directory_urls: false\nsite_name")
        site = built(bakers)
        found = records(site)
        assert found[alone][1] == "quote"
        assert found[home][1] == "page"
        for address in found:
            path = address.partition("#")[0]
            assert (site / path / "index.html" if own == "" else site / path).is_file(), address


def test_the_folder_output_has_the_records_of_the_site(bakers: Path) -> None:
    ours = records(built(bakers))
    theirs = records(built(exported(bakers)))
    assert theirs == ours
    assert len(ours) > 10


def test_the_folder_output_is_searched_by_its_records(bakers: Path, browser: Browser) -> None:
    site = built(exported(bakers))
    with serving(site) as address:
        page = browser.new_page()
        page.goto(f"{address}/participants/")
        page.keyboard.press("/")
        page.keyboard.type("alone")
        expect(page.locator(".tb-hit a").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(f"{address}/participants/")
        page.close()


LEAVES_OUT = """
def on_page_content(html, page, config, files):
    if page.file.src_uri == "quotes/quote-alone.md":
        page.meta["search"] = {"exclude": True}
"""


def test_a_page_may_be_left_out_of_the_search(bakers: Path) -> None:
    (bakers / "docs" / "secret.md").write_text("---\nsearch:\n  exclude: true\n---\n\n# Secret\n\nYeast.\n", "utf-8")
    (bakers / "docs" / "open.md").write_text("# Open\n\nFlour.\n\n## Below\n\nWater.\n", "utf-8")
    found = records(built(bakers))
    assert [address for address in found if address.startswith(("secret", "open"))] == ["open/", "open/#below"]
    theirs = records(built(exported(bakers)))
    assert theirs == found


def test_things_on_a_page_that_is_left_out_are_left_out_too(bakers: Path) -> None:
    page = "---\nsearch:\n  exclude: true\n---\n\n# What follows\n\n{{ implications }}\n"
    follows = "implications:\n  - {id: more-rest, statement: Bakers need rest., findings: [alone]}\n"
    (bakers / "findings" / "3-more.yml").write_text(follows, "utf-8")
    before = [address for address in records(built(bakers)) if address.startswith("implications/")]
    (bakers / "docs" / "implications.md").write_text(page, "utf-8")
    (bakers / "own_hook.py").write_text(LEAVES_OUT, "utf-8")
    config = bakers / "mkdocs.yml"
    config.write_text(f"hooks: [own_hook.py]\n{config.read_text('utf-8')}", "utf-8")
    assert before
    after = records(built(bakers))
    assert [address for address in after if address.startswith("implications/")] == []
    # Hooks and other plugins may leave out generated pages too.
    assert "quotes/quote-proving/" in after
    assert "quotes/quote-alone/" not in after


def test_words_that_look_like_html_or_script_are_shown_as_words(bakers: Path, browser: Browser) -> None:
    findings = bakers / "findings" / "2-themes.yml"
    spoken = findings.read_text("utf-8").replace("While the dough is proving I read.", json.dumps(HOSTILE))
    findings.write_text(spoken, "utf-8")
    site = built(bakers)
    assert records(site)["quotes/quote-proving/"][3] == HOSTILE
    with serving(site) as address:
        page = browser.new_page()
        page.goto(f"{address}/")
        page.keyboard.press("/")
        page.keyboard.type("onerror")
        expect(page.locator(".tb-hit__spoken")).to_contain_text('<img src=x onerror="document.title=1">')
        assert page.title() != "1"
        assert page.locator(".tb-hit img").count() == 0
        page.close()


def test_a_search_that_cannot_be_made_ends_the_build_with_one_line(bakers: Path) -> None:
    for program in ("/bin/false", "/nowhere/pagefind"):
        done = mkdocs("build", folder=bakers, environment={"PAGEFIND_BINARY_PATH": program})
        assert done.returncode == 1
        assert "Themebook: the search index could not be made by Pagefind" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_search_of_the_theme_gives_way_and_is_said_to_be_needless(bakers: Path) -> None:
    change(bakers, "plugins:\n", "plugins:\n  - search\n")
    done = mkdocs("build", "--strict", folder=bakers)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the line '- search' under 'plugins:' can be deleted") == 1
    page = (bakers / "site" / "index.html").read_text("utf-8")
    assert "md-search" not in page
    assert 'dialog class="tb-search"' in page
