"""``ro-crate-metadata.json``: the site as an RO-Crate, for programs that collect research data.

Format: https://www.researchobject.org/ro-crate/specification/1.2/. A crate must say when it was published. If that is
not known of the study, there is no crate.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from themebook.exchange.deposit.description import Deposit
from themebook.exchange.exports.data_file import DataFile
from themebook.site.routes import FIGURES, RO_CRATE, THEME_WORKS, data_file
from themebook.social.published_study import PublishedAuthor
from themebook.social.schema_org import known

Entity = Mapping[str, Any]

_VERSION = "https://w3id.org/ro/crate/1.2"
_PUBLICATION = "#publication"
_CONTAINER = "#container"
_LICENCE = "#licence"

#: The folders that data can have.
WORKS_OF_THEMES: Entity = {
    "@id": f"{THEME_WORKS}/",
    "@type": "Dataset",
    "name": "Works by theme",
    "description": "the works that are cited for each theme, under its id",
}
FIGURES_AS_FILES: Entity = {
    "@id": f"{FIGURES}/",
    "@type": "Dataset",
    "name": "Figures",
    "description": "the figures of the whole study, as pictures and as tables",
}


def ro_crate(deposit: Deposit, files: Sequence[DataFile], folders: Sequence[Entity]) -> str:
    """The crate with these files and folders; empty if the study has no date."""
    if not deposit.publication.work.date:
        return ""
    parts = [*map(_file, files), *folders]
    graph = (_descriptor(), _root(deposit, parts), *parts, *_formats(files), *_context(deposit))
    whole = {"@context": f"{_VERSION}/context", "@graph": [known(entity) for entity in graph]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _descriptor() -> Entity:
    return {"@id": RO_CRATE, "@type": "CreativeWork", "conformsTo": {"@id": _VERSION}, "about": {"@id": "./"}}


def _root(deposit: Deposit, parts: Iterable[Entity]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": deposit.title,
        "description": deposit.description,
        "datePublished": deposit.publication.work.iso_date,
        "license": {"@id": deposit.licence_link or _LICENCE},
        "author": [{"@id": name} for name in _makers(deposit)],
        "keywords": deposit.keywords,
        "inLanguage": deposit.publication.work.language,
        "url": deposit.address,
        "citation": {"@id": deposit.publication.work.doi_address or _PUBLICATION},
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }


def _file(file: DataFile) -> Entity:
    return {
        "@id": data_file(file.name),
        "@type": "File",
        "name": file.name,
        "description": file.meaning,
        "encodingFormat": file.media_type,
        "conformsTo": _link(file.follows),
    }


def _formats(files: Iterable[DataFile]) -> Iterator[Entity]:
    """The specifications that files follow."""
    for address in dict.fromkeys(file.follows for file in files if file.follows):
        yield {"@id": address, "@type": "CreativeWork", "name": address}


def _context(deposit: Deposit) -> Iterator[Entity]:
    """The licence, the people with their affiliations, and the publication."""
    one = deposit.publication.work
    # A crate must say something of the licence.
    named = deposit.licence or deposit.licence_name or "No licence is stated."
    yield {"@id": deposit.licence_link or _LICENCE, "@type": "CreativeWork", "name": named}
    people = {**_makers(deposit), **_identified(deposit.publication.authors, "author")}
    affiliations = _affiliations(people.values())
    for name, author in people.items():
        yield _author(name, author, affiliations)
    yield from ({"@id": i, "@type": "Organization", "name": name} for name, i in affiliations.items())
    yield {
        "@id": one.doi_address or _PUBLICATION,
        "@type": deposit.publication_type,
        "name": deposit.publication.title,
        "author": [{"@id": name} for name in _identified(deposit.publication.authors, "author")],
        "datePublished": one.iso_date,
        "isPartOf": _link(_CONTAINER if one.container else ""),
    }
    if one.container:
        yield {"@id": _CONTAINER, "@type": "CreativeWork", "name": one.container}


def _makers(deposit: Deposit) -> Mapping[str, PublishedAuthor]:
    """Who made the site: the authors of the publication, if nobody else is named."""
    return _identified(deposit.authors, "maker" if deposit.site_author else "author")


def _identified(authors: Sequence[PublishedAuthor], role: str) -> Mapping[str, PublishedAuthor]:
    """Authors by their ORCID iDs, or else by what they are and their numbers."""
    return {author.orcid or f"#{role}-{number}": author for number, author in enumerate(authors, 1)}


def _affiliations(authors: Iterable[PublishedAuthor]) -> Mapping[str, str]:
    names = dict.fromkeys(name for author in authors for name in author.affiliations)
    return {name: f"#affiliation-{number}" for number, name in enumerate(names, 1)}


def _author(identifier: str, author: PublishedAuthor, affiliations: Mapping[str, str]) -> Entity:
    person = author.person
    divided = person is not None and not person.literal
    return {
        "@id": identifier,
        "@type": "Person" if divided or author.orcid else "Organization" if person else "Thing",
        "name": author.name,
        "givenName": person.given if person else "",
        "familyName": " ".join(filter(None, (person.particle, person.family))) if person else "",
        "affiliation": [{"@id": affiliations[name]} for name in author.affiliations],
    }


def _link(identifier: str) -> Entity:
    return {"@id": identifier} if identifier else {}
