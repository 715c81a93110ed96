"""What quotes are called: by what they are about, or else by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from themebook.graph.link import link
from themebook.pipeline import read
from themebook.site.quote_titles import quote_titles, title_says_context
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings, pages_below

STUDY = """\
study: {reference: k}
participants: [{id: anna, name: Anna}]
themes:
  - id: theme
    title: Theme
    summary: All.
    subthemes:
      - id: sub
        title: Sub
        summary: Part.
        quotes:
"""


def titles(folder: Path, *quotes: str) -> list[str]:
    """The titles of quotes, each given by its own keys."""
    items = (f"          - {{id: q{number}, participant: anna, {keys}}}\n" for number, keys in enumerate(quotes))
    (folder / "findings.yml").write_text(STUDY + "".join(items), "utf-8")
    (folder / "references.bib").write_text("@misc{k, title = {T}, year = 2020, author = {A, B.}}\n", "utf-8")
    graph = link(read(Settings(root=folder), pages_below(folder, "docs"), Scanner()).value)
    return [title.text for title in quote_titles(graph.quotes.values()).values()]


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ("text: We sleep., context: On the night shift.", "Anna on the night shift"),
        ("text: We sleep., context: On the night shift. She laughs.", "Anna on the night shift"),
        ("text: We sleep., title: the night shift, context: She laughs.", "Anna on the night shift"),
        ("text: We sleep., context: She laughs.", "Anna: “We sleep”"),
        ("text: We sleep.", "Anna: “We sleep”"),
        ("text: We sleep., context: 'On [[theme]].'", "Anna: “We sleep”"),
        ("text: We sleep., context: 'On *nights*.'", "Anna: “We sleep”"),
        (f"text: We sleep., context: On {'very ' * 30}long nights.", "Anna: “We sleep”"),
    ],
)
def test_a_quote_is_called_by_what_it_is_about_or_its_words(tmp_path: Path, keys: str, title: str) -> None:
    assert [one.replace(".”", "”") for one in titles(tmp_path, keys)] == [title]


def test_two_quotes_about_the_same_are_told_apart_by_their_words(tmp_path: Path) -> None:
    context = "context: On nights."
    found = titles(tmp_path, f"text: We sleep, {context}", f"text: We wake, {context}", "text: Yes, title: days")
    assert found == ["Anna on nights: “We sleep”", "Anna on nights: “We wake”", "Anna on days"]


def test_a_context_is_only_left_out_if_the_title_has_all_of_it(tmp_path: Path) -> None:
    titles(
        tmp_path,
        "text: a, context: On nights.",
        "text: b, context: On days. She laughs.",
        "text: c, title: weeks, context: On weeks.",
    )
    graph = link(read(Settings(root=tmp_path), pages_below(tmp_path, "docs"), Scanner()).value)
    assert [title_says_context(linked.quote) for linked in graph.quotes.values()] == [True, False, False]
