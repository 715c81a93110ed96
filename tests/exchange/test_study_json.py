"""A study that was published as JSON is a study again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.checked import as_study
from themebook.core.diagnostics import as_text
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.study_json import read, recognises

WHOLE: dict[str, Any] = {
    "$schema": "findings.schema.json",
    "format": "themebook-study",
    "version": 1,
    "study": {
        "reference": "own2021",
        "citation": "Own (2021).",
        "attributes": [{"id": "age", "label": "Age", "unit": "years"}],
    },
    "themes": [{"id": "a", "title": "Waiting"}, {"id": "b", "title": "At night", "parent": "a", "quotes": ["q"]}],
    "findings": [
        {
            "id": "f",
            "claim": "All wait.",
            "theme": "b",
            "supports": ["q"],
            "prevalence": {"scale": "all"},
            "literature": [{"work": "own2021", "relation": "agrees", "locator": "p. 4"}],
        }
    ],
    "quotes": [
        {"id": "q", "text": "I wait.", "speaker": "p", "source": "s", "themes": ["b"], "codes": ["c"], "page": 3}
    ],
    "participants": [{"id": "p", "name": "Anna", "kind": "person", "attributes": {"age": "34 years"}}],
    "sources": [{"id": "s", "title": "Interview 1", "participants": ["p"]}],
    "codes": [{"id": "c", "title": "time"}],
    "works": [{"id": "own2021", "type": "book", "title": "Waits", "author": [{"family": "Own", "given": "O."}]}],
}
STUDY = json.dumps(WHOLE, indent=1)


def messages(text: str) -> list[str]:
    return [as_text(one) for one in read(InputFile("findings.json", text.encode()), ImportOptions()).diagnostics]


def test_parts_come_back_with_what_they_refer_to(tmp_path: Path) -> None:
    found = read(InputFile("findings.json", STUDY.encode()), ImportOptions()).value
    (quote,), (finding,), (person,) = found.quotes, found.findings, found.participants
    assert (quote.words, quote.speaker, quote.source, quote.page) == ("I wait.", "Anna", "Interview 1", 3)
    assert (quote.themes, quote.codes) == ((("Waiting", "At night"),), (("time",),))
    assert (finding.claim, finding.theme, finding.supports) == ("All wait.", ("Waiting", "At night"), ("q",))
    assert [(one.work, one.relation.value, one.locator) for one in finding.literature] == [
        ("own2021", "agrees", "p. 4")
    ]
    assert person.attributes == (("Age (years)", "34"),)
    study = as_study(tmp_path, found)
    assert [theme.title for theme in study.themes] == ["Waiting"]


def test_what_is_not_carried_is_reported() -> None:
    assert messages(STUDY) == [
        "findings.json:1:1: note[study-carried] not imported: prevalence of findings\n"
        "  hint: copy them from the findings of the study"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (STUDY[:-20], "error[study-readable] 'findings.json' cannot be read: "),
        ("[" * 100_000, "error[study-readable] 'findings.json' cannot be read: it is nested too deeply"),
        ('{"format": "other"}', "error[study-readable] 'findings.json' is no study that Themebook published"),
        (json.dumps({**WHOLE, "quotes": [1, {"id": 2}]}), "error[study-readable] parts are not as they should be"),
    ],
)
def test_what_is_damaged_is_reported(text: str, message: str) -> None:
    assert message in "\n".join(messages(text))


def test_circles_of_themes_end() -> None:
    themes = [{"id": "a", "title": "A", "parent": "b"}, {"id": "b", "title": "B", "parent": "a"}]
    found = read(InputFile("f.json", json.dumps({**WHOLE, "themes": themes}).encode()), ImportOptions()).value
    assert len(found.themes) == 2


NAMES = st.sampled_from(["id", "title", "work", "text", "speaker", "parent"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(["q", "p", "a", "own2021"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "title", "work", "text"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted({*WHOLE} - {"format"})), VALUES))
def test_any_values_are_read(values: dict[str, Any]) -> None:
    file = InputFile("findings.json", json.dumps({"format": "themebook-study", **values}).encode())
    assert recognises(file)
    assert isinstance(read(file, ImportOptions()).value, Imported)
