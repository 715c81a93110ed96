"""What Zotero saves from a page, by its documented rules.

It asks its readers of pages in order: COinS before embedded metadata
(https://www.zotero.org/support/dev/exposing_metadata), and of the latter it takes Highwire Press before Dublin Core
before Open Graph. It knows no JSON-LD. The rules for names and keys are those of its readers (``COinS.js`` and
``Embedded Metadata.js`` of https://github.com/zotero/translators, and ``openurl.js`` of
https://github.com/zotero/utilities).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import html

_FORMAT = "info:ofi/fmt:kev:mtx:"
_GENRES = {"bookitem": "bookSection", "conference": "conferencePaper", "proceeding": "conferencePaper"}
_KINDS = {"journal": "journalArticle", "dissertation": "thesis", "patent": "patent", "dc": "webpage"}
# Where the title of a work is the ``atitle``.
_PARTS = ("journalArticle", "bookSection", "conferencePaper")
_HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "container",
    "citation_conference_title": "container",
    "citation_inbook_title": "container",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_doi": "doi",
}
_HIGHWIRE_KINDS = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_inbook_title": "bookSection",
    "citation_technical_report_institution": "report",
    "citation_dissertation_institution": "thesis",
}
_DUBLIN_CORE = {"DC.title": "title", "DC.date": "date"}

Name = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class Saved:
    """What it saves. Names are family and given names; a body has no given name."""

    by: str
    kind: str
    names: list[Name] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def year(self) -> str:
        return self.values.get("date", "")[:4]


def saved_from(page: html.HtmlElement) -> list[Saved]:
    """What it saves, or what it lets its user choose from."""
    spans = page.xpath("//span[contains(concat(' ', @class, ' '), ' Z3988 ')]/@title")
    return list(filter(None, map(_context_object, spans))) or [_embedded(page)]


def _context_object(title: str) -> Saved | None:
    pairs = [(key, value) for key, _, value in (part.partition("=") for part in title.split("&"))]
    saved = Saved(by="COinS", kind=_kind(pairs))
    # The first author in parts, and where among the others it was met.
    parts: dict[str, str] = {}
    place = 0
    for key, raw in pairs:
        value = unquote(re.sub(r"\+|%2[bB]", " ", raw), errors="strict")
        if key in ("rft.aulast", "rft.aufirst"):
            place = place if parts else len(saved.names)
            parts[key] = value
        elif key in ("rft.au", "rft.creator"):
            saved.names.append(clean_name(value, inverted="," in value))
        else:
            _read_key(saved, key, value)
    first = (parts.get("rft.aulast", ""), parts.get("rft.aufirst", ""))
    is_known = any(family == first[0] and given and given.startswith(first[1]) for family, given in saved.names)
    if parts and not is_known:
        saved.names.insert(place, first)
    return saved if saved.kind else None


def _kind(pairs: list[tuple[str, str]]) -> str:
    form = unquote(dict(pairs).get("rft_val_fmt", "")).removeprefix(_FORMAT)
    if form != "book":
        return _KINDS.get(form, "")
    # It compares these as they are written.
    genre = dict(pairs).get("rft.genre", "")
    return _GENRES.get(genre, genre if genre in ("report", "document") else "book")


def _read_key(saved: Saved, key: str, value: str) -> None:
    names = {"rft.volume": "volume", "rft.issue": "issue", "rft.date": "date", "rft.pages": "pages"}
    names |= {"rft.jtitle": "container", "rft.source": "container"}
    if key == "rft_id" and value.startswith("info:doi/"):
        saved.values["doi"] = value.removeprefix("info:doi/")
    elif key == "rft.atitle" and saved.kind in _PARTS:
        saved.values["title"] = value
    elif key in ("rft.btitle", "rft.title"):
        saved.values["container" if saved.kind in _PARTS else "title"] = value
    elif key == "rft.spage":
        saved.values.setdefault("pages", value)
    elif key == "rft.type" and saved.kind == "webpage":
        saved.kind = value
    elif key in names:
        saved.values[names[key]] = value


def _embedded(page: html.HtmlElement) -> Saved:
    tags = [
        (one.get("name") or one.get("property") or "", one.get("content") or "") for one in page.xpath("//head/meta")
    ]
    kinds = [_HIGHWIRE_KINDS[name] for name, _ in tags if name in _HIGHWIRE_KINDS]
    has = {name for name, content in tags if content}
    guess = "journalArticle" if "citation_title" in has else "webpage"
    by = "Highwire" if "citation_title" in has else "Dublin Core" if "DC.title" in has else "Open Graph"
    saved = Saved(by=by, kind=kinds[-1] if kinds else guess)
    # What comes later replaces what came before.
    for mapping in ({"og:title": "title"}, _DUBLIN_CORE, _HIGHWIRE):
        saved.values |= dict(_mapped(tags, mapping))
    pages = [content for name, content in tags if name in ("citation_firstpage", "citation_lastpage")]
    saved.values |= {"pages": "-".join(pages)} if pages else {}
    for author in ("citation_author", "DC.creator"):
        saved.names = saved.names or [clean_name(of, inverted="," in of) for name, of in tags if name == author]
    return saved


def _mapped(tags: list[tuple[str, str]], mapping: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, target in mapping.items():
        found = [content for of, content in tags if of == name and content.strip()]
        if found:
            yield target, ", ".join(found)


def clean_name(name: str, *, inverted: bool) -> Name:
    """The family and given names in a name."""
    name = name.strip(" .,/[]:\u00a0")
    if inverted:
        family, *given = re.split(", ?", re.sub(r"\.([^ ])", r". \1", name, count=1))
        return family, re.sub(r"(?<!\S)([A-Z])(?!\S)", r"\1.", given[0]) if given else ""
    given_names, _, last = name.rpartition(" ")
    return last, given_names
