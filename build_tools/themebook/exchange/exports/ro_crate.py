"""``ro-crate-metadata.json``: the site as an RO-Crate, for programs that collect research data.

Format: https://www.researchobject.org/ro-crate/specification/1.2/. A crate must say when it was published. If that is
not known of the study, there is no crate.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from themebook.exchange.deposit.description import Deposit, iso_date
from themebook.exchange.exports.data_file import DataFile
from themebook.site.routes import RO_CRATE, THEME_WORKS, data_file
from themebook.social.published_study import PublishedAuthor

Entity = Mapping[str, Any]

_VERSION = "https://w3id.org/ro/crate/1.2"
_PUBLICATION = "#publication"
_CONTAINER = "#container"


def ro_crate(deposit: Deposit, files: Sequence[DataFile], *, has_works: bool) -> str:
    """The crate with these files; empty if the study has no date. ``has_works`` is whether works of themes are data."""
    if not deposit.publication.date:
        return ""
    parts = [*map(_file, files), *([_WORKS] if has_works else [])]
    graph = (_descriptor(), _root(deposit, parts), *parts, *_formats(files), *_context(deposit))
    whole = {"@context": f"{_VERSION}/context", "@graph": [_known(entity) for entity in graph]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _descriptor() -> Entity:
    return {"@id": RO_CRATE, "@type": "CreativeWork", "conformsTo": {"@id": _VERSION}, "about": {"@id": "./"}}


def _root(deposit: Deposit, parts: Iterable[Entity]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": deposit.title,
        "description": deposit.description,
        "datePublished": iso_date(deposit.publication.date),
        "license": _link(deposit.licence_link),
        "author": [{"@id": name} for name in _authors(deposit)],
        "keywords": deposit.keywords,
        "inLanguage": deposit.publication.language,
        "url": deposit.address,
        "citation": {"@id": deposit.publication.doi_address or _PUBLICATION},
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }


def _file(file: DataFile) -> Entity:
    return {
        "@id": data_file(file.name),
        "@type": "File",
        "name": file.name,
        "description": file.holds,
        "encodingFormat": file.media_type,
        "conformsTo": _link(file.follows),
    }


_WORKS = {
    "@id": f"{THEME_WORKS}/",
    "@type": "Dataset",
    "name": "Works of themes",
    "description": "the works that are cited for each theme, under its id",
}


def _formats(files: Iterable[DataFile]) -> Iterator[Entity]:
    """The specifications that files follow."""
    for address in dict.fromkeys(file.follows for file in files if file.follows):
        yield {"@id": address, "@type": "CreativeWork", "name": address}


def _context(deposit: Deposit) -> Iterator[Entity]:
    """The licence, the people with their affiliations, and the publication."""
    one = deposit.publication
    if deposit.licence_link:
        name = deposit.licence or deposit.licence_link
        yield {"@id": deposit.licence_link, "@type": "CreativeWork", "name": name}
    affiliations = _affiliations(deposit)
    for name, author in _authors(deposit).items():
        yield _author(name, author, affiliations)
    yield from ({"@id": i, "@type": "Organization", "name": name} for name, i in affiliations.items())
    yield {
        "@id": one.doi_address or _PUBLICATION,
        "@type": deposit.publication_type,
        "name": one.title,
        "author": [{"@id": name} for name in _authors(deposit)],
        "datePublished": iso_date(one.date),
        "isPartOf": _link(_CONTAINER if one.container else ""),
    }
    if one.container:
        yield {"@id": _CONTAINER, "@type": "CreativeWork", "name": one.container}


def _authors(deposit: Deposit) -> Mapping[str, PublishedAuthor]:
    """The authors by their ORCID iDs, or else by their numbers."""
    return {author.orcid or f"#author-{number}": author for number, author in enumerate(deposit.authors, 1)}


def _affiliations(deposit: Deposit) -> Mapping[str, str]:
    names = dict.fromkeys(name for author in deposit.authors for name in author.affiliations)
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


def _known(entity: Entity) -> Entity:
    return {name: value for name, value in entity.items() if value}
