"""Addresses between pages, names of files, and attributes in the templates of the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import themebook
from themebook.core.file_names import is_reserved
from themebook.core.truncate import short_title
from themebook.site.routes import slugs
from themebook.sources.markdown.markdown_text import relative

PACKAGE = Path(themebook.__file__).parent


@pytest.mark.parametrize(
    ("path", "start", "anchor", "address"),
    [
        ("quotes/q.md", "index.md", "", "quotes/q.md"),
        ("quotes/q.md", "quotes/p.md", "", "q.md"),
        ("themes/t/index.md", "quotes/p.md", "f", "../themes/t/index.md#f"),
        ("a.md", "a.md", "x", "#x"),
        ("references/müller.md", "a.md", "", "references/m%C3%BCller.md"),
    ],
)
def test_relative_addresses(path: str, start: str, anchor: str, address: str) -> None:
    assert relative(path, start, anchor) == address


def test_file_names_of_works_never_collide() -> None:
    keys = [
        "index",
        "Smith2004",
        "smith2004",
        "DBLP:conf/x",
        "DBLP-conf-x",
        "..",
        "müller",
        "con",
        "nul.2",
        "a" * 300,
        "a" * 301,
    ]
    names = slugs(keys)
    assert len({name.casefold() for name in names.values()} - {"index"}) == len(keys)
    assert not any("/" in name or ":" in name or name.startswith(".") for name in names.values())
    assert not any(is_reserved(name) or len(name) > 110 for name in names.values())


@given(st.text(min_size=1))
def test_a_short_title_is_short_and_begins_as_the_text_does(text: str) -> None:
    title = short_title(text)
    assert len(title) <= 61
    assert " ".join(text.split()).startswith(title.removesuffix("…"))


# A value between the quotation marks of an attribute, in templates in which nothing is escaped by itself. The macros
# `titles.of`, `address` and `shared_address` escape what they print.
QUOTED = re.compile(r"[\w:-]+=\"((?:[^\"{]|\{(?![{%])|\{\{.*?\}\}|\{%.*?%\})*)\"", re.S)
LITERAL = r"(?:'[^']*'|\"[^\"]*\")"
SAFE = re.compile(
    rf"{LITERAL}(?: \| url)?(?: if [^'\"]+(?: else {LITERAL})?)?|(?:titles\.of|(?:shared_)?address)\([\w.]+\)|.*\| e",
    re.S,
)
THEME = sorted((PACKAGE / "theme").rglob("*.html"))


@pytest.mark.parametrize("template", THEME, ids=lambda path: path.name)
def test_no_template_of_the_theme_puts_a_value_into_an_attribute_unescaped(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text("utf-8"), flags=re.S)
    values = [value.strip() for found in QUOTED.findall(text) for value in re.findall(r"\{\{(.*?)\}\}", found, re.S)]
    assert [value for value in values if not SAFE.fullmatch(value)] == []
