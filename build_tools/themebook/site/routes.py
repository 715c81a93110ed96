"""Every address and file name of the site. No other module decides where a page or file goes.

As in MkDocs, a page is identified by the path of its Markdown source, relative to the documentation folder. All other
files are identified by their paths relative to the site folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

from themebook.core.file_names import safe
from themebook.core.model import Term, ThemePath
from themebook.sources.markdown.scan_results import Page

#: The folders of generated pages. Hand-written pages may not be in them.
THEMES_FOLDER = "themes"
FINDINGS_FOLDER = "findings"
QUOTES_FOLDER = "quotes"
PARTICIPANTS_FOLDER = "participants"
REFERENCES_FOLDER = "references"
GENERATED_FOLDERS = (THEMES_FOLDER, FINDINGS_FOLDER, QUOTES_FOLDER, PARTICIPANTS_FOLDER, REFERENCES_FOLDER)
#: Those of studies that list sources or codes, by the names of the lists.
SOURCES_FOLDER = "sources"
CODES_FOLDER = "codes"

HOME = "index.md"
# MkDocs uses either as the home page.
HOMES = (HOME, "README.md")

THEMES = f"{THEMES_FOLDER}/{HOME}"
FINDINGS = f"{FINDINGS_FOLDER}/{HOME}"
QUOTES = f"{QUOTES_FOLDER}/{HOME}"
PARTICIPANTS = f"{PARTICIPANTS_FOLDER}/{HOME}"
SOURCES = f"{SOURCES_FOLDER}/{HOME}"
CODES = f"{CODES_FOLDER}/{HOME}"
REFERENCES = f"{REFERENCES_FOLDER}/{HOME}"

# The index of each list, and the folder of its further pages. No page of an id or key is in these folders.
_LISTS = {
    "findings": (FINDINGS, f"{FINDINGS_FOLDER}/page"),
    "quotes": (QUOTES, f"{QUOTES_FOLDER}/page"),
    "participants": (PARTICIPANTS, f"{PARTICIPANTS_FOLDER}/page"),
    "sources": (SOURCES, f"{SOURCES_FOLDER}/page"),
    "references": (REFERENCES, f"{REFERENCES_FOLDER}/page"),
    "uncited": (REFERENCES, f"{REFERENCES_FOLDER}/uncited"),
}

#: The anchor of how to cite a page. With the plugin, every page has it.
CITE_ANCHOR = "cite_"

#: The folder of the study as data, for other programs, and in it those of the works of each theme and of the figures.
DATA_FOLDER = "data"
_THEMES_IN_DATA, _FIGURES_IN_DATA = "themes", "figures"
THEME_WORKS = f"{DATA_FOLDER}/{_THEMES_IN_DATA}"
FIGURES = f"{DATA_FOLDER}/{_FIGURES_IN_DATA}"
#: The page that lists them, and the hand-written pages that would be at the same address. They take its place.
DATA = f"{DATA_FOLDER}/{HOME}"
IN_PLACE_OF_DATA = ("data.md", DATA, f"{DATA_FOLDER}/README.md")

#: The files at the root of the site that crawlers ask for, and the description of the data.
ROBOTS = "robots.txt"
LLMS_TEXT = "llms.txt"
SITEMAP = "sitemap.xml"
RO_CRATE = "ro-crate-metadata.json"

#: The folders of the records for previews and offline search, and of the Pagefind index.
RECORDS = "assets/themebook/records"
SEARCH_INDEX = "pagefind"

#: The card of pages that have none of their own, and the folder of the others.
CARD = "assets/themebook/card.png"
_CARDS = "assets/themebook/cards"

#: The settings of the other scripts. Every page loads it.
SETTINGS = "assets/themebook/settings.js"
_LIST_SCRIPTS = "assets/themebook/lists"


def theme_page(path: ThemePath) -> str:
    """The page of a theme or subtheme, by the path to it. The folder of a page has those of its subthemes."""
    names = "/".join(theme.id for theme in path)
    # MkDocs shows the pages of a folder below its index. The address is the same.
    has_folder = len(path) == 1 or bool(path[-1].subthemes)
    return f"{THEMES_FOLDER}/{names}/{HOME}" if has_folder else f"{THEMES_FOLDER}/{names}.md"


def finding_page(finding: str) -> str:
    """The page of a finding, by its id."""
    return f"{FINDINGS_FOLDER}/{finding}.md"


def quote_page(quote: str) -> str:
    """The page of a quote, by its id."""
    return f"{QUOTES_FOLDER}/{quote}.md"


def participant_page(participant: str) -> str:
    """The page of a participant, by its id."""
    return f"{PARTICIPANTS_FOLDER}/{participant}.md"


def source_page(source: str) -> str:
    """The page of a source, by its id."""
    return f"{SOURCES_FOLDER}/{source}.md"


def code_page(code: str) -> str:
    """The page of a code, by its id."""
    return f"{CODES_FOLDER}/{code}.md"


def work_page(slug: str) -> str:
    """The page of a cited work, by the slug of its key."""
    return f"{REFERENCES_FOLDER}/{slug}.md"


def data_file(name: str) -> str:
    """A file of the study as data, by its name."""
    return f"{DATA_FOLDER}/{name}"


def theme_works(theme: str) -> str:
    """The name of the files with the works of a theme, by its id, without the ending of their format."""
    return f"{_THEMES_IN_DATA}/{theme}"


def figure_file(name: str) -> str:
    """The name of a file of a figure, such as ``map.svg``, as one of the files of the data."""
    return f"{_FIGURES_IN_DATA}/{name}"


def list_page(name: str, number: int) -> str:
    """A page, by its number from 1, of a list by its name in ``_LISTS``."""
    index, folder = _LISTS[name]
    return index if number == 1 else f"{folder}/{number}.md"


def list_anchor(name: str) -> str:
    """The anchor of a list on its index. Empty if the list is what the index is for."""
    return "uncited_" if name == "uncited" else ""


def group_anchor(path: ThemePath) -> str:
    """The anchor of a group in the list of quotes: the quotes at home where this path leads."""
    return path[-1].id if path else "without_theme"


def list_scripts(name: str) -> str:
    """The folder with the scripts of a list, if it is long and can be filtered. Their names are numbers."""
    return f"{_LIST_SCRIPTS}/{name}"


def view_pages(pages: Sequence[Page]) -> dict[str, str]:
    """The first page that shows each view, by the name of the view."""
    shown: dict[str, str] = {}
    for page in pages:
        for view in page.found.views:
            shown.setdefault(view.name, page.path)
    return shown


def view_page(pages: Sequence[Page], view: str) -> str:
    """The page of one of ``VIEW_PAGES``: the first that shows the view, or else the one generated for it."""
    return view_pages(pages).get(view, f"{view}.md")


def item_card(name: str) -> str:
    """The card of the page of a quote, finding or theme, by its id."""
    return f"{_CARDS}/{name}.png"


def record_file(number: int) -> str:
    """The file with the given number, from 0, of the search records."""
    return f"{RECORDS}/{number}.js"


def published_address(page: str, *, directory_urls: bool) -> str:
    """The address that MkDocs gives a page, relative to the root of the site, percent-encoded."""
    name = re.sub(r"(^|/)README$", r"\1index", page.removesuffix(".md"))
    if not directory_urls:
        return quote(f"{name}.html")
    return quote(name[: -len("index")] if re.search(r"(^|/)index$", name) else f"{name}/")


def slugs(keys: Sequence[str], punctuation: str = "_.-") -> dict[str, str]:
    """For each key, a unique ASCII name for files and anchors that is valid on every file system.

    Only letters, digits and the given ``punctuation`` are kept. No two slugs differ only in case, and none is the name
    of an index page.
    """
    taken = {"index", "readme"}
    result = {}
    numbers: dict[str, int] = {}
    for key in keys:
        plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
        base = safe(re.sub(f"[^A-Za-z0-9{punctuation}]+", "-", plain).strip("-.")).rstrip("-.") or "work"
        slug, number = base, numbers.get(base, 2)
        while slug.casefold() in taken:
            slug, number = f"{base}-{number}", number + 1
        # Thousands of keys may share a base, for example in a script without ASCII letters.
        numbers[base] = number
        taken.add(slug.casefold())
        result[key] = slug
    return result


def term_anchors(glossary: Sequence[Term]) -> dict[str, str]:
    """The anchor of each term of the glossary. Its underscore prevents clashes with ids.

    Underscores in the term itself are dropped: Markdown would read them as emphasis in the heading.
    """
    return {term: f"term_{slug.casefold()}" for term, slug in slugs([term.term for term in glossary], ".-").items()}
