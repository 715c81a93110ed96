"""What is told of pages of other studies: words of any kind, characters without a font, and no cards if not wanted."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import mkdocs
from tests.site.test_builds import BAKERS, SPOKEN

AT = {"SITE_URL": "https://example.org/"}


@pytest.fixture
def bakers(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKERS, tmp_path / "bakers"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def built(folder: Path) -> tuple[Path, str]:
    done = mkdocs("build", "--strict", folder=folder, environment=AT)
    assert done.returncode == 0, done.stderr
    return folder / "site", done.stderr


def told(site: Path, page: str) -> dict[str, str]:
    tags = html.fromstring((site / page / "index.html").read_text("utf-8")).xpath("//head/meta")
    return {tag.get("property") or tag.get("name") or "": tag.get("content") or "" for tag in tags}


def cards(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "assets" / "themebook").rglob("*.png"))


def test_words_full_of_marks_are_told_as_they_were_said(bakers: Path) -> None:
    site, _ = built(bakers)
    tags = told(site, "quotes/quote-alone")
    assert tags["description"] == tags["og:description"] == " ".join(SPOKEN)
    assert tags["og:image:alt"].startswith(f"“{' '.join(SPOKEN)}”, Ada, Night bakers")
    assert cards(site) == ["card.png", "quote-alone.png", "quote-proving.png"]


def test_a_quote_for_which_there_are_no_letters_has_no_card_and_the_author_can_see_why(bakers: Path) -> None:
    change(bakers / "findings" / "2-themes.yml", "the dough is proving", "面团 is proving")
    site, said = built(bakers)
    assert re.search(r"INFO .*no card for assets/themebook/cards/quote-proving.png, because the fonts lack 面 团", said)
    assert cards(site) == ["card.png", "quote-alone.png"]
    tags = told(site, "quotes/quote-proving")
    assert "og:image" not in tags
    assert tags["og:description"] == "While 面团 is proving I read."


def test_cards_can_be_switched_off(bakers: Path) -> None:
    change(bakers / "mkdocs.yml", "findings: findings", "findings: findings\n      cards: false")
    site, _ = built(bakers)
    assert cards(site) == []
    assert "og:image" not in told(site, "quotes/quote-alone")
    assert told(site, "quotes/quote-alone")["og:url"] == "https://example.org/quotes/quote-alone/"


def test_what_an_author_says_of_a_page_goes_before_what_is_found_in_it(bakers: Path) -> None:
    index = bakers / "docs" / "index.md"
    index.write_text('---\ndescription: "Who bakes & when"\n---\n' + index.read_text("utf-8"), "utf-8")
    site, _ = built(bakers)
    assert told(site, "")["og:description"] == "Who bakes & when"
