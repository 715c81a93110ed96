"""For how many a finding is reported; a count is only said to be a part of a whole that the study knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.views.test_counts import known
from themebook.views.said_of import said_of

STUDY = """\
study:
  reference: own2020
  sample: {unit: officers}
attributes:
  - {id: role, label: Role, values: [nurse, doctor]}
  - {id: service, label: Service, unit: years, bands: [5]}
participants:
  - {id: ann, name: Ann, attributes: {role: nurse, service: 2}}
  - {id: ben, name: Ben, attributes: {role: doctor}}
  - {id: cyd, name: Cyd, attributes: {role: nurse, service: 3}}
themes:
  - id: work
    title: Work
    summary: About work.
    quotes:
      - {id: calm, participant: ann, text: It is calm here.}
    findings:
      - {id: one, claim: It is calm., prevalence: PREVALENCE, evidence: {supports: [calm]}}
"""


@pytest.mark.parametrize(
    ("prevalence", "sentence"),
    [
        ("{scale: most, words: Nearly all}", "Said of <strong>most officers</strong>"),
        ("{scale: unstated, words: The whole ward}", "The authors give no number"),
        ("{count: 2}", "Said of <strong>2 of 3 officers</strong>"),
        ("{count: 2, of: 3, unit: wards}", "Said of <strong>2 of 3 wards</strong>"),
        ("{count: 2, of: 2}", "Said of <strong>2 of 2 officers</strong>"),
        ("{count: 1, among: {role: nurse}}", "Said of <strong>1 of 2 officers</strong> (Role: nurse)"),
        # More nurses than are listed as such.
        ("{count: 3, among: {role: nurse}}", "Said of <strong>3 participants</strong> (Role: nurse)"),
        # It is not known how long Ben has worked.
        (
            "{count: 1, among: {service: 4}}",
            "Said of <strong>1 participant</strong> (Service: less than 5 years)",
        ),
    ],
)
def test_of_how_many(prevalence: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "findings.yml").write_text(STUDY.replace("PREVALENCE", prevalence), "utf-8")
    entry = "@book{own2020, author = {Own, Ann}, title = {Calm}, year = {2020}, publisher = {P}}"
    (tmp_path / "references.bib").write_text(entry, "utf-8")
    graph = known(tmp_path)
    (finding,) = graph.study.findings()
    assert said_of(graph, finding) == sentence
