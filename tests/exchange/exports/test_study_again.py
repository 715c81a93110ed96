"""The study as JSON is the whole study: what is made of it again is published as the same JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import themebook
from tests.exchange.exports.study_files import ADDRESS, SITES, site_of
from tests.sites import GARDENERS
from themebook.core.diagnostics import Severity
from themebook.emit.mkdocs.project import open_project
from themebook.exchange.exports.data_files import DataFiles
from themebook.render.published import Published

# What studies seldom have, or what names and orders could get wrong.
AWKWARD = """
study:
  reference: this-study
  title: “We wait”
  authors: [{name: Ann de la Own}, {name: 'Ministry of Waiting'}]
  licence: All rights reserved
  sample: {complete: false, unit: people who wait}
attributes:
  - {id: role, label: Role, values: [nurse, porter, nobody]}
  - {id: age, label: Age, unit: years}
  - {id: length, label: Length, unit: years, bands: [5, 10]}
  - {id: one, label: Same}
  - {id: two, label: Same}
  - {id: secret, label: Secret, public: false}
participants:
  - {id: p-2, name: Bo, attributes: {role: porter, age: 41, length: 7, one: x, two: y, secret: z}}
  - {id: p-1, name: Ada, attributes: {role: nurse, age: 34.5, length: 12}, about: "1. *Not* a list [@b2001]."}
  - {id: moderator, name: M, kind: interviewer}
sources:
  - {id: talk, title: Talk, participants: [p-1, p-2, moderator]}
  - {id: leaflet, title: Leaflet, kind: document}
quotes:
  - {id: q-0, source: leaflet, text: "Please wait.", also: [b]}
themes:
  - id: a
    title: “I’m waiting”
    related: [{theme: c, how: Both wait.}]
    quotes:
      - id: q-2
        source: talk
        turns: [{moderator: "And you?"}, {p-1: "  I wait.\\n\\n  Still."}]
        translations: {de: "Und Sie?\\n\\nIch warte.\\n\\nNoch."}
      - {id: q-3, source: leaflet, text: "# Wait", continues: q-0}
    findings:
      - {id: f-2, claim: “We wait” is what they say., evidence: {supports: [q-2], contrasts: [q-0]}, also: [c]}
      - id: f-1
        claim: Most nurses wait.
        prevalence: {scale: most, count: 4, of: 5, unit: wards, among: {role: nurse, length: 11}, words: “Most”}
        unquoted: Counted in notes.
        literature:
          - {reference: b2001, relation: method, quoted: "wait, *wait*", locator: p. 3, note: "See [[f-2]]."}
          - {reference: b2001, relation: agrees}
  - id: b
    title: Rooms
    related: [{theme: a}, {theme: c, how: Rooms.}]
    subthemes:
      - {id: b-empty, title: Doors, plain: Doors are shut., definition: What opens.}
  - id: c
    title: Clocks
    quotes:
      - {id: q-1, participant: p-1, text: "Later.", continues: q-2, highlight: true, page: 3}
implications:
  - {id: i-2, statement: Stop the clocks., kind: policy, for: “managers”, findings: [f-1, f-2]}
  - {id: i-1, statement: Start them again.}
limitations:
  - {id: l-1, statement: Nobody had time., findings: [f-1], literature: [{reference: b2001, relation: contrasts}]}
glossary:
  - {term: ward, also: [wards], meaning: "A “room”: with beds."}
"""
BIBLIOGRAPHY = """
@misc{this-study, author = {de la Own, Ann and {Ministry of Waiting}}, title = {Waits}, date = {2021}, note = {Draft 3}}
@book{b2001, author = {Bee, B.}, title = {Bees: {NASA} \\& 50\\% \\emph{more}}, date = {2001}, publisher = {Press},
  verification = {ambiguous}, unseen = {publisher, title}, candidate-1 = {Bee, \\emph{Ants}}, remark = {Which?}}
@article{c2002, author = {Cee, C.}, title = {Only in a text}, date = {2002}, journaltitle = {Jour}, doi = {10.1234/a_b}}
"""


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("awkward")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# A study\n\nSee [@c2002].\n", "utf-8")
    (folder / "findings.yml").write_text(AWKWARD, "utf-8")
    (folder / "references.bib").write_text(BIBLIOGRAPHY, "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: A\ntheme: {name: material, font: false, language: de}\nplugins: [themebook]\n"
    )
    return folder


def published(folder: Path) -> str:
    return DataFiles(Published.of(site_of(folder), ADDRESS)).files["data/findings.json"]().decode()


def comparable(text: str) -> dict[str, Any]:
    """The study without the pages of implications and limitations, which authors can write by hand."""
    whole: dict[str, Any] = json.loads(text)
    for statement in (*whole.get("implications", ()), *whole.get("limitations", ())):
        statement["address"] = statement["address"].partition("#")[2]
    return whole


def complaints(folder: Path) -> list[str]:
    """The rules that the study breaks, apart from notes."""
    found = open_project(str(folder / "mkdocs.yml")).read().diagnostics
    return sorted(one.rule.code for one in found if one.severity is not Severity.NOTE)


def assert_comes_back(folder: Path, to: Path) -> None:
    text = published(folder)
    (to / "findings.json").write_text(text, "utf-8")
    done = themebook("import", "findings.json", "--to", "study", folder=to)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 3), done.stdout
    assert complaints(to / "study") == complaints(folder)
    assert comparable(published(to / "study")) == comparable(text)


@pytest.mark.parametrize("folder", [*SITES, GARDENERS], ids=lambda folder: folder.name)
def test_a_published_study_comes_back(folder: Path, tmp_path: Path) -> None:
    assert_comes_back(folder, tmp_path)


def test_what_is_seldom_comes_back(awkward: Path, tmp_path: Path) -> None:
    assert complaints(awkward) == []
    assert_comes_back(awkward, tmp_path)
