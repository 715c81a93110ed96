"""Code, comments and raw HTML: the same as by patterns that say it simply but take too long on absurd texts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from themebook.sources.markdown.code_and_html import raw_html
from themebook.sources.markdown.page_text import without_code

CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[ \t]*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|<!--.*?-->", re.M | re.S
)
RAW = re.compile(r"<!--.*?-->|<(pre|script|style|textarea)\b.*?</\1\s*>", re.S | re.I)
PIECES = ["`", "``", "```", "````", "~~~", "~~~~", "\n", "a", " ", "<!--", "-->", "x\n"]
TAGS = ["<pre>", "</pre>", "<script a>", "</script >", "</PRE>", "<!--", "-->", "\n", "a"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_code_and_comments_are_blanked_out(text: str) -> None:
    expected = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    # Backticks too many before code are blanked out with it, or are not: nothing can be written with them.
    assert without_code(text).replace("`", " ") == expected.replace("`", " ")


@given(st.lists(st.sampled_from(TAGS), max_size=14).map("".join))
def test_raw_html_is_found(text: str) -> None:
    assert list(raw_html(text)) == [found.span() for found in RAW.finditer(text)]
