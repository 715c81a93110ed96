"""YAML text to located nodes: nothing raises, every place is in the file, and what could do harm is refused at once."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from themebook.core.diagnostics import Loaded, Span
from themebook.sources.source import FILE_HAS_CONTENT, Source
from themebook.sources.yaml.causes import YAML_SYNTAX
from themebook.sources.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, span_of
from themebook.sources.yaml.parser import parse_yaml, yaml_alias, yaml_depth

PIECES = [
    "a",
    "b: ",
    "- ",
    "\n",
    "  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "|\n",
    ">",
    "*a",
    "&a ",
    "!t ",
    "#",
    ":",
    ",",
]
PIECES += ["---\n", "...\n", "%", "@", "`", "? ", "\\", "\x07", "\u2028", "\x85", "\ufeff", "é", "💬", "0", "~"]

# A busy machine is no reason to fail.
unhurried = settings(deadline=None)
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
plain = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1)


def read(text: str) -> Loaded[Node | None]:
    return parse_yaml(Source("f.yml", text))


def every(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from (*every(key), *every(value))
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from every(item)


@unhurried
@given(texts)
@example("")
@example("a: |2\n")
@example("\ud800")
def test_no_text_raises_and_every_refusal_has_a_reason_in_the_file(text: str) -> None:
    value, found = read(text)
    assert (value is None) == bool(found)
    lines = text.split("\n")
    for diagnostic in found:
        assert diagnostic.span.file == "f.yml"
        assert 1 <= diagnostic.span.line <= len(lines)
        assert 1 <= diagnostic.span.column <= len(lines[diagnostic.span.line - 1]) + 1


@unhurried
@given(texts)
def test_what_is_read_is_what_the_parser_of_yaml_sees(text: str) -> None:
    value, _ = read(text)
    if value is not None:
        assert as_data(value) == as_data(yaml.compose(text, Loader=yaml.CBaseLoader))


def as_data(node: Node) -> object:
    if isinstance(node, MappingNode):
        return [(as_data(key), as_data(value)) for key, value in node.value]
    return [as_data(item) for item in node.value] if isinstance(node, SequenceNode) else node.value


@unhurried
@given(st.lists(st.tuples(plain, plain), min_size=1), st.integers(0, 5))
def test_places_are_those_of_the_words(pairs: list[tuple[str, str]], indent: int) -> None:
    text = "".join(f"{' ' * indent}{key}:  {value}\n" for key, value in pairs)
    root, found = read(text)
    assert found == ()
    assert root is not None
    lines = text.split("\n")
    for node in every(root):
        if isinstance(node, ScalarNode):
            _, line, column = span_of(node, "f.yml")
            assert lines[line - 1][column - 1 :].startswith(node.value)


def test_keys_that_stand_twice_are_kept() -> None:
    root, _ = read("a: 1\na: 2\n")
    assert root is not None
    assert [(key.value, value.value) for key, value in root.value] == [("a", "1"), ("a", "2")]


@pytest.mark.parametrize("word", ["no", "yes", "2020-01-01", "1e3", "null", "0x1f", "~"])
def test_words_stay_words(word: str) -> None:
    root, _ = read(f"a: {word}\n")
    assert root is not None
    assert root.value[0][1].value == word


BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
HARMFUL = {
    "alias bomb": (BOMB, yaml_alias),
    "an alias of itself": ("a: &a [*a]\n", yaml_alias),
    "many aliases": ("a: &a x\n" + "b: *a\n" * 10_000, yaml_alias),
    "deep brackets": ("[" * 100_000, yaml_depth),
    "deep braces": ("{a: " * 100_000, yaml_depth),
    "deep dashes": ("- " * 100_000, yaml_depth),
    "deep keys": ("".join(" " * n + "a:\n" for n in range(1000)), yaml_depth),
    "deep questions": ("? " * 100_000, yaml_depth),
    "control characters by number": ('a: "My \\x02words\\x03"\n', YAML_SYNTAX),
    "control characters": ("a\x00\n" * 10_000, YAML_SYNTAX),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_could_do_harm_is_refused_quickly(name: str) -> None:
    text, rule = HARMFUL[name]
    start = time.process_time()
    value, found = read(text)
    assert time.process_time() - start < 3
    assert value is None
    assert {diagnostic.rule for diagnostic in found} == {rule}


def test_as_deep_as_is_allowed() -> None:
    assert read("[" * 40 + "]" * 40).value is not None
    _, (found,) = read("[" * 41 + "]" * 41)
    assert (found.rule, found.span) == (yaml_depth, Span("f.yml", 1, 41))


@pytest.mark.parametrize("text", ["# a\n", "---\n", "--- # a\n", "''\n"])
def test_nothing_but_comments(text: str) -> None:
    value, (found,) = read(text)
    assert value is None
    assert (found.rule, found.span) == (FILE_HAS_CONTENT, Span("f.yml", 1, 1))


HIDDEN = ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_hidden_characters_are_found_where_an_editor_shows_them(hidden: str) -> None:
    _, found = read(f"é{hidden}{hidden}\n\n  a:{hidden}\n")
    assert [diagnostic.span for diagnostic in found] == [Span("f.yml", 1, 2), Span("f.yml", 3, 5)]
    assert all(f"U+{ord(hidden):04X}" in diagnostic.message for diagnostic in found)


@unhurried
@given(texts)
def test_no_message_is_empty_or_of_many_lines(text: str) -> None:
    for diagnostic in read(text).diagnostics:
        assert diagnostic.message
        assert "\n" not in diagnostic.message + diagnostic.hint
