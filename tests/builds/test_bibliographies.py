"""A bibliography in several files, with aliases and parts of entries, on a German site and in its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.conftest import mkdocs, themebook

FINDINGS = """\
study:
  reference: own2020
participants:
  - {id: ada, name: Ada}
themes:
  - id: garten
    title: Der Garten
    summary: Wie @amt-neu [S. 5] und @amt-neu
      [S. 6] sagen.
    subthemes:
      - id: beete
        title: Beete
        summary: Über Beete.
        quotes:
          - {id: still, participant: ada, text: "Es ist still."}
        findings:
          - id: ruhe
            claim: Gärten sind ruhig.
            prevalence: {scale: unstated}
            evidence: {supports: [still]}
            literature:
              - {reference: amt-neu, relation: agrees, locator: "S. 7 und *passim*"}
"""
FIRST = """\
@string{verlag = {Verlag im Garten}}
@book{own2020, author = {Own, Ann}, title = {Nachts im Garten}, publisher = verlag, year = {2020}}
@xdata{leute, author = {Beck, Bo and Clau, Cy}, location = {Bonn}}
"""
SECOND = """\
@collection{amt2001, ids = {amt-alt, amt-neu}, editor = {Amt, Ada and xdata=leute-author-2},
  title = {Handbuch der Gärten und Plätze}, publisher = verlag, year = {2001}}
@online{seite, author = {Dorn, Di}, title = {Eine Seite}, url = {https://example.org/s}, urldate = {2024-05-06}}
"""
CONFIG = """\
site_name: Gärten
theme: {name: material, language: de, font: false}
plugins:
  - themebook:
      bibliography: [eins.bib, zwei.bib]
"""
PAGE = "# Start\n\nSiehe [@seite; @amt-alt, S. 3], @own2020 und Amt und Clau [-@amt-alt; -@seite].\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bibliographies")
    (root / "docs").mkdir()
    files = {"findings.yml": FINDINGS, "eins.bib": FIRST, "zwei.bib": SECOND, "mkdocs.yml": CONFIG}
    for name, text in {**files, "docs/index.md": PAGE}.items():
        (root / name).write_text(text, "utf-8")
    done = mkdocs("build", "--strict", folder=root)
    assert done.returncode == 0, done.stderr
    return root


def text(site: Path, address: str) -> str:
    article = html.parse(site / address / "index.html").getroot().xpath("//article")[0]
    return " ".join(article.text_content().split())


def test_citations_have_the_words_of_the_language_and_the_order_of_the_sentence(project: Path) -> None:
    home = text(project / "site", "")
    assert "Siehe (Amt & Clau, 2001, S. 3; Dorn, o. J.), Own (2020) und Amt und Clau (2001; o. J.)." in home
    assert "Amt, A., & Clau, C. (Hrsg.). (2001). Handbuch der Gärten und Plätze. Verlag im Garten." in home
    assert "Dorn, D. (o. J.). Eine Seite. Abgerufen 6. Mai 2024, von https://example.org/s" in home


def test_an_alias_leads_to_the_work_and_back(project: Path) -> None:
    assert not (project / "site/references/amt-alt").exists()
    assert not (project / "site/references/amt-neu").exists()
    work = text(project / "site", "references/amt2001")
    assert "Amt und Clau (2001)" in work
    assert "Gärten sind ruhig." in work
    assert "S. 7 und passim" in text(project / "site", "findings/ruhe")
    assert "Wie Amt und Clau (2001, S. 5) und Amt und Clau (2001, S. 6) sagen." in text(
        project / "site", "themes/garten"
    )


def test_the_folder_for_other_generators_reads_the_same(project: Path) -> None:
    done = themebook("build", "--to", "folder", folder=project)
    assert done.returncode == 0, done.stderr
    exported = (project / "folder/references.bib").read_text("utf-8")
    assert exported.index("@book{own2020,") < exported.index("@collection{amt2001,")
    assert "ids = {amt-alt, amt-neu}" in exported
    assert "Verlag im Garten" in exported
    assert "language: de" in (project / "folder/mkdocs.yml").read_text("utf-8")


def test_messages_name_the_file(project: Path, tmp_path: Path) -> None:
    for name in ("findings.yml", "eins.bib", "mkdocs.yml"):
        (tmp_path / name).write_text((project / name).read_text("utf-8"), "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(PAGE, "utf-8")
    again = "@book{OWN2020, title = {Again}, year = {2001}}\n"
    (tmp_path / "zwei.bib").write_text(SECOND.replace("leute-author-2", "leute-author-3") + again, "utf-8")
    done = themebook("check", folder=tmp_path)
    said = done.stdout + done.stderr
    assert "zwei.bib:1:48: error[bib-parent-exists] `editor` of 'amt2001' takes `author` 3 of 'leute'" in said
    assert "zwei.bib:4:1: error[bib-key-unique] the key 'OWN2020' is already used by the entry at eins.bib:2:1" in said


def test_a_bibliography_without_files_is_refused(project: Path, tmp_path: Path) -> None:
    for name in ("findings.yml", "eins.bib"):
        (tmp_path / name).write_text((project / name).read_text("utf-8"), "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(PAGE, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("[eins.bib, zwei.bib]", "[]"), "utf-8")
    done = mkdocs("build", folder=tmp_path)
    assert done.returncode != 0
    assert "it must have at least one file" in done.stdout + done.stderr
