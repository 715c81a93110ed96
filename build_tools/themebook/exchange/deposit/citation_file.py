"""``CITATION.cff``: how to cite the study (https://github.com/citation-file-format/citation-file-format, 1.2.0).

The file describes a data set, the site. The publication is what should be cited, if there is one. The format has no
place for the roles of authors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from themebook.cite.csl.types import IN_SERIALS
from themebook.core.bibliography import Person
from themebook.exchange.deposit.description import MARK, Deposit
from themebook.exchange.yaml_text import Tree, yaml_document
from themebook.social.published_study import PublishedAuthor
from themebook.social.schema_org import known

_HEAD = f"# {MARK}. Changes of this file are lost.\n"
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DAY = 3
# By CSL types. All others are generic; the format has no chapters.
_TYPES: Mapping[str, str] = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "magazine-article",
    "article-newspaper": "newspaper-article",
    "book": "book",
    "dataset": "data",
    "manuscript": "unpublished",
    "pamphlet": "pamphlet",
    "paper-conference": "conference-paper",
    "report": "report",
    "review": "article",
    "software": "software",
    "thesis": "thesis",
    "webpage": "website",
}
_OF_INSTITUTIONS = frozenset(("report", "thesis"))


def citation_file(deposit: Deposit) -> str:
    """The text of the file."""
    tree = known(
        {
            "cff-version": "1.2.0",
            "message": "If you use the findings or the quotes, please cite the study.",
            "type": "dataset",
            "title": deposit.title,
            "authors": _authors(deposit.authors, deposit),
            "abstract": deposit.about,
            "keywords": deposit.keywords,
            **_licence(deposit),
            "url": deposit.address,
            "repository-code": deposit.repository,
            "preferred-citation": _publication(deposit) if deposit.is_published else {},
        }
    )
    return f"{_HEAD}\n{yaml_document(tree)}"


def _authors(authors: Sequence[PublishedAuthor], deposit: Deposit) -> list[Tree]:
    """The format wants somebody."""
    return [_author(one) for one in authors] or [{"name": deposit.nobody}]


def _author(author: PublishedAuthor) -> Tree:
    """A person, or an entity if it is not known how the name is divided, or if it is an organisation."""
    person = author.person
    if person is None or person.literal:
        return known({"name": author.name, "orcid": author.orcid})
    return known({**_names(person), "orcid": author.orcid, "affiliation": "; ".join(author.affiliations)})


def _names(person: Person) -> Tree:
    return {
        "family-names": person.family,
        "given-names": person.given,
        "name-particle": person.particle,
        "name-suffix": person.suffix,
    }


def _licence(deposit: Deposit) -> Tree:
    return {"license": deposit.licence} if deposit.licence else {"license-url": deposit.licence_address}


def _publication(deposit: Deposit) -> Tree:
    one = deposit.publication.work
    year, month = (*one.date, 0, 0)[:2]
    place = "journal" if one.kind in IN_SERIALS else "collection-title"
    maker = "institution" if one.kind in _OF_INSTITUTIONS else "publisher"
    language = one.language.partition("-")[0]
    return known(
        {
            "type": _TYPES.get(one.kind, "generic"),
            "title": deposit.publication.title,
            "authors": _authors(deposit.publication.authors, deposit),
            place: one.container,
            "volume": _number(one.volume),
            "issue": _number(one.issue) or one.issue,
            "start": _number(one.first_page),
            "end": _number(one.last_page),
            "year": year,
            "month": month,
            "date-published": one.iso_date if len(one.date) == _DAY else "",
            "doi": one.doi if _DOI.fullmatch(one.doi) else "",
            "url": one.doi_address,
            maker: {"name": one.publisher} if one.publisher else {},
            "thesis-type": one.genre if one.kind == "thesis" else "",
            "languages": [language] if _LANGUAGE.fullmatch(language) else [],
        }
    )


def _number(text: str) -> int:
    """A volume or page, which the format wants as a number; 0 if it is none."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else 0
