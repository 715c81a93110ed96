"""Terms of a glossary in a text: the same as by one pattern of all terms, which thousands of them would make slow."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from themebook.core.diagnostics import Span
from themebook.core.model import Term
from themebook.render.terms import _Spellings

LETTERS = ["a", "b", "A", "B", "ab", "-", ".", "(", "é", "1"]
WORDS = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=3).map("".join)
TERMS = st.lists(st.lists(WORDS, min_size=1, max_size=2).map(" ".join), min_size=1, max_size=4, unique=True)
TEXTS = st.lists(st.sampled_from([*LETTERS, " ", "  ", "\n"]), max_size=14).map("".join)


def term(word: str) -> Term:
    return Term(term=word, meaning="", span=Span("findings.yml"))


def expected(words: list[str], text: str) -> list[tuple[int, int, str]]:
    spellings = {form: word for word in words if word.islower() for form in [word[0].upper() + word[1:]]}
    spellings |= {word: word for word in words}
    ordered = sorted(spellings, key=lambda form: (-len(form), form))
    pattern = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)
    found = re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text)
    return [(one.start(), one.end(), spellings[" ".join(one[0].split())]) for one in found]


@given(TERMS, TEXTS)
def test_terms_are_found_where_one_pattern_of_all_would_find_them(words: list[str], text: str) -> None:
    found = _Spellings({word: term(word) for word in words}).find(text)
    assert [(start, end, one.term) for start, end, one in found] == expected(words, text)
