"""What claims can say: counts, groups, confidence, whom they address; and quotes and findings on authors' own pages."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import html

from tests.builds.test_builds import page
from tests.builds.test_search import records
from tests.conftest import mkdocs, themebook
from tests.sites import BAKERS

STUDY = """\
study:
  reference: own2020
  sample: {size: 7, unit: officers & "others"}
attributes:
  - {id: role, label: Role, values: ['nurse & "co"', guard]}
participants:
  - {id: ann, name: Officer A}
  - {id: ben, name: Officer B}
themes:
  - id: work
    title: Work
    summary: About work.
    subthemes:
      - id: place
        title: The place
        summary: About the place.
        quotes:
          - {id: quote-calm, participant: ann, text: It is calm here.}
          - {id: quote-ruhig, participant: ben, text: Ruhig ist es nie., language: de}
        findings:
          - id: counted
            claim: Officers sleep well.
            prevalence: {count: 5, words: Five of us}
            evidence: {supports: [quote-calm], contrasts: [quote-ruhig]}
            confidence:
              level: very-low
              methods: none
              relevance: serious
              reason: Said once, by *one* [@own2020, p. 3].
          - id: grouped
            claim: Nurses are tired.
            prevalence: {count: 1, among: {role: nurse & "co"}}
            unquoted: Nobody is quoted.
          - id: everybody
            claim: All like bread.
            prevalence: {count: 7, words: All seven}
            evidence: {supports: [quote-calm]}
          - id: several
            claim: Several like cake.
            prevalence: {scale: several, words: Several of them}
            evidence: {supports: [quote-calm]}
            confidence: {level: high}
          - id: silent
            claim: Nobody counts this.
            evidence: {supports: [quote-calm]}
implications:
  - {id: rest, statement: Rest more., for: ward managers, kind: policy, findings: [counted, everybody, silent]}
  - {id: read, statement: Read more., for: researchers, kind: theory}
  - {id: talk, statement: Talk more., findings: [grouped]}
  - {id: sit, statement: Sit down., for: ward managers, findings: [several]}
limitations:
  - {id: one-place, statement: Only one place was seen.}
"""
HOME = """\
# Home

How calm![[quote-calm]] They say.
![[quote-calm]]
Then:

![[ counted ]]

![[quote-calm]]

`![[quote-calm]]`
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(BAKERS, tmp_path_factory.mktemp("claims") / "study"))
    shutil.rmtree(folder / "findings")
    (folder / "findings.yml").write_text(STUDY, "utf-8")
    (folder / "docs" / "index.md").write_text(HOME, "utf-8")
    entry = "@book{own2020, author = {Own, Ann}, title = {Calm}, year = {2020}, publisher = {P}}"
    (folder / "references.bib").write_text(entry, "utf-8")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(re.sub("findings: findings\\b", "findings: findings.yml", config), "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(study: Path) -> Path:
    done = mkdocs("build", "--strict", folder=study)
    assert done.returncode == 0, done.stderr
    return study / "site"


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        ("counted", 'Said of 5 of 7 officers & "others" (in the authors’ words: “Five of us”)'),
        ("grouped", 'Said of 1 participant (Role: nurse & "co")'),
        ("several", 'Said of several officers & "others" (in the authors’ words: “Several of them”)'),
    ],
)
def test_a_finding_says_of_how_many_of_whom_it_is_said(site: Path, finding: str, sentence: str) -> None:
    (shown,) = page(site, f"findings/{finding}").xpath("//p[@class='tb-prevalence']")
    assert words(shown) == sentence
    assert shown.xpath("./strong")


def test_nothing_is_said_of_how_many_where_the_study_says_nothing(site: Path) -> None:
    assert page(site, "findings/silent").xpath("//p[@class='tb-prevalence']") == []
    (listed,) = page(site, "implications").xpath("//section[.//@id='rest']//div[@class='tb-follows']/ul")
    assert words(listed) == (
        'Officers sleep well. (5 of 7 officers & "others") All like bread. (7 of 7 officers & "others") '
        "Nobody counts this."
    )


def test_the_figure_has_a_place_for_counts_and_for_what_is_not_counted(site: Path) -> None:
    (figure,) = page(site, "themes").xpath("//figure[contains(@class, 'tb-prevalences')]")
    (bar,) = figure.xpath(".//ul[@class='tb-stacks']/li")
    assert words(bar.xpath("./span")[0]) == (
        'all officers & "others": 1 · several officers & "others": 1 · counted: 1 · said of a part of them: 1 · '
        "number not stated: 1"
    )
    assert '1 of 5 findings are said of all officers & "others", 0 of most.' in words(figure)
    assert "By the authors’ own words and counts." in words(figure)
    widths = [float(part.get("width")) for part in bar.xpath(".//rect")]
    assert widths == [20.0] * 5


def test_confidence_is_a_table_with_its_reason_and_a_word_beside_the_claim(site: Path) -> None:
    whole = page(site, "findings/counted")
    (table,) = whole.xpath("//table[contains(@class, 'tb-concerns')]")
    assert [[words(cell) for cell in row] for row in table.xpath(".//tr")] == [
        ["Component", "Concerns"],
        ["Methodological limitations", "No or very minor concerns"],
        ["Relevance", "Serious concerns"],
    ]
    (heading,) = whole.xpath(f"//*[@id='{table.get('aria-labelledby')}']")
    assert words(heading).startswith("Confidence in this finding (CERQual-informed)")
    assert "The authors have very low confidence in this finding." in words(whole)
    (reason,) = whole.xpath("//table[contains(@class, 'tb-concerns')]/following-sibling::p[.//em]")
    assert reason.xpath(".//a[contains(@class, 'tb-cite') or contains(@href, 'own2020')]")
    for address in ("themes/work/place", "findings", "themes/work"):
        assert "very low confidence" in words(page(site, address)), address
    assert page(site, "findings/several").xpath("//table[contains(@class, 'tb-concerns')]") == []


def test_a_statement_without_findings_concerns_the_whole_study(site: Path) -> None:
    (limitation,) = page(site, "limitations").xpath("//section[.//@id='one-place']")
    assert "Concerns the whole study" in words(limitation)
    assert "Only one place was seen. concerns the whole study" in words(page(site, "contrasts"))


def test_recommendations_are_grouped_by_whom_they_address(site: Path) -> None:
    shown = page(site, "implications")
    labels = shown.xpath("//p[@class='tb-label'][starts-with(., 'For ')]")
    groups = {words(label): [a.text for a in label.xpath("./following-sibling::ul[1]/li/a")] for label in labels}
    assert groups == {
        "For ward managers": ["Rest more.", "Sit down."],
        "For researchers": ["Read more."],
        "For others": ["Talk more."],
    }
    (section,) = shown.xpath("//section[.//@id='read']")
    assert "For researchers" in words(section)
    tags = [words(tag) for tag in shown.xpath("//span[@class='tb-tag']")]
    assert tags == ["Policy", "Theory"]


def assert_shows_embeds(home: html.HtmlElement) -> None:
    """The page has the quote twice, the finding once, and no id twice."""
    views = home.xpath("//div[@class='tb-view']")
    assert len(views) == 3
    for shown in (views[0], views[2]):
        (figure,) = shown.xpath("./figure[@class='tb-quote']")
        assert words(figure.xpath("./blockquote")[0]) == "It is calm here."
        assert figure.xpath("string(.//a[1])") == "Officer A"
        assert "quotes/quote-calm" in "".join(figure.xpath(".//a/@href"))
    (claim,) = views[1].xpath(".//p[@class='tb-claim']/a")
    assert (claim.text, "findings/counted" in claim.get("href")) == ("Officers sleep well.", True)
    assert "Said of 5 of 7 officers" in words(views[1])
    assert [words(quote) for quote in views[1].xpath(".//blockquote")] == ["It is calm here.", "Ruhig ist es nie."]
    assert views[1].xpath(".//blockquote[@lang='de']")
    names = home.xpath("//@id")
    assert len(names) == len(set(names))


def test_a_quote_and_a_finding_are_shown_on_a_page_as_often_as_wanted(site: Path) -> None:
    home = page(site, ".")
    assert_shows_embeds(home)
    (sentence,) = home.xpath("//p[starts-with(., 'How calm!')]")
    assert sentence.xpath("./a[contains(@class, 'tb-link--quote')]")
    assert [code.text for code in home.xpath("//p/code")] == ["![[quote-calm]]"]


def assert_found_once(folder: Path) -> None:
    """The search finds what is shown on a page in its own place, and not on that page."""
    known = {address: " ".join(record[3:5]).strip() for address, record in records(folder).items()}
    assert known[""] == "How calm!Officer A: “It is calm here.” They say. Then: ![[quote-calm]]"
    assert [address for address, text in known.items() if "Ruhig ist es nie." in text] == ["quotes/quote-ruhig/"]
    assert "Five of us" in known["findings/counted/"]
    assert "very low confidence. Said once, by one (Own, 2020, p. 3)." in known["findings/counted/"]
    assert "For ward managers." in known["implications/#rest"]


def test_other_outputs_show_the_same(study: Path, site: Path, tmp_path: Path) -> None:
    done = themebook("build", "--to", tmp_path / "folder", folder=study)
    assert done.returncode == 0, done.stderr
    assert "![[ counted ]]" in (tmp_path / "folder" / "docs" / "index.md").read_text("utf-8")
    assert_found_once(tmp_path / "folder" / "docs")
    done = mkdocs("build", "--strict", folder=tmp_path / "folder")
    assert done.returncode == 0, done.stderr
    assert_shows_embeds(page(tmp_path / "folder" / "site", "."))
    done = themebook("offline", "--to", tmp_path / "site.zip", folder=study)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "site.zip") as packed:
        (name,) = (one for one in packed.namelist() if re.fullmatch(r"([^/]+/)?index\.html", one))
        home = html.fromstring(packed.read(name).decode())
    assert_shows_embeds(home)
