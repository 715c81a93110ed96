"""Links lead from any page to any other, in both styles of addresses."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from mkdocs.structure.files import File

from themebook.site.link_context import Addresses, LinkContext
from themebook.site.targets import Target

PAGES = ["index.md", "README.md", "quotes/index.md", "quotes/a b.md", "themes/t/index.md", "themes/t/ü.md"]


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("start", PAGES)
@pytest.mark.parametrize("to", PAGES)
def test_a_link_leads_where_mkdocs_puts_the_page(start: str, to: str, *, directory_urls: bool) -> None:
    base = "https://a.example/"
    urls = [urljoin(base, File(page, "", "", directory_urls).url) for page in (start, to)]
    link = LinkContext(start, {}, Addresses(directory_urls=directory_urls)).to_page(to)
    assert link
    assert urljoin(urls[0], link) == urls[1]


def test_an_anchor_on_the_same_page_is_only_a_fragment() -> None:
    links = LinkContext("quotes/q.md", {}, Addresses())
    assert links.to_page("quotes/q.md", "é") == "#%C3%A9"
    assert links.to_page("index.md", "x") == "../../#x"
    assert links.to_page("quotes/q.md") == "../../quotes/q/"


def test_a_target_that_is_a_part_of_a_page_has_an_anchor() -> None:
    targets = {
        "limit": Target(kind="limitation", title="A limit", path="limits.md", anchor="limit"),
        "said": Target(kind="quote", title="Words", path="quotes/said.md", anchor="said"),
    }
    links = LinkContext("index.md", targets, Addresses())
    assert links.address("limit") == "limits/#limit"
    assert links.address("said") == "quotes/said/"


def test_a_filtered_list_has_only_the_filters_with_a_value() -> None:
    links = LinkContext("themes/t/index.md", {}, Addresses())
    assert links.filtered("quotes/index.md", "s", stance="contrasts", theme="", q="a b") == (
        "../../quotes/?stance=contrasts&q=a+b#s"
    )
