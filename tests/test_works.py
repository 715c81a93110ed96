"""What readers are told about a work, and the BibTeX that they copy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import Reference
from build_tools.read.bibliography import read_bibliography
from build_tools.read.source import Source, read_source
from build_tools.works import badge, public_bibtex

OWN = re.compile(r"verification|unseen|checked|remark|candidate-\d+")
REAL = Path(__file__).parent.parent / "references.bib"


def read_one(text: str) -> Reference:
    value, found = read_bibliography(Source("r.bib", text))
    assert found == ()
    (reference,) = value.references
    return reference


def public_fields(reference: Reference) -> list[tuple[str, str]]:
    return [(name, value) for name, value in reference.fields if not OWN.fullmatch(name)]


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
    assert public_bibtex(reference) == f"{noted}@book{{a, title = {{T}}}}"


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
NAMES = st.sampled_from(["title", "Note", "year", "x-checked", "unseen", "checked", "REMARK", "candidate-1"])
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
def test_public_bibtex_has_all_fields_but_our_own(text: str) -> None:
    reference = read_one(text)
    again = read_one(public_bibtex(reference))
    assert list(again.fields) == public_fields(reference)
    assert (again.key, again.kind) == (reference.key, reference.kind)


@given(entries())
def test_what_is_left_has_no_blank_line_and_is_not_cut_again(text: str) -> None:
    source = read_one(text).source
    assert all(line.strip() for line in source.split("\n")) or not all(line.strip() for line in text.split("\n"))
    assert read_one(source).source == source


def test_the_bibliography_of_the_study_can_be_copied() -> None:
    source, _ = read_source(REAL, "references.bib")
    assert source is not None
    references = read_bibliography(source).value.references
    assert len(references) == 46
    for reference in references:
        public = public_bibtex(reference)
        assert list(read_one(public).fields) == public_fields(reference)
        assert all(re.match(r"@\w+\{|  [a-z]+ = \{.*\},$|\}$|% ", line) for line in public.split("\n"))
