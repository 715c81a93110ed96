"""Works and their authors as JSON-LD in the vocabulary of https://schema.org/CreativeWork."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from themebook.cite.plain_work import PlainWork
from themebook.social.published_study import PublishedAuthor, PublishedStudy

Node = Mapping[str, Any]

# By CSL types.
_TYPES = {
    **dict.fromkeys(("article", "article-journal", "paper-conference", "review"), "ScholarlyArticle"),
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "entry-encyclopedia": "Article",
    "legislation": "Legislation",
    "motion_picture": "Movie",
    "report": "Report",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
# What a work is in.
_CONTAINERS = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper", "review"), "Periodical"),
    **dict.fromkeys(("chapter", "entry-encyclopedia", "paper-conference"), "Book"),
}


def known(node: Node) -> Node:
    """A node without what is empty."""
    return {name: value for name, value in node.items() if value}


def study_type(study: PublishedStudy) -> str:
    return _TYPES.get(study.work.kind, "ScholarlyArticle")


def study_node(study: PublishedStudy, name: str) -> Node:
    """The study. Its identifier is ``name``."""
    return known(
        {
            "@type": study_type(study),
            "@id": name,
            "name": study.title,
            "alternateName": study.other_title,
            "author": [author_node(author) for author in study.authors],
            **_publication(study.work),
            "keywords": study.keywords,
            "license": study.licence,
            "funding": {"@type": "Grant", "description": study.funding} if study.funding else {},
            "sameAs": study.work.doi_address,
        }
    )


def work_type(work: PlainWork) -> str:
    return _TYPES.get(work.kind, "CreativeWork")


def work_node(work: PlainWork, name: str) -> Node:
    """A work. Its identifier is ``name``, and its description says what is not verified about it."""
    return known(
        {
            "@type": work_type(work),
            "@id": name,
            "name": work.title,
            "description": work.doubt,
            "author": [author_name(PublishedAuthor(person=person)) for person in work.makers],
            **_publication(work),
            "sameAs": work.doi_address if work.has_certain_doi else "",
        }
    )


def author_node(author: PublishedAuthor) -> Node:
    """An author with what the study says of them."""
    affiliation = [{"@type": "Organization", "name": one} for one in author.affiliations]
    return known({**author_name(author), "@id": author.orcid, "affiliation": affiliation})


def author_name(author: PublishedAuthor) -> Node:
    return known({"@type": author_type(author), "name": author.name})


def author_type(author: PublishedAuthor) -> str:
    """A person, an organisation, or nothing if neither is certain.

    Without an entry of the bibliography, only an ORCID iD shows that a name is that of a person.
    """
    person = author.person
    is_person = bool(author.orcid or (person and not person.literal))
    return "Person" if is_person else "Organization" if person else ""


def _publication(work: PlainWork) -> Node:
    return {
        "datePublished": work.iso_date,
        "isPartOf": _container(work),
        "pageStart": work.first_page,
        "pageEnd": work.last_page,
        "isbn": work.isbn if work.kind == "book" else "",
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else {},
        "inLanguage": work.language,
    }


def _container(work: PlainWork) -> Node:
    """The issue in the volume of the journal, as far as they are known; or the book."""
    if work.kind not in _CONTAINERS or not work.container:
        return {}
    kind = _CONTAINERS[work.kind]
    node: Node = {"@type": kind, "name": work.container}
    if kind == "Periodical" and work.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": work.volume, "isPartOf": node}
    if kind == "Periodical" and work.issue:
        node = {"@type": "PublicationIssue", "issueNumber": work.issue, "isPartOf": node}
    return node
