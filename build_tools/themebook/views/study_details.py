"""What a study says of itself, for the page about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from themebook.core.model import Study
from themebook.core.orcid import bare_orcid, orcid_address
from themebook.core.study_details import Author
from themebook.core.web_addresses import contact_address, web_address
from themebook.graph.model import EvidenceGraph

# The addresses of licences, by their names without spaces and signs, in lower case.
_LICENCES: Mapping[str, str] = {
    "cc010": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    **{
        f"cc{name.replace('-', '')}{version.replace('.', '')}": f"https://creativecommons.org/licenses/{name}/{version}/"
        for name in ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd")
        for version in ("2.0", "2.5", "3.0", "4.0")
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """An author, with the ORCID iD without and with its address, if it is known."""

    author: Author
    orcid: str
    orcid_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyView:
    """The details of the study. The addresses of its licence and contact are empty if they are not known."""

    study: Study
    authors: tuple[AuthorView, ...]
    licence_address: str
    contact_address: str


def study_view(graph: EvidenceGraph, _subject: str) -> StudyView:
    study = graph.study
    return StudyView(
        study=study,
        authors=tuple(map(_author, study.authors)),
        licence_address=licence_address(study.licence),
        contact_address=contact_address(study.contact) or "",
    )


def licence_address(licence: str) -> str:
    """The address of a licence of Creative Commons, such as "CC BY 4.0", or one that an author gives; else empty."""
    return _LICENCES.get(re.sub(r"[^a-z0-9]", "", licence.lower())) or web_address(licence) or ""


def _author(author: Author) -> AuthorView:
    orcid = bare_orcid(author.orcid)
    return AuthorView(author=author, orcid=orcid, orcid_address=orcid_address(orcid))
