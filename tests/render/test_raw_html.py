"""Addresses in HTML are changed, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.render.raw_html import with_addresses

PIECES = st.sampled_from(
    ["<p>", "</p>", "<br/>", "<a href='x'>", '<img src="y" alt="a &amp; b">', "&amp;", "&", "<!-- href='z' -->",
     "\n", "a", "<", ">", "<b", "<script>a<b</script>"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("<a href='x.md'>x &amp; y</a>", '<a href="!x.md">x &amp; y</a>'),
        ('<p>\n<img alt="a &lt; b" src=pic.png />\n</p>', '<p>\n<img alt="a &lt; b" src="!pic.png" />\n</p>'),
        ('<video controls poster="a"><source src="b">', '<video controls poster="!a"><source src="!b">'),
        ("<A HREF='x'>", '<a href="!x">'),
        ("<a href>", "<a href>"),
        ("<!-- <a href='x'> --> <p title='href=x'>", "<!-- <a href='x'> --> <p title='href=x'>"),
    ],
)  # fmt: skip
def test_addresses_are_replaced(written: str, changed: str) -> None:
    assert with_addresses(written, lambda address: f"!{address}") == changed


@given(st.lists(PIECES, max_size=8).map("".join))
def test_html_whose_addresses_stay_is_not_touched(text: str) -> None:
    assert with_addresses(text, lambda address: address) == text
