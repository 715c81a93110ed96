"""What a study says of itself: its authors, how it was done, and the terms on which it can be used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from unicodedata import normalize

from themebook.core.bibliography import ET_AL, Person
from themebook.core.fields import Name, Prose, Written, means

# The keys of the study itself are written below ``study:``.
of_study = partial(means, under="study")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author(Written):
    """An author of the study."""

    name: Name = field(metadata=means("the name, given names first"))
    orcid: Name = field(default="", metadata=means("the ORCID iD, such as `0000-0002-1825-0097`"))
    affiliations: tuple[str, ...] = field(default=(), metadata=means("where the author works"))
    roles: tuple[str, ...] = field(default=(), metadata=means("what the author did, such as `interviews`"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDetails(Written):
    """The optional details of a study, in the order in which readers see them."""

    title: str = field(default="", metadata=of_study("its title, if it differs from that of its entry"))
    authors: tuple[Author, ...] = field(default=(), metadata=of_study("the authors, in the order of the publication"))
    approach: str = field(
        default="", metadata=of_study("how the data were analysed, such as `reflexive thematic analysis`")
    )
    collected: str = field(default="", metadata=of_study("when the data were collected"))
    sampling: Prose | None = field(default=None, metadata=of_study("how participants were chosen"))
    coders: Prose | None = field(default=None, metadata=of_study("who coded the data, and how"))
    software: str = field(default="", metadata=of_study("the software used for the analysis"))
    funding: Prose | None = field(default=None, metadata=of_study("who paid for the study"))
    ethics: Prose | None = field(default=None, metadata=of_study("who approved the study, and how people consented"))
    data: Prose | None = field(default=None, metadata=of_study("whether and where the data can be had"))
    licence: str = field(default="", metadata=of_study("the licence of the study's texts, such as `CC BY 4.0`"))
    contact: Name = field(default="", metadata=of_study("an e-mail address or web address for questions"))
    keywords: tuple[Name, ...] = field(default=(), metadata=of_study("keywords"))


def are_authors(authors: Sequence[Author], people: Sequence[Person]) -> bool:
    """Whether these authors are the people that an entry names, in the same order, by their family names.

    An entry may leave out the last ones as "et al.".
    """
    named = [person for person in people if person.literal != ET_AL]
    is_long_enough = len(authors) > len(named) if len(named) < len(people) else len(authors) == len(named)
    return is_long_enough and all(map(_is_called, authors, named))


def _is_called(author: Author, person: Person) -> bool:
    return _words(person.family or person.literal) in _words(author.name)


def _words(name: str) -> str:
    """The words of a name in lower case, with a space around each."""
    return " ".join(("", *re.findall(r"[^\W_]+", normalize("NFKC", name).casefold()), ""))
