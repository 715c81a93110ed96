"""Whatever a title or a name contains, each format gives it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import markdown

from themebook.exchange.escaping import (
    author_of,
    bibtex_name,
    latex_text,
    markdown_text,
    plain_name,
    written_author,
)
from themebook.sources.bibtex.latex import decode, decode_title
from themebook.sources.bibtex.persons import read_names

# Letters, and all that means something in one of the formats.
_CHARACTERS = [*"aBé ДΩ", *"\"'`-#%&$_{}\\~^<>@![]()*|=:;.,/?+"]
texts = st.text(st.sampled_from(_CHARACTERS), max_size=30).map(lambda text: " ".join(text.split()))


@given(texts)
def test_bibtex_gives_a_text_back(text: str) -> None:
    assert decode(latex_text(text)) == (text, (), ())
    assert decode_title(latex_text(text))[1:] == ((), ())


@given(texts.filter(bool))
def test_markdown_gives_a_heading_back(text: str) -> None:
    # An at sign begins a citation, which only Themebook's extension knows.
    shown = markdown(
        f"# {markdown_text(text)}".replace("\\@", "@"), extensions=["attr_list", "footnotes", "md_in_html"]
    )
    assert [" ".join(one.text_content().split()) for one in html.fragment_fromstring(shown, "div").iter("h1")] == [text]


NAMES = {
    "Ann Author": ("Ann Author", "Ann Author"),
    "Author, Ann B.": ("Author, Ann B.", "Ann B. Author"),
    "van der Berg, Jan": ("van der Berg, Jan", "Jan van der Berg"),
    "Plato": ("Plato", "Plato"),
    "{Garden Society}": ("{Garden Society}", "Garden Society"),
    "Ministry of Bread": ("{Ministry of Bread}", "Ministry of Bread"),
    "Smith and Sons": ("{Smith and Sons}", "Smith and Sons"),
    "{Bread & Co: #1}": (r"{Bread \& Co: \#1}", "Bread & Co: #1"),
    "others": ("{others}", "others"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_each_format(name: str) -> None:
    assert (bibtex_name(name), plain_name(name)) == NAMES[name]


@given(st.lists(texts.filter(lambda text: text.strip("{} ")), min_size=1, max_size=3))
def test_several_names_stay_several(names: list[str]) -> None:
    read = read_names(" and ".join(map(bibtex_name, names)))
    assert (len(read.persons), read.problems, read.bodies) == (len(names), (), ())


AUTHORS = {"Anna Miller": "Miller, Anna", "Miller, Anna": "Miller, Anna", "{World Bread Fund}": "{World Bread Fund}"}


@pytest.mark.parametrize("name", AUTHORS)
def test_an_author_is_a_person_or_an_organisation(name: str) -> None:
    assert written_author(author_of(name)) == AUTHORS[name]
