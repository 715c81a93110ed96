"""Every address and every file name of the site: nothing else decides where a page or a file is.

A page is called by the path of its Markdown source below the documentation folder, as MkDocs does. What else the site
has is called by its path below the folder of the site.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

from themebook.core.file_names import GENERATED_FOLDERS, safe
from themebook.core.model import Term
from themebook.sources.pages.found import Page

HOME = "index.md"
# MkDocs takes a page of either name for the first one.
HOMES = (HOME, "README.md")

_THEMES, _QUOTES, _PARTICIPANTS, _REFERENCES = GENERATED_FOLDERS
THEMES, QUOTES, PARTICIPANTS, REFERENCES = (f"{folder}/{HOME}" for folder in GENERATED_FOLDERS)

#: Where the records for previews and the offline search are, and the index of Pagefind.
RECORDS = "assets/themebook/records"
SEARCH_INDEX = "pagefind"


def theme_page(theme: str) -> str:
    """The page of a theme, by its id."""
    return f"{_THEMES}/{theme}/{HOME}"


def subtheme_page(theme: str, subtheme: str) -> str:
    """The page of a subtheme, by the ids of its theme and its own."""
    return f"{_THEMES}/{theme}/{subtheme}.md"


def quote_page(quote: str) -> str:
    """The page of a quote, by its id."""
    return f"{_QUOTES}/{quote}.md"


def participant_page(participant: str) -> str:
    """The page of a participant, by its id."""
    return f"{_PARTICIPANTS}/{participant}.md"


def work_page(slug: str) -> str:
    """The page of a cited work, by the name that ``slugs`` gives its key."""
    return f"{_REFERENCES}/{slug}.md"


def view_pages(pages: Sequence[Page]) -> dict[str, str]:
    """The page on which each view is shown, by the view's name; the first, where there are several."""
    shown: dict[str, str] = {}
    for page in pages:
        for view in page.found.views:
            shown.setdefault(view.name, page.path)
    return shown


def view_page(pages: Sequence[Page], view: str) -> str:
    """The page of one of ``VIEW_PAGES``: that on which the view is shown, or else the one that is generated for it."""
    return view_pages(pages).get(view, f"{view}.md")


def record_file(number: int) -> str:
    """A file of records, by its number from 0."""
    return f"{RECORDS}/{number}.js"


def published_address(page: str, *, directory_urls: bool) -> str:
    """The address that MkDocs gives a page, from the root of the site, percent-encoded."""
    name = re.sub(r"(^|/)README$", r"\1index", page.removesuffix(".md"))
    if not directory_urls:
        return quote(f"{name}.html")
    return quote(name[: -len("index")] if re.search(r"(^|/)index$", name) else f"{name}/")


def slugs(keys: Sequence[str], signs: str = "_.-") -> dict[str, str]:
    """For each key a name for files and anchors that any file system takes: ASCII, no name of an index page.

    Only these ``signs`` are kept beside letters and digits. All are different, even but for case.
    """
    taken = {"index", "readme"}
    chosen = {}
    numbers: dict[str, int] = {}
    for key in keys:
        plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
        base = safe(re.sub(f"[^A-Za-z0-9{signs}]+", "-", plain).strip("-.")).rstrip("-.") or "work"
        slug, number = base, numbers.get(base, 2)
        while slug.casefold() in taken:
            slug, number = f"{base}-{number}", number + 1
        # Thousands of keys may have no letter that a slug can have.
        numbers[base] = number
        taken.add(slug.casefold())
        chosen[key] = slug
    return chosen


def term_anchors(glossary: Sequence[Term]) -> dict[str, str]:
    """For each term the anchor of its explanation; the underscore keeps it apart from ids.

    Underscores of the term are not kept: around a word they would be emphasis in the Markdown of its heading.
    """
    return {term: f"term_{slug.casefold()}" for term, slug in slugs([one.term for one in glossary], ".-").items()}
