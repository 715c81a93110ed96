"""A findings file to a study: what is written is what is read, and whatever is written, nothing raises."""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from themebook.check import check
from themebook.check.adjustments import without_follow_ups
from themebook.core.bibliography import Bibliography
from themebook.core.choices import Relation, Scale
from themebook.core.diagnostics import Diagnostic, Loaded, Span, in_order
from themebook.core.fields import Pair, Prose
from themebook.core.file_names import is_reserved
from themebook.core.lookalikes import unquoted
from themebook.core.model import Study
from themebook.sources.all_sources import Sources
from themebook.sources.findings.declared import SHAPES
from themebook.sources.findings.study import read_findings, schema
from themebook.sources.markdown.scan import Scanner
from themebook.sources.markdown.texts import scan_study
from themebook.sources.source import Source

# A busy machine is no reason to fail.
unhurried = settings(deadline=None)
SMALL = """\
study:
  reference: own2020
  source: the report
  aims: |
    To know [[calm]], and
    why [@own2020, p. 3].
  figures:
    - {value: "7", label: officers}
participants:
  - id: ann
    name: Officer A
    about: >
      She speaks
      of [[calm]].
glossary:
  - term: TC
    also: [TCs]
    meaning: A community.
themes:
  - id: work
    title: Work
    summary: About work.
    subthemes:
      - id: place
        title: "The place"
        summary: 'About the place.'
        quotes:
          - id: calm
            participant: ann
            text: |
              It is calm here.
            page: 3
          - {id: loud, participant: ann, text: But loud there., continues: calm, inline: true}
        findings:
          - id: calm-place
            claim: The place is calm.
            prevalence: {scale: most, words: Most officers}
            evidence:
              supports: [calm]
              contrasts:
                - loud
            literature:
              - reference: own2020
                relation: agrees
                note: See [[work]].
implications:
  - {id: stay-calm, statement: Stay calm., findings: [calm-place]}
limitations:
  - id: one-place
    statement: Only one place was seen.
    findings: [calm-place]
"""


def read(*texts: str) -> Loaded[Study]:
    return read_findings([Source(f"{number}.yml", text) for number, text in enumerate(texts)])


@cache
def scanner() -> Scanner:
    return Scanner()


def everything_said_of(text: str) -> tuple[Diagnostic, ...]:
    """All that reading and checking find in a findings file."""
    study, found = read(text)
    bibliography = Bibliography(references=(), files=("r.bib",))
    texts = scan_study(study, scanner())
    sources = Sources(study=study, bibliography=bibliography, pages=[], texts=texts)
    return in_order(without_follow_ups((*found, *check(sources)), sources))


def assert_places_are_in(text: str, found: tuple[Diagnostic, ...]) -> None:
    lines = text.split("\n")
    for diagnostic in found:
        assert diagnostic.span.file == "0.yml"
        assert 1 <= diagnostic.span.line <= len(lines)
        assert 1 <= diagnostic.span.column <= len(lines[diagnostic.span.line - 1]) + 1


# Whatever is written


@unhurried
@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert_places_are_in(text, everything_said_of(text))


KEY_WORDS = sorted({key.name for shape in SHAPES for key in shape.keys})
LINES = [f"{word}:" for word in KEY_WORDS] + [f"- {word}: a" for word in KEY_WORDS] + ["- a", "|", "[[a]] [@b; c]", ""]


@unhurried
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(LINES)), max_size=20))
def test_no_lines_of_keys_raise(lines: list[tuple[int, str]]) -> None:
    text = "\n".join("  " * indent + line for indent, line in lines)
    assert_places_are_in(text, everything_said_of(text))


VALUES = [
    "[]",
    "{}",
    "3",
    "true",
    "null",
    "''",
    "",
    "[a, b]",
    "{a: b}",
    "|",
    ">",
    '"',
    "[[a]]",
    "*a",
    "no",
    "a: b",
    "- a",
]


def mutants(text: str) -> Iterator[str]:
    """The file with one line taken away, doubled, moved or given another value."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        before, after = lines[:number], lines[number + 1 :]
        key, colon, _ = line.partition(":")
        others = [[], [line, line], [f" {line}"], [f"  {line}"], [f"    {line}"], [line[1:]], [line[2:]], [f"\t{line}"]]
        others += [[line.replace("- ", "", 1)], [line.replace("- ", "  ", 1)], [f"{line} #"], [line[: len(line) // 2]]]
        others += [[f"{key}: {value}"] for value in VALUES if colon] + [[line.replace(":", "", 1)]]
        for other in others:
            yield "\n".join([*before, *other, *after])


def test_no_small_change_raises() -> None:
    for text in dict.fromkeys(mutants(SMALL)):
        assert_places_are_in(text, everything_said_of(text))


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_no_two_small_changes_raise(data: st.DataObject) -> None:
    once = data.draw(st.sampled_from(list(mutants(SMALL))))
    twice = data.draw(st.sampled_from(list(mutants(once))))
    assert_places_are_in(twice, everything_said_of(twice))


def test_many_things_are_read_in_linear_time() -> None:
    quote = "  - {{id: p{0}, name: Officer {0}}}\n"
    text = "study: {reference: a}\nparticipants:\n" + "".join(map(quote.format, range(5000)))
    start = time.process_time()
    value, found = read(text)
    assert time.process_time() - start < 10
    assert found == ()
    assert len(value.participants) == 5000


# What is written is what is read


def without_spans(value: Any) -> Any:
    """A value of the model as plain data, with what is empty left out."""
    if isinstance(value, Prose):
        return value.markdown
    if is_dataclass(value):
        if [field.name for field in fields(value)] == ["id", "span"]:
            return value.id
        if isinstance(value, Pair):
            return {value.name.id: value.value}
        given = [field.name for field in fields(value) if field.compare and getattr(value, field.name) != field.default]
        pairs = ((name.removesuffix("_"), plain_of(name, getattr(value, name))) for name in given)
        return {name: plain for name, plain in pairs if name != "span" and plain not in ("", None, [], {}, False)}
    if isinstance(value, tuple) and value and isinstance(value[0], Pair):
        each = [without_spans(pair) for pair in value]
        return {name: one for pair in each for name, one in pair.items()}
    if isinstance(value, tuple) and not isinstance(value, Span):
        return [without_spans(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def plain_of(name: str, value: Any) -> Any:
    """The same for the value of a field. Turns are the only pairs that are a list."""
    return [without_spans(turn) for turn in value] if name == "turns" else without_spans(value)


def as_written(value: Any) -> Any:
    """The same for what was written: without what is empty."""
    if isinstance(value, dict):
        pairs = ((name, as_written(item)) for name, item in value.items())
        return {name: plain for name, plain in pairs if plain not in ("", None, [], {}, False)}
    return [as_written(item) for item in value] if isinstance(value, list) else value


letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])
nfc = st.text(letters, min_size=1, max_size=20).map(lambda text: unicodedata.normalize("NFC", text).strip())
words = nfc.filter(bool)
# Without quotation marks around all of it, which are a mistake around names.
lines = words.map(lambda text: " ".join(text.split())).filter(lambda text: unquoted(text) is None)
ids = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3})?", fullmatch=True).filter(
    lambda id_: id_ != "index" and not is_reserved(id_)
)
LITERATURE = {"reference": ids, "relation": st.sampled_from([*map(str, Relation)])}
PREVALENCE = {
    "scale": st.sampled_from([*map(str, Scale)]),
    "count": st.integers(1, 10**9 - 1),
    "among": st.dictionaries(ids, lines, max_size=2),
}
FINDING = {"id": ids, "claim": lines}


def things(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(required, optional=optional), max_size=2)


literature = things(LITERATURE, {"locator": lines, "quoted": words, "note": words})
draft = {"draft": st.booleans(), "origin": lines}
turns = st.lists(st.dictionaries(ids, words, min_size=1, max_size=1))
quotes = things(
    {"id": ids},
    {
        "participant": ids,
        "text": words,
        "turns": turns,
        "source": ids,
        "page": st.integers(1, 10**9 - 1),
        "locator": lines,
        "codes": st.lists(ids),
        "also": st.lists(ids),
        "translations": st.dictionaries(ids, words),
        "note": words,
        "inline": st.booleans(),
        "highlight": st.booleans(),
        **draft,
    },
)
evidence = st.fixed_dictionaries({}, optional={"supports": st.lists(ids), "contrasts": st.lists(ids)})
prevalence = st.fixed_dictionaries({"words": lines}, optional=PREVALENCE)
findings = things(
    FINDING,
    {"prevalence": prevalence, "evidence": evidence, "unquoted": lines, "explanation": words, "literature": literature},
)
part = {"id": ids, "title": lines}
contents = {"plain": words, "summary": words, "definition": words, "quotes": quotes, "findings": findings, **draft}
statements = things(
    {"id": ids, "statement": lines}, {"findings": st.lists(ids), "for": lines, "literature": literature}
)
files = st.fixed_dictionaries(
    {"study": st.fixed_dictionaries({"reference": ids}, optional={"source": lines, "aims": words, "setting": words})},
    optional={
        "attributes": things({"id": ids, "label": lines}, {"values": st.lists(lines), "unit": lines}),
        "participants": things(
            {"id": ids, "name": lines},
            {
                "about": words,
                "kind": st.sampled_from(["group", "interviewer"]),
                "group": ids,
                "attributes": st.dictionaries(ids, lines, min_size=1),
                **draft,
            },
        ),
        "sources": things({"id": ids, "title": lines}, {"participants": st.lists(ids), "date": lines, "wave": lines}),
        "codes": things(
            {"id": ids, "title": lines},
            {"definition": words, "codes": things({"id": ids, "title": lines}, {"excludes": words})},
        ),
        "quotes": quotes,
        "glossary": things({"term": lines, "meaning": lines}, {"also": st.lists(lines)}),
        "themes": things(
            part, {**contents, "subthemes": things(part, {**contents, "subthemes": things(part, contents)})}
        ),
        "implications": statements,
        "limitations": statements,
    },
)


def dumped(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def flat(data: dict[str, Any]) -> dict[str, Any]:
    """A file as the study has it: what stands under ``study`` beside the lists."""
    return as_written({**data.get("study", {}), **{name: item for name, item in data.items() if name != "study"}})


@unhurried
@given(files)
def test_a_study_comes_back_as_it_was_written(data: dict[str, Any]) -> None:
    value, found = read(dumped(data))
    assert found == ()
    assert without_spans(value) == flat(data)


@unhurried
@given(files)
def test_json_is_yaml_too(data: dict[str, Any]) -> None:
    value, found = read(json.dumps(data, ensure_ascii=False, indent=1))
    assert found == ()
    assert without_spans(value) == flat(data)


@unhurried
@given(files, st.randoms(use_true_random=False))
def test_a_folder_of_files_is_one_file(data: dict[str, Any], random: Any) -> None:
    parts: list[dict[str, Any]] = [{}, {}, {}]
    for name, item in data.items():
        if name == "study":
            random.choice(parts)[name] = item
            continue
        cut = sorted(random.randint(0, len(item)) for _ in range(2))
        for one, (start, end) in zip(parts, [(0, cut[0]), (cut[0], cut[1]), (cut[1], None)], strict=True):
            one[name] = item[start:end]
    apart = read(*(dumped(one) for one in parts if one))
    assert apart.diagnostics == ()
    assert without_spans(apart.value) == without_spans(read(dumped(data)).value)


@unhurried
@given(files)
def test_what_is_read_without_fault_keeps_the_schema(data: dict[str, Any]) -> None:
    Draft202012Validator(schema()).validate(data)


@pytest.mark.parametrize("key", ["study", "participants", "themes"])
def test_what_the_schema_refuses_is_reported(key: str) -> None:
    data = {"study": {"reference": "a"}, key: 3}
    assert not Draft202012Validator(schema()).is_valid(data)
    assert read(dumped(data)).diagnostics


# Places


def spans_of(value: Any) -> Iterator[tuple[Any, Span]]:
    """Every value of the model with its place."""
    if isinstance(value, tuple) and value and isinstance(value[0], Pair):
        return {pair.name: pair.value for pair in value}
    if isinstance(value, tuple) and not isinstance(value, Span):
        for item in value:
            yield from spans_of(item)
    elif is_dataclass(value):
        yield value, value.span
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))


def test_every_thing_is_where_it_begins() -> None:
    lines = SMALL.split("\n")
    study = read(SMALL).value
    begun = {
        getattr(value, "id", ""): lines[line - 1][column - 1 :] for value, (_, line, column) in spans_of(study.themes)
    }
    assert begun["work"] == "id: work"
    assert begun["calm-place"] == "id: calm-place"
    assert begun["loud"] == "loud"
    assert study.span == Span("0.yml", 2, 3)
    assert study.reference.span == Span("0.yml", 2, 14)


@unhurried
@given(
    st.lists(nfc, min_size=1, max_size=5),
    st.integers(1, 9),
    st.integers(0, 2),
    st.sampled_from(["|", "|-", "|+", "|  # x"]),
)
def test_every_character_of_a_block_has_its_place(written: list[str], indent: int, blank: int, bar: str) -> None:
    block = [" " * indent + line if line else "" for line in written]
    text = "\n".join(
        ["study:", "  reference: a", " " * 2 + f"aims: {bar}", *[""] * blank, *(" " * 2 + line for line in block), ""]
    )
    value, found = read(text)
    if not any(written):
        assert found
        return
    assert found == ()
    assert value.aims is not None
    assert_each_character_is_at_its_place(value.aims, text)


@unhurried
@given(st.lists(st.sampled_from(["a", " b", "  c", "", "d  "]), min_size=1), st.integers(1, 4))
def test_every_character_of_a_block_whose_indent_is_told_has_its_place(written: list[str], indent: int) -> None:
    body = [" " * (2 + indent) + line for line in written]
    text = "\n".join(["study:", "  reference: a", f"  aims: |{indent}", *body, ""])
    value, _ = read(text)
    if value.aims and value.aims.markdown:
        assert_each_character_is_at_its_place(value.aims, text)


def assert_each_character_is_at_its_place(prose: Prose, text: str) -> None:
    lines = text.split("\n")
    for offset, character in enumerate(prose.markdown):
        _, line, column = prose.place(offset)
        if character != "\n":
            assert lines[line - 1][column - 1] == character


@pytest.mark.parametrize("scalar", ["one two", "'one two'", '"one two"', ">\n    one\n    two", "one\n    two"])
def test_a_text_that_the_file_may_fold_is_where_it_begins(scalar: str) -> None:
    value, found = read(f"study:\n  reference: a\n  aims: {scalar}\n")
    assert found == ()
    assert value.aims is not None
    assert value.aims.markdown == "one two"
    assert {value.aims.place(offset) for offset in range(7)} == {Span("0.yml", 3, 9)}


# One mistake is told once


MISTAKES = {
    "a dash forgotten": ("          - id: calm\n", "            id: calm\n"),
    "a key misspelt": ("        quotes:", "        qoutes:"),
    "a list not written as one": ("supports: [calm]", "supports: calm"),
    "a value forgotten": ("claim: The place is calm.", "claim:"),
    "a list in place of keys": ("{scale: most, words: Most officers}", "[most]"),
    "a bracket open": ("supports: [calm]", "supports: [calm"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_told_once(name: str) -> None:
    right, wrong = MISTAKES[name]
    assert SMALL.count(right) == 1
    before = everything_said_of(SMALL)
    after = everything_said_of(SMALL.replace(right, wrong))
    new = {(one.rule.code, one.message) for one in after} - {(one.rule.code, one.message) for one in before}
    assert len(new) == 1
