"""Headings are those that the site's own extension for tables of contents makes."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from themebook.render.content import Heading
from themebook.render.headings import HeadingConverter
from themebook.render.markdown_options import MarkdownOptions

HEADINGS = [
    Heading(level=1, words="A &amp; <em>b</em>", attributes={"id": "a"}),
    Heading(level=2, words="One", attributes={"id": "one_", "class": "c", "data-toc-label": "1 &lt; 2"}),
    Heading(level=2, words="One", attributes={}),
    Heading(level=3, words="One", attributes={}),
]


def converted(**toc: Any) -> tuple[list[html.HtmlElement], list[dict[str, Any]]]:
    made, contents = HeadingConverter(MarkdownOptions(["toc"], {"toc": toc})).convert(HEADINGS)
    return [html.fromstring(one) for one in made], contents


@pytest.mark.parametrize(
    "toc",
    [
        {"permalink": True},
        {"permalink": "#", "permalink_leading": True},
        {"permalink": True, "permalink_class": "own", "permalink_title": "Hier"},
    ],
)
def test_permalinks_are_outside_the_names_of_headings(toc: dict[str, Any]) -> None:
    headings, _ = converted(**toc)
    assert [one.get("id") for one in headings] == ["a", "one_", "one", "one_1"]
    title, *others = headings
    assert title.text_content() == "A & b"
    assert title.xpath("em")
    for heading in others:
        name, link = heading
        assert (name.get("id"), name.text_content()) == (heading.get("aria-labelledby"), "One")
        assert link.get("href") == f"#{heading.get('id')}"
        assert link.get("aria-label") == toc.get("permalink_title", "Link to this section")


def test_the_contents_have_the_labels_of_headings() -> None:
    headings, contents = converted()
    assert "data-toc-label" not in headings[1].attrib
    assert headings[1].get("class") == "c"
    (top,) = contents
    assert (top["id"], top["name"]) == ("a", "A &amp; b")
    assert [(one["id"], one["name"]) for one in top["children"]] == [("one_", "1 &lt; 2"), ("one", "One")]
    assert [one["id"] for one in top["children"][1]["children"]] == ["one_1"]


def test_a_base_level_moves_headings_down() -> None:
    headings, _ = converted(baselevel=2)
    assert [one.tag for one in headings] == ["h2", "h3", "h3", "h4"]


def test_without_the_extension_headings_are_plain() -> None:
    made, contents = HeadingConverter(MarkdownOptions([])).convert(HEADINGS[:1])
    assert made == ['<h1 id="a">A &amp; <em>b</em></h1>']
    assert contents == []


@pytest.mark.parametrize("toc", [{"permalink": True}, {"toc_depth": "2-2"}, {"baselevel": 3, "anchorlink": True}])
def test_headings_are_the_same_whether_or_not_others_on_the_page_lack_an_id(toc: dict[str, Any]) -> None:
    """Only where all have one can each be converted by itself, once for all pages."""
    converter = HeadingConverter(MarkdownOptions(["toc"], {"toc": toc}))
    with_ids = [*HEADINGS[:2], Heading(level=4, words="Deep", attributes={"id": "deep"}), HEADINGS[1]]
    alone, contents = converter.convert(with_ids)
    again, contents_again = converter.convert(with_ids)
    together, all_contents = converter.convert([*with_ids, Heading(level=6, words="No id", attributes={})])
    assert alone == again == together[:-1]
    assert contents == contents_again
    assert str(all_contents).startswith(str(contents).rstrip("[]}"))
