"""The words of BibTeX and biblatex: the types of entries, the roles of people, and the fields that are published.

Published is what identifies or describes the work.

The list names what is published rather than what is hidden, because nobody knows all the fields in which reference
managers and their users keep private notes. The names are those of BibTeX and biblatex (https://ctan.org/pkg/biblatex,
section 2.2), and a few that databases export.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PUBLISHED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "people": (
        "author", "author+an:role", "authortype", "groupauthor", "with", "narrator", "execproducer", "director",
        "recipient", "shortauthor", "bookauthor", "nameaddon", "holder",
        "editor", "editora", "editorb", "editorc", "editortype", "editoratype", "editorbtype", "editorctype",
        "shorteditor", "translator", "annotator", "commentator", "introduction", "foreword", "afterword",
    ),
    "titles": (
        "title", "subtitle", "titleaddon", "shorttitle", "booktitle", "booksubtitle", "booktitleaddon",
        "maintitle", "mainsubtitle", "maintitleaddon", "journal", "journaltitle", "journalsubtitle",
        "journaltitleaddon", "shortjournal", "issuetitle", "issuesubtitle", "issuetitleaddon", "eventtitle",
        "eventtitleaddon", "origtitle", "reprinttitle", "series", "shortseries",
    ),
    "dates": ("date", "year", "month", "day", "origdate", "origyear", "eventdate", "urldate", "pubstate"),
    "numbers and pages": (
        "volume", "volumes", "number", "issue", "edition", "version", "part", "chapter", "pages", "pagetotal",
        "pagination", "bookpagination", "eid", "article-number", "articleno",
    ),
    "publisher and place": (
        "publisher", "origpublisher", "institution", "organization", "school", "address", "location",
        "origlocation", "venue", "howpublished",
    ),
    "type, language and notes": (
        "type", "entrysubtype", "note", "addendum", "options", "language", "langid", "hyphenation", "origlanguage",
    ),
    "identifiers and addresses": (
        "ids", "doi", "url", "eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "isbn", "issn",
        "isan", "ismn", "isrn", "iswc", "pmid", "pmcid", "mrnumber", "zblnumber",
    ),
}  # fmt: skip
# The types of biblatex, its styles, and reference managers (https://ctan.org/pkg/biblatex, sections 2.1 and 4.2.1).
ENTRY_TYPES = (
    *("article", "artwork", "audio", "bibnote", "book", "bookinbook", "booklet", "collection", "commentary"),
    *("conference", "constitution", "data", "dataset", "electronic", "film", "image", "inbook", "incollection"),
    *("inproceedings", "inreference", "jurisdiction", "legadminmaterial", "legal", "legislation", "legmaterial"),
    *("letter", "letters", "magazine_article", "manual", "mastersthesis", "misc", "movie", "music", "mvbook"),
    *("mvcollection", "mvproceedings", "mvreference", "nameonly", "newsarticle", "newspaper", "newspaper_article"),
    *("online", "patent", "performance", "periodical", "phdthesis", "presentation", "proceedings", "reference"),
    *("report", "review", "set", "software", "standard", "suppbook", "suppcollection", "suppperiodical", "techreport"),
    *("thesis", "unpublished", "video", "web_page", "webpage", "www", "book_section", "generic", "xdata"),
    *("customa", "customb", "customc", "customd", "custome", "customf"),
)
ROLES = (
    *("chair", "collaborator", "compiler", "composer", "continuator", "creator", "curator", "director", "editor"),
    *("execproducer", "executiveproducer", "founder", "guest", "guestexpert", "host", "illustrator", "interviewer"),
    *("narrator", "organiser", "organizer", "performer", "producer", "redactor", "reviser", "scriptwriter"),
    *("screenwriter", "translator", "writer"),
)
"""What ``editortype`` may say, in lower case."""
OTHER_PEOPLE = frozenset(
    (
        *(
            "afterword",
            "groupauthor",
            "execproducer",
            "narrator",
            "with",
            "annotator",
            "bookauthor",
            "commentator",
            "director",
            "editora",
            "editorb",
            "editorc",
        ),
        *("foreword", "holder", "introduction", "recipient", "translator"),
    )
)
"""The fields of names besides ``author`` and ``editor``."""

_PUBLISHED = frozenset(name for names in PUBLISHED_FIELDS.values() for name in names)

OWN_FIELDS = ("verification", "unseen", "checked", "remark", "candidate-1")
_OWN = re.compile("|".join((*OWN_FIELDS, r"candidate-\d+")))


def is_published(name: str) -> bool:
    """Whether the field of this name (in lower case) is always in the BibTeX that readers can copy."""
    return name in _PUBLISHED


def is_own(name: str) -> bool:
    """Whether the field of this name (in lower case) is one that Themebook adds to those of BibTeX and biblatex.

    Readers see what is in them on the page of the work.
    """
    return _OWN.fullmatch(name) is not None
