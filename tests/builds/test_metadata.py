"""What programs read about a study in the heads of the pages that are about it as a whole."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.builds.test_sharing import change
from tests.conftest import mkdocs
from tests.sites import DETAILS

# It would end the script if it was not escaped.
FUNDER = "</script><script>alert(1)</script> & <!-- Sons"
ORDINARY = ("themes", "themes/listening", "findings/finding-hum", "references/seedbank2025", "ordinary")
ABOUT = ("made", "quoting")
ONLY_IN_DRAFTS = "@article{draft2020, author = {Draft, Ann}, title = {In a draft}, journal = {Drafts}, year = {2020}}\n"

Tags = dict[str, list[str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study that says everything about itself, with a page that has the view, and one that is about something."""
    folder = Path(shutil.copytree(DETAILS, tmp_path_factory.mktemp("metadata") / "study"))
    change(folder / "findings.yml", "the *Example Foundation*", f"`{FUNDER}` and [@tong2007]")
    change(folder / "findings.yml", "licence: CC BY 4.0", "licence: CC-BY-4.0")
    details = "  doi = {10.1234/seeds<9>},\n  number = {2},\n  month = mar,\n  langid = {english},\n"
    change(folder / "references" / "own.bib", "  volume = {1},\n", f"  volume = {{1}},\n{details}")
    methods = folder / "references" / "methods.bib"
    text = methods.read_text("utf-8")
    before, entry, after = text.partition("@article{braunclarke2006,")
    after = after.replace("in psychology}", "in psychology; in a year}").replace("{recalled}", "{verified}")
    methods.write_text(f"{before}{entry}{after}\n{ONLY_IN_DRAFTS}", "utf-8")
    literature = "children.\n        literature: [{reference: draft2020, relation: agrees}]"
    change(folder / "findings.yml", "children.\n        prevalence", f"{literature}\n        prevalence")
    (folder / "docs" / "made.md").write_text("# How it was made\n\n{{ study }}\n", "utf-8")
    (folder / "docs" / "quoting.md").write_text("# How to quote it\n\n{{ cite }}\n", "utf-8")
    (folder / "docs" / "ordinary.md").write_text("# Ordinary\n\nSee `{{ study }}` and [@tong2007].\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return built(project)


def built(folder: Path) -> Path:
    done = mkdocs("build", "--strict", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def head(site: Path, page: str) -> html.HtmlElement:
    return html.fromstring((site / page / "index.html").read_text("utf-8")).xpath("//head")[0]


def tags(site: Path, page: str = "") -> list[tuple[str, str]]:
    found = [(tag.get("name") or "", tag.get("content") or "") for tag in head(site, page).xpath("meta")]
    return [(name, content) for name, content in found if name.startswith(("citation_", "DC."))]


def by_name(found: list[tuple[str, str]]) -> Tags:
    named: Tags = defaultdict(list)
    for name, content in found:
        named[name].append(content)
    return dict(named)


def linked_data(site: Path, page: str = "") -> dict[str, Any]:
    (script,) = head(site, page).xpath("script[@type = 'application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def test_reference_managers_read_each_author_with_what_belongs_to_them(site: Path) -> None:
    found = tags(site)
    of_authors = [tag for tag in found if tag[0].startswith("citation_author")]
    assert of_authors == [
        ("citation_author", "Carberry, Josephine"),
        ("citation_author_institution", "University of Lower Thistle"),
        ("citation_author_institution", "Institute of Cold Things, Night Division"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "d'Arcy, Noël"),
        ("citation_author_institution", "University of Lower Thistle"),
        ("citation_author", "Seed Bank Night Group"),
    ]
    assert by_name([tag for tag in found if tag[0].startswith("citation_") and tag not in of_authors]) == {
        "citation_title": ["Night shift at the seed bank"],
        # Google Scholar asks for the day, or else for the year alone.
        "citation_publication_date": ["2025"],
        "citation_journal_title": ["Example Journal of Quiet Work"],
        "citation_volume": ["1"],
        "citation_issue": ["2"],
        "citation_firstpage": ["1"],
        "citation_lastpage": ["19"],
        "citation_doi": ["10.1234/seeds<9>"],
        "citation_language": ["en"],
        "citation_keywords": ["night work", "seeds, frozen", "listening"],
        "citation_reference": [
            "citation_title=Using thematic analysis in psychology, in a year; citation_author=Braun, Virginia; "
            "citation_author=Clarke, Victoria; citation_publication_date=2006; citation_journal_title=Qualitative "
            "Research in Psychology; citation_volume=3; citation_issue=2; citation_firstpage=77; citation_lastpage=101"
            "; citation_doi=10.1191/1478088706qp063oa",
            "citation_title=Night shift at the seed bank: Data; citation_author=Carberry, Josephine; "
            "citation_publication_date=2025",
            # Not everything about the third is verified, and the tags cannot say so.
        ],
    }


def test_libraries_read_dublin_core(site: Path) -> None:
    assert by_name([tag for tag in tags(site) if tag[0].startswith("DC.")]) == {
        "DC.title": ["Night shift at the seed bank"],
        "DC.creator": ["Carberry, Josephine", "d'Arcy, Noël", "Seed Bank Night Group"],
        "DC.date": ["2025-03"],
        "DC.language": ["en"],
        "DC.subject": ["night work", "seeds, frozen", "listening"],
        "DC.rights": ["https://creativecommons.org/licenses/by/4.0/"],
        "DC.identifier": ["https://doi.org/10.1234/seeds%3C9%3E"],
    }


def test_search_engines_read_linked_data_that_no_text_can_end(site: Path) -> None:
    assert "alert(1)</script>" not in (site / "index.html").read_text("utf-8")
    found = linked_data(site)
    funding = found.pop("funding")
    assert funding["@type"] == "Grant"
    assert funding["description"].startswith(f"Funded by {FUNDER} and (Tong et al., 2007) (grant 000).")
    assert found == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": "https://doi.org/10.1234/seeds%3C9%3E",
        "name": "Night shift at the seed bank",
        "alternateName": "Night shift at the seed bank, or who listens to the freezers",
        "author": [
            {
                "@type": "Person",
                "@id": "https://orcid.org/0000-0002-1825-0097",
                "name": "Josephine Carberry",
                "affiliation": [
                    {"@type": "Organization", "name": "University of Lower Thistle"},
                    {"@type": "Organization", "name": "Institute of Cold Things, Night Division"},
                ],
            },
            {
                "@type": "Person",
                "name": "Noël d'Arcy",
                "affiliation": [{"@type": "Organization", "name": "University of Lower Thistle"}],
            },
            {"@type": "Organization", "name": "Seed Bank Night Group"},
        ],
        "datePublished": "2025-03",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "1",
                "isPartOf": {"@type": "Periodical", "name": "Example Journal of Quiet Work"},
            },
        },
        "pageStart": "1",
        "pageEnd": "19",
        "inLanguage": "en",
        "keywords": ["night work", "seeds, frozen", "listening"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "sameAs": "https://doi.org/10.1234/seeds%3C9%3E",
        "hasPart": {"@type": "DefinedTermSet", "@id": "themes/", "name": "Themes"},
    }


def test_only_the_pages_about_the_study_say_so(site: Path) -> None:
    for page in ABOUT:
        assert tags(site, page) == tags(site)
        themes = {**linked_data(site)["hasPart"], "@id": "../themes/"}
        assert linked_data(site, page) == {**linked_data(site), "hasPart": themes}
    for page in ORDINARY:
        assert tags(site, page) == []
    assert head(site, "ordinary").xpath("script[contains(@type, 'ld+json')]") == []


def test_what_the_study_says_is_shown_with_links(site: Path) -> None:
    (facts,) = head(site, "made").getparent().xpath("//dl[@class = 'tb-facts']")
    links = {link.text_content(): link.get("href") for link in facts.xpath(".//a")}
    assert links["ORCID 0000-0002-1825-0097"] == "https://orcid.org/0000-0002-1825-0097"
    assert links["CC-BY-4.0"] == "https://creativecommons.org/licenses/by/4.0/"
    assert links["night.study@example.org"] == "mailto:night.study@example.org"
    labels = [" ".join(label.text_content().split()) for label in facts.xpath("dt")]
    assert labels == [
        *("Title", "Authors", "Approach", "Data collected", "Sampling", "Coding", "Software", "Funding", "Ethics"),
        *("Availability of data", "Licence", "Contact", "Keywords"),
    ]


def test_nothing_is_invented_for_a_thesis_that_says_little(project: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(project, tmp_path / "thesis", ignore=shutil.ignore_patterns("site", ".cache")))
    own = folder / "references" / "own.bib"
    change(own, "@article{seedbank2025,", "@phdthesis{seedbank2025,\n  school = {Lower Thistle},")
    change(own, "Carberry, Josephine and d'Arcy, Noël and {Seed Bank Night Group}", "Carberry, Josephine and others")
    for field in ("  volume = {1},\n", "  pages = {1--19},\n", "  number = {2},\n", "  langid = {english},\n"):
        change(own, field, "")
    change(own, "  month = mar,\n", "")
    findings = folder / "findings.yml"
    text = findings.read_text("utf-8")
    start, end = text.index("  title: Night"), text.index("  aims:")
    findings.write_text(text[:start] + text[end:], "utf-8")
    found = built(folder)
    assert by_name([tag for tag in tags(found) if tag[0] != "citation_reference"]) == {
        "citation_title": ["Night shift at the seed bank"],
        "citation_author": ["Carberry, Josephine"],
        "citation_publication_date": ["2025"],
        "citation_dissertation_institution": ["Lower Thistle"],
        "citation_doi": ["10.1234/seeds<9>"],
        "DC.title": ["Night shift at the seed bank"],
        "DC.creator": ["Carberry, Josephine"],
        "DC.date": ["2025"],
        "DC.identifier": ["https://doi.org/10.1234/seeds%3C9%3E"],
    }
    assert linked_data(found) == {
        "@context": "https://schema.org",
        "@type": "Thesis",
        "@id": "https://doi.org/10.1234/seeds%3C9%3E",
        "name": "Night shift at the seed bank",
        "author": [{"@type": "Person", "name": "Josephine Carberry"}],
        "datePublished": "2025",
        "publisher": {"@type": "Organization", "name": "Lower Thistle"},
        "hasPart": {"@type": "DefinedTermSet", "@id": "themes/", "name": "Themes"},
        "sameAs": "https://doi.org/10.1234/seeds%3C9%3E",
    }
