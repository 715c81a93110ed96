"""A study that was published as JSON is a study again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.checked import as_study, assembled
from themebook.core.diagnostics import as_text
from themebook.exchange.exports.findings_json import schema_text
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile
from themebook.exchange.study_json.study import read, recognises

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
            "prevalence": {"scale": "all", "words": "All"},
            "literature": [{"work": "own2021", "relation": "agrees", "locator": "p. 4"}],
        }
    ],
    "quotes": [
        {"id": "q", "text": "I wait.", "speaker": "p", "source": "s", "themes": ["b"], "codes": ["c"], "page": 3}
    ],
    "participants": [{"id": "p", "name": "Anna", "kind": "person", "attributes": {"age": "34"}}],
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
    assert study.themes[0].subthemes[0].findings[0].id == "f"


STATEMENT = {"id": "i", "statement": "Wait."}


def finding(**values: object) -> dict[str, Any]:
    return {**WHOLE, "findings": [{**WHOLE["findings"][0], **values}]}


@pytest.mark.parametrize(
    ("whole", "left_out"),
    [
        (WHOLE, 0),
        (finding(prevalence={"scale": "lots"}), 1),
        (finding(prevalence={"count": 3, "of": 2}), 1),
        (finding(prevalence={"scale": "unstated", "count": 3}), 1),
        (finding(prevalence={"scale": "all", "words": "All", "among": {"role": "nurse"}}), 1),
        (finding(confidence={"level": "total"}), 1),
        (finding(confidence={"reason": "Few said it."}), 1),
        ({**WHOLE, "themes": [{"id": "a", "title": "A", "parent": "z"}, {"id": "b", "title": "B"}]}, 1),
        ({**WHOLE, "codes": [{"id": "c", "title": "time"}, {"id": "c", "title": "again"}]}, 1),
        (finding(supports=["q", "nowhere"], also=["b", 3]), 2),
        ({**WHOLE, "themes": [{"id": "a", "title": "A", "related": [{"theme": "z"}], "plain": 4}]}, 4),
        ({**WHOLE, "implications": [{**STATEMENT, "kind": "x", "findings": ["z"]}, {"id": "j"}]}, 3),
        ({**WHOLE, "glossary": [{"term": "ward"}], "limitations": 5}, 2),
        ({**WHOLE, "study": {**WHOLE["study"], "sample": 5, "figures": ["x"], "aims": []}}, 3),
    ],
)
def test_what_a_study_cannot_hold_is_left_out_and_counted(whole: dict[str, Any], left_out: int, tmp_path: Path) -> None:
    loaded = read(InputFile("findings.json", json.dumps(whole).encode()), ImportOptions())
    message = "1 invalid value was left out" if left_out == 1 else f"{left_out} invalid values were left out"
    expected = f"findings.json:1:1: error[study-readable] {message}"
    assert [as_text(one).splitlines()[0] for one in loaded.diagnostics] == ([expected] if left_out else [])
    as_study(tmp_path, loaded.value)


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        # A licence that was adapted to a country is another one.
        ("https://creativecommons.org/licenses/by/3.0/de/", "https://creativecommons.org/licenses/by/3.0/de/"),
        (
            "Text: https://creativecommons.org/licenses/by/4.0/, pictures: all rights reserved",
            "Text: https://creativecommons.org/licenses/by/4.0/, pictures: all rights reserved",
        ),
    ],
)
def test_a_licence_is_not_taken_for_another(licence: str, expected: str, tmp_path: Path) -> None:
    whole = {**WHOLE, "study": {**WHOLE["study"], "licence": licence}}
    found = read(InputFile("f.json", json.dumps(whole).encode()), ImportOptions()).value
    assert as_study(tmp_path, found).licence == expected


def test_two_things_of_the_same_name_stay_apart(tmp_path: Path) -> None:
    sources = [{"id": "s", "title": "Talk"}, {"id": "t", "title": "Talk"}]
    quotes = [{"id": "q", "text": "I wait.", "source": "s"}, {"id": "r", "text": "I go.", "source": "t"}]
    codes = [{"id": "c", "title": "Time"}, {"id": "d", "title": "time"}]
    whole = {**WHOLE, "sources": sources, "quotes": quotes, "codes": codes}
    study = as_study(tmp_path, read(InputFile("f.json", json.dumps(whole).encode()), ImportOptions()).value)
    assert [(one.id, one.title) for one in study.sources] == [("s", "Talk (s)"), ("t", "Talk (t)")]
    assert [quote.source and quote.source.id for quote in study.all_quotes()] == ["s", "t"]
    assert [one.id for one in study.codes] == ["c", "d"]


def test_ids_that_cannot_be_kept_are_replaced(tmp_path: Path) -> None:
    """Ids of findings.json that are not valid, or that a table before it has for something else."""
    quotes = [{"id": "Not an id", "text": "I wait."}, {"id": "index", "text": "I go."}, {"id": "b", "text": "I stay."}]
    found = read(InputFile("f.json", json.dumps({**WHOLE, "quotes": quotes}).encode()), ImportOptions()).value
    study = as_study(tmp_path, found, found)
    ids = [quote.id for quote in study.all_quotes()]
    assert ids[:3] == ["quote-i-wait", "quote-i-go", "quote-i-stay"]
    assert len(set(ids)) == 6


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (STUDY[:-20], "error[study-readable] 'findings.json' cannot be read: "),
        ("[" * 100_000, "error[study-readable] 'findings.json' cannot be read: it is nested too deeply"),
        ('{"format": "other"}', "error[study-readable] 'findings.json' is not a study published by Themebook"),
        (json.dumps({**WHOLE, "quotes": [1, {"id": 2}]}), "error[study-readable] 4 invalid values were left out"),
        (
            json.dumps({**WHOLE, "version": 99}),
            "error[study-readable] 'findings.json' has version 99 of the format, but this Themebook reads version 1\n"
            "  hint: use the version of Themebook that the study was published with, or a newer one",
        ),
    ],
)
def test_what_is_damaged_is_reported(text: str, message: str) -> None:
    assert message in "\n".join(messages(text))


def test_circles_of_themes_end() -> None:
    themes = [{"id": "a", "title": "A", "parent": "b"}, {"id": "b", "title": "B", "parent": "a"}]
    found = read(InputFile("f.json", json.dumps({**WHOLE, "themes": themes}).encode()), ImportOptions()).value
    assert len(found.themes) == 2


def keys_in(schema: Any) -> set[str]:
    """The names of all properties that a schema describes."""
    if isinstance(schema, list):
        return set().union(*map(keys_in, schema))
    return {*schema.get("properties", ())}.union(*map(keys_in, schema.values())) if isinstance(schema, dict) else set()


KEYS = st.sampled_from(sorted(keys_in(json.loads(schema_text()))))
WORDS = st.sampled_from(["q", "p", "a", "b", "f", "age", "own2021", "all", "high", "minor", "agrees", "practice"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
PARTS = sorted({*WHOLE, "implications", "limitations", "glossary"} - {"$schema", "format", "version"})


CHANGES = st.lists(st.tuples(st.sampled_from(PARTS), KEYS, VALUES), max_size=4)


@given(st.dictionaries(st.sampled_from(PARTS), VALUES), CHANGES)
def test_any_values_are_read(values: dict[str, Any], changes: list[tuple[str, str, Any]]) -> None:
    """Whatever a file has in place of a study or of the values in it, something is read and becomes a study."""
    whole = json.loads(STUDY)
    for part, key, value in changes:
        first = whole.setdefault(part, [{"id": "i"}])
        (first[0] if isinstance(first, list) else first)[key] = value
    file = InputFile("findings.json", json.dumps({**whole, **values}).encode())
    assert recognises(file)
    found = read(file, ImportOptions()).value
    assert isinstance(found, Imported)
    assembled(found)
