"""What programs are given about studies that are published in other ways than as an article in a journal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from themebook.pipeline import compose, read
from themebook.render.published import Published
from themebook.social.metadata import SiteMetadata
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings

FINDINGS = """
study:
  reference: own
  authors:
    - {{name: {name}, orcid: 0000-0002-1825-0097, affiliations: [Lower Thistle]}}
participants:
  - {{id: ann, name: Ann}}
themes:
  - id: calm
    title: Calm
    quotes:
      - {{id: quote-calm, participant: ann, text: Nothing happens.}}
"""
ARTICLE = "@article{own, author = {Own, Ann}, title = {Calm}, journal = {Quiet Work}"


def made(folder: Path, entry: str, name: str = "Ann Own") -> tuple[dict[str, str], dict[str, Any]]:
    (folder / "findings.yml").write_text(FINDINGS.format(name=name), "utf-8")
    (folder / "references.bib").write_text(entry, "utf-8")
    loaded = read(Settings(root=folder), (), Scanner())
    site = compose(loaded.value, Settings(root=folder))
    metadata = SiteMetadata(site, Published.of(site, ""), "").of("index.md")
    assert metadata
    return dict(metadata.tags), json.loads(metadata.json_ld)


@pytest.mark.parametrize(
    ("entry", "field", "tag", "kind", "container"),
    [
        ("incollection", "booktitle", "citation_inbook_title", "Chapter", "Book"),
        ("inproceedings", "booktitle", "citation_conference_title", "ScholarlyArticle", "Book"),
        ("article", "journal", "citation_journal_title", "ScholarlyArticle", "Periodical"),
    ],
)
def test_what_a_work_is_in_is_called_what_it_is(
    tmp_path: Path, entry: str, field: str, tag: str, kind: str, container: str
) -> None:
    tags, data = made(tmp_path, f"@{entry}{{own, author = {{Own, Ann}}, title = {{Calm}}, {field} = {{Quiet}}}}")
    assert [name for name, content in tags.items() if content == "Quiet"] == [tag]
    assert (data["@type"], data["isPartOf"]) == (kind, {"@type": container, "name": "Quiet"})


def test_a_book_is_in_nothing(tmp_path: Path) -> None:
    tags, data = made(tmp_path, "@book{own, author = {Own, Ann}, title = {A <i>calm</i> {NHS}}, year = {2020}}")
    assert (tags["citation_title"], data["@type"]) == ("A calm NHS", "Book")
    assert "isPartOf" not in data


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        ("pages = {e123}", ("e123", None)),
        ("pages = {xi--xv}", ("xi", "xv")),
        ("pages = {7}", ("7", None)),
        ("pages = {1--3, 9--12}", ("1", None)),
        ("volume = {2}", (None, None)),
    ],
)
def test_only_the_ends_of_one_range_of_pages_are_given(
    tmp_path: Path, fields: str, pages: tuple[str | None, str | None]
) -> None:
    tags, data = made(tmp_path, f"{ARTICLE}, {fields}, year = {{2020}}}}")
    assert (tags.get("citation_firstpage"), tags.get("citation_lastpage")) == pages
    assert (data.get("pageStart"), data.get("pageEnd")) == pages


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("year = {2020}, month = dec", "2020-12"),
        ("date = {2020-12-24}", "2020-12-24"),
        ("date = {2020/2021}", "2020"),
        ("date = {2020~}", None),
        ("year = {in press}", None),
    ],
)
def test_a_date_is_only_given_if_it_is_known(tmp_path: Path, date: str, shown: str | None) -> None:
    tags, data = made(tmp_path, f"{ARTICLE}, {date}}}")
    assert tags.get("DC.date") == data.get("datePublished") == shown
    # Google Scholar asks for a day or a year.
    is_day = shown and len(shown) == len("2020-12-24")
    assert tags.get("citation_publication_date") == (shown and (shown.replace("-", "/") if is_day else shown[:4]))


def test_authors_are_those_of_the_study_if_its_entry_has_none(tmp_path: Path) -> None:
    tags, data = made(tmp_path, "@misc{own, title = {Calm}, year = {2020}}")
    assert tags["citation_author"] == "Ann Own"
    affiliation = [{"@type": "Organization", "name": "Lower Thistle"}]
    orcid = "https://orcid.org/0000-0002-1825-0097"
    assert data["author"] == [{"@type": "Person", "@id": orcid, "name": "Ann Own", "affiliation": affiliation}]


def test_nobody_is_given_the_orcid_of_somebody_else(tmp_path: Path) -> None:
    tags, data = made(tmp_path, f"{ARTICLE}, year = {{2020}}}}", name="Bo Brown")
    assert (tags["citation_author"], "citation_author_orcid" in tags) == ("Own, Ann", False)
    assert data["author"] == [{"@type": "Person", "name": "Ann Own"}]
