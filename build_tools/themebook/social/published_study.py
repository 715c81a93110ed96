"""The study as a publication: its own entry in the bibliography, with what the study says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from themebook.cite.plain_work import PlainWork, plain_work
from themebook.core import works
from themebook.core.bibliography import Person, Reference
from themebook.core.model import Study
from themebook.core.orcid import orcid_address
from themebook.core.study_details import Author, are_authors
from themebook.render.published import Published
from themebook.views.study_details import licence_address


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAuthor:
    """An author as the entry has the name, or else the study. ``person`` is None if the entry does not name them."""

    person: Person | None
    author: Author | None = None

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
    """What its entry says of it, and what it says of itself. All that is not known is empty. Texts are plain.

    ``licence`` is an address if that is known, and otherwise a name.
    """

    work: PlainWork
    title: str
    other_title: str
    authors: tuple[PublishedAuthor, ...]
    keywords: tuple[str, ...]
    licence: str
    funding: str


def published_study(published: Published) -> PublishedStudy:
    study, own = published.graph.study, published.graph.own_reference
    title = works.plain_title(own)
    return PublishedStudy(
        work=plain_work(own, published.formatter.item(own.key)),
        title=title or study.title,
        other_title=study.title if title and study.title != title else "",
        authors=tuple(_authors(study, own)),
        keywords=study.keywords,
        licence=licence_address(study.licence) or study.licence,
        funding=published.prose(study.funding),
    )


def _authors(study: Study, own: Reference) -> Iterator[PublishedAuthor]:
    """Those of the entry. Details are only theirs if the study has the same authors in the same order."""
    people = own.named_authors
    authors = study.authors if not people or are_authors(study.authors, own.authors) else ()
    return (PublishedAuthor(person=person, author=author) for person, author in zip_longest(people, authors))
