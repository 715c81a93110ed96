"""Settings of the theme that an author may leave out or change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.builds.test_new_study import started
from tests.conftest import mkdocs, serving


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A new study, whose settings name no palette."""
    return started(tmp_path, "Evenings on the allotment")


@pytest.mark.parametrize("extensions", ["", "markdown_extensions: []\n", "markdown_extensions:\n  - toc\n"])
def test_no_extension_need_be_configured_for_the_menu_of_a_page(study: Path, extensions: str) -> None:
    config = study / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(re.sub(r"markdown_extensions:\n(?:  .*\n)+", extensions, text), "utf-8")
    done = mkdocs("build", folder=study)
    assert done.returncode == 0, done.stderr


def _colours(browser: Browser, folder: Path, scheme: str) -> list[str]:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    with serving(folder / "site") as at:
        page.goto(at)
        style = "getComputedStyle(document.querySelector('article h1')).color"
        found = [page.evaluate("getComputedStyle(document.body).backgroundColor"), page.evaluate(style)]
    context.close()
    return found


def _light(colour: str) -> bool:
    return sum(map(float, re.findall(r"[\d.]+", colour)[:3])) > 384


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_by_day_and_by_night_without_a_palette(browser: Browser, study: Path, scheme: str) -> None:
    assert mkdocs("build", folder=study).returncode == 0
    ground, ink = _colours(browser, study, scheme)
    assert (_light(ground), _light(ink)) == (scheme == "light", scheme == "dark")


def test_a_single_palette_is_kept_on_every_device(browser: Browser, study: Path) -> None:
    config = study / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  font: false", "  font: false\n  palette: {scheme: slate}"))
    assert mkdocs("build", folder=study).returncode == 0
    ground, ink = _colours(browser, study, "light")
    assert (_light(ground), _light(ink)) == (False, True)
