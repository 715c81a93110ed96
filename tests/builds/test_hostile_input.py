"""Input that is right and unusual: it comes through unharmed, and harms nothing around it."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from tests.builds.test_builds import files, page
from tests.conftest import mkdocs
from tests.sites import BAKERS

FINDINGS = """\
study:
  reference: müller_2004
  source: draft [2]; second
participants:
  - id: quotes
    name: Ada <b>"B"</b> & Co; {{ themes }}
glossary:
  - {term: C++, meaning: A language.}
  - {term: C#, meaning: A tone.}
  - {term: co-worker, meaning: Somebody who works with one.}
  - {term: night shift, meaning: Work at night.}
themes:
  - id: night
    title: "A <script>alert(1)</script> { #x } night"
    summary: |
      A summary.[^1] See [the start](index.md#top). On the night
      shift C++ and C# are heard.

      [^1]: First note.
    subthemes:
      - id: quiet
        title: "*Quiet* [x](y)"
        summary: |
          Another.[^1]

          [^1]: Second note.
        quotes:
          - {id: carries, participant: quotes, page: 7, text: "My co-worker said <script>alert(2)</script>."}
        findings:
          - id: findings
            claim: "Claim <img src=x onerror=alert(3)> {: .c }"
            prevalence: {scale: unstated}
            explanation: |
              A third.[^1]

              [^1]: Third note.
            evidence: {supports: [carries]}
            literature:
              - reference: "DBLP:conf/x/Y99"
                relation: agrees
                locator: "p. 7; see Table 2"
                quoted: "words; [more] & <less>"
"""
BIBLIOGRAPHY = """\
@book{müller_2004, author = {Müller, Änne}, title = {Nächte <b>}, year = {2004}}
@book{DBLP:conf/x/Y99, author = {Y, Z.}, title = {Bread}, year = {1999}, url = {javascript:alert(4)}}
@book{lee, author = {Lee, M.}, title = {L}, year = {2000}}
@book{lee_2, author = {Lee, N.}, title = {M}, year = {2001}}
"""
INDEX = """\
Start {#top}
=====

See &mdash; with <b>bold</b> words, [@lee; @lee, p. 3] and again [@lee], [@lee_2], @müller_2004 [p. 5].

| a | b |
| --- | --- |
| [[night\\|the night]] | `[[night]]` |

- In a list: @DBLP:conf/x/Y99.

Heading with [@lee]
-------------------

!!! note

    Inside [-@lee], and a footnote.[^n]

[^n]: A note that cites [@lee_2, p. 9].

<!--
{{ themes }}
-->
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a study that tries hard to break it, built strictly."""
    folder = Path(shutil.copytree(BAKERS, tmp_path_factory.mktemp("hostile") / "bakers"))
    shutil.rmtree(folder / "findings")
    (folder / "findings").mkdir()
    (folder / "findings" / "all.yml").write_text(FINDINGS, "utf-8")
    (folder / "references.bib").write_text(BIBLIOGRAPHY, "utf-8")
    (folder / "docs" / "index.md").write_text(INDEX, "utf-8")
    config = folder / "mkdocs.yml"
    added = "markdown_extensions:\n  - admonition\n  - footnotes\n  - tables\n"
    config.write_text(config.read_text("utf-8").replace("markdown_extensions:\n", added), "utf-8")
    done = mkdocs("build", "--strict", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_no_script_comes_in_by_words_of_authors(site: Path) -> None:
    for name in files(site):
        if name.endswith(".html"):
            text = (site / name).read_text("utf-8")
            assert "<script>alert(" not in text
            tree = html.fromstring(text)
            assert tree.xpath("//*[@onerror]") == []
            assert tree.xpath("//a[starts-with(@href, 'javascript:')]") == []


def test_titles_are_shown_as_they_were_written(site: Path) -> None:
    assert "A <script>alert(1)</script> { #x } night" in page(site, "themes/night").xpath("string(//h1)")
    assert page(site, "participants/quotes").xpath("string(//h1)").startswith('Ada <b>"B"</b> & Co; {{ themes }}')


def test_each_text_keeps_its_own_footnotes(site: Path) -> None:
    notes = page(site, "themes/night/quiet").xpath("//div[@class='footnote']//li")
    assert ["Second" in notes[0].text_content(), "Third" in notes[1].text_content()] == [True, True]


def test_links_of_a_text_lead_to_the_same_page_from_everywhere(site: Path) -> None:
    assert page(site, "themes/night").xpath("//a[text()='the start']/@href") == ["../../#top"]


def test_a_locator_with_a_semicolon_stays_whole(site: Path) -> None:
    assert "(Y, 1999, p. 7; see Table 2)" in page(site, "themes/night/quiet").text_content()


def test_the_citation_of_a_quote_names_any_speaker_and_source(site: Path) -> None:
    cited = " ".join(page(site, "quotes/carries").xpath("string(//*[@id='cite_']/following-sibling::div)").split())
    assert '(Ada <b>"B"</b> & Co; {{ themes }}, quoted in Müller, 2004, p. 7 of the draft [2]; second)' in cited


def test_works_lead_back_to_each_citation(site: Path) -> None:
    ids = page(site, "").xpath("//@id")
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    for work in ("lee", "lee_2", "muller_2004", "DBLP-conf-x-Y99"):
        for link in page(site, f"references/{work}").xpath("//div[@class='tb-use']//a/@href"):
            if link.startswith("../../#"):
                assert link.partition("#")[2] in ids


def test_the_sentence_around_a_citation_is_plain_text(site: Path) -> None:
    used = page(site, "references/lee_2").xpath("//div[@class='tb-use']")[0].text_content()
    assert "See — with bold words, (Lee, 2000" in " ".join(used.split()).replace("M. Lee", "Lee")


def test_a_link_in_a_table_keeps_its_words(site: Path) -> None:
    assert page(site, "").xpath("//td/a[text()='the night']")


def test_each_term_leads_to_its_own_explanation(site: Path) -> None:
    terms = {
        link.text_content(): link.get("href") for link in page(site, "themes/night").xpath("//a[@class='tb-term']")
    }
    assert {"C++", "C#"} <= set(terms)
    assert terms["C++"] != terms["C#"]
    assert any(" ".join(term.split()) == "night shift" for term in terms)
    assert page(site, "quotes/carries").xpath("//blockquote//a[text()='co-worker']")


def test_a_view_in_a_comment_is_not_shown(site: Path) -> None:
    assert page(site, "").xpath("//div[@class='tb-cards']") == []
