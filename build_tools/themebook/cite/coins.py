"""Works as COinS, which reference managers find in the HTML of a page: ContextObjects in spans.

A work is a list of keys and values (ANSI/NISO Z39.88-2004, in which each kind of work has a format of its own) in the
``title`` of an empty ``<span class="Z3988">``. See https://www.zotero.org/support/dev/exposing_metadata/coins for how
Zotero reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from themebook.cite.csl import Item
from themebook.cite.plain_work import PlainWork, plain_work
from themebook.core.bibliography import Person, Reference

# By CSL types: the format, and what it calls a genre. All others are described in Dublin Core.
_FORMATS = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper", "review"), ("journal", "article")),
    "article": ("journal", "preprint"),
    "book": ("book", "book"),
    **dict.fromkeys(("chapter", "entry-encyclopedia"), ("book", "bookitem")),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
}
# What Zotero calls the others. It reads them as web pages if it does not know the word.
_TYPES = {
    "dataset": "dataset",
    "graphic": "artwork",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "motion_picture": "film",
    "patent": "patent",
    "personal_communication": "letter",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "webpage": "webpage",
}
_IN_BOOKS = ("bookitem", "proceeding")

Pair = tuple[str, str]


def coins(reference: Reference, item: Item) -> str:
    """A work that is also given as CSL-JSON. The text is not escaped for HTML. It is empty for a work without a title,
    which reference managers would look for elsewhere.
    """
    work = plain_work(reference, item)
    if not work.title:
        return ""
    pairs = (*_context(work), *((f"rft.{key}", value) for key, value in _described(work)))
    return "&".join(f"{key}={quote(value, safe='', errors='replace')}" for key, value in pairs if value)


def _context(work: PlainWork) -> Iterator[Pair]:
    form, _ = _FORMATS.get(work.kind, ("dc", ""))
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
    if work.doi and work.has_certain_doi:
        yield "rft_id", f"info:doi/{work.doi}"
    elif work.address.startswith("http"):
        yield "rft_id", work.address


def _described(work: PlainWork) -> Iterator[Pair]:
    form, genre = _FORMATS.get(work.kind, ("dc", ""))
    yield "genre", genre
    yield from {"journal": _article, "book": _book, "dissertation": _dissertation, "dc": _other}[form](work, genre)
    yield "date", work.iso_date
    yield "language", work.language
    # None of the formats has a place for it. Zotero shows it as the abstract.
    yield "description", work.doubt


def _article(work: PlainWork, _genre: str) -> Iterator[Pair]:
    yield "atitle", work.title
    yield "jtitle", work.container
    yield "volume", work.volume
    yield "issue", work.issue
    yield from _pages(work)
    yield "issn", work.issn
    yield from _authors(work)


def _book(work: PlainWork, genre: str) -> Iterator[Pair]:
    is_part = genre in _IN_BOOKS
    yield "atitle", work.title if is_part else ""
    yield "btitle", work.container if is_part else work.title
    yield "series", work.series
    yield "volume", work.volume
    yield "edition", work.edition
    yield from _pages(work)
    yield "place", work.place
    yield "pub", work.publisher
    yield "isbn", work.isbn
    yield from _authors(work)


def _dissertation(work: PlainWork, _genre: str) -> Iterator[Pair]:
    yield "title", work.title
    yield "inst", work.publisher
    yield "degree", work.genre
    yield from _authors(work)


def _other(work: PlainWork, _genre: str) -> Iterator[Pair]:
    yield "type", _TYPES.get(work.kind, "document")
    yield "title", work.title
    yield "source", work.container
    yield "publisher", work.publisher
    yield from (("creator", _name(person)) for person in work.makers)


def _authors(work: PlainWork) -> Iterator[Pair]:
    """All authors whole. Given the first in parts as well, Zotero can take it for two."""
    return (("au", _name(person)) for person in work.makers)


def _name(person: Person) -> str:
    """The family name first. A comma after the name of a body, as in EndNote, keeps it from being taken apart."""
    return f"{person.literal}," if person.literal else person.inverted_name


def _pages(work: PlainWork) -> Iterator[Pair]:
    yield "pages", work.pages
    yield "spage", work.first_page
    yield "epage", work.last_page
