"""``codemeta.json``: the study in the vocabulary that software archives read (https://codemeta.github.io, 3.0).

CodeMeta is made for software. A study is data, so its type is that of schema.org for data sets, for which CodeMeta has
no term; its terms are those of schema.org for all creative works, so archives read them all the same. The publication
and its type are those of ``referencePublication``. The roles of authors are nodes of their own, as in CodeMeta 3.0.
JSON has no comments, so the mark of the file is one of RDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from themebook.exchange.deposit.description import MARK, Deposit
from themebook.social.published_study import PublishedAuthor
from themebook.social.schema_org import author_type, known

Node = Mapping[str, Any]

_COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"


def codemeta_file(deposit: Deposit) -> str:
    """The text of the file."""
    whole = {
        "@context": "https://w3id.org/codemeta/3.0",
        "type": "schema:Dataset",
        "name": deposit.title,
        "description": deposit.description,
        "author": [*_authors(deposit), *_roles(deposit)],
        "keywords": deposit.keywords,
        "license": deposit.licence_link,
        "schema:inLanguage": deposit.publication.work.language,
        "funding": deposit.publication.funding,
        "url": deposit.address,
        "codeRepository": deposit.repository,
        "referencePublication": _publication(deposit) if deposit.is_published else {},
        _COMMENT: MARK,
    }
    return json.dumps(known(whole), ensure_ascii=False, indent=2) + "\n"


def _authors(deposit: Deposit) -> Iterator[Node]:
    for number, author in enumerate(deposit.authors, 1):
        yield {"id": _id(author, number), **_author(author)}


def _id(author: PublishedAuthor, number: int) -> str:
    return author.orcid or f"_:author-{number}"


def _author(author: PublishedAuthor) -> Node:
    person = author.person
    return known(
        {
            "type": author_type(author),
            "name": author.name,
            "givenName": person.given if person else "",
            "familyName": " ".join(filter(None, (person.particle, person.family))) if person else "",
            "affiliation": [{"type": "Organization", "name": one} for one in author.affiliations],
        }
    )


def _roles(deposit: Deposit) -> Iterator[Node]:
    for number, author in enumerate(deposit.authors, 1):
        for role in author.author.roles if author.author else ():
            yield {"type": "schema:Role", "schema:author": {"id": _id(author, number)}, "schema:roleName": role}


def _publication(deposit: Deposit) -> Node:
    one = deposit.publication.work
    return known(
        {
            "type": f"schema:{deposit.publication_type}",
            "id": one.doi_address,
            "name": deposit.publication.title,
            "datePublished": one.iso_date,
            "isPartOf": {"type": "schema:CreativeWork", "name": one.container} if one.container else {},
            "publisher": {"type": "Organization", "name": one.publisher} if one.publisher else {},
        }
    )
