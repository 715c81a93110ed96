"""Escaped text comes through any Markdown as it was."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

import themebook
from themebook.core.diagnostics import Span
from themebook.core.file_names import is_reserved
from themebook.core.model import Term
from themebook.core.truncate import short_title
from themebook.site.routes import slugs, term_anchors
from themebook.sources.markdown.markdown_text import attribute, escape, relative, verbatim

PACKAGE = Path(themebook.__file__).parent
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "smarty", "tables",
    "pymdownx.arithmatex", "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji",
    "pymdownx.highlight", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.smartsymbols",
    "pymdownx.superfences", "pymdownx.tilde",
]  # fmt: skip
MARKDOWN = markdown.Markdown(extensions=EXTENSIONS)

# What people can say: any printable text, with the signs that Markdown reads as more than themselves well represented.
SPOKEN = st.text(
    st.sampled_from("""abc XYZ 019 éß“”‘’…— !"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n""")
    | st.characters(categories=["L", "N", "P", "S", "Zs"]),
    min_size=1,
)


def shown(source: str) -> str:
    MARKDOWN.reset()
    return html.fromstring(f"<div>{MARKDOWN.convert(source)}</div>").text_content().strip()


@given(SPOKEN)
def test_any_words_come_through_as_they_were_said(words: str) -> None:
    said = " ".join(words.split())
    assert " ".join(shown(verbatim(said) if said else "").split()) == said


@pytest.mark.parametrize(
    "words",
    [
        "1. one",
        "[@lee]",
        "!!! note",
        "{: .c }",
        "*a* _b_",
        "<b>",
        "&amp; &#35;",
        "# x",
        "    x",
        "> q",
        "- l",
        "```",
        "a | b",
    ]
    + [
        "--> (c) +/- 1/2",
        ":smile:",
        "http://a.b/",
        "me@a.b",
        "==m== ^^i^^ ~~d~~",
        "$x$",
        "\\*",
        "term\n: x",
        "++ctrl++",
    ],
)
def test_words_that_look_like_markdown(words: str) -> None:
    assert shown(escape(words.strip())) == " ".join(words.strip().split("\n"))


def test_line_breaks_of_a_quote_are_kept() -> None:
    assert [line.strip() for line in shown(verbatim("one\ntwo")).split("\n")] == ["one", "two"]


@pytest.mark.parametrize("words", ["    four spaces", "\tone tab", "\n    on its second line", "??? note", "???+ note"])
def test_text_that_begins_like_a_block_is_a_paragraph(words: str) -> None:
    MARKDOWN.reset()
    made = html.fromstring(f"<div>{MARKDOWN.convert(escape(words))}</div>")
    assert [(one.tag, one.text_content().split()) for one in made] == [("p", words.split())]


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


@given(SPOKEN)
@example('"><svg onload=alert(1)>')
@example('Talk "over" the fence')
@example("' onfocus='alert(1)' &quot;&amp;quot;&#34; &lt;b&gt; {: #x } {{ map }}")
def test_an_attribute_has_exactly_its_value_and_ends_where_it_should(value: str) -> None:
    value = " ".join(value.split())
    MARKDOWN.reset()
    made = MARKDOWN.convert(f'<nav class="c" aria-label="{attribute(value)}" markdown="1">\n\n*a*\n\n</nav>')
    (nav,) = html.fragments_fromstring(made)
    assert dict(nav.attrib) == {"class": "c", "aria-label": value}
    assert nav.text_content().strip() == "a"


# A value between the quotation marks of an attribute, in templates in which nothing is escaped by itself.
VALUE = re.compile(r"[\w:-]+=\"[^\"{]*(?:\{[{%](?:[^}%]|\"[^\"]*\")*[}%]\}[^\"{]*)+\"")
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.md.j2"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_puts_a_value_into_an_attribute_unescaped(template: Path) -> None:
    text = template.read_text("utf-8")
    for found in VALUE.findall(text):
        for value in re.findall(r"\{\{(.*?)\}\}", found):
            assert re.search(r"\| (attribute|escape) $", value), found


# The same for the theme. The macros `titles.of` and `address` escape what they print.
QUOTED = re.compile(r"[\w:-]+=\"((?:[^\"{]|\{(?![{%])|\{\{.*?\}\}|\{%.*?%\})*)\"", re.S)
LITERAL = r"(?:'[^']*'|\"[^\"]*\")"
SAFE = re.compile(
    rf"{LITERAL}(?: \| url)?(?: if [^'\"]+(?: else {LITERAL})?)?|(?:titles\.of|address)\([\w.]+\)|.*\| e", re.S
)
THEME = sorted((PACKAGE / "theme").rglob("*.html"))


@pytest.mark.parametrize("template", THEME, ids=lambda path: path.name)
def test_no_template_of_the_theme_puts_a_value_into_an_attribute_unescaped(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text("utf-8"), flags=re.S)
    values = [value.strip() for found in QUOTED.findall(text) for value in re.findall(r"\{\{(.*?)\}\}", found, re.S)]
    assert [value for value in values if not SAFE.fullmatch(value)] == []


def test_anchors_of_terms_hold_nothing_that_markdown_reads() -> None:
    terms = [
        Term(term=word, meaning="", span=Span("a.yml")) for word in ("a _b_ c", "a -b- c", "__init__", "snake_case")
    ]
    anchors = term_anchors(terms)
    assert len(set(anchors.values())) == len(terms)
    for term, anchor in anchors.items():
        made = html.fromstring(MARKDOWN.convert(f"## {escape(term)} {{ #{anchor} .c }}"))
        assert (made.get("id"), made.text_content()) == (anchor, term)
