"""The study in the formats that search engines and reference managers read from the head of a page.

These are the tags of Highwire Press (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), Dublin Core
(https://www.dublincore.org/specifications/dublin-core/dc-html/) and JSON-LD (https://schema.org/ScholarlyArticle).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from themebook.core.script_json import inline_json
from themebook.render.site import Site
from themebook.site.routes import HOMES
from themebook.social.published_study import PublishedAuthor, PublishedStudy, published_study

# Besides the home page, those with one of these views are about the study as a whole.
_VIEWS = frozenset(("study", "cite"))

# What a work is in, by CSL types: the tag, and the type.
_CONTAINERS = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper"), ("citation_journal_title", "Periodical")
    ),
    "chapter": ("citation_inbook_title", "Book"),
    "paper-conference": ("citation_conference_title", "Book"),
}
# By CSL types. All others are articles.
_TYPES = {"book": "Book", "chapter": "Chapter", "report": "Report", "thesis": "Thesis", "dataset": "Dataset"}

Tag = tuple[str, str]
Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyMetadata:
    """The names and contents of ``meta`` elements, in order, and JSON-LD that is safe inside of a script."""

    tags: tuple[Tag, ...]
    json_ld: str


def metadata_of(site: Site) -> Mapping[str, StudyMetadata]:
    """The metadata by the paths of the pages that are about the study as a whole: the same for all of them."""
    study = published_study(site)
    tags = (*_highwire(study), *_dublin_core(study))
    metadata = StudyMetadata(
        tags=tuple((name, content) for name, content in tags if content), json_ld=inline_json(_json_ld(study))
    )
    about = (page.path for page in site.graph.pages if any(v.alone and v.name in _VIEWS for v in page.found.views))
    return dict.fromkeys((*HOMES, *about), metadata)


def _highwire(study: PublishedStudy) -> Iterator[Tag]:
    """What follows an author belongs to that author."""
    yield "citation_title", study.title
    for author in study.authors:
        yield "citation_author", author.sorted_name
        yield from (("citation_author_institution", one) for one in author.affiliations)
        yield "citation_author_orcid", author.orcid
    yield "citation_publication_date", _date(study, "/")
    if study.kind in _CONTAINERS:
        yield _CONTAINERS[study.kind][0], study.container
    yield "citation_volume", study.volume
    yield "citation_issue", study.issue
    yield "citation_firstpage", study.first_page
    yield "citation_lastpage", study.last_page
    yield "citation_doi", study.doi
    yield "citation_language", study.language
    yield from (("citation_keywords", one) for one in study.keywords)


def _dublin_core(study: PublishedStudy) -> Iterator[Tag]:
    yield "DC.title", study.title
    yield from (("DC.creator", author.sorted_name) for author in study.authors)
    yield "DC.date", _date(study, "-")
    yield "DC.language", study.language
    yield from (("DC.subject", one) for one in study.keywords)
    yield "DC.rights", study.licence
    yield "DC.identifier", study.doi_address


def _json_ld(study: PublishedStudy) -> Node:
    return _known(
        {
            "@context": "https://schema.org",
            "@type": _TYPES.get(study.kind, "ScholarlyArticle"),
            "name": study.title,
            "alternateName": study.other_title,
            "author": [_author(author) for author in study.authors],
            "datePublished": _date(study, "-"),
            "isPartOf": _container(study),
            "pageStart": study.first_page,
            "pageEnd": study.last_page,
            "inLanguage": study.language,
            "keywords": study.keywords,
            "license": study.licence,
            "funding": {"@type": "Grant", "description": study.funding} if study.funding else {},
            "sameAs": study.doi_address,
        }
    )


def _author(author: PublishedAuthor) -> Node:
    """Without an entry of the bibliography, only an ORCID iD shows that a name is that of a person."""
    person = author.person
    is_person = bool(author.orcid or (person and not person.literal))
    return _known(
        {
            "@type": "Person" if is_person else "Organization" if person else "",
            "@id": author.orcid,
            "name": author.name,
            "affiliation": [{"@type": "Organization", "name": one} for one in author.affiliations],
        }
    )


def _container(study: PublishedStudy) -> Node:
    """The issue in the volume of the journal, as far as they are known; or the book."""
    if study.kind not in _CONTAINERS or not study.container:
        return {}
    _, kind = _CONTAINERS[study.kind]
    node: Node = {"@type": kind, "name": study.container}
    if kind == "Periodical" and study.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": study.volume, "isPartOf": node}
    if kind == "Periodical" and study.issue:
        node = {"@type": "PublicationIssue", "issueNumber": study.issue, "isPartOf": node}
    return node


def _date(study: PublishedStudy, separator: str) -> str:
    return separator.join(f"{number:02}" for number in study.date)


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
