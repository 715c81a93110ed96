"""What is read in a quick way is read as the libraries read it."""

from __future__ import annotations

import pytest
from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock
from bibtexparser.splitter import Splitter
from hypothesis import given
from hypothesis import strategies as st

from themebook.sources.bibtex.accents import with_accents
from themebook.sources.bibtex.latex import decode, decode_title
from themebook.sources.bibtex.splitter import QuickSplitter

BLOCKS = ["@a{", "@book{k,", "@string{", "@comment{", "@x(", "a", "b = ", "c={x}", "={", "}", ",", "\n", '"', "{", "\\"]
BLOCKS += ["\\{", '\\"', "@", ")", " = 12", '= "q"', "{a {b} c}", "\n@m{j,t={u}}\n", "{{{{x}}}}", "#", " "]


def blocks(splitter: type[Splitter], text: str) -> list[object]:
    found: list[object] = []
    for block in splitter(text).split().blocks:
        one = block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else block
        if isinstance(one, Entry):
            fields = [(field.key, field.value) for field in one.fields]
            found.append((one.entry_type, one.key, fields, one.raw))
        elif isinstance(one, ParsingFailedBlock):
            found.append((str(getattr(one.error, "abort_reason", "")), one.raw))
        else:
            found.append((type(one).__name__, block.raw))
    return found


@given(st.lists(st.sampled_from(BLOCKS), max_size=22).map("".join))
def test_blocks_are_those_of_the_library(text: str) -> None:
    assert blocks(QuickSplitter, text) == blocks(Splitter, text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('M{\\"u}ller', "Müller"),
        ("\\'{E}tat", "État"),
        ("{\\'{\\i}}", "í"),
        ("{\\v r}{\\v{c}}", "řč"),
        ("Stra{\\ss}e {\\O}", "Straße Ø"),
        ("{\\'q}", "{\\'q}"),
        ("\\\\'{e}", "\\\\'{e}"),
    ],
)
def test_accents_become_letters(raw: str, text: str) -> None:
    assert with_accents(raw) == text


def test_accents_protect_no_capital_of_a_title() -> None:
    assert decode_title("{\\'E}tat {\\'{E}} {Key {\\'e}}").text == "État É {Key é}"
    assert decode("{\\'E}tat \\& {\\o}").text == "État & ø"
