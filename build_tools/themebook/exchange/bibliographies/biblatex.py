"""CSL-JSON as the fields of biblatex, so that ``cite.csl`` makes the same CSL-JSON of them.

``values`` are always in the form of ``csl_values.regular``. Pandoc's converter is not used: it has no fields for
suffixes, kinds of works, organisers, courts, websites, places of events, seasons, uncertain or original dates, and it
changes the capitals of titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from themebook.cite.csl.people import CSL_ROLES
from themebook.cite.csl.types import IN_BOOKS, IN_SERIALS, LEGAL, ON_MEDIA
from themebook.exchange.bibliographies.biblatex_dates import biblatex_date, state_in
from themebook.exchange.bibliographies.biblatex_names import biblatex_names
from themebook.exchange.bibliographies.csl_values import Values
from themebook.exchange.bibliographies.latex import latex, latex_title

Fields = Iterator[tuple[str, str]]

_TYPES = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("bill", "legislation", "regulation"), "legislation"),
    **dict.fromkeys(("book", "classic"), "book"),
    **dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), "inreference"),
    **dict.fromkeys(("webpage", "post", "post-weblog"), "online"),
    **dict.fromkeys(("graphic", "figure", "map"), "image"),
    **{kind: kind for kind in ("dataset", "patent", "performance", "periodical", "report", "software", "standard")},
    **{"chapter": "incollection", "legal_case": "jurisdiction", "manuscript": "unpublished", "pamphlet": "booklet"},
    **{"motion_picture": "movie", "paper-conference": "inproceedings", "personal_communication": "letter"},
    **{"song": "music", "speech": "presentation", "thesis": "thesis", "treaty": "legal"},
}
# What a work is, in words, if biblatex has no type for it.
_WORDS = {
    **{"bill": "Bill", "event": "Event", "figure": "Figure", "hearing": "Hearing", "interview": "Interview"},
    **{"map": "Map", "musical_score": "Musical score", "post": "Online forum post", "post-weblog": "Blog post"},
}
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_UNSIGNED = {"article-magazine": "magazine_article", "article-newspaper": "newspaper"}
_EDITORS = ("editor", "editora", "editorb", "editorc")
_OWN_FIELDS = {
    "author": "author",
    "translator": "translator",
    "container-author": "bookauthor",
    "recipient": "recipient",
}
_ROLES = {variable: role for role, variable in reversed(CSL_ROLES.items()) if variable not in _OWN_FIELDS}
_TEXTS = {
    **{"volume": "volume", "number-of-volumes": "volumes", "number-of-pages": "pagetotal", "part-number": "part"},
    **{"edition": "edition", "version": "version", "publisher-place": "location", "event-place": "venue"},
    **{"original-publisher": "origpublisher", "original-publisher-place": "origlocation", "ISBN": "isbn"},
    **{"ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid", "language": "langid"},
}
_ARXIV = re.compile(r"arxiv:?\s*([\w.\-/]+)", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\S+)", re.IGNORECASE)
_SPAN_OF_PAGES = re.compile(r"(?<!\d)(\d{1,9})\s*[-\u2010-\u2015\u2212]+\s*(\d{1,9})(?!\d)")
# With these in `@misc` and `@unpublished`, a work is a talk.
_OF_EVENTS = ("event-title", "event-place", "event-date")
_KINDS_WITH_TYPE = frozenset(
    (
        *("thesis", "report", "patent", "dataset", "image", "unpublished", "movie", "booklet", "performance"),
        *("letter", "music", "software", "presentation", "standard", "online", "misc", "audio", "video"),
    )
)
_KINDS_WITH_SUBTYPE = frozenset(("dataset", "image", "movie", "software", "audio", "video"))


class Entry(NamedTuple):
    """An entry of ``references.bib`` before it has a key. The values of fields are LaTeX, and none is empty."""

    kind: str
    fields: tuple[tuple[str, str], ...]


def biblatex_entry(values: Values) -> Entry:
    """A work as an entry."""
    work = _Work(values)
    seen: dict[str, str] = {}
    for name, value in work.fields():
        if value:
            seen.setdefault(name, value)
    return Entry(work.kind, tuple(seen.items()))


def _entry_type(values: Values) -> str:
    csl_type = str(values["type"])
    if csl_type == "broadcast":
        is_heard = re.search(r"podcast|audio|radio", f"{values.get('genre')} {values.get('medium')}", re.IGNORECASE)
        return "audio" if is_heard else "video"
    has_event = any(map(values.get, _OF_EVENTS))
    if csl_type == "paper-conference" and not values.get("container-title") and has_event:
        return "unpublished"
    if csl_type == "speech" and has_event:
        return "unpublished"
    if csl_type in ("review", "review-book"):
        return "review" if values.get("container-title") else "misc"
    if csl_type == "article":
        return "online" if _eprint(values)[0] else "unpublished"
    if csl_type in _UNSIGNED and not values.get("author"):
        return _UNSIGNED[csl_type]
    return _TYPES.get(csl_type, "misc")


def _eprint(values: Values) -> tuple[str, str]:
    """The number of a preprint in its archive, and the archive."""
    number, doi = str(values.get("number", "")), str(values.get("DOI", ""))
    archive = str(values.get("publisher") or values.get("container-title") or "")
    if found := _ARXIV.fullmatch(number) or _ARXIV_DOI.fullmatch(doi):
        return found[1], "arXiv"
    return (number or doi, archive) if archive else ("", "")


class _Work:
    """One work, and the type of its entry."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._type = str(values["type"])
        self.kind = _entry_type(values)

    def _text(self, *variables: str) -> str:
        return latex(next((str(self._values[name]) for name in variables if name in self._values), ""))

    def _title(self, variable: str) -> str:
        return latex_title(str(self._values.get(variable, "")))

    def fields(self) -> Fields:
        """All fields, in the order in which people write them. The first of a name counts."""
        yield from self._people()
        yield from self._titles()
        yield from self._dates()
        yield from self._numbers()
        yield from self._publishers()
        yield from self._kinds()
        # Last, because what is in its place for some types comes before.
        for variable, name in _TEXTS.items():
            is_talk = variable == "event-place" and self.kind == "misc"
            yield name, "" if is_talk else self._text(variable)
        yield "doi", str(self._values.get("DOI", ""))
        yield "url", str(self._values.get("URL", ""))

    def _people(self) -> Fields:
        publisher = [{"literal": self._values.get("publisher", "")}]
        if self.kind == "report" and not any(map(self._values.get, (*_OWN_FIELDS, "editor", *_ROLES))):
            # As the styles have it, and the reader.
            yield "author", biblatex_names(publisher) if publisher[0]["literal"] else ""
        for variable, name in _OWN_FIELDS.items():
            yield name, biblatex_names(self._values.get(variable))
        editors = [("editor", self._values["editor"])] if "editor" in self._values else []
        others = [(role, self._values[variable]) for variable, role in _ROLES.items() if variable in self._values]
        for name, (role, names) in zip(_EDITORS, [*editors, *others], strict=False):
            yield name, biblatex_names(names)
            yield f"{name}type", role if role != "editor" else ""

    def _titles(self) -> Fields:
        title, volume, container = self._title("title"), self._title("volume-title"), self._title("container-title")
        if self._type in IN_BOOKS and volume:
            yield "maintitle", container
            container = volume
        elif volume and self.kind == "book":
            yield "maintitle", title
            title = volume
        yield "title", title
        yield self._container_field(), container
        yield "shorttitle", self._title("title-short")
        yield "shortjournal", self._title("container-title-short") if container else ""
        yield "series", self._title("collection-title")
        yield "origtitle", self._title("original-title")
        yield "eventtitle", self._title("event-title") if self.kind != "misc" else ""

    def _container_field(self) -> str:
        if self._type in IN_SERIALS or self._type in LEGAL or self.kind in ("review", "legislation"):
            return "title" if self.kind == "periodical" else "journaltitle"
        if self.kind in ("incollection", "inproceedings", "inreference"):
            return "booktitle"
        if self._type in ON_MEDIA or self.kind in ("audio", "video"):
            return "maintitle"
        if self.kind == "online" and self._type != "article":
            # The reader takes an organisation for the author if there is no other.
            return "organization" if "author" in self._values else "titleaddon"
        return {"unpublished": "howpublished", "misc": "howpublished"}.get(self.kind, "series")

    def _dates(self) -> Fields:
        issued = biblatex_date(self._values.get("issued"))
        state = state_in(str(self._values.get("status", ""))) or state_in(_literal(self._values.get("issued")))
        yield "date", issued
        # A work with a date is no longer in press.
        yield "pubstate", "" if issued and state in ("inpress", "forthcoming") else state
        yield "origdate", biblatex_date(self._values.get("original-date"))
        yield "eventdate", biblatex_date(self._values.get("event-date")) if self.kind != "misc" else ""
        yield "urldate", biblatex_date(self._values.get("accessed"))

    def _numbers(self) -> Fields:
        pages = _SPAN_OF_PAGES.sub(_whole_span, self._text("page"))
        yield "pages", pages
        if self._type in IN_SERIALS or self.kind == "review":
            yield "number", self._text("issue", "supplement-number")
            yield "eid", self._text("number")
        elif self._type == "article":
            eprint, archive = _eprint(self._values)
            yield "eprint", eprint
            yield "eprinttype", latex(archive)
        elif self._type in IN_BOOKS or self.kind == "book":
            yield "number", self._text("collection-number", "number")
        else:
            yield "number", self._text("number", "issue", "collection-number")
        yield "chapter", self._text("chapter-number") if self._type in IN_BOOKS else ""

    def _publishers(self) -> Fields:
        if self.kind in ("thesis", "report", "legislation", "jurisdiction", "legal", "patent"):
            yield "institution", self._text("authority", "publisher", "jurisdiction")
        elif self.kind == "online":
            is_site = self._type != "article" and "container-title" not in self._values
            yield self._container_field(), self._text("publisher") if is_site else ""
        elif self.kind in ("unpublished", "misc"):
            yield "howpublished", self._text("publisher")
        else:
            yield "publisher", self._text("publisher", "authority")
        if self.kind == "image":
            yield "location", self._text("archive-place")

    def _kinds(self) -> Fields:
        genre, medium = self._text("genre") or _WORDS.get(self._type, ""), self._text("medium")
        if self._type in _SUBTYPES:
            yield "entrysubtype", _SUBTYPES[self._type]
        elif self._type == "broadcast":
            series = {"audio": ("podcastepisode", "podcast"), "video": ("tvepisode", "tvseries")}[self.kind]
            yield "entrysubtype", series[0] if "container-title" in self._values else series[1]
        elif self.kind in _KINDS_WITH_SUBTYPE:
            yield "entrysubtype", medium
        if self.kind in _KINDS_WITH_TYPE:
            yield "type", genre
        else:
            yield "titleaddon", genre or medium


def _literal(date: object) -> str:
    return str(date.get("literal", "")) if isinstance(date, Mapping) else ""


def _whole_span(found: re.Match[str]) -> str:
    """Pages in the form of biblatex, and the last in full where the input has ``123-8`` for 123 to 128."""
    first, last = found[1], found[2]
    whole = first[: max(len(first) - len(last), 0)] + last
    return f"{first}--{whole if len(last) < len(first) and int(whole) > int(first) else last}"
