"""What is made from the code and committed is what the code would make now."""

from __future__ import annotations

import json

import yaml
from jsonschema import Draft202012Validator

from tests.conftest import ROOT
from tests.sites import GARDENERS
from themebook.cli.guide import read_guide, updated
from themebook.sources.findings.study import SCHEMA_FILE, schema_text


def test_the_schema_is_current() -> None:
    assert (ROOT / SCHEMA_FILE).read_text("utf-8") == schema_text(), "run: make schema"


def test_the_tables_of_the_guide_are_current() -> None:
    guide = read_guide(ROOT / "docs/guide")
    assert guide == updated(guide), "run: make guide"


def test_the_schema_accepts_a_study_and_refuses_a_misspelt_key() -> None:
    validator = Draft202012Validator(json.loads(schema_text()))
    study = yaml.safe_load((GARDENERS / "findings.yml").read_text("utf-8"))
    assert list(validator.iter_errors(study)) == []
    study["themes"][0]["tittle"] = "x"
    assert any("tittle" in error.message for error in validator.iter_errors(study))


def test_the_lock_file_names_no_registry_and_pins_every_hash() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith(("-i", "--index", "--extra", "--find"))]
    assert all("==" in line or "--hash=sha256:" in line for line in lines if line and not line.startswith("#"))
