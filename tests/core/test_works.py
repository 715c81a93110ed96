"""What readers are told about a work, and the BibTeX that they copy."""

from __future__ import annotations

from dataclasses import replace

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.cite import to_csl, to_ris
from themebook.cite.bibtex import exported_bibtex, public_bibtex
from themebook.core.bibliography import Reference, ReferenceKey
from themebook.core.diagnostics import Span
from themebook.core.works import badge, verification_status
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.bibtex.fields import is_own, is_published
from themebook.sources.source import Source


def read_one(text: str) -> Reference:
    value, found = read_bibliography([Source("r.bib", text)])
    assert found == ()
    (reference,) = value.references
    return reference


def public_fields(reference: Reference) -> list[tuple[str, str]]:
    return [(name, value) for name, value in reference.fields if is_published(name)]


@pytest.mark.parametrize(
    ("own", "status", "words"),
    [
        ("", "unstated", ""),
        (", unseen = {journal}", "unstated", "verification not stated, some details not seen"),
        (", verification = {verified}", "verified", ""),
        (", verification = {verified}, unseen = {journal}", "partly", "work found; some details unconfirmed"),
        (", verification = {recalled}, unseen = {journal}", "recalled", "recalled, not verified"),
        (", verification = {ambiguous}", "ambiguous", "ambiguous: uncertain which work is meant"),
        (", verification = {unknown}", "unknown", "unknown: work not identified"),
    ],
)
def test_a_badge_agrees_with_the_verification_status(own: str, status: str, words: str) -> None:
    reference = read_one(f"@book{{a, title = {{T}}{own}}}")
    assert (verification_status(reference), badge(reference)) == (status, words)


@pytest.mark.parametrize(
    ("own", "comment"),
    [
        ("", ""),
        (", verification = {verified}", ""),
        (", verification = {recalled}", "% {badge}\n"),
        (", verification = {ambiguous}, unseen = {year, isbn}", "% {badge} (year, ISBN)\n"),
        (", unseen = {journal}", "% {badge} (journal)\n"),
    ],
)
def test_a_comment_says_what_is_not_verified(own: str, comment: str) -> None:
    reference = read_one(f"@book{{a, title = {{T}}{own}}}")
    noted = comment.format(badge=badge(reference))
    assert public_bibtex(reference) == f"{noted}@book{{a,\n  title = {{T}},\n}}"


TEXT = st.lists(
    st.sampled_from(["T", "é", " ", "\n  ", ",", "=", "%", "\\%", "#", "(", ")", "{B}", "{, remark = {x},}"]),
    max_size=6,
).map("".join)
VALUES = (
    TEXT.map("{{{}}}".format)
    | TEXT.map('"{}"'.format)
    | st.integers(0, 2030).map(str)
    | st.tuples(TEXT, TEXT).map(lambda two: f'{{{two[0]}}} #\n "{two[1]}"')
)
NAMES = st.sampled_from(["title", "Note", "year", "abstract", "Annote", "unseen", "checked", "REMARK", "candidate-1"])
CONTENTS = st.tuples(NAMES, VALUES) | st.tuples(st.just("Verification"), st.sampled_from(["{recalled}", '"verified"']))
SPACE = st.sampled_from(["", " ", "\n", "\n  ", "\n\t"])
GAP = SPACE | st.sampled_from([" % a note, {of it\n  ", "\n  % remark = {x},\n", "% }\n"])
FIELDS = st.lists(st.tuples(GAP, CONTENTS, SPACE, GAP), max_size=7, unique_by=lambda field: field[1][0])


@st.composite
def entries(draw: st.DrawFn) -> str:
    """Entries of any fields in any layout, with comments, without lines that are blank."""
    written = [f"{gap}{name}{space}={space}{value}{end}" for gap, (name, value), space, end in draw(FIELDS)]
    opening, closing = draw(st.sampled_from([("{", "}"), ("(", ")")]))
    last = draw(st.sampled_from(["", ",", ",\n", ", "])) if written else ""
    return f"@book{opening}a,{','.join(written)}{last}{closing}"


@given(entries())
def test_public_bibtex_has_the_published_fields_and_no_other(text: str) -> None:
    reference = read_one(text)
    again = read_one(public_bibtex(reference))
    assert list(again.fields) == public_fields(reference)
    assert (again.key, again.kind) == (reference.key, reference.kind)


@given(entries())
def test_what_is_exported_also_has_our_own_fields_and_is_read_as_the_same_work(text: str) -> None:
    reference = read_one(text)
    exported = exported_bibtex(reference)
    again = read_one(exported)
    kept = [(name, value) for name, value in reference.fields if is_published(name) or is_own(name)]
    assert list(again.fields) == kept
    assert exported_bibtex(again) == exported


@given(entries())
def test_only_published_fields_reach_the_formats_of_reference_managers(text: str) -> None:
    reference = read_one(text)
    public = replace(reference, fields=tuple(public_fields(reference)))
    assert to_csl(reference) == to_csl(public)
    assert to_ris(to_csl(reference)) == to_ris(to_csl(public))


def test_no_private_field_is_asked_for_by_the_formats_of_reference_managers() -> None:
    asked: set[str] = set()

    class Asked(Reference):
        def field(self, *names: str) -> str:
            asked.update(names)
            return Reference.field(self, *names)

    for kind in ("article", "book", "inbook", "inproceedings", "misc", "online", "phdthesis", "report", "legislation"):
        to_csl(Asked(key=ReferenceKey("k"), kind=kind, span=Span("r.bib")))
    assert len(asked) > 30
    assert {name for name in asked if not is_published(name)} == set()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (r'"one { brace"', "one brace"),
        (r'"another } brace"', "another brace"),
        (r"{an escaped \{ alone}", "an escaped { alone"),
        (r"{a pair \{ of them \}}", "a pair { of them }"),
        (r"{a control space\ }", "a control space"),
        (r"{a line\\}", "a line"),
    ],
)
def test_a_value_ends_where_it_should_in_bibtex(value: str, shown: str) -> None:
    reference = read_one(f"@book{{a, note = {value}, year = 2000}}")
    public = public_bibtex(reference)
    # BibTeX counts all braces, other programs not those behind a backslash.
    assert public.count("{") == public.count("}")
    (entry,) = bibtexparser.parse_string(public).entries
    assert entry["year"] == "2000"
    again = read_one(public)
    assert (" ".join(again.field("note").split()), again.field("year")) == (shown, "2000")
