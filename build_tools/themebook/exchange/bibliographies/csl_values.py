"""CSL-JSON of unknown origin in its regular form, with nothing in it but what identifies or describes a work.

Variables: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables. Abstracts, keywords,
notes, annotations, call numbers and where a copy is kept are not taken over: they may be private.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from themebook.core.languages import as_tag, tag_of_name
from themebook.exchange.bibliographies.addresses import doi_in, is_doi_address, public_url
from themebook.exchange.bibliographies.dates import date_of
from themebook.exchange.bibliographies.names import names_of
from themebook.exchange.bibliographies.texts import plain, rich, shown

Values = dict[str, object]

NAMES = (
    *("author", "editor", "translator", "container-author", "director", "compiler", "composer", "curator", "guest"),
    *("host", "illustrator", "interviewer", "narrator", "organizer", "performer", "producer", "script-writer"),
    *("executive-producer", "contributor", "chair", "series-creator", "recipient", "collection-editor"),
    *("editorial-director", "original-author", "reviewed-author"),
)
_TITLES = (
    *("title", "title-short", "volume-title", "container-title", "container-title-short", "collection-title"),
    *("original-title", "event-title", "reviewed-title"),
)
_TEXTS = (
    *("volume", "number-of-volumes", "issue", "number", "collection-number", "chapter-number", "part-number"),
    *("supplement-number", "edition", "version", "page", "number-of-pages", "genre", "medium", "publisher"),
    *("publisher-place", "event-place", "original-publisher", "original-publisher-place", "archive-place"),
    *("authority", "jurisdiction", "status", "ISBN", "ISSN", "PMID", "PMCID"),
)
_DATES = ("issued", "event-date", "original-date", "accessed")
TYPES = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast"),
        *("chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary"),
        *("entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation"),
        *("manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent"),
        *("performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report"),
        *("review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
    )
)
# Older names, and those of Crossref (https://api.crossref.org/types), whose records are nearly CSL-JSON.
_OTHER_TYPES = {
    **dict.fromkeys(("monograph", "edited-book", "reference-book"), "book"),
    **dict.fromkeys(("book-chapter", "book-section", "book-part", "reference-entry"), "chapter"),
    **{"journal-article": "article-journal", "proceedings-article": "paper-conference", "proceedings": "book"},
    **{"posted-content": "article", "dissertation": "thesis", "peer-review": "review", "report-component": "report"},
}
_OTHER_NAMES = {"event": "event-title", "shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
# What Zotero's users write below each other into a field for notes, for want of a field of its own.
_LINE = re.compile(r"\{?:?([A-Za-z][A-Za-z -]{1,30}):[ \t]*(\S[^\n;{}]*)")
_IN_NOTES = frozenset(
    (
        *("DOI", "PMID", "PMCID", "ISBN", "ISSN", "original-date", "original-title", "original-publisher"),
        *(
            "original-publisher-place",
            "event-title",
            "event-place",
            "status",
            "genre",
            "number-of-volumes",
            "citation-key",
        ),
    )
)
_VOLUME = re.compile(r"vol(?:ume|\.)?\s*+(\w+)", re.IGNORECASE)
_NO_PAGES = re.compile(r"n\.?/?a\.?(?:\s*[-\u2013]+\s*n\.?/?a\.?)?|[-\u2013]+|\?+", re.IGNORECASE)


def regular(csl: Mapping[str, object]) -> Values:
    """The variables that are taken over, each of the type that CSL-JSON demands, in a fixed order. ``id`` is kept."""
    known = {_OTHER_NAMES.get(name, name): value for name, value in csl.items() if isinstance(name, str)}
    known = {**in_notes(shown_lines(known.get("note"))), **{name: one for name, one in known.items() if one}}
    kind = shown(known.get("type")).lower().replace(" ", "-")
    kind = _OTHER_TYPES.get(kind, kind)
    values: Values = {"id": shown(csl.get("id")), "type": kind if kind in TYPES else "document"}
    values |= {name: names_of(known[name]) for name in NAMES if name in known}
    values |= {name: rich(known[name]) for name in _TITLES if name in known}
    values |= {name: plain(known[name]) for name in _TEXTS if name in known}
    values |= {name: date_of(known[name]) for name in _DATES if name in known}
    values |= _addresses(known)
    values["language"] = language_tag(plain(known.get("language")))
    if volume := _VOLUME.fullmatch(str(values.get("volume", ""))):
        values["volume"] = volume[1]
    if _NO_PAGES.fullmatch(str(values.get("page", ""))):
        del values["page"]
    return {name: value for name, value in values.items() if value or name == "id"}


def _addresses(known: Mapping[str, object]) -> Values:
    addresses = [one for several in map(shown, _list(known.get("URL"))) for one in re.split("[;,]? ", several) if one]
    doi = doi_in(*_list(known.get("DOI")), *filter(is_doi_address, addresses))
    # What is no DOI is reported when the bibliography is written.
    written = next(filter(None, map(shown, _list(known.get("DOI")))), "")
    return {"DOI": doi or written, "URL": public_url(one for one in addresses if not (doi and is_doi_address(one)))}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def language_tag(written: str) -> str:
    """A BCP 47 tag for a language such as ``English``, ``eng`` or ``en_GB``; of several, the first that is known."""
    words = re.split(r"[,;/|]|\s+and\s+", written)
    tags = (tag_of_name(word) or as_tag(word.strip().replace("_", "-")) for word in words)
    return next(filter(None, tags), "")


def shown_lines(value: object) -> str:
    """A text of several lines, or a list of them."""
    lines = value.split("\n") if isinstance(value, str) else value
    return "\n".join(map(shown, lines)) if isinstance(lines, list) else ""


def in_notes(note: str) -> Values:
    """The variables that a note contains in lines such as ``PMID: 123``; nothing else of it is taken over."""
    found: Values = {}
    for line in _LINE.finditer(note):
        name = line[1].strip()
        variable = name.upper() if name.upper() in _IN_NOTES else name.lower().replace(" ", "-")
        if variable in _IN_NOTES:
            found.setdefault(variable, line[2].strip())
    return found
