"""The words for kinds of things, relations and stances are written in one place."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import themebook
from themebook.check.required_fields import required_fields
from themebook.core import vocabulary, work_labels
from themebook.core.assessments import Confidence

PACKAGE = Path(themebook.__file__).parent
HOMES = {Path(vocabulary.__file__), Path(work_labels.__file__)}
# Whole phrases that can only be labels; single words such as "theme" are also names in code.
LABELS = {
    *(labels.toward("%(kind)s") for labels in (*vocabulary.STANCES.values(), *vocabulary.RELATIONS.values())),
    *(labels.within for labels in vocabulary.STANCES.values()),
    *vocabulary.SCALES.values(),
    *(labels.short for labels in work_labels.VERIFICATION_STATUSES.values() if labels.short.count(" ") > 1),
    *(name.label for name in vocabulary.KINDS.values() if " " in name.one),
}
FILES = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".j2", ".html", ".js") and path not in HOMES]


@pytest.mark.parametrize("label", sorted(LABELS))
def test_no_label_is_written_elsewhere(label: str) -> None:
    quoted = re.compile(rf"[\"'>]{re.escape(label)}[\"'<]")
    assert [path.name for path in FILES if quoted.search(path.read_text("utf-8"))] == []


def test_every_type_of_entry_that_the_rules_know_has_a_label() -> None:
    known = {kind for kind, _ in required_fields()} - {"(any other)"}
    assert known <= work_labels.ENTRY_TYPES.keys()


def test_everything_that_a_source_can_say_has_a_label() -> None:
    assert vocabulary.RELATIONS.keys() == set(vocabulary.Relation)
    assert vocabulary.STANCES.keys() == set(vocabulary.Stance)
    assert vocabulary.SCALES.keys() == vocabulary.PREVALENCE.keys() == set(vocabulary.Scale)
    assert vocabulary.CONFIDENCE_LEVELS.keys() == set(vocabulary.ConfidenceLevel)
    assert vocabulary.CONCERNS.keys() == set(vocabulary.Concern)
    assert vocabulary.IMPLICATION_KINDS.keys() == set(vocabulary.ImplicationKind)
    assessed = [field.name for field in fields(Confidence) if "Concern" in str(field.type)]
    assert list(vocabulary.CONFIDENCE_COMPONENTS) == assessed
    assert work_labels.VERIFICATION_STATUSES.keys() == set(work_labels.VerificationStatus)
