"""A work as plain text, for formats that know neither LaTeX nor markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from themebook.cite.csl import Item
from themebook.cite.csl.types import IN_SERIALS
from themebook.cite.first_authors import first_makers
from themebook.core import works
from themebook.core.bibliography import TITLE_TAG, Person, Reference
from themebook.core.web_addresses import DOI_RESOLVER, web_address
from themebook.core.work_labels import FIELDS

_PAGES = re.compile(r"([^\s,;-]+)(?:-([^\s,;-]+))?(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainWork:
    """What the published fields of an entry say of a work. All that is not known is empty.

    ``kind`` is its CSL type. ``makers`` are its authors or, if it has none, those who made it in another way, without
    "et al.". ``date`` are the year, month and day, as far as they are known. ``container`` is the journal or book that
    it is in. ``pages`` can be the number of an article, and then ``first_page`` is too. ``address`` is that of a page
    on the web. ``doubt`` is what is not verified about the work, in words for readers.
    """

    kind: str
    title: str
    makers: tuple[Person, ...]
    date: tuple[int, ...]
    container: str
    series: str
    volume: str
    issue: str
    edition: str
    pages: str
    first_page: str
    last_page: str
    publisher: str
    place: str
    genre: str
    isbn: str
    issn: str
    doi: str
    address: str
    language: str
    doubt: str
    has_certain_doi: bool
    """False if the DOI may be that of another work."""

    @property
    def doi_address(self) -> str:
        return web_address(f"{DOI_RESOLVER}{self.doi}") or "" if self.doi else ""

    @property
    def iso_date(self) -> str:
        """The date, such as ``2024-05``."""
        return "-".join(f"{number:0{width}}" for number, width in zip(self.date, (4, 2, 2), strict=False))


def plain_work(reference: Reference, item: Item) -> PlainWork:
    """A work that is also given as CSL-JSON."""
    pages = _text(item, "page") or (_text(item, "number") if item["type"] in IN_SERIALS else "")
    first, last = _ends(pages)
    return PlainWork(
        kind=str(item["type"]),
        title=works.plain_title(reference) or _text(item, "title"),
        makers=tuple(_people(item)),
        date=_date(item),
        container=_text(item, "container-title"),
        series=_text(item, "collection-title"),
        volume=_text(item, "volume"),
        issue=_text(item, "issue"),
        edition=_text(item, "edition"),
        pages=pages,
        first_page=first,
        last_page=last,
        publisher=_text(item, "publisher"),
        place=_text(item, "publisher-place"),
        genre=_text(item, "genre"),
        isbn=_text(item, "ISBN"),
        issn=_text(item, "ISSN"),
        doi=_text(item, "DOI"),
        address=web_address(_text(item, "URL")) or "",
        language=_text(item, "language"),
        doubt=works.doubt(reference),
        has_certain_doi=not works.is_doubtful(reference) and FIELDS["doi"] not in works.unseen(reference),
    )


def _people(item: Item) -> Iterator[Person]:
    for name in first_makers(item):
        if name != {"literal": "others"}:
            yield _person(name)


def _person(name: Mapping[str, str]) -> Person:
    return Person(
        family=name.get("family", ""),
        given=name.get("given", ""),
        particle=name.get("non-dropping-particle", name.get("dropping-particle", "")),
        suffix=name.get("suffix", ""),
        literal=name.get("literal", ""),
        drops_particle="dropping-particle" in name,
    )


def _text(item: Item, variable: str) -> str:
    return " ".join(re.sub(TITLE_TAG, "", str(item.get(variable, ""))).split())


def _date(item: Item) -> tuple[int, ...]:
    """Dates that are approximate, and texts, are left out. Of a range, this is the beginning."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) and not issued.get("circa") else None
    return tuple(parts[0]) if parts else ()


def _ends(pages: str) -> tuple[str, str]:
    """The first and the last page. Of several ranges, only the first page is known."""
    found = _PAGES.fullmatch(pages)
    if not found:
        return "", ""
    return found[1], "" if found[3] else found[2] or ""
