"""The menu: the author's own, with the generated pages where they belong."""

from __future__ import annotations

from typing import Any

import pytest

from themebook.core.diagnostics import Span
from themebook.site.navigation import whole_navigation
from themebook.site.plan import NavSection, PlannedPage, SitePlan

THEME = NavSection(title="A theme", path="themes/t/index.md", children=(NavSection(title="Sub", path="themes/t/s.md"),))
THEMES = NavSection(title="Themes", path="themes/index.md", children=(THEME,))
BELOW = ["themes/index.md", {"A theme": ["themes/t/index.md", {"Sub": "themes/t/s.md"}]}]


def page(path: str, title: str, subject: str = "") -> PlannedPage:
    span = Span("findings.yml")
    return PlannedPage(path=path, kind_label="", title=title, template="", subject=subject, crumbs=(), span=span)


PLAN = SitePlan(
    pages=(
        page("themes/index.md", "Themes"),
        page("quotes/index.md", "Quotes"),
        page("quotes/page/2.md", "Quotes, page 2 of 2", "2"),
        page("themes/t/index.md", "A theme", "t"),
    ),
    targets={},
    themes=THEMES,
)


@pytest.mark.parametrize(
    ("nav", "whole"),
    [
        ([], [{"Themes": BELOW}, {"Quotes": "quotes/index.md"}]),
        (["index.md"], ["index.md", {"Themes": BELOW}, {"Quotes": "quotes/index.md"}]),
        (["themes/index.md", "quotes/index.md"], [{"Themes": BELOW}, "quotes/index.md"]),
        (
            [{"What was found": "themes/index.md"}, {"Words": "quotes/index.md"}],
            [{"What was found": BELOW}, {"Words": "quotes/index.md"}],
        ),
        (
            [{"Study": ["method.md", {"Results": ["themes/index.md", {"All": "quotes/index.md"}]}]}],
            [{"Study": ["method.md", {"Results": [{"Themes": BELOW}, {"All": "quotes/index.md"}]}]}],
        ),
    ],
)
def test_indexes_are_where_the_author_puts_them_or_last(nav: list[Any], whole: list[Any]) -> None:
    assert whole_navigation(nav, PLAN) == whole


def test_further_pages_of_lists_and_pages_of_quotes_are_not_in_the_menu() -> None:
    assert PLAN.in_nav() == {"themes/index.md", "themes/t/index.md", "themes/t/s.md", "quotes/index.md"}
