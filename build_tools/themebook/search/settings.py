"""What the scripts of the site need to know."""

from __future__ import annotations

from typing import Literal

from themebook.core import translation
from themebook.core.vocabulary import KINDS
from themebook.render.site import Site
from themebook.search.records import number_of_shards
from themebook.site.routes import RECORDS, SEARCH_INDEX

# In the order in which the search shows how many results there are of each.
_KINDS = (
    "theme",
    "subtheme",
    "finding",
    "quote",
    "participant",
    "source",
    "code",
    "reference",
    "implication",
    "limitation",
    "term",
    "page",
)


def script_settings(site: Site, search: Literal["pagefind", "records"]) -> dict[str, object]:
    """How the search works, where its files are and how many, the themes and kinds in order, and the translation.

    ``messages`` is empty in English.
    """
    catalogue = translation.active()
    return {
        "search": search,
        "shards": number_of_shards(site),
        "records": RECORDS,
        "index": SEARCH_INDEX,
        "themes": [theme.title for theme in site.graph.study.themes],
        "kinds": [[name, KINDS[name].label] for name in _KINDS],
        "language": catalogue.language,
        "messages": catalogue.scripts,
    }
