"""The small study of the guide, made of nothing but what the guide says, as an author would copy it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from tests.conftest import ROOT, mkdocs, serving

_FILE = re.compile(r"^`example/(?P<name>[^`]+)`:\n\n(?P<fence>`{3,})\w*\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    for found in _FILE.finditer((ROOT / "docs" / "guide.md").read_text("utf-8")):
        file = tmp_path / found["name"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found["text"], "utf-8")
    return tmp_path


def test_the_example_builds_as_it_stands(example: Path) -> None:
    done = mkdocs("build", "--strict", folder=example)
    assert done.returncode == 0, done.stderr
    assert html.parse(example / "site" / "index.html").xpath("//figure | //section[@class='tb-card']")


@pytest.mark.parametrize("extensions", ["", "markdown_extensions: []\n", "markdown_extensions:\n  - toc\n"])
def test_no_extension_need_be_configured_for_the_menu_of_a_page(example: Path, extensions: str) -> None:
    config = example / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(re.sub(r"markdown_extensions:\n(?:  - .*\n)+", extensions, text), "utf-8")
    done = mkdocs("build", folder=example)
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
def test_it_can_be_read_by_day_and_by_night_without_a_palette(browser: Browser, example: Path, scheme: str) -> None:
    assert mkdocs("build", folder=example).returncode == 0
    ground, ink = _colours(browser, example, scheme)
    assert (_light(ground), _light(ink)) == (scheme == "light", scheme == "dark")


def test_a_single_palette_is_kept_on_every_device(browser: Browser, example: Path) -> None:
    config = example / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  font: false", "  font: false\n  palette: {scheme: slate}"))
    assert mkdocs("build", folder=example).returncode == 0
    ground, ink = _colours(browser, example, "light")
    assert (_light(ground), _light(ink)) == (False, True)
