"""What the editions and the commands say where they cannot do what was asked, and which addresses the copies tell."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from tests.conftest import mkdocs, themebook


def change(folder: Path, old: str, new: str, name: str = "mkdocs.yml") -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


def offline(folder: Path, **environment: str) -> Path:
    """The folder that readers get."""
    done = themebook("offline", "--to", "copy.zip", **environment, folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(folder / "copy.zip") as archive:
        archive.extractall(folder / "copy")
    (top,) = (folder / "copy").iterdir()
    return top


def test_an_error_is_not_called_a_warning(bakers: Path) -> None:
    (bakers / "docs" / "index.md").write_text("# Home\n\n[@nobody]\n", "utf-8")
    done = themebook("offline", "--to", "copy.zip", folder=bakers)
    assert done.returncode == 1
    assert "The site cannot be built: nothing was written." in done.stderr.splitlines()[-1]
    assert "warning" not in done.stderr


def test_a_warning_is_called_one(bakers: Path) -> None:
    change(bakers, "# Night bakers", "---\ndescripton: Bread\n---\n\n# Night bakers", "docs/index.md")
    done = themebook("offline", "--to", "copy.zip", folder=bakers)
    assert done.returncode == 1
    assert "only built if there are no warnings" in done.stderr.splitlines()[-1]


def test_another_theme_is_refused_in_a_line(bakers: Path) -> None:
    change(bakers, "  name: material\n  font: false", "  name: readthedocs")
    for done in (mkdocs("build", folder=bakers), themebook("offline", "--to", "copy.zip", folder=bakers)):
        assert done.returncode == 1
        assert "needs the theme 'material'; mkdocs.yml has 'readthedocs'" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_plugin_named_twice_is_refused_in_a_line(bakers: Path) -> None:
    change(bakers, "plugins:\n", "plugins:\n  - themebook\n")
    done = mkdocs("build", folder=bakers)
    assert done.returncode == 1
    assert "names the plugin 'themebook' more than once" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_tells_of_an_unknown_style(bakers: Path) -> None:
    change(bakers, "findings: findings", "findings: findings\n      style: appa")
    done = themebook("check", folder=bakers)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "mkdocs.yml:15:7: error[config-usable] there is no citation style 'appa'\n  hint: did you mean 'apa'?\n"
    )


def test_check_does_not_say_that_all_is_well_where_an_option_is_unknown(bakers: Path) -> None:
    change(bakers, "findings: findings", "findings: findings\n      cads: true")
    done = themebook("check", folder=bakers)
    assert "warning[config-accepted]" in done.stdout
    assert "cads" in done.stdout
    assert "No problems found." not in done.stdout


@pytest.mark.parametrize("folders", [True, False])
def test_a_copy_of_a_site_on_the_web_tells_its_addresses_there(bakers: Path, folders: bool) -> None:
    change(bakers, "theme:\n", f"use_directory_urls: {str(folders).lower()}\ntheme:\n")
    top = offline(bakers, SITE_URL="https://example.org/study/")
    text = (top / "participants" / "index.html").read_text("utf-8")
    (cite,) = html.fromstring(text).xpath("//details[@class='tb-cite']")
    ending = "participants/" if folders else "participants/index.html"
    addresses = re.findall(r"https://example\.org/[^\s}\"]*", cite.text_content())
    assert set(addresses) == {f"https://example.org/study/{ending}"}


def test_a_copy_of_a_site_that_is_nowhere_tells_no_address(bakers: Path) -> None:
    for file in offline(bakers).rglob("*.html"):
        text = file.read_text("utf-8")
        assert "data-tb-address" not in text
        assert "address.invalid" not in text
        assert "Permalink" not in text
        assert "UR  -" not in text
        assert "  url = {" not in re.sub(r"(?s)<article.*?<details class=\"tb-cite\"", "", text)


@pytest.mark.parametrize("site_url", ["https://example.org/study/", ""])
def test_the_link_to_a_view_is_one_for_others_or_says_that_it_is_not(
    bakers: Path, browser: Browser, site_url: str
) -> None:
    page = browser.new_page()
    page.add_init_script("navigator.clipboard.writeText = async (text) => { window.copied = text; };")
    page.goto(f"{(offline(bakers, SITE_URL=site_url) / 'quotes/index.html').as_uri()}?q=a")
    page.locator("form.tb-filter button[data-action=copy]").click()
    status = page.locator("form.tb-filter [role=status]")
    expect(status).to_contain_text("copied")
    copied = page.evaluate("window.copied")
    if site_url:
        assert copied == "https://example.org/study/quotes/?q=a"
        assert "device" not in status.inner_text()
    else:
        assert copied.startswith("file:")
        assert "only works on this device" in status.inner_text()
    page.close()
