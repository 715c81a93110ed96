"""What the scripts of the site must know of it, as JSON on every page."""

from __future__ import annotations

from typing import Literal

from themebook.core.vocabulary import KINDS
from themebook.render.site import Site
from themebook.site.routes import RECORDS, SEARCH_INDEX

# In the order in which the search counts them. Other kinds come last.
_COUNTED = ("theme", "subtheme", "finding", "quote", "participant", "reference", "implication", "limitation")


def script_settings(site: Site, search: Literal["pagefind", "records"], shards: int) -> dict[str, object]:
    """How the search works, where its files are and how many, and the themes and kinds of things in their order."""
    return {
        "search": search,
        "shards": shards,
        "records": RECORDS,
        "index": SEARCH_INDEX,
        "themes": [theme.title for theme in site.graph.study.themes],
        "kinds": [[name, KINDS[name].label] for name in _COUNTED],
    }
