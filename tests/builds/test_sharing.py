"""What is told of pages of other studies: words of any kind, characters without a font, and no cards if not wanted."""

from __future__ import annotations

import re
from pathlib import Path

import bibtexparser
import rispy
from lxml import html
from mkdocs.commands.build import build as mkdocs_builds
from mkdocs.config import load_config

from tests.builds.test_builds import SPOKEN
from tests.conftest import mkdocs
from themebook.sources.bibtex.latex import decode

AT = {"SITE_URL": "https://example.org/"}


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
    assert cards(site) == ["alone.png", "card.png", "quote-alone.png", "quote-proving.png", "the-night.png"]


def test_a_quote_for_which_there_are_no_letters_has_no_card_and_the_author_can_see_why(bakers: Path) -> None:
    change(bakers / "findings" / "2-themes.yml", "the dough is proving", "面团 is proving")
    site, said = built(bakers)
    assert re.search(r"INFO .*no card for assets/themebook/cards/quote-proving.png, because the fonts lack 面 团", said)
    assert cards(site) == ["alone.png", "card.png", "quote-alone.png", "the-night.png"]
    tags = told(site, "quotes/quote-proving")
    assert "og:image" not in tags
    assert tags["og:description"] == "While 面团 is proving I read."


def test_cards_can_be_switched_off(bakers: Path) -> None:
    change(bakers / "mkdocs.yml", "findings: findings", "findings: findings\n      cards: false")
    site, _ = built(bakers)
    assert cards(site) == []
    assert "og:image" not in told(site, "quotes/quote-alone")
    assert told(site, "quotes/quote-alone")["og:url"] == "https://example.org/quotes/quote-alone/"


def test_no_cards_are_drawn_while_mkdocs_serves(bakers: Path, tmp_path: Path) -> None:
    config = load_config(str(bakers / "mkdocs.yml"), site_url="http://127.0.0.1:8000/", site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_builds(config, serve_url="http://127.0.0.1:8000/")
    assert cards(tmp_path / "site") == []
    assert "og:image" not in told(tmp_path / "site", "quotes/quote-alone")


def test_any_title_and_path_can_be_cited(bakers: Path) -> None:
    (bakers / "docs" / "what's new (2).md").write_text("# Sets {a, b} & x^2 < ~y_1\n\nText.\n", "utf-8")
    site, _ = built(bakers)
    page = html.fromstring((site / "what's new (2)" / "index.html").read_text("utf-8"))
    words = {one.get("data-tb-copy"): one.text_content() for one in page.xpath("//*[@data-tb-copy]")}
    library = bibtexparser.parse_string(words["BibTeX"])
    (entry,) = library.entries
    assert not library.failed_blocks
    assert entry.key == "what-s-new-2"
    assert decode(entry["title"][1:-1]).text == "Sets {a, b} & x^2 < ~y_1"
    assert rispy.loads(words["RIS"])[0]["title"] == "Sets {a, b} & x^2 < ~y_1"
    assert told(site, "what's new (2)")["og:description"] == "Text."


def test_what_an_author_says_of_a_page_goes_before_what_is_found_in_it(bakers: Path) -> None:
    index = bakers / "docs" / "index.md"
    index.write_text('---\ndescription: "Who bakes & when"\n---\n' + index.read_text("utf-8"), "utf-8")
    site, _ = built(bakers)
    assert told(site, "")["og:description"] == "Who bakes & when"
