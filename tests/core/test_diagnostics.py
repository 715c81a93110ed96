"""Diagnostics as text, as JSON and as annotations, and their order."""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.core.diagnostics import (
    Diagnostic,
    Rule,
    Severity,
    Span,
    as_github,
    as_json,
    as_text,
    as_texts,
    has_errors,
    in_order,
)
from themebook.core.printable import printable

ERROR = Rule(code="id-unique", severity=Severity.ERROR, meaning="An id must name one thing only.")
WARNING = Rule(code="quote-is-used", severity=Severity.WARNING, meaning="A quote must carry at least one finding.")
PLACE = Span("a.yml", 3, 5)
ODD = "100%, a:b\r\n“c”"


def diagnostic(rule: Rule = ERROR, span: Span = PLACE, message: str = "wrong", hint: str = "") -> Diagnostic:
    return Diagnostic(rule=rule, span=span, message=message, hint=hint)


diagnostics = st.builds(
    diagnostic,
    rule=st.sampled_from([ERROR, WARNING]),
    span=st.builds(Span, st.sampled_from(["a.yml", "docs/b.md"]), st.integers(1, 3), st.integers(1, 3)),
    message=st.text(max_size=3),
    hint=st.text(max_size=3),
)


def test_text_without_a_hint() -> None:
    assert as_text(diagnostic()) == "a.yml:3:5: error[id-unique] wrong"


def test_text_with_a_hint() -> None:
    text = as_text(diagnostic(rule=WARNING, hint="do this"))
    assert text == "a.yml:3:5: warning[quote-is-used] wrong\n  hint: do this"


def test_a_note_is_neither_an_error_nor_a_warning() -> None:
    note = dataclasses.replace(diagnostic(), is_note=True)
    assert as_text(note) == "a.yml:3:5: note[id-unique] wrong"
    assert not has_errors([note])


def test_span_counts_from_one() -> None:
    assert str(Span("a.yml")) == "a.yml:1:1"


@given(st.lists(diagnostics))
def test_json_keeps_everything(found: list[Diagnostic]) -> None:
    rows = json.loads(as_json(found))
    back = [
        diagnostic(
            rule=ERROR if row["severity"] == "error" else WARNING,
            span=Span(row["file"], row["line"], row["column"]),
            message=row["message"],
            hint=row["hint"],
        )
        for row in rows
    ]
    assert back == found
    assert all(row["rule"] == one.rule.code for row, one in zip(rows, found, strict=True))


HOSTILE = "a\n::error file=x::forged\r\x1b]0;title\x07 \x9b31m \u202egnp.exe \u2066x\u2069 \u2028\u2029 \x7f"


@pytest.mark.parametrize("place", ["file", "message", "hint"])
def test_no_value_forges_a_line_or_reaches_the_terminal(place: str) -> None:
    found = diagnostic(
        span=Span(HOSTILE, 1, 2) if place == "file" else PLACE,
        message=HOSTILE if place == "message" else "wrong",
        hint=HOSTILE if place == "hint" else "do this",
    )
    for said in (as_text(found), as_github(found)):
        assert not any(line.lstrip().startswith("::error file=x") for line in said.splitlines())
        assert [one for one in said if one != "\n" and unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp")] == []
    assert len(as_text(found).splitlines()) == 2
    assert "\\n" in as_text(found)
    assert "\\x1b]0;title\\x07 \\x9b31m \\u202egnp.exe" in as_text(found)


def test_json_holds_no_control_character_and_loses_none() -> None:
    text = as_json([diagnostic(message=HOSTILE + "\udcff")])
    assert [one for one in text if one != "\n" and unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")] == []
    assert json.loads(text)[0]["message"] == HOSTILE + "\udcff"


def test_json_is_readable() -> None:
    assert "“c”" in as_json([diagnostic(message="“c”")])
    assert as_json([]) == "[]"


def test_github_form() -> None:
    assert as_github(diagnostic(hint="do this")) == "::error file=a.yml,line=3,col=5,title=id-unique::wrong%0Ado this"
    note = dataclasses.replace(diagnostic(), is_note=True)
    assert as_github(note) == "::notice file=a.yml,line=3,col=5,title=id-unique::wrong"
    assert as_github(diagnostic(rule=WARNING)) == "::warning file=a.yml,line=3,col=5,title=quote-is-used::wrong"


def test_github_escapes_what_would_end_a_value() -> None:
    text = as_github(diagnostic(span=Span("a,b:c%.yml", 1, 2), message=ODD))
    assert text == "::error file=a%2Cb%3Ac%25.yml,line=1,col=2,title=id-unique::100%25, a:b\\r\\n“c”"


@given(file=st.text(min_size=1), message=st.text(min_size=1), hint=st.text())
def test_github_form_is_one_line_from_which_all_can_be_read(file: str, message: str, hint: str) -> None:
    text = as_github(diagnostic(span=Span(file, 1, 2), message=message, hint=hint))
    match = re.fullmatch(r"::error file=([^,:\r\n]+),line=1,col=2,title=id-unique::([^\r\n]*)", text)
    assert match
    assert unescaped(match[1]) == printable(file)
    assert unescaped(match[2]) == f"{printable(message)}\n{printable(hint)}".strip()


def unescaped(text: str) -> str:
    return re.sub("%(25|0D|0A|3A|2C)", lambda found: unquote(found[0]), text)


@given(st.lists(diagnostics), st.randoms())
def test_order_is_that_of_the_places_whatever_the_order_of_finding(found: list[Diagnostic], random: object) -> None:
    ordered = in_order(found)
    assert [one.span for one in ordered] == sorted(one.span for one in ordered)
    assert in_order(reversed(found)) == ordered == in_order(ordered)


@given(st.lists(diagnostics))
def test_each_is_told_once(found: list[Diagnostic]) -> None:
    ordered = in_order([*found, *found])
    assert len(ordered) == len(set(ordered))
    assert set(ordered) == set(found)


def test_lines_are_ordered_as_numbers() -> None:
    spans = [Span("a.yml", 10, 1), Span("a.yml", 9, 10), Span("a.yml", 9, 9), Span("A.yml", 11, 1)]
    assert [one.span for one in in_order(diagnostic(span=span) for span in spans)] == sorted(spans)
    assert sorted(spans)[1] == Span("a.yml", 9, 9)


@pytest.mark.parametrize(("rules", "errors"), [([], False), ([WARNING], False), ([WARNING, ERROR], True)])
def test_only_errors_are_errors(rules: list[Rule], errors: bool) -> None:
    assert has_errors(diagnostic(rule=rule) for rule in rules) is errors


def test_of_many_the_first_are_shown_and_all_are_counted() -> None:
    found = [diagnostic(rule=ERROR, span=Span("a.yml", line)) for line in range(1, 24)]
    shown = as_texts([*found, diagnostic(rule=WARNING), dataclasses.replace(diagnostic(), is_note=True)])
    assert [text for _, text in shown[:20]] == list(map(as_text, found[:20]))
    assert [severity for severity, _ in shown[20:]] == [Severity.WARNING, Severity.NOTE, Severity.ERROR]
    assert shown[-1][1] == f"... and 3 more of error[{ERROR.code}], 23 in all"


@given(st.lists(diagnostics, max_size=20))
def test_what_is_not_many_is_shown_whole(found: list[Diagnostic]) -> None:
    assert [text for _, text in as_texts(found)] == list(map(as_text, found))
