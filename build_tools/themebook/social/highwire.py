"""The study in ``meta`` elements, which search engines and reference managers read in the head of a page.

They are the tags of Highwire Press (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing) and Dublin Core
(https://www.dublincore.org/specifications/dublin-core/dc-html/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from themebook.cite.plain_work import PlainWork
from themebook.social.published_study import PublishedStudy

Tag = tuple[str, str]

# What a work is in, or who published it, by CSL types.
_CONTAINERS = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper", "review"), "citation_journal_title"),
    "chapter": "citation_inbook_title",
    "paper-conference": "citation_conference_title",
}
_PUBLISHERS = {"thesis": "citation_dissertation_institution", "report": "citation_technical_report_institution"}
_YEAR_MONTH_DAY = 3


def study_tags(study: PublishedStudy, cited: Iterable[PlainWork]) -> tuple[Tag, ...]:
    """The names and contents of all elements, in order: the study, and the works that it cites."""
    tags = (*_highwire(study), *(_reference(work) for work in cited), *_dublin_core(study))
    return tuple((name, content) for name, content in tags if content)


def _highwire(study: PublishedStudy) -> Iterator[Tag]:
    """What follows an author belongs to that author."""
    yield "citation_title", study.title
    for author in study.authors:
        yield "citation_author", author.sorted_name
        yield from (("citation_author_institution", one) for one in author.affiliations)
        yield "citation_author_orcid", author.orcid
    yield from _publication(study.work)
    yield "citation_doi", study.work.doi
    yield "citation_language", study.work.language
    yield from (("citation_keywords", one) for one in study.keywords)


def _publication(work: PlainWork) -> Iterator[Tag]:
    yield "citation_publication_date", _date(work)
    if work.kind in _CONTAINERS:
        yield _CONTAINERS[work.kind], work.container
    if work.kind in _PUBLISHERS:
        yield _PUBLISHERS[work.kind], work.publisher
    yield "citation_volume", work.volume
    yield "citation_issue", work.issue
    yield "citation_firstpage", work.first_page
    yield "citation_lastpage", work.last_page


def _date(work: PlainWork) -> str:
    """The day, or else only the year, as Google Scholar asks."""
    known = work.date if len(work.date) == _YEAR_MONTH_DAY else work.date[:1]
    return "/".join(f"{number:02}" for number in known)


def _reference(work: PlainWork) -> Tag:
    """A cited work: the tags that it would have itself, with their contents, in one."""
    tags = (
        ("citation_title", work.title),
        *(("citation_author", person.inverted_name) for person in work.makers),
        *_publication(work),
        ("citation_doi", work.doi if work.has_certain_doi else ""),
    )
    # Nothing can stand for a semicolon, which separates the tags.
    return "citation_reference", "; ".join(f"{name}={value.replace(';', ',')}" for name, value in tags if value)


def _dublin_core(study: PublishedStudy) -> Iterator[Tag]:
    yield "DC.title", study.title
    yield from (("DC.creator", author.sorted_name) for author in study.authors)
    yield "DC.date", study.work.iso_date
    yield "DC.language", study.work.language
    yield from (("DC.subject", one) for one in study.keywords)
    yield "DC.rights", study.licence
    yield "DC.identifier", study.work.doi_address
