"""The study as a publication: its own entry in the bibliography, with what the study says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from themebook.cite.csl.item import Item
from themebook.cite.csl.types import IN_SERIALS
from themebook.core import works
from themebook.core.bibliography import TITLE_TAG, Person, Reference
from themebook.core.model import Study
from themebook.core.orcid import orcid_address
from themebook.core.study_details import Author, are_authors
from themebook.core.web_addresses import DOI_RESOLVER, web_address
from themebook.render.site import Site
from themebook.views.study_details import licence_address


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAuthor:
    """An author as the entry has the name, or else the study. ``person`` is None if the entry does not name them."""

    person: Person | None
    author: Author | None

    @property
    def name(self) -> str:
        """The name as it is read."""
        return self.person.full_name if self.person else self.author.name if self.author else ""

    @property
    def sorted_name(self) -> str:
        """The name with the family name first, if it is known which that is."""
        return self.person.inverted_name if self.person else self.name

    @property
    def orcid(self) -> str:
        """The address of the ORCID iD, or nothing."""
        return orcid_address(self.author.orcid) if self.author else ""

    @property
    def affiliations(self) -> tuple[str, ...]:
        return self.author.affiliations if self.author else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedStudy:
    """What is known of it; all else is empty. Texts are plain.

    ``kind`` is its CSL type. ``date`` are the year, month and day, as far as they are known. ``container`` is the
    journal or book that it is in. ``first_page`` can be the number of an article. ``licence`` is an address if that is
    known, and otherwise a name.
    """

    kind: str
    title: str
    other_title: str
    authors: tuple[PublishedAuthor, ...]
    date: tuple[int, ...]
    container: str
    volume: str
    issue: str
    first_page: str
    last_page: str
    doi: str
    language: str
    keywords: tuple[str, ...]
    licence: str
    funding: str

    @property
    def doi_address(self) -> str:
        return web_address(f"{DOI_RESOLVER}{self.doi}") or "" if self.doi else ""


def published_study(site: Site) -> PublishedStudy:
    """The study of a site."""
    study, own = site.graph.study, site.graph.own_reference
    item = site.formatter.item(own.key)
    title = works.plain_title(own)
    first, last = _pages(item)
    return PublishedStudy(
        kind=str(item["type"]),
        title=title or study.title,
        other_title=study.title if title and study.title != title else "",
        authors=tuple(_authors(study, own)),
        date=_date(item),
        container=_text(item, "container-title"),
        volume=_text(item, "volume"),
        issue=_text(item, "issue"),
        first_page=first,
        last_page=last,
        doi=_text(item, "DOI"),
        language=_text(item, "language"),
        keywords=study.keywords,
        licence=licence_address(study.licence) or study.licence,
        funding=site.renderer.prose_text(study.funding) if study.funding else "",
    )


def _authors(study: Study, own: Reference) -> Iterator[PublishedAuthor]:
    """Those of the entry. Details are only theirs if the study has the same authors in the same order."""
    people = own.named_authors
    authors = study.authors if not people or are_authors(study.authors, own.authors) else ()
    return (PublishedAuthor(person=person, author=author) for person, author in zip_longest(people, authors))


def _text(item: Item, variable: str) -> str:
    return " ".join(re.sub(TITLE_TAG, "", str(item.get(variable, ""))).split())


def _date(item: Item) -> tuple[int, ...]:
    """Dates that are approximate, and texts, are left out. Of a range, this is the beginning."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) and not issued.get("circa") else None
    return tuple(parts[0]) if parts else ()


def _pages(item: Item) -> tuple[str, str]:
    """The first and the last page, or the number of the article. Of several ranges, only the first page is known."""
    number = _text(item, "number") if item["type"] in IN_SERIALS else ""
    found = re.fullmatch(r"([^\s,;-]+)(?:-([^\s,;-]+))?(.*)", _text(item, "page") or number)
    if not found:
        return "", ""
    return found[1], "" if found[3] else found[2] or ""
