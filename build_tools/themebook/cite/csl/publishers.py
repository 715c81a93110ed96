"""Who published a work, where, and at which address."""

from __future__ import annotations

import re

from themebook.cite.csl.people import bodies_in
from themebook.cite.csl.types import IN_SERIALS, LEGAL, arxiv_in_journal, is_preprint
from themebook.cite.csl.typography import plain_field
from themebook.core.bibliography import Reference

# Also the addresses of publishers and libraries that contain a DOI.
_BEFORE_DOI = re.compile(r"^(?:https?://\S*?/|doi:\s*)(?=10\.\d{4,9}[/.])", re.IGNORECASE)
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)\s*", re.I)
# The form of library catalogues, such as "New York : Fordham University Press".
_PLACE_FIRST = re.compile(r"([^:]+?)\s+:\s+(.+)")
# Words in the names of publishers. In biblatex, publishers are a list, but many have an "and" in their own name.
_OF_PUBLISHERS = re.compile(
    r"(?:Press|Verlag|Publish\w*|University|Union|Association|Society|Institute|Books|Editions|Gruyter)\b"
)
_ARCHIVES = {"arxiv": "arXiv", "jstor": "JSTOR", "pubmed": "PubMed", "psyarxiv": "PsyArXiv", "ssrn": "SSRN"}
_ARCHIVE_ADDRESSES = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "googlebooks": "https://books.google.com/books?id=",
    "hdl": "https://hdl.handle.net/",
}


def publisher_of(reference: Reference, kind: str, names: object) -> dict[str, str]:
    """The publisher and its place, or neither if an author is also the publisher. ``kind`` is the CSL type."""
    fields: tuple[str, ...] = ("publisher", "institution", "organization", "school")
    if kind == "thesis":
        fields = ("school", "institution", "publisher")
    how = reference.field("howpublished")
    publisher = plain_field(reference, *fields) or ("" if "://" in how else plain_field(reference, "howpublished"))
    if kind == "report" and reference.field("institution") and reference.field("publisher"):
        publisher = "; ".join(dict.fromkeys((plain_field(reference, "institution"), publisher)))
    if not publisher and is_preprint(reference):
        publisher = _archive(reference)
    if publisher.casefold() in bodies_in(names if isinstance(names, list) else []):
        return {}
    if kind == "webpage":
        return {"container-title": publisher} if publisher else {}
    if kind in LEGAL or kind == "patent":
        return {"authority": publisher}
    place = plain_field(reference, "address", "location") if kind not in IN_SERIALS else ""
    if reference.field("publisher"):
        publisher = _separate(publisher)
    if found := _PLACE_FIRST.fullmatch(publisher):
        place, publisher = place or found[1], found[2]
    if kind == "graphic" and not publisher:
        return {"archive-place": place}
    return {
        "publisher": publisher,
        "publisher-place": place,
        "original-publisher": plain_field(reference, "origpublisher"),
        "original-publisher-place": plain_field(reference, "origlocation"),
        "event-place": plain_field(reference, "venue"),
    }


def _separate(publishers: str) -> str:
    """A list of publishers as the APA has it. An ``and`` in the name of one is no separator."""
    parts = re.split(r"\s+and\s+", publishers)
    return "; ".join(parts) if len(parts) > 1 and all(map(_OF_PUBLISHERS.search, parts)) else publishers


def _archive(reference: Reference) -> str:
    written = reference.field("eprinttype", "archiveprefix")
    if not written and re.match("arxiv", reference.field("journaltitle", "journal"), re.IGNORECASE):
        return _ARCHIVES["arxiv"]
    return _ARCHIVES.get(written.lower(), written)


def bare_doi(reference: Reference) -> str:
    """The DOI without what may be before it, such as the address of a resolver; empty if there is none."""
    return _BEFORE_DOI.sub("", reference.field("doi").strip())


def addresses_of(reference: Reference) -> dict[str, str]:
    """The DOI and other identifiers, and the web address."""
    doi = bare_doi(reference)
    how = re.search(r"https?://[^\s{}]+", reference.field("howpublished"))
    url = reference.field("url").strip() or (how[0].rstrip(".,;") if how else "")
    if _RESOLVER.match(url):
        doi, url = doi or _RESOLVER.sub("", url), ""
    return {
        "DOI": doi,
        "URL": url or _archive_address(reference),
        "ISBN": plain_field(reference, "isbn"),
        "ISSN": plain_field(reference, "issn"),
        "PMID": plain_field(reference, "pmid"),
        "PMCID": plain_field(reference, "pmcid"),
    }


def _archive_address(reference: Reference) -> str:
    written = reference.field("eprinttype", "archiveprefix").lower()
    eprint = re.sub(r"^arxiv:", "", reference.field("eprint").strip(), flags=re.IGNORECASE)
    if not eprint or written not in _ARCHIVE_ADDRESSES:
        number = arxiv_in_journal(reference)
        return f"{_ARCHIVE_ADDRESSES['arxiv']}{number}" if number else ""
    return f"{_ARCHIVE_ADDRESSES[written]}{eprint}"
