"""The page that lists the study as data."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from tests.exchange.exports.study_files import bytes_of, each_site, site_of, write_study
from themebook.render.html_output import html_of

DATA = "data/index.md"


def links(folder: Path) -> list[str]:
    (page,) = (page for page in site_of(folder).pages() if page.path == DATA)
    tree = html.fromstring("".join(html_of(part) for part in page.parts if not hasattr(part, "level")))
    return [address for address in tree.xpath("//a/@href") if "://" not in address]


@each_site
def test_it_lists_every_file_once_apart_from_those_of_themes(folder: Path) -> None:
    files = [address.removeprefix("../data/") for address in links(folder) if address.startswith("../data/")]
    expected = {name for name in bytes_of(folder) if not name.startswith("themes/")} - {"README.md"}
    assert set(files) == expected
    assert len(files) == len(expected)


def test_a_page_of_the_authors_at_its_address_takes_its_place(tmp_path: Path) -> None:
    folder = write_study(tmp_path, "study: {reference: own2021}\nglossary: [{term: calm, meaning: Without haste.}]\n")
    (folder / "docs/data.md").write_text("# Availability of data\n", "utf-8")
    assert DATA not in [page.path for page in site_of(folder).pages()]
