"""The evidence graph knows every use of a work, and where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from themebook.graph.link import link
from themebook.graph.model import EvidenceGraph
from themebook.graph.uses import LiteratureUse, PageUse, TextUse
from themebook.pipeline import compose, read
from themebook.render.site import Site
from themebook.sources.all_sources import Sources
from themebook.sources.markdown.scan import Scanner
from themebook.sources.markdown.texts import StudyText
from themebook.sources.source_files import HandWritten, Settings

FINDINGS = """\
study:
  reference: own2020
  aims: To hear them, as in [@two2020].
participants:
  - {id: ada, name: Ada}
themes:
  - id: aims
    title: Aims of bakers
    summary: |
      A note[^n] and `[^n]` in code.

      [^n]: The note.
    findings:
      - id: whole
        claim: Bakers have aims.
        prevalence: {scale: unstated}
        unquoted: nobody said so
        literature:
          - {reference: two2020, relation: agrees}
    subthemes:
      - id: bread
        title: Bread
        summary: About bread.
        quotes:
          - {id: crumb, participant: ada, text: I like crumbs.}
        findings:
          - id: crumbs
            claim: Bakers like crumbs.
            prevalence: {scale: unstated}
            evidence: {supports: [crumb]}
            literature:
              - {reference: two2020, relation: contrasts}
implications:
  - {id: bake, statement: Bake., findings: [crumbs], literature: [{reference: two2020, relation: explains}]}
"""
BIBLIOGRAPHY = """\
@book{own2020, author = {Own, Ann}, title = {Calm}, year = {2020}}
@book{two2020, author = {Two, Bo}, title = {Noise}, year = {2020}}
@book{alt2020, author = {Alt, Cy}, title = {Pictures}, year = {2020}}
"""
PAGE = "# Start\n\n![As @alt2020 has it](x.png)\n\nSee [@two2020; @two2020, p. 3] and [@two2020].\n"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    root = tmp_path_factory.mktemp("study")
    (root / "findings.yml").write_text(FINDINGS, "utf-8")
    (root / "references.bib").write_text(BIBLIOGRAPHY, "utf-8")
    page = HandWritten(path="index.md", name="docs/index.md", text=PAGE)
    loaded = read(Settings(root=root), [page], Scanner(["footnotes"]))
    assert loaded.diagnostics == ()
    return loaded.value


@pytest.fixture(scope="module")
def graph(sources: Sources) -> EvidenceGraph:
    return link(sources)


@pytest.fixture(scope="module")
def site(sources: Sources) -> Site:
    return compose(sources, Settings(root=Path()))


def html_of(site: Site, path: str) -> str:
    (page,) = [page for page in site.pages() if page.path == path]
    return site.renderer.html(page).html


def test_a_work_cited_in_an_alternative_text_is_used(graph: EvidenceGraph, site: Site) -> None:
    (use,) = graph.references["alt2020"].uses
    assert isinstance(use, PageUse)
    assert use.number is None
    page = html_of(site, "references/alt2020.md")
    assert "does not cite it" not in page
    assert '<a href="../../">' in page


def test_citations_on_a_page_are_numbered_by_cluster(graph: EvidenceGraph) -> None:
    numbers = [use.number for use in graph.references["two2020"].uses if isinstance(use, PageUse)]
    assert numbers == [1, 1, 2]


def test_a_text_of_the_study_is_not_taken_for_one_of_a_thing_with_its_name(graph: EvidenceGraph, site: Site) -> None:
    (use,) = [use for use in graph.references["two2020"].uses if isinstance(use, TextUse)]
    assert use.owner is StudyText.AIMS
    assert 'On the page “<a href="../../">Start</a>”' in html_of(site, "references/two2020.md")


def test_literature_is_where_its_finding_is(graph: EvidenceGraph) -> None:
    uses = [use for use in graph.references["two2020"].uses if isinstance(use, LiteratureUse)]
    assert [(use.owner.id, [theme.id for theme in use.path]) for use in uses] == [
        ("whole", ["aims"]),
        ("crumbs", ["aims", "bread"]),
        ("bake", []),
    ]
    assert [relation.value for relation in graph.references["two2020"].relations] == ["agrees", "contrasts", "explains"]


def test_counts_are_those_of_the_parts(graph: EvidenceGraph) -> None:
    theme, subtheme = graph.themes["aims"].counts, graph.themes["bread"].counts
    assert (theme.findings, theme.quotes, theme.participants, theme.works) == (2, 1, 1, 1)
    assert (subtheme.findings, subtheme.quotes, subtheme.participants, subtheme.works) == (1, 1, 1, 1)


def test_labels_of_footnotes_are_unique_but_code_is_left_alone(site: Site) -> None:
    page = html_of(site, "themes/aims/index.md")
    assert 'A note<sup id="fnref:findings-10-n">' in page
    assert "and <code>[^n]</code> in code." in page
    assert '<li id="fn:findings-10-n">' in page
