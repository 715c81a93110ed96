"""The study as its authors keep it: the schema and the other outputs accept it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from tests.builds.test_builds import built
from tests.conftest import ROOT, themebook
from tests.core.test_works import public_fields, read_one
from themebook.cite.bibtex import public_bibtex
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.findings.study import SCHEMA_FILE, schema_text
from themebook.sources.source import read_source

FINDINGS = (ROOT / "findings.yml").read_text("utf-8")


def test_the_schema_accepts_the_study() -> None:
    assert list(Draft202012Validator(json.loads(schema_text())).iter_errors(yaml.safe_load(FINDINGS))) == []


def test_the_findings_name_the_schema_for_editors() -> None:
    assert FINDINGS.split("\n")[0] == f"# yaml-language-server: $schema={SCHEMA_FILE}"


def test_its_folder_builds_without_a_warning(tmp_path: Path) -> None:
    to = tmp_path / "folder"
    done = themebook("build", "--to", to, folder=ROOT)
    assert done.returncode == 0, done.stderr
    built(to)


def test_its_files_for_archives_are_current() -> None:
    done = themebook("archive", "--check", folder=ROOT)
    assert (done.returncode, done.stdout) == (0, "The files for archives match the study.\n")


def test_its_bibliography_can_be_copied() -> None:
    source, _ = read_source(ROOT / "references.bib", "references.bib")
    assert source is not None
    references = read_bibliography([source]).value.references
    assert len(references) == 46
    for reference in references:
        public = public_bibtex(reference)
        assert list(read_one(public).fields) == public_fields(reference)
        assert all(re.match(r"@\w+\{|  [a-z]+ = \{.*\},$|\}$|% ", line) for line in public.split("\n"))
