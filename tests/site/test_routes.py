"""Addresses are computed in one module, and every generated page is where it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import themebook
from themebook.core.diagnostics import Span
from themebook.core.fields import EntityId
from themebook.core.model import Theme
from themebook.site import routes
from themebook.site.routes import GENERATED_FOLDERS

PACKAGE = Path(themebook.__file__).parent
# Examples in comments are no addresses.
COMMENT = re.compile(r'""".*?"""|/\*.*?\*/|\{#.*?#\}|^\s*(?:#|//).*$', re.DOTALL | re.MULTILINE)
FILES = [
    path
    for path in PACKAGE.rglob("*")
    if path.suffix in (".py", ".j2", ".html", ".js")
    and path.name not in ("routes.py", "links.py")
    and "vendor" not in path.parts
]


@pytest.mark.parametrize("start", [*(f"{folder}/" for folder in GENERATED_FOLDERS), "pagefind/", routes.RECORDS])
def test_no_address_is_written_elsewhere(start: str) -> None:
    quoted = re.compile(rf"[\"'`]{re.escape(start)}")
    texts = {path.name: COMMENT.sub("", path.read_text("utf-8")) for path in FILES}
    assert [name for name, text in texts.items() if quoted.search(text)] == []


@pytest.mark.parametrize(
    ("page", "with_folders", "without"),
    [
        ("index.md", "", "index.html"),
        ("about.md", "about/", "about.html"),
        ("themes/index.md", "themes/", "themes/index.html"),
        ("more/README.md", "more/", "more/index.html"),
        ("references/müller.md", "references/m%C3%BCller/", "references/m%C3%BCller.html"),
    ],
)
def test_a_page_has_the_address_that_mkdocs_gives_it(page: str, with_folders: str, without: str) -> None:
    assert routes.published_address(page, directory_urls=True) == with_folders
    assert routes.published_address(page, directory_urls=False) == without


def test_pages_of_things_are_in_their_folders() -> None:
    work, calm, rules = (Theme(id=EntityId(name), title=name, span=Span("x")) for name in ("work", "calm", "rules"))
    assert routes.theme_page((work,)) == "themes/work/index.md"
    assert routes.theme_page((work, calm)) == "themes/work/calm.md"
    assert routes.theme_page((work, calm, rules)) == "themes/work/calm/rules.md"
    assert routes.quote_page("quote-a") == "quotes/quote-a.md"
    assert routes.participant_page("ann") == "participants/ann.md"
    assert routes.work_page("own2020") == "references/own2020.md"
