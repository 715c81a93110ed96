"""Only what is surely an address of the web or of a mailbox becomes a link, and it leads where it was meant to lead."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.core.web_addresses import web_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://e.example/a)b", "https://e.example/a)b"),
        ("http://e.example", "http://e.example"),
        (" HTTPS://E.example/A ", "https://E.example/A"),
        ('https://e.example/a b<c>"d', "https://e.example/a%20b%3Cc%3E%22d"),
        ("https://e.example/a)<script>alert(1)</script>", "https://e.example/a)%3Cscript%3Ealert(1)%3C/script%3E"),
        ("https://e.example/a)[x](javascript:alert(1))", "https://e.example/a)%5Bx%5D(javascript:alert(1))"),
        ("https://e.example/%7Ea?b=%zz&c=100%#d", "https://e.example/%7Ea?b=%25zz&c=100%25#d"),
        ("https://e.example/?a=1&copy;=2#x?y", "https://e.example/?a=1&copy;=2#x?y"),
        ("https://e.example/\\x`|{y}", "https://e.example/%5Cx%60%7C%7By%7D"),
        ("https://b\u00fccher.example/\u00fc", "https://b\u00fccher.example/%C3%BC"),
        ("https://b%C3%BCcher.example/", "https://b%C3%BCcher.example/"),
        ("https://me@e.example:8080/", "https://me@e.example:8080/"),
        ("https://[2001:db8::1]:80/x", "https://[2001:db8::1]:80/x"),
        ("www.e.example/a", "https://www.e.example/a"),
        ("mailto:a@e.example?subject=a b", "mailto:a@e.example?subject=a%20b"),
        ("https://doi.org/10.1234/a<b>)c#d?e%3Cf&g", "https://doi.org/10.1234/a%3Cb%3E)c%23d%3Fe%3Cf&g"),
    ],
)
def test_an_address(written: str, address: str) -> None:
    assert web_address(written) == address
    assert web_address(address) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "https://javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///home/x",
        "ftp://e.example/",
        "//e.example/",
        "/etc/passwd",
        "a.md",
        "https:///x",
        "https://",
        "https:e.example",
        "https://e.example\\@evil.example/",
        "https://e.example)/",
        "https://e.example<b>/",
        "https://e x.example/",
        "https://e\u202e.example/",
        "https://e\u2100.example/",
        "https://[x/",
        "https://a]b/",
        "https://e.example:80x/",
        "mailto:",
        "see https://e.example/",
    ],
)
def test_no_address(written: str) -> None:
    assert web_address(written) is None


ODD = st.text(st.sampled_from("ab/:?#[]@!$&'()*+,;=%<>\"\\`{}|^~ \t\n\u00fc\u202e0") | st.characters())
STARTS = ["", "https://", "https://e.example/", "http://e.example?", "mailto:", "https://doi.org/10.1/", "javascript:"]


@given(st.sampled_from(STARTS), ODD)
def test_any_text_is_an_address_of_the_web_or_none(start: str, rest: str) -> None:
    address = web_address(start + rest)
    if address is None:
        return
    assert urlsplit(address).scheme in ("http", "https", "mailto")
    assert not re.search(r"[\s<>\"`{}|^\\\x00-\x1f]|%(?![0-9A-Fa-f]{2})", address)
    assert web_address(address) == address


@given(ODD)
def test_a_path_leads_where_it_was_meant_to(path: str) -> None:
    address = web_address(f"https://e.example/{path}")
    text = re.sub("%(?![0-9A-Fa-f]{2})", "%25", f"https://e.example/{path}".strip())
    assert address is not None
    assert unquote(address, errors="replace") == unquote(text, errors="replace").encode(errors="replace").decode()
