"""The citation syntax: what is read as a citation, and how its parts are told apart."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.sources.markdown.citations import (
    BRACKETED,
    NARRATIVE,
    Citation,
    Cluster,
    parse_bracketed,
    parse_narrative,
)


def bracketed(text: str) -> list[Cluster]:
    found = (parse_bracketed(match[0]) for match in re.finditer(BRACKETED, text, re.DOTALL))
    return [cluster for cluster in found if cluster]


def narrative(text: str) -> list[Cluster]:
    return [parse_narrative(match) for match in re.finditer(NARRATIVE, text, re.DOTALL)]


def keys(clusters: list[Cluster]) -> list[str]:
    return [citation.key for cluster in clusters for citation in cluster.citations]


BRACKETS = {
    "[@a]": Citation(key="a", offset=1),
    "[@a, p. 19]": Citation(key="a", locator="p. 19", offset=1),
    "[@a p. 19]": Citation(key="a", locator="p. 19", offset=1),
    "[@a, chap. 2, and elsewhere]": Citation(key="a", locator="chap. 2, and elsewhere", offset=1),
    "[see @a]": Citation(key="a", prefix="see", offset=5),
    "[e.g., @a]": Citation(key="a", prefix="e.g.,", offset=7),
    "[-@a]": Citation(key="a", suppress_author=True, offset=2),
    "[see -@a, p. 3]": Citation(key="a", prefix="see", locator="p. 3", suppress_author=True, offset=6),
    "[in the well-@a]": Citation(key="a", prefix="in the well-", offset=13),
    "[see Taylor &amp; Francis, @a]": Citation(key="a", prefix="see Taylor & Francis,", offset=27),
    "[@a, {p. 3; p. 4} there]": Citation(key="a", locator="{p. 3; p. 4} there", offset=1),
    "[x [y] @a [z]]": Citation(key="a", prefix="x [y]", locator="[z]", offset=7),
    "[@{a key, with commas}, p. 3]": Citation(key="a key, with commas", locator="p. 3", offset=1),
    "[@a, p. 3\x0242\x03]": Citation(key="a", locator="p. 3*", offset=1),
}


@pytest.mark.parametrize(("text", "citation"), BRACKETS.items())
def test_a_bracketed_citation_has_prefix_key_and_locator(text: str, citation: Citation) -> None:
    assert bracketed(text) == [Cluster(citations=(citation,))]


def test_semicolons_separate_citations() -> None:
    (cluster,) = bracketed("as said [see @a, p. 3; -@b; also @c]")
    assert cluster.citations == (
        Citation(key="a", prefix="see", locator="p. 3", offset=5),
        Citation(key="b", suppress_author=True, offset=16),
        Citation(key="c", prefix="also", offset=25),
    )


@pytest.mark.parametrize(
    "text",
    [
        "[@]",
        "[@ a]",
        "[me@example.org]",
        "[@a](https://x.org)",
        "[@a;]",
        "[@a; b]",
        "[me@example.org; @a]",
        "[a]",
        "@a",
    ],
)
def test_no_citation(text: str) -> None:
    assert bracketed(text) == []


@pytest.mark.parametrize("text", ["", "[]", "[a]", "@a", "[a@b.c]", "[@]"])
def test_parse_bracketed_of_anything_else_is_none(text: str) -> None:
    assert parse_bracketed(text) is None


@pytest.mark.parametrize("text", ["[[@a]]", "[foo [@a] bar]", "[mail me@x.org [@a]]", "[x][@a]", "[ [@a]"])
def test_the_citation_is_the_innermost_bracket(text: str) -> None:
    assert keys(bracketed(text)) == ["a"]


WHOLE_KEYS = [
    "smith.2020",
    "müller_2004",
    "mu\u0308ller2004",
    "DBLP:conf/x/Y99",
    "_x",
    "2004a",
    "a+b-c:d#e$f%g&h",
    "https://x.org/a",
    "王2004",
]


@pytest.mark.parametrize("key", WHOLE_KEYS)
@pytest.mark.parametrize("end", [".", ",", ":", ";", "!", " ", ")", "’s"])
def test_keys_are_read_whole_without_the_punctuation_after_them(key: str, end: str) -> None:
    assert keys(narrative(f"As @{key}{end}")) == [key]
    assert keys(bracketed(f"As [@{key}].")) == [key]


@pytest.mark.parametrize(
    "text", ["me@example.org", "https://x.org/@me", "@@a", "x.@a", "@", "@ a", "@.a", "_@a", "@{}", "é@a"]
)
def test_no_narrative_citation(text: str) -> None:
    assert narrative(text) == []


NARRATIVES = {
    "@a says": ("@a", Citation(key="a")),
    "(@a)": ("@a", Citation(key="a")),
    "@a [p. 120] says": ("@a [p. 120]", Citation(key="a", locator="p. 120")),
    "@a [an aside; no citation]": (
        "@a [an aside; no citation]",
        Citation(key="a", locator="an aside; no citation"),
    ),
    "@a [words](https://x.org)": ("@a", Citation(key="a")),
    "@a [^1]": ("@a", Citation(key="a")),
    "@a [[work]]": ("@a", Citation(key="a")),
    "@a\n[p. 3]": ("@a\n[p. 3]", Citation(key="a", locator="p. 3")),
    "@a\n\n[p. 3]": ("@a", Citation(key="a")),
    "@a [p.\\ 3 and *passim*]": ("@a [p.\\ 3 and *passim*]", Citation(key="a", locator="p. 3 and <i>passim</i>")),
    "-@a says": ("-@a", Citation(key="a", suppress_author=True, offset=1)),
    "@{a b}.": ("@{a b}", Citation(key="a b")),
}


@pytest.mark.parametrize(("text", "expected"), NARRATIVES.items())
def test_a_narrative_citation_takes_the_bracket_after_it(text: str, expected: tuple[str, Citation]) -> None:
    match = re.search(NARRATIVE, text)
    assert match is not None
    written, citation = expected
    assert match[0] == written
    assert parse_narrative(match) == Cluster(citations=(citation,), narrative=True)


def test_a_narrative_citation_may_bring_others() -> None:
    (cluster,) = narrative("@a [p. 3; see @b, p. 4]")
    assert cluster.citations == (
        Citation(key="a", locator="p. 3"),
        Citation(key="b", prefix="see", locator="p. 4", offset=14),
    )
    assert keys(narrative("@a [-@b]")) == ["a", "b"]


def test_offsets_point_at_the_sign() -> None:
    for text in ["[see @a, p. 3; -@bb; e.g. @{c d}]", "@a [p. 3; @bb]", "@a [@bb; @c]"]:
        (cluster,) = bracketed(text) if text.startswith("[") else narrative(text)
        for citation in cluster.citations:
            assert text[citation.offset :].startswith(("@" + citation.key, "@{" + citation.key))


@pytest.mark.parametrize("text", ["[" * 5000, "[@a " * 3000, "[" + "@a" * 5000, "[" + "a@" * 5000, "@a [" * 3000])
def test_hostile_text_takes_little_time(text: str) -> None:
    start = time.monotonic()
    bracketed(text)
    narrative(text)
    assert time.monotonic() - start < 5


@given(st.text(alphabet="[]@;-,{} a.:\x02\x03", max_size=40))
def test_whatever_is_matched_can_be_parsed(text: str) -> None:
    for cluster in bracketed(text) + narrative(text):
        assert cluster.citations
        assert all(citation.key for citation in cluster.citations)
