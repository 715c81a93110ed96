"""A study as ``themebook new`` writes it: it works at once, and shows its title exactly."""

from __future__ import annotations

import urllib.request
import zipfile
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from tests.builds.test_builds import page
from tests.builds.test_preview import served
from tests.conftest import themebook

HOSTILE = [
    '"Quotes": a #study {x} & 50%',
    "<b>x</b> [[company]] {{ themes }} @braunclarke2006 *a* -- ''q'' \\x _y_ `c` ![p](q) { #id }",
    "Don't # !ENV ${HOME} @@title $title ~a^b |c| :smile: [^1] #",
]


def started(tmp_path: Path, title: str, *options: str) -> Path:
    folder = tmp_path / "study"
    done = themebook("new", folder, "--title", title, "--author", "O'Neil & Co: {x}", *options, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    return folder


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("title", HOSTILE)
def test_it_builds_strictly_and_shows_its_title_exactly(title: str, tmp_path: Path) -> None:
    folder = started(tmp_path, title, "--language", "de")
    checked, built = themebook("check", folder=folder), themebook("build", folder=folder)
    assert (checked.stdout, checked.stderr) == ("No problems found.\n", "")
    assert (built.returncode, built.stderr) == (0, "")
    home = page(folder / "site", ".")
    assert home.get("lang") == "de"
    assert home.findtext(".//title") == title
    assert [words(heading) for heading in home.iter("h1")] == [title]
    header = page(folder / "site", "method").xpath("//header//*[contains(@class, 'md-ellipsis')]")
    assert title in map(words, header)


def test_it_builds_strictly_without_authors(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    assert themebook("new", folder, "--title", "Comments", "--author", "", folder=tmp_path).returncode == 0
    checked, built = themebook("check", folder=folder), themebook("build", folder=folder)
    assert (checked.stdout, built.returncode, built.stderr) == ("No problems found.\n", 0, "")


def test_every_command_works_in_it(tmp_path: Path) -> None:
    folder = started(tmp_path, "Evenings on the allotment")
    with served(folder) as (address, _), urllib.request.urlopen(address) as answer:
        assert "Evenings on the allotment" in answer.read().decode()
    for command, ending in (("offline", "-offline.zip"), ("pdf", ".pdf")):
        done = themebook(command, folder=folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert (folder / f"dist/evenings-on-the-allotment{ending}").is_file()
    with zipfile.ZipFile(folder / "dist/evenings-on-the-allotment-offline.zip") as packed:
        assert "evenings-on-the-allotment/index.html" in packed.namelist()
    book = PdfReader(folder / "dist/evenings-on-the-allotment.pdf")
    assert "Talk over the fence" in "".join(one.extract_text() for one in book.pages)


def test_an_error_stops_the_build_and_the_last_site_stays(tmp_path: Path) -> None:
    folder = started(tmp_path, "Evenings on the allotment")
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("the last site", "utf-8")
    (folder / "docs/lost.md").write_text("# Lost\n", "utf-8")
    done = themebook("build", folder=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "lost.md" in done.stderr
    assert (folder / "site/index.html").read_text("utf-8") == "the last site"
